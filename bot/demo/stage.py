"""The demo's world: an author, readers, a channel with its discussion group and archive."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.types import Message

from bot.clock import Clock, SystemClock
from bot.demo.archive import Story, load_stories, picture
from bot.sandbox import World
from bot.sandbox.limits import Limits
from bot.sandbox.text import parse_html

TOKEN = "4200:DEMO-TOKEN-OF-THE-SANDBOX"
ZONE = ZoneInfo("Europe/Moscow")
CROWD = 60
PACE = ((0.5, 0.2), (2, 0.42), (5, 0.6), (11, 0.78), (24, 0.92), (40, 1.0))
"""Hours after a post, and the share of its reactions that it has by then."""
GROUP = "Маркетинг вслух: обсуждение"


@dataclass(frozen=True, slots=True)
class Stage:
    """The world and whom it is shown to."""

    world: World
    author_id: int
    people: tuple[int, ...]
    channel_id: int
    bot_id: int
    crowd_ids: tuple[int, ...]
    post_ids: tuple[int, ...]


def build_stage(limits: Limits | None = None, clock: Clock | None = None) -> Stage:
    """A world with an archive. The bot hears all of it as updates, as soon as it polls."""
    clock = clock or SystemClock()
    world = World(lambda: clock.now().timestamp(), limits or Limits(reaction_delay=1.0))
    bot = world.add_bot(token=TOKEN, username="rubrika_bot", name="Рубрика")
    author = world.add_person("Анна", last_name="Редактор", username="anna_redaktor")
    boris = world.add_person("Борис", last_name="Читатель", username="boris_reads")
    clara = world.add_person(
        "Clara", last_name="Reader", username="clara_reads", language_code="en"
    )
    channel = world.add_channel("Маркетинг вслух", owner=author.id, username="marketing_vsluh")
    group = world.add_group(GROUP, owner=author.id)
    world.link_discussion(channel.id, group.id)
    for reader in (boris, clara):
        world.join(channel.id, reader.id)
        world.join(group.id, reader.id)
    world.say(author.id, bot.id, "/start")
    world.promote(group.id, bot.id, by=author.id)
    # Reactions are heard from then on: before the first story.
    began = _moment(load_stories()[0], clock.now()) - 86_400
    world.promote(channel.id, bot.id, by=author.id, date=began)
    cast = Cast(author.id, (boris.id, clara.id))
    crowd, posts = fill_channel(world, cast, channel.id, clock.now())
    # Not in the channel yet: comes by a link that the author makes, and shows in the group.
    gleb = world.add_person("Глеб", last_name="Новичок", username="gleb_novice")
    world.join(group.id, gleb.id)
    people = (author.id, boris.id, clara.id, gleb.id)
    return Stage(world, author.id, people, channel.id, bot.id, tuple(crowd), tuple(posts))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the archive."""

    author_id: int
    reader_ids: tuple[int, ...]


def fill_channel(
    world: World, cast: Cast, channel_id: int, now: datetime
) -> tuple[list[int], list[int]]:
    """Post the archive and comment it; the crowd and the posts."""
    crowd = [world.add_person(f"Подписчик {number}").id for number in range(1, CROWD + 1)]
    for person_id in crowd:
        world.join(channel_id, person_id)
    posts: list[int] = []
    for story in load_stories():
        moment = _moment(story, now)
        post = _post(world, cast.author_id, channel_id, story, moment)
        _comment(world, cast, story, moment)
        posts.append(post.message_id)
    return crowd, posts


def enliven(stage: Stage) -> None:
    """The crowd reacts, and carries posts into a chat of its own where the bot sits.

    To be called when the bot knows the channel: reactions before its first poll are never told
    (Bot API, allowed_updates), and reposts of a channel it does not know mean nothing to it.
    """
    world, crowd = stage.world, stage.crowd_ids
    now = datetime.fromtimestamp(world.now(), UTC)
    chat = world.add_group("Маркетологи: общий чат", owner=crowd[0])
    world.promote(chat.id, stage.bot_id, by=crowd[0])
    for person_id in crowd[1:]:
        world.join(chat.id, person_id)
    for story, message_id in zip(load_stories(), stage.post_ids, strict=True):
        published = _moment(story, now)
        _react(stage, message_id, story, published, now.timestamp())
        _view(stage, message_id, story)
        for number, person_id in enumerate(crowd[: story.reposts], start=1):
            world.forward(
                person_id, stage.channel_id, message_id, chat.id,
                date=min(published + 5400 * number, now.timestamp()),
            )  # fmt: skip


def _moment(story: Story, now: datetime) -> float:
    day = now.astimezone(ZONE) - timedelta(days=story.days_ago)
    return day.replace(hour=story.hour, minute=0, second=0, microsecond=0).timestamp()


def _post(world: World, author_id: int, channel_id: int, story: Story, moment: float) -> Message:
    text, entities = parse_html(story.html)
    pictures = [picture(name) for name in story.pictures]
    if len(pictures) > 1:
        album: list[tuple[str, bytes, str | None]] = [
            ("photo", data, "billboard.png") for data in pictures
        ]
        return world.send_album(
            author_id, channel_id, album, caption=text, entities=entities, date=moment
        )[0]
    if pictures:
        return world.send_media(
            author_id, channel_id, "photo", pictures[0], caption=text, entities=entities,
            date=moment,
        )  # fmt: skip
    return world.say(author_id, channel_id, text, entities=entities, date=moment)


def _comment(world: World, cast: Cast, story: Story, moment: float) -> None:
    group = next(chat for chat in world.chats_of(cast.author_id) if chat.title == GROUP)
    dice = random.Random(story.days_ago)
    for comment in story.comments:
        echo = [m for m in world.history(cast.author_id, group.id) if m.is_automatic_forward][-1]
        world.say(
            dice.choice(cast.reader_ids), group.id, comment, reply_to=echo.message_id,
            date=moment + 7200,
        )  # fmt: skip


def _react(stage: Stage, message_id: int, story: Story, published: float, now: float) -> None:
    """Half of the crowd in the first hours, the rest within two days, as it goes."""
    given = [emoji for emoji, count in story.reactions.items() for _ in range(count)]
    random.Random(story.days_ago).shuffle(given)
    reactions = {person: [emoji] for person, emoji in zip(stage.crowd_ids, given, strict=False)}
    people = list(reactions)
    for hours, share in PACE:
        moment = published + hours * 3600
        if moment > now:
            return
        came = {person: reactions[person] for person in people[: round(share * len(people))]}
        stage.world.react_together(stage.channel_id, message_id, came, date=moment)


def _view(stage: Stage, message_id: int, story: Story) -> None:
    """Some thirty look for each who reacts."""
    reactions = sum(story.reactions.values())
    stage.world.view(stage.channel_id, message_id, 180 + 31 * reactions + 7 * story.days_ago % 50)
