"""The page of a published post: numbers, pins, a repeat; nobody else's business."""

import pytest
from aiogram.types import Message

from bot.sandbox import Fault
from tests.handlers.authors.desk import open_post, publish
from tests.newsroom import Newsroom, buttons_of


def pins(newsroom: Newsroom) -> list[str]:
    """What the channel's readers saw being pinned."""
    return [
        message.pinned_message.text or ""
        for message in newsroom.channel
        if isinstance(message.pinned_message, Message)
    ]


async def test_the_page_shows_words_link_and_what_may_be_done(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging of the day\n\nThe whole story #case")
    await open_post(newsroom, "Packaging of the day")
    assert "https://t.me/marketing_aloud/" in newsroom.author.text
    assert "The whole story" in newsroom.author.text
    assert {"Numbers", "History", "Pin", "Repeat", "Open in channel", "Back"} <= set(
        newsroom.author.buttons()
    )


async def test_a_long_post_is_quoted_in_part(newsroom: Newsroom) -> None:
    await publish(newsroom, "Headline #case\n\n" + "word " * 400)
    await open_post(newsroom, "Headline")
    assert len(newsroom.author.text) < 1_000
    assert "word…" in newsroom.author.text


async def test_numbers_name_their_moment_and_do_not_promise_more(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Numbers")
    assert "Reactions: - (" in newsroom.author.text
    assert "Observed reposts: - (" in newsroom.author.text
    await newsroom.author.press("Back")
    post = newsroom.channel[-1]
    newsroom.world.react(newsroom.reader.id, newsroom.channel_id, post.message_id, ["🔥"])
    await newsroom.settle()
    await newsroom.author.press("Numbers")
    assert "Reactions: 1 (Telegram's updates, 18 Nov 2026, 12:00)" in newsroom.author.text
    assert "🔥 1" in newsroom.author.text


async def test_pin_and_unpin_go_to_the_channel_and_the_button_follows(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, "Packaging #case")
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Pin")
    assert newsroom.author.text.startswith("Pinned")
    assert pins(newsroom) == ["Packaging #case"]
    assert "Unpin" in newsroom.author.buttons()
    await newsroom.author.press("Unpin")
    assert newsroom.author.text.startswith("Unpinned")
    assert "Pin" in newsroom.author.buttons()
    chat = await newsroom.app.bot.get_chat(newsroom.channel_id)
    assert chat.pinned_message is None


async def test_a_post_pinned_by_hand_is_known_and_not_pinned_again(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    post = newsroom.channel[-1]
    newsroom.world.pin(newsroom.author.id, newsroom.channel_id, post.message_id)
    await newsroom.settle()
    await open_post(newsroom, "Packaging")
    assert "Unpin" in newsroom.author.buttons()
    assert "Pin" not in newsroom.author.buttons()


async def test_a_pin_whose_answer_was_lost_is_found_and_made_once(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    newsroom.world.faults.add(
        Fault(method="pinChatMessage", kind="lost_answer", chat_id=newsroom.channel_id)
    )
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Pin")
    assert newsroom.author.text.startswith("Pinned")
    assert pins(newsroom) == ["Packaging #case"]


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Bad Request: message to pin not found", "cannot find the post"),
        ("Bad Request: not enough rights to manage pinned messages in the chat", "lack the right"),
        ("Forbidden: bot is not a member of the channel chat", "not in the channel any more"),
        ("Bad Request: SOMETHING_NEW", "SOMETHING_NEW"),
    ],
)
async def test_a_refused_pin_is_told_in_words(
    newsroom: Newsroom, description: str, words: str
) -> None:
    await publish(newsroom, "Packaging #case")
    await open_post(newsroom, "Packaging")
    newsroom.world.faults.add(
        Fault(
            method="pinChatMessage", kind="refuse", chat_id=newsroom.channel_id,
            error_code=403 if description.startswith("Forbidden") else 400,
            description=description,
        )
    )  # fmt: skip
    await newsroom.author.press("Pin")
    assert words in newsroom.author.text
    assert pins(newsroom) == []


async def test_a_repeat_is_a_draft_and_leaves_the_post_alone(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Repeat")
    assert newsroom.author.text.startswith("Repeated")
    assert {"Schedule", "Publish now"} <= set(newsroom.author.buttons())
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert [message.text for message in newsroom.channel] == ["Packaging #case"] * 2
    await newsroom.author.send("/posts")
    assert len([label for label in newsroom.author.buttons() if "Packaging" in label]) == 2


async def test_a_press_that_comes_again_repeats_once(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    post = newsroom.channel[-1]
    rows = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    repeating = newsroom.app.dispatcher["repeating"]
    made = [
        await repeating.repeat(newsroom.author.id, rows[0]["id"], press="one") for _ in range(2)
    ]
    assert made[0].id == made[1].id
    assert post.text == made[0].content.full_text.text


async def test_a_reader_who_forges_the_buttons_changes_nothing(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    for data in ("ae1:pin:1", "ae1:repeat:1", "ae1:numbers:1"):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data)
    assert pins(newsroom) == []
    assert "Reactions" not in newsroom.reader.text
    assert len(await newsroom.app.db.fetch_all("SELECT id FROM posts")) == 1


async def test_old_buttons_of_a_draft_that_is_out_say_so(newsroom: Newsroom) -> None:
    await newsroom.author.send("Packaging #case")
    newsroom.world.press(
        newsroom.author.id,
        newsroom.bot_id,
        newsroom.author.last.message_id,
        "ae1:pin:1",
        forged=True,
    )
    await newsroom.settle()
    assert "not in the channel" in newsroom.author.text
    assert buttons_of(newsroom.author.last) == []
