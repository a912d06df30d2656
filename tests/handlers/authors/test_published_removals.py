"""Deleting published posts: confirmed, told, forgotten by the archive; a stub beyond 48 hours."""

from typing import Any

import pytest

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from tests.handlers.authors.desk import open_post, press_slowly, publish, publish_draft
from tests.newsroom import Newsroom

POST = "Packaging of the day #case"
TWO_DAYS = 48 * 3600
STUB = "This post was withdrawn."


async def delete(newsroom: Newsroom) -> None:
    """Delete the post, and confirm it."""
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await newsroom.work()


def words(newsroom: Newsroom) -> list[str]:
    return [message.text or message.caption or "" for message in newsroom.channel]


def fail(newsroom: Newsroom, kind: Kind, method: str = "deleteMessages", **kw: Any) -> Fault:
    order = Fault(method=method, kind=kind, chat_id=newsroom.channel_id, **kw)
    return newsroom.world.faults.add(order)


async def is_forgotten(newsroom: Newsroom) -> bool:
    """Whether neither readers nor lists find the post."""
    await newsroom.reader.send("packaging")
    found = "Packaging of the day" in newsroom.reader.text
    await newsroom.reader.send("/tags")
    tagged = [label for label in newsroom.reader.buttons() if label.startswith("#")]
    await newsroom.author.send("/posts")
    return not (found or tagged or newsroom.author.buttons())


async def test_a_deleted_post_is_gone_from_the_channel_and_from_the_archive(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, POST)
    await delete(newsroom)
    assert newsroom.author.text.startswith("Deleted: Packaging of the day")
    assert words(newsroom) == []
    assert await is_forgotten(newsroom)


async def test_the_outcome_stands_however_slowly_the_press_was_answered(
    newsroom: Newsroom,
) -> None:
    """The job of removals runs each second: here while the words of the press are on their way."""
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    await press_slowly(newsroom, "Delete", meanwhile="removals")
    assert words(newsroom) == []
    assert newsroom.author.text.startswith("Deleted: Packaging of the day")


async def test_two_taps_on_delete_are_one_and_its_outcome_stands(newsroom: Newsroom) -> None:
    """The second is handled while the first one's deletion is under way."""
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    card = newsroom.author.last
    assert card.reply_markup is not None
    data = card.reply_markup.inline_keyboard[0][0].callback_data
    assert data is not None
    fail(newsroom, "slow_before", seconds=0.2)
    newsroom.world.faults.add(
        Fault(method="editMessageText", kind="slow", seconds=0.5, after=1,
              chat_id=newsroom.author.id)
    )  # fmt: skip
    for _ in range(2):
        newsroom.world.press(newsroom.author.id, newsroom.bot_id, card.message_id, data)
    await newsroom.work()
    assert words(newsroom) == []
    assert newsroom.author.last.message_id == card.message_id
    assert newsroom.author.text.startswith("Deleted: Packaging of the day")


async def test_delete_is_confirmed_first_and_can_be_cancelled(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    assert newsroom.author.buttons() == ["Delete", "Cancel"]
    await newsroom.author.press("Cancel")
    assert "Numbers" in newsroom.author.buttons()
    assert words(newsroom) == [POST]


async def test_all_messages_of_a_post_are_deleted(newsroom: Newsroom) -> None:
    album: list[tuple[str, bytes, str | None]] = [
        ("photo", bytes([number]), None) for number in range(3)
    ]
    newsroom.world.send_album(
        newsroom.author.id, newsroom.bot_id, album, caption="Packaging #case"
    )
    await newsroom.settle()
    await newsroom.tick(3)
    await publish_draft(newsroom)
    await newsroom.work()
    assert len(newsroom.channel) == 3
    await delete(newsroom)
    assert newsroom.channel == []


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway", "restart", "restart_done"])
async def test_a_lost_answer_is_asked_for_again_until_it_is_known(
    newsroom: Newsroom, kind: Kind
) -> None:
    await publish(newsroom, POST)
    order = fail(newsroom, kind)
    await delete(newsroom)
    await newsroom.tick(5)
    assert order.hits == 1
    assert words(newsroom) == []
    assert newsroom.author.text.startswith("Deleted")


async def test_a_death_while_deleting_is_made_good(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    fail(newsroom, "too_many", retry_after=3_000)
    await delete(newsroom)
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE removals SET state = 'sending'")
    await newsroom.work()
    await newsroom.tick(5)
    assert words(newsroom) == []
    assert newsroom.author.text.startswith("Deleted")


async def test_a_server_that_never_answers_is_told_of(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    fail(newsroom, "restart", times=-1)
    await delete(newsroom)
    for _ in range(12):
        await newsroom.tick(600)
    assert "lost several times" in newsroom.author.text
    assert words(newsroom) == [POST]


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("Bad Request: message can't be deleted", "Delete it by hand"),
        ("Bad Request: need administrator rights in the channel chat", "lack the rights"),
    ],
)
async def test_a_refusal_is_told_in_words_and_the_post_stays(
    newsroom: Newsroom, description: str, sentence: str
) -> None:
    await publish(newsroom, POST)
    fail(newsroom, "refuse", description=description)
    await delete(newsroom)
    assert "Not deleted" in newsroom.author.text
    assert sentence in newsroom.author.text
    await newsroom.reader.send("packaging")
    assert "Packaging of the day" in newsroom.reader.text
    await delete(newsroom)
    assert words(newsroom) == []


async def test_beyond_48_hours_the_author_is_told_first_and_a_stub_stands_there(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, POST)
    await newsroom.tick(TWO_DAYS)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    assert "older than 48 hours" in newsroom.author.text
    assert STUB in newsroom.author.text
    assert words(newsroom) == [POST]
    await newsroom.author.press("Delete")
    await newsroom.work()
    assert newsroom.author.text.startswith("Deleted")
    assert words(newsroom) == [STUB]
    assert await is_forgotten(newsroom)
    assert not newsroom.world.refusals


async def test_a_question_that_grew_too_old_is_asked_anew(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await newsroom.tick(TWO_DAYS - 3600)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    await newsroom.tick(3600)
    await newsroom.author.press("Delete")
    await newsroom.work()
    assert words(newsroom) == [POST]
    assert "older than 48 hours" in newsroom.author.text
    await newsroom.author.press("Delete")
    await newsroom.work()
    assert words(newsroom) == [STUB]


async def test_the_pictures_of_a_stub_stay_and_the_author_knows_it(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", b"one", caption="Упаковка дня #case")
    await publish_draft(newsroom)
    await newsroom.tick(TWO_DAYS)
    await open_post(newsroom, "Упаковка")
    await newsroom.author.press("Delete")
    assert "pictures and files stay" in newsroom.author.text
    await newsroom.author.press("Delete")
    await newsroom.work()
    assert words(newsroom) == ["Пост снят с публикации."]
    assert newsroom.channel[-1].photo


async def test_a_post_that_somebody_deleted_in_the_channel_can_be_deleted_here(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, POST)
    message = newsroom.channel[-1]
    newsroom.world.delete(newsroom.author.id, newsroom.channel_id, message.message_id)
    await newsroom.tick(TWO_DAYS)
    await delete(newsroom)
    assert newsroom.author.text.startswith("Deleted")
    assert "It was not in the channel any more" in newsroom.author.text
    assert STUB not in newsroom.author.text
    assert await is_forgotten(newsroom)


async def test_a_confirmation_that_comes_again_says_what_became_of_it(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, POST)
    await delete(newsroom)
    page = newsroom.author.last
    await newsroom.author.send("/start")
    newsroom.world.press(
        newsroom.author.id,
        newsroom.bot_id,
        newsroom.author.last.message_id,
        "ae1:delete!:1",
        forged=True,
    )
    await newsroom.work()
    assert newsroom.author.text.startswith("Deleted")
    assert (page.text or "").startswith("Deleted")


async def test_nobody_else_deletes_by_a_forged_button(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    for data in ("ae1:delete!:1", "ae1:stub!:1"):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data)
    assert words(newsroom) == [POST]


async def test_a_digest_leaves_a_deleted_post_out(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await publish(newsroom, "Slogan of the day #case")
    await delete(newsroom)
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Show now")
    await newsroom.work()
    assert any("Slogan of the day" in text for text in newsroom.reader.texts)
    assert not any("Packaging of the day" in text for text in newsroom.reader.texts)
