"""One post in several channels: a post each, planned together, each with its own outcome."""

import pytest

from bot.domain.team import Role
from bot.sandbox import Fault
from tests.handlers.authors.desk import publish_draft
from tests.handlers.authors.test_team import add_member, invite
from tests.newsroom import Newsroom

POST = "Packaging of the day #case"


@pytest.fixture
async def second(newsroom: Newsroom) -> int:
    """Another connected channel; the author works with the first."""
    world = newsroom.world
    channel = world.add_channel("Second voice", owner=newsroom.author.id, username="second_voice")
    world.join(channel.id, newsroom.reader.id)
    world.promote(channel.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send("/posts")
    await newsroom.author.press("Marketing aloud")
    return channel.id


async def choose(newsroom: Newsroom) -> None:
    """A draft that is to go out in both channels."""
    await newsroom.author.send(POST)
    await newsroom.author.press("Channels")
    await newsroom.author.press("Second voice")
    assert newsroom.author.buttons()[0] == "✅ Second voice"
    await newsroom.author.press("Back")


def words(newsroom: Newsroom, chat_id: int) -> list[str]:
    return [message.text or "" for message in newsroom.world.history(newsroom.reader.id, chat_id)]


async def test_a_post_goes_out_in_every_channel_that_was_chosen(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    assert "It goes out in: Second voice too" in newsroom.author.text
    await publish_draft(newsroom)
    await newsroom.tick(1)
    assert words(newsroom, newsroom.channel_id) == [POST]
    assert words(newsroom, second) == [POST]
    told = [text for text in newsroom.author.texts if text.startswith("Published")]
    assert len(told) == 2
    await newsroom.author.send("/posts")
    await newsroom.author.press("Packaging")
    assert "Second voice: https://t.me/second_voice/" in newsroom.author.text


async def test_each_post_has_its_own_outcome(newsroom: Newsroom, second: int) -> None:
    await choose(newsroom)
    newsroom.world.faults.add(
        Fault(
            method="sendMessage", kind="refuse", chat_id=second,
            description="Bad Request: ENTITIES_TOO_LONG",
        )
    )  # fmt: skip
    await publish_draft(newsroom)
    await newsroom.tick(1)
    assert words(newsroom, newsroom.channel_id) == [POST]
    assert words(newsroom, second) == []
    assert any("Not published" in text for text in newsroom.author.texts)
    await newsroom.author.send("/posts")
    await newsroom.author.press("Packaging")
    assert "Second voice: ⛔ Not published: It is too long for Telegram" in newsroom.author.text
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Packaging")
    assert "Marketing aloud: https://t.me/marketing_aloud/" in newsroom.author.text
    await publish_draft(newsroom)
    assert words(newsroom, second) == [POST]


async def test_the_posts_are_planned_for_the_same_moment_and_leave_by_themselves(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 10 minutes")
    await newsroom.tick(599)
    assert words(newsroom, second) == []
    await newsroom.tick(1)
    assert words(newsroom, newsroom.channel_id) == words(newsroom, second) == [POST]
    await newsroom.tick(600)
    assert words(newsroom, newsroom.channel_id) == words(newsroom, second) == [POST]


async def test_a_post_planned_anew_makes_no_second_sibling(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 10 minutes")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("in 20 minutes")
    for _ in range(3):
        await newsroom.tick(600)
    assert words(newsroom, newsroom.channel_id) == words(newsroom, second) == [POST]


async def test_a_channel_can_be_left_out_again(newsroom: Newsroom, second: int) -> None:
    await choose(newsroom)
    await newsroom.author.press("Channels")
    await newsroom.author.press("✅ Second voice")
    assert newsroom.author.buttons()[0] == "Second voice"
    await newsroom.author.press("Back")
    await publish_draft(newsroom)
    assert words(newsroom, second) == []


async def test_where_a_channel_cannot_be_used_nothing_is_planned_at_all(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    newsroom.world.remove(second, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Packaging")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert words(newsroom, newsroom.channel_id) == []
    assert "“Second voice” is paused" in newsroom.author.text
    rows = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    assert len(rows) == 1


async def test_a_channel_that_is_not_theirs_cannot_be_chosen(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    for data in ("act1:1:99:1", "act1:1:2:1"):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data)
    await newsroom.forge_press(newsroom.author, "act1:1:99:1")
    rows = await newsroom.app.db.fetch_all("SELECT channel_id FROM further_channels")
    assert [row["channel_id"] for row in rows] == [2]


async def test_with_one_channel_there_is_no_such_button(newsroom: Newsroom) -> None:
    await newsroom.author.send(POST)
    assert "Channels" not in newsroom.author.buttons()


async def test_every_channel_is_named_before_the_post_goes_out(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    await newsroom.author.press("Publish now")
    assert "Publish in “Marketing aloud” now?" in newsroom.author.text
    assert "It goes out in: Second voice too" in newsroom.author.text


async def test_the_answer_says_when_it_goes_out_in_each_channel(
    newsroom: Newsroom, second: int
) -> None:
    await choose(newsroom)
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 10 minutes")
    assert "Second voice: Wed, 18 Nov 2026, 12:10" in newsroom.author.text
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("in 20 minutes")
    assert "Scheduled: Wed, 18 Nov 2026, 12:20" in newsroom.author.text
    assert "Second voice: Wed, 18 Nov 2026, 12:10" in newsroom.author.text


async def test_a_further_channel_that_is_reviewed_is_named_with_the_way_out(
    newsroom: Newsroom, second: int
) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await newsroom.author.send("/posts")
    await newsroom.author.press("Another channel")
    await newsroom.author.press("Second voice")
    await vera.send(f"/start {await invite(newsroom, Role.AUTHOR)}")
    await newsroom.author.send("/channels")
    await newsroom.author.press("Second voice")
    await newsroom.author.press("Ask for review")
    # A second: Telegram takes no more than so many messages in one.
    await newsroom.tick(1)
    await vera.send("/posts")
    await vera.press("Another channel")
    await vera.press("Marketing aloud")
    await vera.send(POST)
    await vera.press("Channels")
    await vera.press("Second voice")
    await vera.press("Back")
    await vera.press("Publish now")
    await vera.press("Publish")
    await newsroom.work()
    assert vera.text.startswith("Posts of “Second voice” go out when an editor has approved them.")
    assert words(newsroom, newsroom.channel_id) == words(newsroom, second) == []
    await vera.press("Cancel")
    await vera.press("Channels")
    await vera.press("✅ Second voice")
    await vera.press("Back")
    await vera.press("Publish now")
    await vera.press("Publish")
    await newsroom.work()
    assert words(newsroom, newsroom.channel_id) == [POST]


@pytest.mark.parametrize("way", ["now", "schedule"])
async def test_a_rule_of_a_further_channel_names_the_channel_and_the_way_out(
    newsroom: Newsroom, second: int, way: str
) -> None:
    author = newsroom.author
    await author.send("/channels")
    await author.press("Second voice")
    await author.press("House rules")
    await author.press("Add a word list")
    await author.send("packaging")
    await newsroom.tick(2)
    await choose(newsroom)
    if way == "now":
        await author.press("Publish now")
        await author.press("Publish")
    else:
        await author.press("Schedule")
        await author.send("in 10 minutes")
    await newsroom.work()
    assert author.text == (
        "House rules of “Second voice”: 1 error blocks the post there. Change the post,"
        " or leave this channel out (Channels on the card)."
    )
    await newsroom.tick(660)
    assert words(newsroom, newsroom.channel_id) == words(newsroom, second) == []
