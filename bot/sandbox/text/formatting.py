"""All that the Bot API server does to a text or a caption before it is sent."""

from __future__ import annotations

from collections.abc import Callable

from aiogram.types import MessageEntity

from bot.sandbox.text.characters import ascii_lower, has_surrogates
from bot.sandbox.text.cleaning import clean_string, clean_text, is_invisible, trim
from bot.sandbox.text.dates import BadDateFormat, date_format
from bot.sandbox.text.detect import find_entities
from bot.sandbox.text.entities import cap_entities, merge_detected
from bot.sandbox.text.html import parse_html
from bot.sandbox.text.legacy_markdown import parse_markdown
from bot.sandbox.text.links import (
    MAX_USER_ID,
    BadLink,
    canonical_integer,
    check_link,
    user_of_link,
)
from bot.sandbox.text.markdown import parse_markdown_v2
from bot.sandbox.text.order import DETECTED, PLAIN, QUOTES, STYLES
from bot.sandbox.text.refused import TextRefused
from bot.sandbox.text.spans import link_span

Parser = Callable[[str], tuple[str, list[MessageEntity]]]

# Client::get_formatted_text of telegram-bot-api: the raw parameter, in UTF-8 bytes.
MAX_RAW_BYTES = 1 << 15
_PARSERS: dict[str, Parser] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}
_KNOWN = frozenset(STYLES) | QUOTES | PLAIN | {"text_link", "text_mention", "custom_emoji"}


def format_text(
    text: str,
    *,
    parse_mode: str | None,
    entities: list[MessageEntity] | None,
    limit: int,
    too_long: str,
    empty: str,
    skip_detection: bool = False,
) -> tuple[str, list[MessageEntity]]:
    """The text as it is sent, with all its entities in Telegram's order.

    `parse_mode`, where it is set, wins over `entities` (telegram-bot-api). `limit` is in code
    points of the parsed text, `too_long` the refusal above it; `empty` is the refusal of no text
    at all (one of mere blanks has a refusal of its own), and "" allows both, as for a caption.
    Raises TextRefused.
    """
    if not text:
        return _nothing(empty)
    if has_surrogates(text):
        raise TextRefused("strings must be encoded in UTF-8")
    if len(text.encode()) > MAX_RAW_BYTES:
        raise TextRefused("text is too long")
    given = entities
    if parse_mode or given is None:
        text, given = _parse(text, parse_mode)
    text, own = clean_text(text, [kept for entity in given if (kept := _check(entity))])
    text, own = trim(text, own)
    if is_invisible(text) and (empty or not text):
        return _nothing(empty and "text must be non-empty")
    if len(text) > limit:
        raise TextRefused(too_long)
    own = cap_entities(own)
    found = [] if skip_detection else find_entities(text)
    merged = merge_detected(own, found)
    return text, [entity for entity in merged if entity.type != "bank_card_number"]


def _nothing(refusal: str) -> tuple[str, list[MessageEntity]]:
    if refusal:
        raise TextRefused(refusal)
    return "", []


def _parse(text: str, parse_mode: str | None) -> tuple[str, list[MessageEntity]]:
    mode = ascii_lower(parse_mode or "")
    if mode in ("", "none"):
        return text, []
    if mode not in _PARSERS:
        raise TextRefused("unsupported parse_mode")
    return _PARSERS[mode](text)


def _check(entity: MessageEntity) -> MessageEntity | None:
    """The entity with its arguments as Telegram writes them; None when it is not for authors."""
    if entity.type in DETECTED:
        return None
    match entity.type:
        case "text_link":
            return _checked_link(entity)
        case "text_mention":
            if entity.user is None:
                raise _missing("user")
            if not 0 < entity.user.id <= MAX_USER_ID:
                return None
        case "custom_emoji":
            _check_emoji(entity)
        case "date_time":
            return _checked_date(entity)
        case "pre":
            language = _encoded(entity.language or "", "MessageEntityPreCode.language")
            return entity.model_copy(update={"language": language or None})
        case kind if kind not in _KNOWN:
            raise TextRefused("can't parse MessageEntity: Unsupported type specified")
    return entity


def _checked_link(entity: MessageEntity) -> MessageEntity:
    if entity.url is None:
        raise _missing("url")
    url = _encoded(entity.url, "MessageEntityTextUrl.url")
    try:
        if user_of_link(url) is None:
            check_link(url)
    except BadLink as error:
        raise TextRefused(f"entity URL '{url}' is invalid: {error}") from error
    return link_span(entity.offset, entity.length, url) or entity


def _check_emoji(entity: MessageEntity) -> None:
    if entity.custom_emoji_id is None:
        raise _missing("custom_emoji_id")
    number = canonical_integer(entity.custom_emoji_id, 64)
    if number is None:
        reason = 'Field "custom_emoji_id" must be a valid Number'
        raise TextRefused(f"can't parse MessageEntity: {reason}")
    if number == 0:
        raise TextRefused("invalid custom emoji identifier specified")


def _checked_date(entity: MessageEntity) -> MessageEntity:
    if entity.unix_time is None:
        raise _missing("unix_time")
    try:
        style = date_format(entity.date_time_format or "", last_wins=True)
    except BadDateFormat as error:
        reason = "Invalid date-time format specified"
        raise TextRefused(f"can't parse MessageEntity: {reason}") from error
    if entity.unix_time <= 0:
        raise TextRefused("invalid date specified")
    return entity.model_copy(update={"date_time_format": style})


def _encoded(text: str, field: str) -> str:
    if has_surrogates(text):
        raise TextRefused(f"{field[0].lower()}{field[1:]} must be encoded in UTF-8")
    return clean_string(text)


def _missing(field: str) -> TextRefused:
    return TextRefused(f"can't parse MessageEntity: Can't find field \"{field}\"")
