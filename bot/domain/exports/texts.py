"""A text of an export: its parts one after another, their kinds as the Bot API's entities.

Telegram Desktop writes formatting as flat segments: of what overlaps only the first is told, so
that a hashtag inside bold is no entity here. Whoever needs hashtags finds them in the text.
Source: Telegram Desktop, `export_output_json.cpp`, `SerializeText`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.exports.values import LONGEST_TEXT, Unreadable, integer, sequence, string
from bot.domain.texts import Entity, Text, utf16_len

LONGEST_LINK = 4096
_SAME = (
    "mention", "hashtag", "cashtag", "bot_command", "email", "bold", "italic", "underline",
    "strikethrough", "spoiler", "code", "bank_card",
)  # fmt: skip
# What needs no more than its name; all others are read one by one, or are plain.
NAMES = {name: name for name in _SAME} | {"link": "url", "phone": "phone_number"}


def text_of(raw: Mapping[str, Any]) -> Text:
    """The text of a message, from `text_entities` where they say the same as `text`.

    Raises:
        Unreadable: neither of the two is a text, or it is absurdly long.
    """
    told = raw.get("text")
    entities = raw.get("text_entities")
    if isinstance(entities, list) and entities:
        try:
            text = read_text(entities)
        except Unreadable:
            return read_text(told)
        if not told or text.text == _words(told):
            return text
    return read_text(told)


def read_text(value: Any) -> Text:
    """A text in the form that `SerializeText` gives it: a string, or a list of parts.

    Raises:
        Unreadable: it is something else, or absurdly long.
    """
    if value is None or isinstance(value, str):
        return Text(_bounded(value or ""))
    if not isinstance(value, list):
        raise Unreadable("its text is no text")
    words: list[str] = []
    entities: list[Entity] = []
    at = 0
    for part in sequence(value):
        said = _said(part)
        length = utf16_len(said)
        if length and not isinstance(part, str):
            entity = entity_of(part, at, length)
            if entity is not None:
                entities.append(entity)
        words.append(said)
        at += length
    return Text(_bounded("".join(words)), tuple(entities))


def entity_of(part: Mapping[str, Any], offset: int, length: int) -> Entity | None:
    """What a part says of its words, None for plain ones and for what cannot be used."""
    kind = string(part.get("type"))
    if name := NAMES.get(kind):
        return Entity(name, offset, length)
    match kind:
        case "text_link":
            href = string(part.get("href"))
            fits = 0 < len(href) <= LONGEST_LINK
            return Entity("text_link", offset, length, url=href) if fits else None
        case "pre":
            return Entity("pre", offset, length, language=string(part.get("language")) or None)
        case "blockquote":
            name = "expandable_blockquote" if part.get("collapsed") is True else "blockquote"
            return Entity(name, offset, length)
        case "mention_name":
            person = integer(part.get("user_id"))
            fits = person is not None and person > 0
            return Entity("text_mention", offset, length, user_id=person) if fits else None
        case "custom_emoji":
            emoji = custom_emoji_id(part)
            return Entity(kind, offset, length, custom_emoji_id=emoji) if emoji else None
    return None


def custom_emoji_id(part: Mapping[str, Any]) -> str:
    """The id of a custom emoji; empty when the export tells the path of its file instead."""
    number = string(part.get("document_id"))
    is_id = number.isascii() and number.isdecimal() and len(number) <= 20
    return number if is_id else ""


def _words(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    try:
        return "".join(map(_said, value)) if isinstance(value, Sequence) else None
    except Unreadable:
        return None


def _said(part: Any) -> str:
    said = part.get("text") if isinstance(part, dict) else part
    if not isinstance(said, str):
        raise Unreadable("a part of its text is no text")
    return said


def _bounded(words: str) -> str:
    if len(words) > LONGEST_TEXT:
        raise Unreadable("its text is too long")
    return words
