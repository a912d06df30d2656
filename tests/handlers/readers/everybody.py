"""A person who does everything that the bot offers, under an id and names like no others."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.team import Role
from bot.services.linking import Linking
from tests.handlers.authors.test_team import invite
from tests.newsroom import Newsroom, Person

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""When the letter of the week has come."""

ID = 7_316_402_958_317
NAME, USERNAME = "Зульфикара Непомнящая", "zulfikara_n"
DRAFT = "Сокровенный черновик квазимодо"
PLANNED = "Заветный план бриллиант"
PUBLISHED = "Открытый пост про упаковку #кейс"
EARLIER = "Открытый набросок гиппопотам"
PRIVATE = ("квазимодо", "бриллиант", "гиппопотам", "пылесос")


def join(newsroom: Newsroom) -> Person:
    """The person, with a Telegram of their own."""
    user = newsroom.world.add_person(
        NAME, username=USERNAME, language_code="en", user_id=ID
    )  # fmt: skip
    return Person(newsroom, user.id)


async def publish(newsroom: Newsroom, author: Person, text: str) -> int:
    """A post written in the bot and sent to the channel at once; its message there."""
    await author.send(text)
    await newsroom.tick(3)
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.tick(1)
    return newsroom.channel[-1].message_id


async def come_by_link(newsroom: Newsroom, person: Person) -> None:
    """Started by a link with a welcome, and looked around."""
    linking: Linking = newsroom.app.dispatcher["linking"]
    rows = await newsroom.app.db.fetch_all("SELECT id FROM channels")
    source = await linking.create(newsroom.author.id, rows[0]["id"], "Ad", 900)
    source = await linking.make_link(newsroom.author.id, source.id)
    await person.send(f"/start ref_{source.token}")
    newsroom.world.join(newsroom.channel_id, person.id)
    await newsroom.tick(60)
    newsroom.world.leave(newsroom.channel_id, person.id)
    await newsroom.tick(60)
    newsroom.world.join(newsroom.channel_id, person.id, invite_link=source.invite_link)
    await newsroom.tick(60)


async def read(newsroom: Newsroom, person: Person, message_id: int) -> None:
    """Everything that readers do."""
    world = newsroom.world
    for text in ("/language", "/tags", "/top", "/saved", "/help", "упаковка", "/digest"):
        await person.send(text)
        await newsroom.tick(2)
    await person.press("Daily")
    await person.press("Time")
    await person.send("9:30")
    group = world.add_group("Болтовня", owner=newsroom.reader.id)
    world.join(group.id, person.id)
    world.promote(group.id, newsroom.bot_id, by=newsroom.reader.id)
    world.forward(person.id, newsroom.channel_id, message_id, group.id)
    world.forward(person.id, newsroom.channel_id, message_id, newsroom.bot_id)
    world.react(person.id, newsroom.channel_id, message_id, ["🔥"])
    await newsroom.settle()
    results = await world.inline(person.id, newsroom.bot_id, "упаковка")
    world.choose_inline(person.id, group.id, "упаковка", results[0]["id"])
    await newsroom.settle()
    [row] = await newsroom.app.db.fetch_all("SELECT id FROM posts WHERE state = 'published'")
    await person.send(f"/start share_{row['id']}")
    await _keep(newsroom, person, row["id"])
    await newsroom.tick(24 * 3600)


async def _keep(newsroom: Newsroom, person: Person, post_id: int) -> None:
    """A saved post, a followed rubric and its notices at once, words that a model wrote."""
    await person.send(f"/start post_{post_id}")
    await person.press("Save")
    await person.send("/tags")
    await person.press("#кейс")
    await person.press("Follow")
    await person.send("/tags")
    await person.press("My rubrics")
    await person.press("At once")
    async with newsroom.app.db.transaction() as session:
        # No language model is set here.
        await session.execute(
            """
            INSERT INTO llm_usage (person_id, channel_id, day, requests)
            VALUES (:person, 1, '2026-11-18', 3)
            """,
            {"person": person.id},
        )


async def work(newsroom: Newsroom, person: Person) -> None:
    """One of the team until a letter of the week comes, and wants no more of them."""
    await person.send(f"/start {await invite(newsroom, Role.AUTHOR)}")
    while newsroom.clock.now() < MONDAY:
        await newsroom.tick(24 * 3600)
    await person.press("No letters")


async def write(newsroom: Newsroom, person: Person) -> None:
    """Everything that authors do: a draft with a source, a plan, a post, an edit of it."""
    await person.send(DRAFT)
    await newsroom.tick(3)
    await person.press("Tags")
    await person.send(PLANNED)
    await newsroom.tick(3)
    await person.press("Schedule")
    await person.press("Tomorrow")
    await newsroom.tick(2)
    await person.send(EARLIER)
    await newsroom.tick(3)
    await person.press("Text")
    await person.send(PUBLISHED)
    await newsroom.tick(3)
    await person.press("Publish now")
    await person.press("Publish")
    await newsroom.tick(2)
    assert newsroom.channel[-1].text == PUBLISHED, newsroom.channel[-1].text


async def dump(newsroom: Newsroom, *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Every row of every table, virtual ones and their shadows too, as text by table."""
    db = newsroom.app.db
    tables = await db.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")
    found: dict[str, list[str]] = {}
    for table in tables:
        if table["name"] not in without:
            rows = await db.fetch_all(f'SELECT * FROM "{table["name"]}"')
            found[table["name"]] = [
                " | ".join(f"{name}={_text(row[name])}" for name in row.keys())  # noqa: SIM118
                for row in rows
            ]
    return found


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
