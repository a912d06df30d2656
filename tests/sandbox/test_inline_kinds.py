"""Results of inline mode that are files of the server."""

import asyncio
from typing import Any

import pytest
from aiogram.types import (
    BufferedInputFile,
    InlineQueryResultArticle,
    InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice,
    InputTextMessageContent,
)

from tests.sandbox.asking import picture, refusal
from tests.sandbox.conftest import Scene

KINDS = {
    "photo": (InlineQueryResultCachedPhoto, "photo_file_id"),
    "video": (InlineQueryResultCachedVideo, "video_file_id"),
    "animation": (InlineQueryResultCachedMpeg4Gif, "mpeg4_file_id"),
    "document": (InlineQueryResultCachedDocument, "document_file_id"),
    "audio": (InlineQueryResultCachedAudio, "audio_file_id"),
    "voice": (InlineQueryResultCachedVoice, "voice_file_id"),
}


async def file_id(scene: Scene, kind: str) -> str:
    send = getattr(scene.bot, f"send_{kind}")
    file = picture() if kind == "photo" else BufferedInputFile(b"bytes", filename="file.bin")
    sent = getattr(await send(scene.reader.id, file), kind)
    found: str = (sent[-1] if kind == "photo" else sent).file_id
    return found


async def ask(scene: Scene) -> tuple["asyncio.Future[list[dict[str, Any]]]", str]:
    waiting = asyncio.ensure_future(scene.world.inline(scene.reader.id, 42, "слово"))
    await asyncio.sleep(0)
    (update,) = await scene.updates("inline_query")
    assert update.inline_query is not None
    return waiting, update.inline_query.id


def result(kind: str, number: str, title: str = "т", **more: Any) -> Any:
    made, field = KINDS[kind]
    titled = {} if kind == "audio" else {"title": title}
    return made(id="1", **titled, **{field: number}, **more)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_cached_file_is_sent_as_its_kind_with_its_caption(scene: Scene, kind: str):
    number = await file_id(scene, kind)
    waiting, query_id = await ask(scene)
    await scene.bot.answer_inline_query(query_id, [result(kind, number, caption="подпись")])
    await waiting
    sent = scene.world.choose_inline(scene.reader.id, 42, "слово", "1")
    assert getattr(sent, kind)
    assert sent.caption == "подпись"


async def test_a_caption_may_stand_above_its_picture(scene: Scene):
    number = await file_id(scene, "photo")
    waiting, query_id = await ask(scene)
    above = result("photo", number, caption="над ней", show_caption_above_media=True)
    await scene.bot.answer_inline_query(query_id, [above])
    await waiting
    sent = scene.world.choose_inline(scene.reader.id, 42, "слово", "1")
    assert sent.show_caption_above_media


@pytest.mark.parametrize(
    ("file_kind", "kind", "more", "answer"),
    [
        ("photo", "video", {}, "can't use file of type Photo as Video"),
        ("document", "photo", {}, "can't use file of type Document as Photo"),
        ("document", "video", {}, "DOCUMENT_INVALID"),
        ("audio", "voice", {}, "DOCUMENT_INVALID"),
        ("video", "animation", {}, "DOCUMENT_INVALID"),
        ("video", "video", {"title": " "}, "VIDEO_TITLE_EMPTY"),
        ("document", "document", {"title": ""}, "FILE_TITLE_EMPTY"),
        ("photo", "photo", {"caption": "x" * 1025}, "caption is too long"),
    ],
)
async def test_a_file_of_another_kind_and_a_missing_title_are_refused(
    scene: Scene, file_kind: str, kind: str, more: dict[str, Any], answer: str
):
    number = await file_id(scene, file_kind)
    waiting, query_id = await ask(scene)
    said = await refusal(scene.bot.answer_inline_query(query_id, [result(kind, number, **more)]))
    assert answer in said
    await scene.bot.answer_inline_query(query_id, [])
    assert await waiting == []


async def test_a_file_that_is_not_the_bots_is_refused(scene: Scene):
    waiting, query_id = await ask(scene)
    said = await refusal(scene.bot.answer_inline_query(query_id, [result("photo", "чужой")]))
    assert "wrong file identifier" in said
    await scene.bot.answer_inline_query(query_id, [])
    await waiting


async def test_an_article_without_a_title_is_refused(scene: Scene):
    waiting, query_id = await ask(scene)
    untitled = InlineQueryResultArticle(
        id="1", title="", input_message_content=InputTextMessageContent(message_text="т")
    )
    said = await refusal(scene.bot.answer_inline_query(query_id, [untitled]))
    assert "ARTICLE_TITLE_EMPTY" in said
    await scene.bot.answer_inline_query(query_id, [])
    await waiting
