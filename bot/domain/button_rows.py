"""Buttons under a post as an author types them: a line a row, `words - address`, `|` between."""

import json

from bot.domain.links import button_link
from bot.domain.options import ButtonRows, UrlButton
from bot.errors import InputRefused

MOST_BUTTONS = 100
"""Buttons of a keyboard that Telegram accepts."""
MOST_IN_ROW = 8
"""Buttons of a row that every client shows."""
MOST_BYTES = 9_000
"""Bytes of a keyboard; Telegram refuses one of about 10,000 (`reply markup is too long`)."""
LONGEST_WORDS = 64
"""Characters on a button: a phone shows about as many of one that has its row to itself."""

_DASHES = "-–—:|"


def parse_buttons(typed: str) -> ButtonRows:
    """The rows that were typed; empty lines are passed over.

    Raises:
        InputRefused: with the sentence about the first place that cannot be used.
    """
    rows = []
    for line in typed.splitlines():
        if line.strip():
            cells = tuple(_button(cell) for cell in line.split("|"))
            if len(cells) > MOST_IN_ROW:
                raise InputRefused("buttons-row-full", limit=MOST_IN_ROW)
            rows.append(cells)
    if not rows:
        raise InputRefused("buttons-not-understood", typed=typed.strip()[:80])
    if sum(map(len, rows)) > MOST_BUTTONS or _size(rows) > MOST_BYTES:
        raise InputRefused("buttons-too-many", limit=MOST_BUTTONS)
    return tuple(rows)


def written(rows: ButtonRows) -> str:
    """The rows as they are typed."""
    return "\n".join(" | ".join(f"{one.words} - {one.url}" for one in row) for row in rows)


def _button(cell: str) -> UrlButton:
    words, _, address = cell.strip().rpartition(" ")
    words = words.rstrip().rstrip(_DASHES).rstrip()
    if not words:
        raise InputRefused("buttons-not-understood", typed=cell.strip()[:80])
    if len(words) > LONGEST_WORDS:
        raise InputRefused("buttons-words-long", words=words[:80], limit=LONGEST_WORDS)
    if (link := button_link(address)) is None:
        raise InputRefused("buttons-bad-address", address=address[:80])
    return UrlButton(words, link)


def _size(rows: list[tuple[UrlButton, ...]]) -> int:
    markup = [[{"text": one.words, "url": one.url} for one in row] for row in rows]
    return len(json.dumps({"inline_keyboard": markup}, ensure_ascii=False).encode())
