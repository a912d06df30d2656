"""How a text became another: words kept, removed and added, shortened to what can be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from bot.domain.texts import ENTITY_LIMIT, utf16_len

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…\n]+\s*|[^.!?…\n]+")
# Beyond so many words sentences are compared: comparing takes the square of their number.
_MANY = 4_000
# An unchanged stretch keeps so many characters at the changes beside it.
_CONTEXT = 40
_GAP = " … "
# Each place takes an entity of the message that shows it, and the page has some of its own.
_MOST_PLACES = ENTITY_LIMIT - 10


class ChangeKind(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text and what became of it."""

    kind: ChangeKind
    text: str


def diff(before: str, after: str) -> list[Change]:
    """The changes in order: what is kept and added makes `after`, kept and removed `before`."""
    old, new = _tokens(before), _tokens(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = slice(head, len(old) - tail), slice(head, len(new) - tail)
    changes = [Change(ChangeKind.KEPT, "".join(old[:head]))]
    changes += _compare(old[middle[0]], new[middle[1]])
    changes.append(Change(ChangeKind.KEPT, "".join(old[len(old) - tail :])))
    return [change for change in _merged(changes) if change.text]


def shorten(changes: Sequence[Change], limit: int) -> list[Change]:
    """The changes as they are shown: at most `limit` UTF-16 units, every change if it can be.

    Unchanged stretches are shortened to their ends; what still does not fit, and what is beyond
    the places that Telegram formats, is cut off.
    """
    shown: list[Change] = []
    room = limit - utf16_len(_GAP)
    for number, change in enumerate(changes):
        words = change.text
        if change.kind is ChangeKind.KEPT:
            words = _shortened(words, number == 0, number == len(changes) - 1)
        fitting = _fit(words, room)
        room -= utf16_len(fitting)
        shown.append(replace(change, text=fitting))
        if fitting != words or number == _MOST_PLACES:
            shown.append(Change(ChangeKind.KEPT, _GAP.rstrip()))
            break
    return [change for change in shown if change.text]


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if len(old) + len(new) > _MANY:
        old, new = _SENTENCE.findall("".join(old)), _SENTENCE.findall("".join(new))
    # Without the heuristic every blank is compared with every other: seconds for a rewritten text.
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    for tag, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
        if tag == "equal":
            yield Change(ChangeKind.KEPT, "".join(old[old_start:old_stop]))
            continue
        yield Change(ChangeKind.REMOVED, "".join(old[old_start:old_stop]))
        yield Change(ChangeKind.ADDED, "".join(new[new_start:new_stop]))


def _merged(changes: list[Change]) -> list[Change]:
    """Changes parted only by blanks become one: readers compare words, not gaps."""
    merged: list[Change] = []
    for change in changes:
        if not change.text:
            continue
        if merged and merged[-1].kind is change.kind:
            merged[-1] = replace(change, text=merged[-1].text + change.text)
        else:
            merged.append(change)
    return merged


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _shortened(words: str, is_first: bool, is_last: bool) -> str:
    head = 0 if is_first else _CONTEXT
    tail = 0 if is_last else _CONTEXT
    if len(words) <= head + tail + len(_GAP):
        return words
    return words[:head] + _GAP + (words[-tail:] if tail else "")


def _fit(words: str, room: int) -> str:
    fitting = words[: max(room, 0)]
    while utf16_len(fitting) > room:
        fitting = fitting[:-1]
    return fitting
