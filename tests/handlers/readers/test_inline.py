"""Inline mode: which result a post becomes, what is sent, what is counted, who is offered what."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message, MessageEntity

from bot.domain.texts import CAPTION_LIMIT, TEXT_LIMIT, utf16_len
from storage import posts
from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom, Person

KINDS = ("photo", "video", "animation", "document", "audio", "voice")
RESULTS = {"animation": "mpeg4_gif"}


async def ask(newsroom: Newsroom, query: str = "", person: Person | None = None) -> list[Any]:
    who = person or newsroom.reader
    return await newsroom.world.inline(who.id, newsroom.bot_id, query)


def last_answer(newsroom: Newsroom) -> dict[str, Any]:
    calls = [call for call in newsroom.world.calls if call.method == "answerInlineQuery"]
    return dict(calls[-1].params)


async def choose(newsroom: Newsroom, query: str, result: dict[str, Any]) -> Message:
    """Send a result into the reader's own chat with the bot."""
    message = newsroom.world.choose_inline(
        newsroom.reader.id, newsroom.bot_id, query, result["id"]
    )
    await newsroom.settle()
    return message


async def publish_media(newsroom: Newsroom, kind: str, caption: str = "", **kw: Any) -> None:
    world = newsroom.world
    world.send_media(
        newsroom.author.id, newsroom.channel_id, kind, b"bytes", caption=caption, **kw
    )
    await newsroom.settle()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_post_with_a_file_of_ours_is_shared_with_it(newsroom: Newsroom, kind: str):
    bold = MessageEntity(type="bold", offset=0, length=8)
    await publish_media(newsroom, kind, "Упаковка года #кейсы", entities=[bold])
    [result] = await ask(newsroom, "упаковка")
    assert result["type"] == RESULTS.get(kind, kind)
    sent = await choose(newsroom, "упаковка", result)
    assert getattr(sent, kind)
    assert sent.caption == "Упаковка года #кейсы\n\nRead in the channel"
    kinds = [(one.type, one.url) for one in sent.caption_entities or []]
    [shown] = newsroom.channel
    assert ("bold", None) in kinds
    assert ("text_link", f"https://t.me/marketing_aloud/{shown.message_id}") in kinds
    assert not newsroom.world.refusals


async def test_results_of_several_kinds_stand_in_one_answer(newsroom: Newsroom, publish: Publish):
    await publish("Слово текста")
    await publish_media(newsroom, "photo", "Слово картинки")
    await publish_media(newsroom, "voice", "Слово голоса")
    results = await ask(newsroom, "слово")
    assert sorted(one["type"] for one in results) == ["article", "photo", "voice"]


async def test_a_long_caption_is_cut_under_a_picture_and_whole_without_other_media(
    newsroom: Newsroom,
):
    words = "слово 🔥 " * 112
    await publish_media(newsroom, "photo", f"Картинка {words}")
    await publish_media(newsroom, "video", f"Ролик {words}")
    [picture] = await ask(newsroom, "картинка")
    sent = await choose(newsroom, "картинка", picture)
    assert utf16_len(sent.caption or "") <= CAPTION_LIMIT
    assert (sent.caption or "").endswith("…\n\nRead in the channel")
    [film] = await ask(newsroom, "ролик")
    assert film["type"] == "article"
    sent = await choose(newsroom, "ролик", film)
    assert f"Ролик {words}".strip() in (sent.text or "")


async def test_a_text_is_cut_to_one_message_above_its_link(newsroom: Newsroom, publish: Publish):
    await publish("Текст " + "слово " * 680)
    [result] = await ask(newsroom, "текст")
    sent = await choose(newsroom, "текст", result)
    assert utf16_len(sent.text or "") <= TEXT_LIMIT
    assert (sent.text or "").endswith("Read in the channel")


async def test_a_blurred_picture_is_not_shown_bare(newsroom: Newsroom):
    await publish_media(newsroom, "photo", "Под спойлером", has_spoiler=True)
    [result] = await ask(newsroom, "спойлер")
    assert result["type"] == "article"


async def test_a_file_that_telegram_takes_no_more_hides_no_other_result(
    newsroom: Newsroom, publish: Publish
):
    await publish_media(newsroom, "photo", "Слово картинки")
    await publish("Слово текста")
    async with newsroom.app.db.transaction() as session:
        await session.execute(
            "UPDATE posts SET media = json_set(media, '$[0].file_id', 'чужой') WHERE media <> '[]'"
        )
    results = await ask(newsroom, "слово")
    assert [one["type"] for one in results] == ["article", "article"]


async def test_a_share_of_any_kind_counts_once_whoever_tells_of_it_again(newsroom: Newsroom):
    await publish_media(newsroom, "photo", "Упаковка")
    [result] = await ask(newsroom, "упаковка")
    newsroom.world.choose_inline(newsroom.reader.id, newsroom.bot_id, "упаковка", result["id"])
    await newsroom.settle()
    post_id = int(result["id"].removeprefix("post_"))
    row = await newsroom.app.db.fetch_one(
        "SELECT body FROM updates WHERE body LIKE '%chosen_inline_result%'"
    )
    assert row is not None
    post = await posts.get_post(newsroom.app.db, post_id)
    assert post is not None
    assert post.reposts == 1
    await choose(newsroom, "упаковка", result)
    post = await posts.get_post(newsroom.app.db, post_id)
    assert post is not None
    assert post.reposts == 2


async def test_the_description_tells_rubrics_and_numbers(newsroom: Newsroom, publish: Publish):
    await publish("Первый #кейсы", reactions=7)
    [result] = await ask(newsroom)
    assert result["description"].startswith("#кейсы · ❤ 7 · observed reposts: -\nSources: ")


async def test_answers_are_personal_and_kept_longer_for_the_best(
    newsroom: Newsroom, publish: Publish
):
    await publish("Слово", reactions=1)
    await ask(newsroom)
    best = last_answer(newsroom)
    await ask(newsroom, "слово")
    typed = last_answer(newsroom)
    for params in (best, typed):
        assert str(params["is_personal"]).lower() in ("true", "1")
    assert int(best["cache_time"]) > int(typed["cache_time"])


async def test_a_private_channel_is_closed_to_who_never_pressed_start(
    newsroom: Newsroom, publish: Publish
):
    newsroom.world.rename(newsroom.channel_id, username="")
    post = await publish("Тайна упаковки\n\nТекст", reactions=1)
    stranger = newsroom.add_person("Стас", language="en")
    assert await ask(newsroom, "упаковка", stranger) == []
    assert last_answer(newsroom)["button"]["start_parameter"] == "channels"
    await newsroom.reader.send("/start")
    [result] = await ask(newsroom, "упаковка")
    text = result["input_message_content"]["message_text"]
    assert text == "Тайна упаковки\n\nRead in the channel"
    [whole] = await ask(newsroom, "упаковка", newsroom.author)
    assert "Текст" in whole["input_message_content"]["message_text"]
    assert result["id"] == whole["id"] == f"post_{post.id}"


async def test_a_query_that_nobody_waits_for_is_let_go(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    from aiogram.types import InlineQuery

    asked = 0

    async def too_late(*_args: object, **_kw: object) -> None:
        nonlocal asked
        asked += 1
        raise TelegramBadRequest(
            method=None,  # type: ignore[arg-type]
            message="Bad Request: query is too old and response timeout expired",
        )

    monkeypatch.setattr(InlineQuery, "answer", too_late)
    monkeypatch.setattr("bot.sandbox.pressing.INLINE_WAIT", 0.3)
    assert await ask(newsroom, "слово") == []
    await newsroom.settle()
    assert asked == 1
    assert "wrong" not in newsroom.reader.text if newsroom.reader.texts else True


async def test_a_mistyped_word_offers_what_was_meant(newsroom: Newsroom, publish: Publish):
    await publish("Скидка недели")
    newsroom.clock.move(10)
    for _ in range(3):
        await newsroom.app.jobs.run("search")
    assert [result["title"] for result in await ask(newsroom, "скитка")] == ["Скидка недели"]
    assert await ask(newsroom, "щщщщщщщ") == []
