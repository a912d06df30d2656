"""Rich messages of an export, read as texts with entities.

What has no words (a picture, a map, a divider) leaves nothing; a table is read row by row, a blank
line stands between blocks, as where rich messages come from the Bot API. Source: Telegram Desktop
7.2, `export_output_json.cpp`, `SerializeRichMessage`.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.exports.texts import entity_of
from bot.domain.exports.values import LONGEST_TEXT, Unreadable, integer, mapping, sequence, string
from bot.domain.texts import Entity, Text, join

_QUOTES = {"quote": "blockquote"}
# Where a block or an item of a list keeps words and blocks, in the order in which they are read.
_WORDS = ("title", "text", "author")
_BLOCKS = ("blocks", "items", "articles", "buttons", "rows")


def read_rich(value: Any) -> Text:
    """The words of a rich message.

    Raises:
        Unreadable: it is absurdly long.
    """
    text = _joined(mapping(value).get("blocks"), "\n\n")
    if len(text.text) > LONGEST_TEXT:
        raise Unreadable("its text is too long")
    return text


def _joined(blocks: Any, separator: str) -> Text:
    texts = [_block(mapping(block)) for block in sequence(blocks)]
    return join([text for text in texts if text], separator)


def _block(block: Mapping[str, Any]) -> Text:
    kind = string(block.get("type"))
    if kind == "code":
        return _over(_rich(block.get("text")), "pre", language=string(block.get("language")))
    if kind == "math":
        return Text(string(block.get("formula")))
    if "cells" in block:
        return join([_rich(mapping(cell).get("text")) for cell in sequence(block["cells"])], " ")
    if kind == "cover":
        return _block(mapping(block.get("block")))
    words = [_words(block.get(name)) for name in _WORDS]
    words += [_joined(block.get(name), _separator(kind)) for name in _BLOCKS]
    words.append(_caption(block.get("caption")))
    text = join([one for one in words if one], "\n" if kind == "table" else "\n\n")
    return _over(text, _QUOTES[kind]) if kind in _QUOTES else text


def _separator(kind: str) -> str:
    return "\n" if kind in ("list", "table", "button_row") else "\n\n"


def _words(value: Any) -> Text:
    return Text(value) if isinstance(value, str) else _rich(value)


def _caption(value: Any) -> Text:
    """A caption with its credit; that of a quote is rich text itself."""
    caption = mapping(value)
    if "type" in caption:
        return _rich(caption)
    parts = [_rich(caption.get(name)) for name in ("text", "credit")]
    return join([part for part in parts if part], "\n")


def _rich(value: Any) -> Text:
    """Rich text: a string, a list of rich texts, or one that says something of its inner one."""
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, list):
        return join([_rich(item) for item in sequence(value)])
    if not isinstance(value, dict):
        return Text()
    match value.get("type"):
        case "math":
            return Text(string(value.get("source")))
        case "formatted_date":
            moment = integer(value.get("date_unixtime"))
            return _over(_rich(value.get("text")), "date_time", unix_time=moment)
    text = _rich(value.get("text"))
    entity = entity_of(value, 0, text.units) if text else None
    return Text(text.text, (entity, *text.entities)) if entity else text


def _over(text: Text, kind: str, **details: Any) -> Text:
    if not text:
        return text
    known = {name: value for name, value in details.items() if value}
    return Text(text.text, (Entity(kind, 0, text.units, **known), *text.entities))
