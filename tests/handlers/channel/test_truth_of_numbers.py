"""Whatever updates come in which order, twice or never: the numbers end as the world has them.

People react, forward, comment and share in the sandbox; what it tells of that is held back, then
given to the whole bot in any order.
"""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import ChosenInlineResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Dispatch
from bot.domain.channels import ChannelState
from bot.domain.numbers import NumberSource, PostNumbers
from bot.domain.payloads import encode_number
from bot.domain.posts import Post
from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.gateways.previews.reader import PreviewReader
from bot.sandbox.updates import UpdateQueue
from bot.services.looking import Looking
from bot.services.numbering import Numbering
from bot.services.reacting import Reacting
from bot.services.receiving import TryLater
from storage import channels, messages, points
from tests.newsroom import Newsroom

Update = dict[str, Any]
KINDS = ["🔥", "❤", "custom:5368324170671202286"]
# As often as an update of a post that is still on its way is tried again by itself.
PATIENCE = 4


@dataclass
class Stage:
    """A channel with a discussion group and another group, heard by hand."""

    newsroom: Newsroom
    channel_id: int
    group_id: int
    other_id: int
    readers: list[int]
    posts: list[list[int]] = field(default_factory=list)
    shared_id: int = 0
    reposts: Counter[int] = field(default_factory=Counter)
    sharers: set[int] = field(default_factory=set)
    comments: Counter[int] = field(default_factory=Counter)

    @property
    def queue(self) -> UpdateQueue:
        return self.newsroom.world.people.bot(self.newsroom.bot_id).updates

    async def heard(self) -> list[Update]:
        """What the sandbox has told since the last time."""
        updates: list[Update] = []
        while bodies := await self.queue.fetch(0, 100, 0):
            updates += [json.loads(body) for body in bodies]
            await self.queue.fetch(updates[-1]["update_id"] + 1, 1, 0)
        return updates

    async def feed(self, updates: Iterable[Update]) -> None:
        """Give updates to the bot; one that comes too early is tried again behind the others."""
        app = self.newsroom.app
        dispatch = Dispatch(app.dispatcher, app.bot)
        waiting = deque((update, PATIENCE) for update in updates)
        while waiting:
            update, tries = waiting.popleft()
            try:
                await dispatch(update)
            except TryLater:
                if tries:
                    waiting.append((update, tries - 1))

    def say(self, *, is_album: bool) -> None:
        """A post made by hand."""
        world, author = self.newsroom.world, self.newsroom.author.id
        if is_album:
            files: list[tuple[str, bytes, str | None]] = [
                ("photo", b"1", "1.jpg"), ("photo", b"2", "2.jpg"),
            ]  # fmt: skip
            album = world.send_album(author, self.channel_id, files, caption="Альбом")
            self.posts.append([item.message_id for item in album])
        else:
            said = world.say(author, self.channel_id, f"Пост {len(self.posts)} #тег")
            self.posts.append([said.message_id])

    def echo_of(self, message_id: int) -> int:
        for message in self.newsroom.world.history(self.newsroom.author.id, self.group_id):
            origin = message.forward_origin
            if message.is_automatic_forward and getattr(origin, "message_id", 0) == message_id:
                return message.message_id
        raise AssertionError(f"{message_id} has no automatic forward")

    def act(self, deed: str, who: int, where: int, number: int) -> None:
        """One thing that a reader does; what it adds up to is written down."""
        world, reader = self.newsroom.world, self.readers[who]
        ids = self.posts[where]
        match deed:
            case "react":
                kinds = [kind for bit, kind in enumerate(KINDS) if number >> bit & 1]
                world.react(reader, self.channel_id, ids[number % len(ids)], kinds)
            case "stars":
                world.give_stars(reader, self.channel_id, ids[0], number + 1)
            case "forward":
                to = self.newsroom.bot_id if number == 7 else self.other_id
                world.forward(reader, self.channel_id, ids[number % len(ids)], to)
                self.reposts[where] += 1
            case "comment":
                world.say(reader, self.group_id, "Да", reply_to=self.echo_of(ids[0]))
                self.comments[where] += 1
            case "share":
                words = f"/start {encode_number('share', self.shared_id)}"
                world.say(reader, self.newsroom.bot_id, words)
                self.reposts[0] += reader not in self.sharers
                self.sharers.add(reader)
            case "inline":
                person = world.people.person(reader).user
                chosen = ChosenInlineResult(
                    result_id=f"post_{self.shared_id}", from_user=person, query=""
                )
                self.queue.put("chosen_inline_result", chosen)
                self.reposts[0] += 1
        self.newsroom.clock.move(number // 6)

    def truth(self, where: int) -> dict[str, int]:
        """The reactions that the world has, by our kinds."""
        found = self.newsroom.world.reactions(self.channel_id, self.posts[where][0])
        return {kind_of(name): total for name, total in found.items()}

    async def post(self, where: int) -> Post | None:
        db, ids = self.newsroom.app.db, self.posts[where]
        found = [await messages.get_post_of(db, self.channel_id, one) for one in ids]
        return next((post for post in found if post is not None), None)

    async def numbers(self, where: int) -> PostNumbers | None:
        post = await self.post(where)
        return await Numbering(self.newsroom.app.db).of(post) if post else None


def kind_of(name: str) -> str:
    if name == "paid":
        return PAID
    is_custom = name.startswith("custom:")
    return custom_kind(name.removeprefix("custom:")) if is_custom else emoji_kind(name)


def counts_of(numbers: PostNumbers) -> dict[str, int]:
    """Stars among the kinds, as Telegram has them."""
    stars = {PAID: numbers.stars.total} if numbers.stars.total else {}
    return numbers.kinds | stars


async def open_stage(newsroom: Newsroom) -> Stage:
    """A fresh channel; from now on the bot hears only what it is given."""
    if newsroom.polling:
        newsroom.polling.cancel()
    async with newsroom.app.db.transaction() as session:
        for before in await channels.list_channels(session):
            await channels.set_state(session, before.id, ChannelState.DISCONNECTED)
    world, author = newsroom.world, newsroom.author.id
    number = len(world.chats)
    channel = world.add_channel("Канал", owner=author, username=f"truth_{number}")
    group, other = (world.add_group(title, owner=author) for title in ("Беседа", "Чужие"))
    world.link_discussion(channel.id, group.id)
    for chat in (group, other, channel):
        world.promote(chat.id, newsroom.bot_id, by=author)
    readers = [world.add_person(name).id for name in ("Вера", "Глеб", "Даша")]
    for reader in readers:
        for chat in (channel, group, other):
            world.join(chat.id, reader)
    stage = Stage(newsroom, channel.id, group.id, other.id, readers)
    stage.say(is_album=False)
    await stage.feed(await stage.heard())
    known = await stage.post(0)
    assert known is not None
    stage.shared_id = known.id
    return stage


_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["react", "react", "react", "stars", "forward", "comment", "share", "inline"]
        ),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 7),
    ),
    min_size=1,
    max_size=12,
)
_FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)


async def play(
    newsroom: Newsroom, deeds: Sequence[tuple[str, int, int, int]], *, is_album: bool
) -> tuple[Stage, list[Update]]:
    """What people did, and what is told of it: two of the posts are among that."""
    stage = await open_stage(newsroom)
    stage.say(is_album=is_album)
    stage.say(is_album=False)
    for deed in deeds:
        stage.act(*deed)
    return stage, await stage.heard()


@given(deeds=_DEEDS, is_album=st.booleans(), data=st.data())
@_FEW
async def test_any_order_and_repetition_of_updates_ends_in_the_truth(
    newsroom: Newsroom,
    deeds: list[tuple[str, int, int, int]],
    is_album: bool,
    data: st.DataObject,
):
    stage, told = await play(newsroom, deeds, is_album=is_album)
    again = data.draw(st.lists(st.sampled_from(told), max_size=5))
    await stage.feed(data.draw(st.permutations(told + again)))
    for where in range(len(stage.posts)):
        numbers = await stage.numbers(where)
        assert numbers is not None
        assert counts_of(numbers) == stage.truth(where)
        assert (numbers.reposts.total or 0) == stage.reposts[where]
        assert numbers.comments.total == stage.comments[where]
        if numbers.reactions.is_known:
            assert numbers.reactions.source is NumberSource.UPDATES
            series = await points.list_points(newsroom.app.db, numbers.post_id)
            last = {point.name: point.total for point in series}
            assert {name: total for name, total in last.items() if total} == stage.truth(where)


@given(deeds=_DEEDS, is_album=st.booleans(), data=st.data())
@_FEW
async def test_lost_updates_only_lower_reposts_and_comments_and_the_next_reaction_heals(
    newsroom: Newsroom,
    deeds: list[tuple[str, int, int, int]],
    is_album: bool,
    data: st.DataObject,
):
    stage, told = await play(newsroom, deeds, is_album=is_album)
    losable = [number for number, update in enumerate(told) if not is_item(update)]
    lost = data.draw(st.sets(st.sampled_from(losable)))
    heard = [update for number, update in enumerate(told) if number not in lost]
    await stage.feed(data.draw(st.permutations(heard)))
    for where in range(len(stage.posts)):
        numbers = await stage.numbers(where)
        if numbers is None:
            continue
        assert counts_of(numbers) == newest_of(stage, where, heard)
        assert (numbers.reposts.total or 0) <= stage.reposts[where]
        assert (numbers.comments.total or 0) <= stage.comments[where]
        stage.newsroom.clock.move(1)
        stage.act("react", 0, where, 1 if "🔥" not in mine(stage, where) else 2)
        await stage.feed(await stage.heard())
        numbers = await stage.numbers(where)
        assert numbers is not None
        assert counts_of(numbers) == stage.truth(where)


def is_item(update: Update) -> bool:
    """Whether a post of an album is told: reactions belong to the first item, which has to be
    known; where it is lost, only the public page names it.
    """
    return "media_group_id" in update.get("channel_post", {})


def mine(stage: Stage, where: int) -> list[str]:
    """How the first reader reacted."""
    reader, first = stage.readers[0], stage.posts[where][0]
    return stage.newsroom.world.reactions_of(reader, stage.channel_id, first)


def newest_of(stage: Stage, where: int, heard: Sequence[Update]) -> dict[str, int]:
    """The counts in the last update of a post that was not lost."""
    counts: dict[str, int] = {}
    for update in heard:
        event = update.get("message_reaction_count")
        if event and event["message_id"] in stage.posts[where]:
            counts = {name_of(one["type"]): one["total_count"] for one in event["reactions"]}
    return counts


def name_of(kind: dict[str, str]) -> str:
    match kind["type"]:
        case "emoji":
            return emoji_kind(kind["emoji"])
        case "custom_emoji":
            return custom_kind(kind["custom_emoji_id"])
        case _:
            return PAID


@given(deeds=_DEEDS, data=st.data())
@_FEW
async def test_after_a_loss_the_public_page_heals_the_reactions(
    newsroom: Newsroom, deeds: list[tuple[str, int, int, int]], data: st.DataObject
):
    stage, told = await play(newsroom, deeds, is_album=True)
    posts_told = [update for update in told if "channel_post" in update]
    others = [update for update in told if "channel_post" not in update]
    heard = [update for update in others if data.draw(st.booleans())]
    # Of an album one item is enough: the page names all.
    await stage.feed([*posts_told[data.draw(st.integers(0, 1)) :], *heard])
    newsroom.clock.move(20 * 60)
    await look_at_pages(newsroom)
    for where in range(len(stage.posts)):
        numbers = await stage.numbers(where)
        assert numbers is not None
        truth = stage.truth(where)
        # A page without reactions says nothing: what was heard before stays, with its age.
        assert counts_of(numbers) == (truth or newest_of(stage, where, heard))
        if truth:
            assert numbers.reactions.counted_at is not None
            age = newsroom.clock.now() - numbers.reactions.counted_at
            assert age.total_seconds() < 20 * 60


async def look_at_pages(newsroom: Newsroom) -> None:
    """Read the pages that are due, one after the other."""
    app = newsroom.app
    looking = Looking(
        app.db, newsroom.clock, app.tasks, PreviewReader(newsroom.sandbox.url), Reacting(app.db)
    )
    for _ in range(8):
        await looking.look_due()
        while not app.tasks.is_idle:
            await asyncio.sleep(0.001)
        newsroom.clock.move(5)
