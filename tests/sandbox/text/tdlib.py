"""Telegram's own library as a judge: its answers in the shape of ours.

What is left out of the comparison, and why:

1. Characters that the running Python's Unicode does not know yet: TDLib is built with a newer one.
2. Texts in which TDLib finds media timestamps (`12:30`): bots do not get them, and they hide what
   overlaps them.
3. Legacy Markdown with `[address]` of other than ASCII and no round brackets, and HTML with half
   of a surrogate pair (`&#xd83d;`) inside an attribute: TDLib cuts a character in two there and
   then aborts the whole process while it writes its answer.
"""

from __future__ import annotations

import json
import re
from typing import Any

from aiogram.types import MessageEntity

Span = tuple[int, int, str, str]
Answer = str | tuple[str, list[Span]]

_KINDS = {
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "EmailAddress": "email",
    "DateTime": "date_time",
}
_MODES = {
    "HTML": {"@type": "textParseModeHTML"},
    "MarkdownV2": {"@type": "textParseModeMarkdown", "version": 2},
    "Markdown": {"@type": "textParseModeMarkdown", "version": 1},
}


def breaks_tdlib(text: str, mode: str) -> bool:
    """Whether the text is one of those of point 3."""
    if mode == "Markdown":
        return not text.isascii() and re.search(r"\[[^\]]*\](?!\()", text) is not None
    return "=" in text and re.search(r"&#(x[dD][89a-fA-F]|5[5-7])", text) is not None


class TdLib:
    """The two pure functions of TDLib; nothing else of it is started."""

    def __init__(self) -> None:
        # Not at the top: on some platforms there is no build of it.
        from tdjson import td_execute

        self._execute = td_execute
        self._ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        answer = self._execute(json.dumps(request).encode())
        if answer is None:
            raise RuntimeError("TDLib gave no answer")
        decoded: dict[str, Any] = json.loads(answer)
        return decoded

    def parse(self, text: str, mode: str) -> Answer:
        """The parsed text with its entities, or the error as the Bot API words it."""
        request = {"@type": "parseTextEntities", "text": text, "parse_mode": _MODES[mode]}
        answer = self._ask(request)
        if answer["@type"] == "error":
            message = str(answer["message"])
            return message[0].lower() + message[1:]
        return answer["text"], sorted(map(_span, answer["entities"]))

    def detect(self, text: str) -> list[Span]:
        """What TDLib finds in the text by itself."""
        answer = self._ask({"@type": "getTextEntities", "text": text})
        return sorted(map(_span, answer["entities"]))


def spans(entities: list[MessageEntity]) -> list[Span]:
    """Our entities in the shape that is compared."""
    return sorted((e.offset, e.length, e.type, _argument(e)) for e in entities)


def _argument(entity: MessageEntity) -> str:
    if entity.user is not None:
        return str(entity.user.id)
    if entity.unix_time is not None:
        return f"{entity.unix_time} {entity.date_time_format}"
    return entity.url or entity.language or entity.custom_emoji_id or ""


def _span(entity: dict[str, Any]) -> Span:
    kind = entity["type"]
    name = str(kind["@type"]).removeprefix("textEntityType")
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    arguments = [kind[key] for key in ("url", "language", "user_id") if key in kind]
    if name == "CustomEmoji":
        arguments = [kind["custom_emoji_id"]]
    if name == "DateTime":
        arguments = [f"{kind['unix_time']} {_format(kind.get('formatting_type'))}"]
    argument = str(arguments[0]) if arguments else ""
    return entity["offset"], entity["length"], _KINDS.get(name, snake), argument


def _format(style: dict[str, Any] | None) -> str:
    if style is None:
        return ""
    if style["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    letters = "w" if style["show_day_of_week"] else ""
    for part, short, long in (("date_precision", "d", "D"), ("time_precision", "t", "T")):
        precision = style[part]["@type"].removeprefix("dateTimePartPrecision")
        letters += {"None": "", "Short": short, "Long": long}[precision]
    return letters
