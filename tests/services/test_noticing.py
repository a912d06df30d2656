"""Notices about followed rubrics: gathered, once an hour, never twice, whatever dies between."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState, Look
from bot.domain.news import News
from bot.domain.posts import Content, Post, PostState
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.texts import Text
from bot.errors import InputRefused, NotFound
from bot.services import following as following_service
from bot.services import indexing, noticing
from bot.services.following import Following
from bot.services.moving import Moving
from bot.services.noticing import Noticing
from bot.services.registering import Registering
from bot.services.subscribing import Subscribing
from bot.tasks import Tasks
from storage import channels, follows, notices, people, posts, rubric_news
from storage.notices import OpenNotice
from tests.services.archives import Archive, open_archive

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Killed(BaseException):
    """The process dies here."""


class Crier:
    """A messenger that remembers, and answers as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, News]] = []
        self.answers: dict[int, list[SendOutcome | str]] = {}
        self.told: list[list[str]] = []

    async def wait_for_room(self) -> int:
        return 2

    async def deliver(self, person_id: int, language: str, news: News) -> SendOutcome:
        answers = self.answers.get(person_id, [])
        answer = answers.pop(0) if answers else Sent((1,))
        if answer == "die before":
            raise Killed
        if not isinstance(answer, Postponed | Refused):
            self.sent.append((person_id, news))
        if answer == "die after":
            raise Killed
        assert not isinstance(answer, str)
        return answer

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        self.told.append(list(names))
        return True

    def of(self, person_id: int) -> list[list[str]]:
        """Titles of each notice of a person."""
        return [
            [item.post.title for item in news.items]
            for owner, news in self.sent
            if owner == person_id
        ]


class NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


class Square:
    """A store with a channel, its followers, and what tells them."""

    def __init__(self, archive: Archive, channel: Channel) -> None:
        self.db = archive.db
        self.archive = archive
        self.clock = archive.clock
        self.channel = channel
        self.crier = Crier()
        self.start()

    def start(self) -> None:
        """A new process."""
        registering = Registering(
            self.db, self.clock, NoLooker(), owner_ids=frozenset({1}), zone="Europe/Moscow",
            default_language="en",
        )  # fmt: skip
        self.noticing = Noticing(self.db, self.clock, Tasks(), registering, self.crier)
        self.following = Following(self.db, self.clock)

    async def meet(self, person_id: int) -> None:
        async with self.db.transaction() as session:
            await people.upsert(
                session, person_id=person_id, name=f"Reader {person_id}", username=None,
                telegram_language="en", zone="Europe/Moscow", now_ms=0,
            )  # fmt: skip

    async def follow(self, person_id: int, *tags: str, channel: Channel | None = None) -> None:
        """A person follows rubrics, and wants news at once."""
        channel = channel or self.channel
        await self.meet(person_id)
        for tag in tags:
            rubric_id = await self.rubric(tag, channel)
            await self.following.follow(person_id, channel.id, rubric_id)
        await self.following.set_at_once(person_id, channel.id, True)

    async def rubric(self, tag: str, channel: Channel | None = None) -> int:
        """The rubric of a tag; made when there is none, by an old post."""
        channel = channel or self.channel
        known = await self.archive.browsing.find_rubric(channel.id, tag)
        if known is None:
            await self.archive.publish(channel, f"Old #{tag}", ago=30 * DAY)
            known = await self.archive.browsing.find_rubric(channel.id, tag)
        assert known is not None
        return known.id

    async def publish(
        self, text: str, *, channel: Channel | None = None, ago: timedelta = timedelta(0)
    ) -> Post:
        """A post is published now (or was, and is heard of now), and is news."""
        post = await self.archive.publish(channel or self.channel, text, ago=ago)
        async with self.db.transaction() as session:
            await rubric_news.note(session, post.id, now=self.clock.now())
        return post

    async def run(self, after: timedelta = timedelta(0)) -> None:
        self.clock.moment += after
        await self.noticing.deliver_due()

    async def states(self) -> list[str]:
        rows = await self.db.fetch_all("SELECT state FROM notices ORDER BY alert_id, until_id")
        return [row["state"] for row in rows]


@pytest.fixture
async def square(tmp_path: Path) -> AsyncIterator[Square]:
    async with open_archive(tmp_path) as archive:
        yield Square(archive, await archive.connect())


async def test_a_follower_is_told_at_once_and_only_of_followed_rubrics(square: Square) -> None:
    await square.follow(2, "case")
    await square.follow(3, "news")
    await square.publish("A hit #case")
    await square.run()
    assert square.crier.of(2) == [["A hit"]]
    assert square.crier.of(3) == []
    await square.run(2 * HOUR)
    assert square.crier.of(2) == [["A hit"]]
    assert await square.states() == ["sent"]


async def test_a_post_of_two_followed_rubrics_is_told_once_with_both(square: Square) -> None:
    await square.follow(2, "case", "news")
    await square.publish("A hit #case #news #other")
    await square.run()
    [(_, news)] = square.crier.sent
    [item] = news.items
    assert {rubric.tag for rubric in item.rubrics} == {"case", "news"}
    assert item.link is not None
    await square.run(2 * HOUR)
    assert len(square.crier.sent) == 1


async def test_within_an_hour_posts_are_gathered_into_one_notice(square: Square) -> None:
    await square.follow(2, "case", "news")
    await square.publish("One #case")
    await square.run()
    await square.publish("Two #case")
    await square.publish("Three #news")
    await square.run(HOUR - MINUTE)
    assert square.crier.of(2) == [["One"]]
    await square.run(MINUTE)
    assert square.crier.of(2) == [["One"], ["Three", "Two"]]


async def test_an_hour_is_kept_over_all_channels_of_a_person(square: Square) -> None:
    other = await square.archive.connect("Other")
    await square.follow(2, "case")
    await square.follow(2, "case", channel=other)
    await square.publish("Here #case")
    await square.publish("There #case", channel=other)
    await square.run()
    assert len(square.crier.of(2)) == 1
    await square.run(HOUR - MINUTE)
    assert len(square.crier.of(2)) == 1
    await square.run(MINUTE)
    assert sorted(square.crier.of(2)) == [["Here"], ["There"]]


async def test_who_does_not_want_it_at_once_is_not_told(square: Square) -> None:
    await square.follow(2, "case")
    await square.following.set_at_once(2, square.channel.id, False)
    await square.publish("A hit #case")
    await square.run(HOUR)
    # Nor of what came before they wanted it.
    await square.following.set_at_once(2, square.channel.id, True)
    await square.run(HOUR)
    assert square.crier.sent == []


async def test_switching_it_on_twice_loses_nothing(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("A hit #case")
    await square.following.set_at_once(2, square.channel.id, True)
    await square.run()
    assert square.crier.of(2) == [["A hit"]]


async def test_off_and_on_again_does_not_bring_the_hour_forward(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("One #case")
    await square.run()
    for is_on in (False, True):
        await square.following.set_at_once(2, square.channel.id, is_on)
    await square.publish("Two #case")
    await square.run(MINUTE)
    assert square.crier.of(2) == [["One"]]
    await square.run(HOUR)
    assert square.crier.of(2) == [["One"], ["Two"]]


async def test_posts_from_before_the_follow_are_not_told(square: Square) -> None:
    await square.follow(2, "news")
    await square.publish("Before #case")
    square.clock.moment += MINUTE
    await square.follow(2, "case")
    await square.run()
    assert square.crier.sent == []


async def test_who_unfollows_before_it_is_told_is_not_told(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("A hit #case")
    rubric_id = await square.rubric("case")
    await square.following.unfollow(2, square.channel.id, rubric_id)
    await square.run()
    assert square.crier.sent == []


async def test_a_post_that_was_deleted_meanwhile_is_not_told(square: Square) -> None:
    await square.follow(2, "case")
    post = await square.publish("A hit #case")
    async with square.db.transaction() as session:
        await posts.set_state(session, post.id, PostState.DELETED, now=square.clock.now())
        await indexing.unindex(session, post.id)
    await square.run()
    assert square.crier.sent == []
    assert await square.states() == []


async def test_after_an_outage_nothing_older_than_a_day_is_told(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("Old news #case", ago=DAY + MINUTE)
    await square.publish("Yesterday's #case", ago=DAY - MINUTE)
    await square.run()
    assert square.crier.of(2) == [["Yesterday's"]]


async def test_what_waited_for_the_bot_longer_than_a_day_is_not_told(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("A hit #case")
    await square.run(DAY + MINUTE)
    assert square.crier.sent == []


async def test_a_post_is_news_once_even_when_its_rubrics_change(square: Square) -> None:
    await square.follow(2, "case")
    await square.follow(3, "news")
    post = await square.publish("A hit #case")
    await square.run()
    async with square.db.transaction() as session:
        changed = await posts.set_content(
            session, post, Content(text=Text("A hit #case #news")), editor_id=None,
            now=square.clock.now(),
        )  # fmt: skip
        await indexing.index(session, changed)
        await rubric_news.note(session, post.id, now=square.clock.now())
    await square.publish("Another #news")
    await square.run(2 * HOUR)
    assert square.crier.of(2) == [["A hit"]]
    assert square.crier.of(3) == [["Another"]]


async def test_a_disconnected_channel_tells_nobody(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("A hit #case")
    async with square.db.transaction() as session:
        await channels.set_state(session, square.channel.id, ChannelState.DISCONNECTED)
    await square.run()
    assert square.crier.sent == []


async def test_a_hidden_rubric_tells_nobody_until_it_is_shown(square: Square) -> None:
    await square.follow(2, "case")

    async def hide(is_hidden: int) -> None:
        async with square.db.transaction() as session:
            await session.execute("UPDATE rubrics SET is_hidden = :n", {"n": is_hidden})

    await hide(1)
    await square.publish("Hidden #case")
    await square.run()
    assert not await square.following.follows_any(2, square.channel.id)
    await hide(0)
    await square.publish("Shown #case")
    await square.run()
    assert square.crier.of(2) == [["Shown"]]


@pytest.mark.parametrize("way", ["told", "by the answer"])
async def test_who_blocks_the_bot_is_left_alone_until_they_choose_again(
    square: Square, way: str
) -> None:
    await square.follow(2, "case")
    if way == "told":
        await Subscribing(square.db, square.clock).leave_alone(2)
    else:
        square.crier.answers[2] = [Refused("Forbidden: bot was blocked", is_channel_lost=True)]
    await square.publish("One #case")
    await square.run()
    await square.meet(2)
    await square.publish("Two #case")
    await square.run(2 * HOUR)
    assert square.crier.of(2) == []
    await square.follow(2, "case")
    await square.publish("Three #case")
    await square.run(2 * HOUR)
    assert square.crier.of(2) == [["Three"]]


async def test_what_telegram_postpones_comes_later_and_once(square: Square) -> None:
    await square.follow(2, "case")
    square.crier.answers[2] = [Postponed(3, "slow"), Postponed(3, "slow")]
    await square.publish("A hit #case")
    for _ in range(4):
        await square.run(timedelta(seconds=3))
    assert square.crier.of(2) == [["A hit"]]
    assert await square.states() == ["sent"]


async def test_who_wants_no_more_while_it_is_postponed_is_not_told(square: Square) -> None:
    await square.follow(2, "case")
    square.crier.answers[2] = [Postponed(3, "slow")]
    await square.publish("A hit #case")
    await square.run()
    await square.following.set_at_once(2, square.channel.id, False)
    await square.run(HOUR)
    assert square.crier.of(2) == []


async def test_a_lost_answer_is_never_resent_and_is_told_to_the_owners(square: Square) -> None:
    await square.follow(2, "case")
    square.crier.answers[2] = [Unknown("timeout")]
    await square.publish("A hit #case")
    await square.run()
    await square.run(2 * HOUR)
    assert square.crier.of(2) == [["A hit"]]
    assert square.crier.told == [["Reader 2"]]
    assert await square.states() == ["unknown"]


@pytest.mark.parametrize("death", ["die before", "die after"])
async def test_a_process_that_dies_around_a_send_does_not_send_again(
    square: Square, death: str
) -> None:
    await square.follow(2, "case")
    await square.follow(3, "case")
    square.crier.answers[2] = [death]
    await square.publish("A hit #case")
    # The dying process settles nothing.
    square.noticing.list_lost = no_losses  # type: ignore[method-assign]
    await square.run()
    assert sorted(await square.states()) == ["sending", "sent"]
    square.start()
    await square.run(MINUTE)
    await square.run(2 * HOUR)
    assert square.crier.of(2) == ([["A hit"]] if death == "die after" else [])
    assert square.crier.of(3) == [["A hit"]]
    assert sorted(await square.states()) == ["sent", "unknown"]


async def no_losses() -> list[OpenNotice]:
    return []


async def test_a_process_that_dies_before_the_claim_is_committed_loses_nothing(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    await square.follow(2, "case")
    await square.publish("A hit #case")

    async def die(*args: object, **kw: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(notices, "claim", die)
        with pytest.raises(Killed):
            await square.run()
    square.start()
    await square.run(MINUTE)
    assert square.crier.of(2) == [["A hit"]]


async def test_news_are_spread_in_batches_and_everybody_is_told_once(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "SPREAD_AT_ONCE", 2)
    for person_id in range(2, 9):
        await square.follow(person_id, "case")
    await square.publish("One #case")
    await square.publish("Two #case")
    await square.run()
    # What was published while the news were being spread is told with them.
    assert {tuple(square.crier.of(person_id)[0]) for person_id in range(2, 9)} == {("Two", "One")}
    await square.run(2 * HOUR)
    assert len(square.crier.sent) == 7


async def test_old_news_are_forgotten_and_their_numbers_do_not_come_back(square: Square) -> None:
    await square.follow(2, "case")
    await square.publish("One #case")
    await square.run()
    await square.publish("Two #news")
    await square.run(3 * DAY)
    assert await square.db.fetch_all("SELECT post_id FROM rubric_news") == []
    await square.publish("Three #case")
    await square.run()
    assert square.crier.of(2) == [["One"], ["Three"]]


async def test_who_follows_a_joined_rubric_follows_the_one_it_joined(square: Square) -> None:
    await square.follow(2, "cases")
    await square.follow(3, "cases", "case")
    joined, root = await square.rubric("cases"), await square.rubric("case")
    await square.publish("A hit #cases")
    moving = Moving(square.db, square.clock)
    async with square.db.transaction() as session:
        await moving.join(session, joined, root)
    await square.run()
    assert square.crier.of(2) == square.crier.of(3) == [["A hit"]]
    await moving.move_due()
    await square.publish("Another #cases")
    await square.run(HOUR)
    assert square.crier.of(2) == square.crier.of(3) == [["A hit"], ["Another"]]
    assert await follows.list_folds(square.db, 2, square.channel.id) == {root: "case"}
    assert await follows.list_folds(square.db, 3, square.channel.id) == {root: "case"}


async def test_no_more_rubrics_are_followed_than_a_person_may(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_service, "MOST_FOLLOWED", 2)
    await square.follow(2, "one", "two")
    await square.follow(2, "two")
    with pytest.raises(InputRefused):
        await square.follow(2, "three")
    one = await square.rubric("one")
    await square.following.unfollow(2, square.channel.id, one)
    await square.following.unfollow(2, square.channel.id, one)
    await square.follow(2, "three")


async def test_a_rubric_of_another_channel_is_not_followed(square: Square) -> None:
    other = await square.archive.connect("Other")
    await square.meet(2)
    rubric_id = await square.rubric("case", other)
    with pytest.raises(NotFound):
        await square.following.follow(2, square.channel.id, rubric_id)
    with pytest.raises(NotFound):
        await square.following.follow(2, square.channel.id, 10**9)


FATES: dict[str, SendOutcome | str] = {
    "die before": "die before",
    "die after": "die after",
    "postponed": Postponed(3, "slow"),
    "unknown": Unknown("lost"),
    "refused": Refused("something of ours"),
}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(["#a", "#b", "#a #b", "#c"])),
        st.tuples(st.just("turn off"), st.sampled_from(["2", "3"])),
        st.tuples(st.just("turn on"), st.sampled_from(["2", "3"])),
        st.tuples(st.just("wait"), st.sampled_from(["0", "10", "40"])),
        st.tuples(st.just("fate"), st.sampled_from(list(FATES))),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
async def test_nobody_is_told_of_a_post_twice_or_twice_in_an_hour(
    steps: list[tuple[str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            square = Square(archive, await archive.connect())
            await square.follow(2, "a")
            await square.follow(3, "a", "b")
            moments: dict[int, list[datetime]] = {2: [], 3: []}
            for number, (kind, value) in enumerate(steps):
                await _step(square, number, kind, value)
                await square.run(int(value) * MINUTE if kind == "wait" else timedelta(0))
                for person, known in moments.items():
                    new = len(square.crier.of(person)) - len(known)
                    known += [square.clock.now()] * new
            for person, known in moments.items():
                told = [title for notice in square.crier.of(person) for title in notice]
                assert len(told) == len(set(told))
                assert all(later - earlier >= HOUR for earlier, later in pairwise(known))


async def _step(square: Square, number: int, kind: str, value: str) -> None:
    match kind:
        case "publish":
            await square.publish(f"Post {number} {value}")
        case "turn off" | "turn on":
            is_on = kind == "turn on"
            await square.following.set_at_once(int(value), square.channel.id, is_on)
        case "fate":
            square.crier.answers.setdefault(2, []).append(FATES[value])
