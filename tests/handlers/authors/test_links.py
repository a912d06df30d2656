"""Links for subscribers, as an owner makes and reads them and people come by them."""

import asyncio
from pathlib import Path

import pytest
from aiogram.types import MessageEntity

from bot.app import build
from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from tests.crash.test_redelivery import redeliver
from tests.newsroom import Newsroom, Person, buttons_of, make_settings

NAME = "Ad at Anna’s, 12 May"


async def open_links(newsroom: Newsroom) -> Person:
    author = newsroom.author
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Links")
    return author


async def make_link(newsroom: Newsroom, name: str = NAME) -> str:
    """The invite link of a new source, as its page shows it."""
    author = await open_links(newsroom)
    await author.press("New link")
    await author.send(name)
    return codes(author)[0]


def codes(author: Person) -> list[str]:
    """What the newest message has for copying by a tap."""
    found: list[MessageEntity] = [one for one in author.last.entities or [] if one.type == "code"]
    return [one.extract_from(author.text) for one in found]


def copied(author: Person) -> list[str]:
    return [one.copy_text.text for one in buttons_of(author.last) if one.copy_text is not None]


async def join(newsroom: Newsroom, name: str, link: str | None = None) -> Person:
    person = newsroom.add_person(name, language="en")
    newsroom.world.join(newsroom.channel_id, person.id, invite_link=link)
    await newsroom.settle()
    return person


async def test_a_link_is_made_followed_and_read(newsroom: Newsroom) -> None:
    author = await open_links(newsroom)
    assert "No links yet" in author.text
    await author.press("New link")
    assert "Ad at Anna's, 12 May" in author.text
    await author.send(NAME)
    assert author.text.startswith("Link made")
    invite, start = codes(author)
    assert [invite, start] == copied(author)
    assert newsroom.world.chats[newsroom.channel_id].invite_links[invite].name == NAME
    vera = await join(newsroom, "Vera", invite)
    await join(newsroom, "Gleb", invite)
    await join(newsroom, "Dina")
    await vera.send(f"/start {start.partition('start=')[2]}")
    newsroom.world.leave(newsroom.channel_id, vera.id)
    await newsroom.settle()
    await author.press("Back")
    assert author.buttons()[0] == NAME
    assert (
        f"{NAME}\njoined 2 · left 1 · still there 1\nstayed 7 days: - · 30 days: -" in author.text
    )
    assert "pressed Start by the link to me: 1" in author.text
    assert "Other ways\njoined 1 · left 0 · still there 1" in author.text
    assert "as of Wed, 18 Nov 2026, 12:00" in author.text
    await author.press(NAME)
    assert "joined 2 · left 1 · still there 1" in author.text
    assert "as of" in author.text


async def test_a_name_is_asked_for_again_until_it_can_be_used(newsroom: Newsroom) -> None:
    author = await open_links(newsroom)
    await author.press("New link")
    await author.send("x" * 33)
    assert "1 to 32 characters" in author.text
    await author.send("Anna")
    assert author.text.startswith("Link made")
    await author.press("Back")
    await author.press("New link")
    await author.send("  ANNA ")
    assert "There is a link “Anna” already" in author.text
    await author.send("Anna 2")
    assert author.text.startswith("Link made")


@pytest.mark.parametrize(
    "name",
    [
        "🎉👨‍👩‍👧‍👦🇷🇺 семья",
        "حملة إعلانية ١٢ مايو",
        '<b>*_~`[x](y)</b> & "co"',
        "#tag @name /start t.me/x",
        "я" * 32,
    ],
    ids=["emoji", "right to left", "markup", "entities", "long"],
)
async def test_a_name_stands_as_it_was_typed(newsroom: Newsroom, name: str) -> None:
    invite = await make_link(newsroom, name)
    author = newsroom.author
    assert newsroom.world.chats[newsroom.channel_id].invite_links[invite].name == name
    await author.press("Back")
    assert author.buttons()[0] == name
    assert name in author.text


async def test_a_source_is_renamed_here_and_in_telegram(newsroom: Newsroom) -> None:
    invite = await make_link(newsroom)
    author = newsroom.author
    await author.press("Rename")
    await author.send("Oleg")
    assert author.text.startswith("Renamed")
    assert newsroom.world.chats[newsroom.channel_id].invite_links[invite].name == "Oleg"
    assert codes(author)[0] == invite


async def test_a_closed_source_keeps_its_numbers_and_frees_its_name(newsroom: Newsroom) -> None:
    invite = await make_link(newsroom)
    author = newsroom.author
    start = codes(author)[1].partition("start=")[2]
    await join(newsroom, "Vera", invite)
    await author.press("Close link")
    assert "stops working for good" in author.text
    await author.press("Cancel")
    await author.press("Close link")
    await author.press("Close link")
    assert author.text.startswith("Link closed")
    assert "joined 1 · left 0 · still there 1" in author.text
    assert not copied(author)
    with pytest.raises(ValueError, match="does not lead"):
        await join(newsroom, "Gleb", invite)
    newsroom.clock.move(60)
    late = newsroom.add_person("Dina", language="en")
    await late.send(f"/start {start}")
    assert "Marketing aloud" in late.text
    await make_link(newsroom)
    await author.press("Back")
    assert "pressed Start by the link to me: 1" not in author.text
    assert author.buttons()[:2] == [NAME, NAME]


async def test_without_the_right_there_is_a_source_and_the_link_comes_later(
    newsroom: Newsroom,
) -> None:
    newsroom.world.promote(
        newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id, can_invite_users=False
    )
    await newsroom.settle()
    author = await open_links(newsroom)
    await author.press("New link")
    await author.send(NAME)
    assert "the right to add subscribers" in author.text
    assert "none yet" in author.text
    assert "joined - · left - · still there -" in author.text
    (start,) = codes(author)
    vera = newsroom.add_person("Vera", language="en")
    await vera.send(f"/start {start.partition('start=')[2]}")
    await author.press("Make the link")
    assert "the right to add subscribers" in author.text
    await newsroom.connect()
    await author.press("Make the link")
    assert author.text.startswith("Link made")
    assert "pressed Start by the link to me: 1" in author.text
    assert codes(author)[1] == start


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("lost_answer", "No answer came from Telegram"),
        ("cut", "No answer came from Telegram"),
        ("bad_gateway", "No answer came from Telegram"),
        ("too_many", "asks to wait 3 s"),
        ("refuse", "Telegram refused: "),
    ],
)
async def test_a_failed_call_leaves_a_source_that_gets_its_link_by_a_press(
    newsroom: Newsroom, kind: Kind, words: str
) -> None:
    newsroom.world.faults.add(Fault(method="createChatInviteLink", kind=kind))
    author = await open_links(newsroom)
    await author.press("New link")
    await author.send(NAME)
    assert author.text.startswith("Made, but without an invite link")
    assert words in author.text
    await author.press("Make the link")
    assert author.text.startswith("Link made")
    await author.press("Back")
    assert author.buttons().count(NAME) == 1


@pytest.mark.parametrize("kind", ["lost_answer", "cut"])
async def test_a_link_whose_closing_failed_is_open_until_it_is_closed(
    newsroom: Newsroom, kind: Kind
) -> None:
    await make_link(newsroom)
    author = newsroom.author
    newsroom.world.faults.add(Fault(method="revokeChatInviteLink", kind=kind))
    await author.press("Close link")
    await author.press("Close link")
    assert author.text.startswith("The link is still open. No answer came")
    await author.press("Close link")
    await author.press("Close link")
    assert author.text.startswith("Link closed")


async def test_a_link_that_was_revoked_by_hand_can_be_closed(newsroom: Newsroom) -> None:
    await make_link(newsroom)
    author = newsroom.author
    newsroom.world.faults.add(
        Fault(
            method="revokeChatInviteLink", kind="refuse",
            description="Bad Request: INVITE_HASH_EXPIRED",
        )
    )  # fmt: skip
    await author.press("Close link")
    await author.press("Close link")
    assert author.text.startswith("Link closed")


async def test_the_message_with_the_name_again_makes_no_second_link(newsroom: Newsroom) -> None:
    author = await open_links(newsroom)
    await author.press("New link")
    await author.send(NAME)
    await redeliver(newsroom)
    links = newsroom.world.chats[newsroom.channel_id].invite_links
    assert [link.name for link in links.values()] == [NAME]
    await author.send("/drafts")
    assert NAME not in " ".join(author.buttons())


async def test_a_channel_has_no_more_than_fifty_open_links_and_all_are_reached(
    newsroom: Newsroom,
) -> None:
    linking = newsroom.app.dispatcher["linking"]
    for number in range(50):
        await linking.create(newsroom.author.id, 1, f"Ad {number}", 10_000 + number)
    author = await open_links(newsroom)
    await author.press("New link")
    assert "at most 50 open links" in author.text
    seen = [label for label in author.buttons() if label.startswith("Ad ")]
    await open_links(newsroom)
    seen = [label for label in author.buttons() if label.startswith("Ad ")]
    while "Next" in " ".join(author.buttons()):
        await author.press("Next")
        seen += [label for label in author.buttons() if label.startswith("Ad ")]
    assert sorted(seen) == sorted(f"Ad {number}" for number in range(50))


async def test_the_chart_is_a_picture_in_both_themes_and_the_table_comes_back(
    newsroom: Newsroom,
) -> None:
    invite = await make_link(newsroom)
    await join(newsroom, "Vera", invite)
    author = await open_links(newsroom)
    await author.press("Chart")
    assert author.last.photo
    assert NAME in author.text
    light = author.last.photo[-1].file_unique_id
    await author.press("Dark")
    assert author.last.photo[-1].file_unique_id != light
    await author.press("Back")
    assert author.text.startswith("Links · Marketing aloud")


async def test_the_last_month_has_who_came_in_it(newsroom: Newsroom) -> None:
    invite = await make_link(newsroom)
    await join(newsroom, "Vera", invite)
    for _ in range(31 * 2):
        await newsroom.tick(12 * 3600)
    await join(newsroom, "Gleb", invite)
    author = await open_links(newsroom)
    assert (
        "joined 2 · left 0 · still there 2\nstayed 7 days: 1 of 1 · 30 days: 1 of 1" in author.text
    )
    await author.press("30 days")
    assert "joined 1 · left 0 · still there 1\nstayed 7 days: -" in author.text
    await author.press("All time")
    assert "joined 2" in author.text


async def test_who_was_not_heard_to_come_is_counted_apart(newsroom: Newsroom) -> None:
    newsroom.world.leave(newsroom.channel_id, newsroom.reader.id)
    await newsroom.settle()
    author = await open_links(newsroom)
    assert "joined 0 · left 0 · still there 0" in author.text
    assert "One more left of whom I never heard that they came." in author.text


async def test_a_time_without_rights_is_said_and_takes_certainty_away(
    newsroom: Newsroom,
) -> None:
    invite = await make_link(newsroom)
    await join(newsroom, "Vera", invite)
    newsroom.clock.move(60)
    newsroom.world.remove(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    author = await open_links(newsroom)
    assert "Since Wed, 18 Nov 2026, 12:01 I have heard nothing of the channel" in author.text
    await newsroom.tick(3600)
    await join(newsroom, "Gleb", invite)
    await newsroom.connect()
    newsroom.clock.move(60)
    await join(newsroom, "Dina", invite)
    for _ in range(8 * 2):
        await newsroom.tick(12 * 3600)
    author = await open_links(newsroom)
    assert "joined at least 2 · left - · still there at most 2" in author.text
    # Of Vera nobody knows whether she was there all the time; Dina was.
    assert "stayed 7 days: 1 of 1 · 30 days: -" in author.text
    assert "From Wed, 18 Nov 2026, 12:01 to Wed, 18 Nov 2026, 13:01 I heard nothing" in author.text


async def test_days_without_listening_are_said(newsroom: Newsroom, tmp_path: Path) -> None:
    invite = await make_link(newsroom)
    await newsroom.work()
    await stop(newsroom)
    newsroom.clock.move(2 * 86_400)
    newsroom.world.join(newsroom.channel_id, newsroom.add_person("Vera").id, invite_link=invite)
    newsroom.clock.move(2 * 86_400)
    settings = make_settings(newsroom.sandbox.url, tmp_path, {newsroom.author.id})
    newsroom.app = await build(settings, clock=newsroom.clock, poll_seconds=1)
    newsroom.polling = asyncio.ensure_future(newsroom.app.poller.run())
    await newsroom.settle()
    author = await open_links(newsroom)
    assert "joined - · left - · still there -" in author.text
    assert "I heard nothing: who came or left then is missing here." in author.text


async def stop(newsroom: Newsroom) -> None:
    assert newsroom.polling is not None
    newsroom.polling.cancel()
    await asyncio.gather(newsroom.polling, return_exceptions=True)
    await newsroom.app.stop()


async def test_links_are_for_owners(newsroom: Newsroom) -> None:
    await make_link(newsroom)
    data = [one.callback_data for one in newsroom.author.all_buttons if one.callback_data]
    pages = [one for one in data if one.startswith(("ask1", "asc1", "asn1", "ass1", "asb1"))]
    reader = newsroom.reader
    before = await newsroom.app.db.fetch_all("SELECT * FROM subscriber_sources")
    for one in dict.fromkeys(pages):
        await reader.send("/start")
        await newsroom.forge_press(reader, one)
        assert NAME not in reader.text
    assert await newsroom.app.db.fetch_all("SELECT * FROM subscriber_sources") == before


async def test_deeds_with_links_stand_in_the_journal(newsroom: Newsroom) -> None:
    await make_link(newsroom)
    author = newsroom.author
    await author.press("Rename")
    await author.send("Oleg")
    await author.press("Close link")
    await author.press("Close link")
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Journal")
    for words in ("made a link for subscribers: " + NAME, "renamed a link", "closed a link"):
        assert words in author.text


async def test_each_channel_has_links_of_its_own(newsroom: Newsroom) -> None:
    world = newsroom.world
    other = world.add_channel("Second", owner=newsroom.author.id)
    world.promote(other.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    invite = await make_link(newsroom)
    author = newsroom.author
    start = codes(author)[1].partition("start=")[2]
    await author.send("/channels")
    await author.press("Second")
    await author.press("Links")
    assert "No links yet" in author.text
    await author.press("New link")
    await author.send(NAME)
    assert author.text.startswith("Link made")
    await join(newsroom, "Vera", invite)
    await author.press("Back")
    assert "joined 1" not in author.text
    vera = newsroom.add_person("Gleb", language="en")
    await vera.send(f"/start {start}")
    assert "Marketing aloud" in vera.text
