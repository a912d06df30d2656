"""What Telegram finds in a text by itself: hashtags, mentions, commands, links, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aiogram.types import MessageEntity

from bot.sandbox.text.bank_cards import find_bank_cards
from bot.sandbox.text.characters import (
    WORD,
    ascii_lower,
    is_hashtag_character,
    is_letter,
    is_word_character,
    utf16_len,
)
from bot.sandbox.text.order import end, in_order
from bot.sandbox.text.spans import span
from bot.sandbox.text.urls import find_urls, path_end

# Found to keep others from overlapping it, but the Bot API never tells of it.
_HIDDEN = "bank_card_number"
_SHORT_USERNAMES = frozenset({"gif", "nft", "pic", "ufc", "vid"})
_MENTION = re.compile(r"@([A-Za-z0-9_]+)")
_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(@[A-Za-z0-9_]*)?")
_CASHTAG = re.compile(r"\$(1INCH|[A-Z]+)")
_USERNAME = re.compile(r"@([A-Za-z0-9_]*)")
# TDLib starts the link of tonsite:// three letters before the colon; so it is kept here.
_TG_LINK = re.compile(r"(?:tg|ton|(?<=tons)ite)://[A-Za-z0-9_-]{1,253}", re.IGNORECASE | re.ASCII)
_LONGEST_HASHTAG = 256

Found = tuple[int, int, str]  # start, end (code points), kind


def detect_entities(text: str) -> list[MessageEntity]:
    """Hashtags, cashtags, mentions, commands, links and mail addresses, none overlapping.

    Offsets are UTF-16 units. The rules are those of TDLib's `getTextEntities`, media timestamps
    apart, which bots do not get.
    """
    return [entity for entity in find_entities(text) if entity.type != _HIDDEN]


def find_entities(text: str) -> list[MessageEntity]:
    """Like detect_entities, and with `bank_card_number`, for the merging of overlaps."""
    found: list[Found] = []
    for finder in (_mentions, _commands, _hashtags, _cashtags, _cards, _tg_links, find_urls):
        found.extend(finder(text))
    if not found:
        return []
    entities = in_order(_spans(text, found))
    kept: list[MessageEntity] = []
    for entity in entities:
        if not kept or entity.offset >= end(kept[-1]):
            kept.append(entity)
    return kept


def _spans(text: str, found: list[Found]) -> Iterator[MessageEntity]:
    for start, stop, kind in found:
        yield span(kind, utf16_len(text[:start]), utf16_len(text[start:stop]))


def _mentions(text: str) -> Iterator[Found]:
    for match in _MENTION.finditer(text):
        start, stop = match.span()
        name = match[1]
        if not 2 <= len(name) <= 32 or _word_before(text, start) or _word_at(text, stop):
            continue
        if len(name) >= 4 or ascii_lower(name) in _SHORT_USERNAMES:
            yield start, stop, "mention"


def _commands(text: str) -> Iterator[Found]:
    position = 0
    while match := _COMMAND.search(text, position):
        start, position = match.span()
        if _word_before(text, start) or text[start - 1 : start] in tuple("/<>"):
            position = start + 1
            continue
        name, bot = match[1], match[2]
        bad_bot = bot is not None and not 4 <= len(bot) <= 33
        if len(name) > 64 or bad_bot or _word_at(text, position):
            continue
        if text[position : position + 1] not in tuple("/<>"):
            yield start, position, "bot_command"


def _hashtags(text: str) -> Iterator[Found]:
    start = text.find("#")
    while start >= 0:
        position = start + 1
        if start == 0 or not is_hashtag_character(text[start - 1]):
            position, stop = _hashtag_ends(text, start + 1)
            followed = text[position : position + 1] == "#"
            counted = text[start + 1 : min(stop, start + 1 + _LONGEST_HASHTAG)]
            if not followed and any(map(is_letter, counted.partition("@")[0])):
                yield start, stop, "hashtag"
        start = text.find("#", position)


def _hashtag_ends(text: str, begin: int) -> tuple[int, int]:
    """Where the run of characters ends, and where the tag does: it may be cut or have a chat."""
    position = begin
    while position < len(text) and is_hashtag_character(text[position]):
        position += 1
    if position == begin or position - begin > _LONGEST_HASHTAG:
        return position, min(position, begin + _LONGEST_HASHTAG)
    stop = position + 1
    while text[position : position + 1] == "@" and stop - position < 33 and text[stop : stop + 1]:
        if text[stop] not in WORD:
            break
        stop += 1
    if stop - position - 1 >= 3:
        position = stop
    return position, position


def _cashtags(text: str) -> Iterator[Found]:
    for match in _CASHTAG.finditer(text):
        start, stop = match.span()
        before = text[start - 1 : start]
        if (before and (before == "$" or is_hashtag_character(before))) or len(match[1]) > 8:
            continue
        chat = _USERNAME.match(text, stop)
        if chat is not None and 3 <= len(chat[1]) <= 32:
            stop = chat.end()
        after = text[stop : stop + 1]
        if not after or not (after == "$" or is_hashtag_character(after)):
            yield start, stop, "cashtag"


def _cards(text: str) -> Iterator[Found]:
    for start, stop in find_bank_cards(text):
        yield start, stop, _HIDDEN


def _tg_links(text: str) -> Iterator[Found]:
    position = 0
    while match := _TG_LINK.search(text, position):
        start, position = match.span()
        if text[position : position + 1] in tuple("/?#"):
            position = path_end(text, position)
        yield start, position, "url"


def _word_before(text: str, position: int) -> bool:
    return position > 0 and is_word_character(text[position - 1])


def _word_at(text: str, position: int) -> bool:
    return position < len(text) and is_word_character(text[position])
