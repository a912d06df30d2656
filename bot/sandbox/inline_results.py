"""Results of inline mode: what answerInlineQuery accepts, and the message a choice becomes."""

from typing import Any

from aiogram.types import InlineQueryResultUnion, InputTextMessageContent

from bot.sandbox.errors import bad_request
from bot.sandbox.inline_kinds import cached_file
from bot.sandbox.markup import check_markup
from bot.sandbox.state import State
from bot.sandbox.writing import given, message_caption, message_text, preview

MOST_RESULTS = 50
LONGEST_ID = 64
MEDIA = ("photo", "video", "audio", "voice", "document", "sticker")
"""Kinds that may be given by `<kind>_url`."""


def check_results(state: State, results: list[InlineQueryResultUnion]) -> None:
    """Refuses a list of results as answerInlineQuery does."""
    if len(results) > MOST_RESULTS:
        raise bad_request("Too many inline query results specified")
    seen: set[str] = set()
    for result in results:
        if not 1 <= len(result.id.encode()) <= LONGEST_ID:
            raise bad_request("RESULT_ID_INVALID")
        if result.id in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result.id)
        check_markup(result.reply_markup, None)
        as_message(state, result)


def as_message(state: State, result: Any) -> dict[str, Any]:
    """Fields of the message that choosing a result sends; a 400 when they are not allowed."""
    fields: dict[str, Any] = {"reply_markup": check_markup(result.reply_markup, None)}
    _check_title(result)
    content = getattr(result, "input_message_content", None)
    if content is not None:
        if not isinstance(content, InputTextMessageContent):
            raise bad_request("Input message content is not specified")
        text = message_text(
            state.people, content.message_text, content.parse_mode, content.entities
        )
        return fields | text | {"link_preview_options": preview(content)}
    if result.type == "article":
        raise bad_request("Input message content is not specified")
    if given(getattr(result, "show_caption_above_media", None)):
        fields["show_caption_above_media"] = True
    caption = getattr(result, "caption", None)
    spans = getattr(result, "caption_entities", None)
    mode = getattr(result, "parse_mode", None)
    return fields | _media(state, result) | message_caption(state.people, caption, mode, spans)


def _check_title(result: Any) -> None:
    if result.type == "article" and not result.title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")


def _media(state: State, result: Any) -> dict[str, Any]:
    if file := cached_file(state, result):
        return state.files.media(file)
    for kind in MEDIA:
        url = getattr(result, f"{kind}_url", None)
        if url is not None:
            return _from_web(state, kind, url)
    raise bad_request(f'type "{result.type}" is unsupported for the inline query result')


def _from_web(state: State, kind: str, url: str) -> dict[str, Any]:
    data = state.web.get(url)
    if data is None:
        raise bad_request("WEBDOCUMENT_URL_INVALID")
    return state.files.media(state.files.add(kind, data))
