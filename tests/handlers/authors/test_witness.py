"""A lost answer is settled by evidence, before anybody is asked; its author is told once."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from tests.newsroom import Newsroom

PICTURES: list[tuple[str, bytes, str | None]] = [
    ("photo", f"picture {number}".encode(), f"{number}.jpg") for number in range(3)
]
QUESTION = ["It is published", "Send again"]
FOUND = "Telegram's answer was lost; found in the channel as post {}."
AGAIN = "Telegram's answer was lost; it had not arrived, and was sent again."


@pytest.fixture
async def room(newsroom: Newsroom) -> Newsroom:
    """A newsroom in whose channel somebody wrote before."""
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "An earlier post")
    await newsroom.settle()
    return newsroom


async def add_group(room: Newsroom) -> int:
    """A discussion group that the bot hears."""
    group = room.world.add_group("Talks", owner=room.author.id)
    room.world.link_discussion(room.channel_id, group.id)
    room.world.promote(group.id, room.bot_id, by=room.author.id)
    await room.settle()
    return group.id


async def publish(
    room: Newsroom, kind: Kind | None, *, method: str = "sendMessage", **fault: Any
) -> Fault | None:
    """Publish the draft, through a fault."""
    order = None
    if kind:
        order = room.world.faults.add(
            Fault(method=method, kind=kind, chat_id=room.channel_id, **fault)
        )
    await room.author.press("Publish now")
    await room.author.press("Publish")
    await room.work()
    return order


def hide_page(room: Newsroom) -> None:
    """The channel has no public preview any more."""
    room.world.rename(room.channel_id, username="")


def ours(room: Newsroom) -> list[str]:
    """The words of the channel behind the earlier post."""
    return [message.text or message.caption or "" for message in room.channel[1:]]


def told(room: Newsroom, word: str) -> int:
    """In how many messages the author can read a word."""
    return sum(word in text for text in room.author.texts)


async def evidence(room: Newsroom) -> list[tuple[str, str]]:
    rows = await room.app.db.fetch_all("SELECT source, verdict FROM evidence ORDER BY id")
    return [(row["source"], row["verdict"]) for row in rows]


async def test_the_echo_in_the_discussion_group_settles_a_lost_answer(newsroom: Newsroom) -> None:
    await add_group(newsroom)
    await newsroom.author.send("Headline #case")
    await publish(newsroom, "lost_answer")
    await newsroom.work()
    message_id = newsroom.channel[-1].message_id
    assert newsroom.author.text.startswith("Published")
    assert f"/{message_id}" in newsroom.author.text
    assert newsroom.author.text.endswith(FOUND.format(message_id))
    await newsroom.tick(120)
    assert [message.text for message in newsroom.channel] == ["Headline #case"]
    assert told(newsroom, "was lost") == 1


async def test_an_album_echoed_item_by_item_is_found_whole(newsroom: Newsroom) -> None:
    group_id = await add_group(newsroom)
    newsroom.world.protect(newsroom.channel_id)  # no probe can see anything
    hide_page(newsroom)
    newsroom.world.send_album(newsroom.author.id, newsroom.bot_id, PICTURES, caption="Three #case")
    await newsroom.settle()
    await newsroom.tick(1.1)
    await publish(newsroom, "lost_answer", method="sendMediaGroup")
    await newsroom.work()
    assert newsroom.author.text.startswith("Published")
    rows = await newsroom.app.db.fetch_all(
        "SELECT message_id FROM post_messages ORDER BY position"
    )
    assert [row["message_id"] for row in rows] == [m.message_id for m in newsroom.channel]
    echoes = await newsroom.app.db.fetch_all("SELECT message_id FROM threads ORDER BY message_id")
    group = newsroom.world.history(newsroom.author.id, group_id)
    assert [row["message_id"] for row in echoes] == [
        message.message_id for message in group if message.is_automatic_forward
    ]


async def test_an_echo_that_is_faster_than_the_lost_answer_is_not_forgotten(
    newsroom: Newsroom,
) -> None:
    await add_group(newsroom)
    newsroom.world.protect(newsroom.channel_id)
    hide_page(newsroom)
    newsroom.app.bot.session.timeout = 1.0
    await newsroom.author.send("Headline #case")
    await publish(newsroom, "slow", seconds=1.5)
    await newsroom.work()
    assert ("echo", "found") in await evidence(newsroom)
    assert newsroom.author.text.startswith("Published")
    assert len(newsroom.channel) == 1


async def test_an_echo_beside_an_ordinary_answer_is_no_word_to_the_author(
    newsroom: Newsroom,
) -> None:
    await add_group(newsroom)
    await newsroom.author.send("Headline #case")
    await publish(newsroom, "slow", seconds=0.5)
    assert newsroom.author.text.startswith("Published")
    assert "lost" not in newsroom.author.text


async def test_a_video_that_telegram_sends_by_itself_is_one_post(newsroom: Newsroom) -> None:
    world, author = newsroom.world, newsroom.author
    await author.send_media("video", caption="Moving #case")
    world.hold_videos(newsroom.channel_id)
    await publish(newsroom, None)
    world.release_videos(newsroom.channel_id)
    await newsroom.work()
    assert author.text.startswith("Published")
    await author.send("/posts")
    assert [label.split(" ·")[0] for label in author.buttons()] == ["Moving"]


async def test_a_video_that_telegram_holds_back_is_asked_about_and_never_sent_twice(
    room: Newsroom,
) -> None:
    await room.author.send_media("video", caption="Moving #case")
    room.world.hold_videos(room.channel_id)
    await publish(room, None)
    await room.tick(61)
    assert room.author.buttons() == QUESTION
    room.world.release_videos(room.channel_id)
    await room.work()
    assert ours(room) == ["Moving #case"]
    assert room.author.text.startswith("Published")


async def test_a_lost_answer_is_settled_by_a_probe_and_told_once(room: Newsroom) -> None:
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")
    message_id = room.channel[-1].message_id
    assert room.author.text.startswith("Published")
    assert room.author.text.endswith(FOUND.format(message_id))
    await room.tick(120)
    assert ours(room) == ["Headline #case"]
    assert told(room, "was lost") == 1
    assert await evidence(room) == [("personal", "unknown"), ("probes", "found")]
    await room.author.send("/posts")
    assert room.author.buttons()[0].startswith("Headline")


async def test_an_album_whose_answer_was_lost_is_adopted_whole(room: Newsroom) -> None:
    room.world.send_album(room.author.id, room.bot_id, PICTURES, caption="Three #case")
    await room.settle()
    await room.tick(1.1)
    await publish(room, "bad_gateway_done", method="sendMediaGroup")
    rows = await room.app.db.fetch_all(
        "SELECT post_messages.message_id FROM post_messages JOIN posts ON posts.id = post_id"
        " WHERE origin = 'draft' ORDER BY position"
    )
    assert [row["message_id"] for row in rows] == [m.message_id for m in room.channel[1:]]
    assert len(rows) == 3


async def test_the_personal_channel_of_the_owner_settles_a_lost_answer(room: Newsroom) -> None:
    room.world.set_personal_chat(room.author.id, room.channel_id)
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")
    assert room.author.text.startswith("Published")
    assert await evidence(room) == [("personal", "found")]


async def test_what_did_not_arrive_is_sent_again_when_no_call_can_land_any_more(
    room: Newsroom,
) -> None:
    await room.author.send("Headline #case")
    await publish(room, "cut")
    await room.tick(59)
    assert ours(room) == []
    assert "was lost" not in room.author.text
    await room.tick(1)
    await room.work()
    assert ours(room) == ["Headline #case"]
    assert room.author.text.startswith("Published")
    assert room.author.text.endswith(AGAIN)
    assert told(room, "was lost") == 1


async def test_what_did_not_arrive_twice_is_asked_about(room: Newsroom) -> None:
    await room.author.send("Headline #case")
    await publish(room, "cut", times=2)
    await room.tick(60)
    assert ours(room) == []
    assert room.author.buttons() != QUESTION
    await room.tick(61)
    assert room.author.buttons() == QUESTION
    await room.tick(3600)
    assert ours(room) == []
    await room.author.press("Send again")
    await room.work()
    assert ours(room) == ["Headline #case"]


async def test_a_call_that_lands_late_is_found_and_not_repeated(room: Newsroom) -> None:
    await room.author.send("Headline #case")
    await publish(room, "cut")
    await room.tick(30)
    # The server carried the call out after its connection was gone.
    await room.app.bot.send_message(room.channel_id, "Headline #case")
    await room.tick(31)
    assert ours(room) == ["Headline #case"]
    assert room.author.text.startswith("Published")


async def test_a_call_that_the_server_carries_out_after_it_was_given_up_is_one_post(
    room: Newsroom,
) -> None:
    await room.author.send("Headline #case")
    await publish(room, "late", seconds=0.5)
    assert ours(room) == []
    await room.tick(2)
    assert ours(room) == []
    await asyncio.sleep(0.6)
    assert ours(room) == ["Headline #case"]
    await room.tick(2)
    assert room.author.text.startswith("Published")
    await room.tick(120)
    assert ours(room) == ["Headline #case"]
    assert told(room, "was lost") == 1


@pytest.mark.parametrize("kind", ["too_many", "cut", "bad_gateway", "restart"])
async def test_trouble_with_probes_is_waited_out(room: Newsroom, kind: Kind) -> None:
    room.world.faults.add(Fault(method="setMessageReaction", kind=kind, times=3))
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")
    for _ in range(4):
        await room.tick(10)
    assert ours(room) == ["Headline #case"]
    assert room.author.text.startswith("Published")


@pytest.mark.parametrize(("kind", "how"), [("lost_answer", "found in the"), ("cut", "sent again")])
async def test_an_outage_longer_than_the_settle_time_is_no_question(
    room: Newsroom, kind: Kind, how: str
) -> None:
    await room.author.send("Headline #case")
    outage = room.world.faults.add(Fault(method="setMessageReaction", kind="cut", times=-1))
    hide_page(room)
    await publish(room, kind)
    for _ in range(5):
        await room.tick(60)
    assert told(room, "was lost") == 0
    outage.times = 0
    await room.tick(30)
    await room.work()
    assert ours(room) == ["Headline #case"]
    assert how in room.author.text


async def test_what_no_source_can_tell_is_asked_about_with_what_stands_there(
    room: Newsroom,
) -> None:
    room.world.protect(room.channel_id)
    hide_page(room)
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")
    await room.tick(61)
    assert room.author.buttons() == QUESTION
    await room.author.press("It is published")
    await room.work()
    assert room.author.text.startswith("Published")
    # The message that could not be looked at is the one that its author confirmed.
    assert told(room, f"/{room.channel[-1].message_id}") == 1
    assert told(room, "found in the channel") == 0
    assert ours(room) == ["Headline #case"]


async def test_what_was_lost_on_the_way_is_sent_again_when_the_author_says_so(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("Headline #case")
    # Of a channel in which nothing was ever seen, nobody can say where its end is.
    await publish(newsroom, "cut")
    await newsroom.tick(61)
    await newsroom.author.press("Send again")
    await newsroom.work()
    assert [message.text for message in newsroom.channel] == ["Headline #case"]


async def test_a_channel_that_throws_the_bot_out_is_asked_about(room: Newsroom) -> None:
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")  # adopted at once
    await room.author.send("Second #case")
    hide_page(room)
    room.world.faults.add(
        Fault(
            method="setMessageReaction", kind="refuse", times=-1, error_code=403,
            description="Forbidden: bot is not a member of the channel chat",
        )
    )  # fmt: skip
    await publish(room, "lost_answer")
    await room.tick(61)
    assert room.author.buttons() == QUESTION


async def test_other_posts_of_the_channel_wait_for_the_doubt_and_keep_their_order(
    room: Newsroom,
) -> None:
    await room.author.send("First #case")
    await publish(room, "cut")
    await room.author.send("Second #case")
    await publish(room, None)
    await room.tick(30)
    assert ours(room) == []
    await room.tick(30)
    await room.work()
    assert ours(room) == ["First #case", "Second #case"]


async def test_a_doubt_outlives_the_process(room: Newsroom) -> None:
    """The schedule of the looks is in the store: a new process goes on where it stood."""
    await room.author.send("Headline #case")
    await publish(room, "cut")
    before = len([call for call in room.world.calls if call.method == "setMessageReaction"])
    await room.work()
    after = len([call for call in room.world.calls if call.method == "setMessageReaction"])
    # Nothing is looked at before the next look is due, however often the clock rings.
    assert before == after
    await room.tick(2)
    last = len([call for call in room.world.calls if call.method == "setMessageReaction"])
    assert last > after


async def test_the_public_preview_settles_what_probes_cannot_see(room: Newsroom) -> None:
    room.world.protect(room.channel_id)
    await room.author.send("Headline #case")
    await publish(room, "lost_answer")
    assert room.author.text.startswith("Published")
    assert await evidence(room) == [
        ("personal", "unknown"), ("probes", "unknown"), ("preview", "found")
    ]  # fmt: skip


async def test_the_history_of_a_post_tells_how_it_was_sent(room: Newsroom) -> None:
    await room.author.send("Headline #case")
    await publish(room, "cut")
    await room.tick(60)
    await room.work()
    await room.author.press("History")
    text = room.author.text
    assert "the answer was lost\n" in text
    assert "Owner's personal channel: nothing can be told" in text
    assert "Messages behind the last known one: it is not there" in text
    assert text.endswith("· sent")


async def test_a_draft_that_was_never_sent_has_no_word_about_it(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.author.press("History")
    assert "Sending" not in newsroom.author.text


async def test_what_did_not_arrive_and_is_late_by_now_asks_only_about_its_being_late(
    room: Newsroom,
) -> None:
    await room.author.send("Headline #case")
    await publish(room, "cut")
    await room.tick(7200)
    await room.work()
    assert ours(room) == []
    assert "is late by 2 h" in room.author.text
    assert told(room, "was lost") == 0
