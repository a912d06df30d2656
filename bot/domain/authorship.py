"""Who wrote which words of a post, a person or a model, traced through its revisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.differences import ChangeKind, diff
from bot.domain.texts import utf16_len

_WORD = re.compile(r"\w+")


class Maker(StrEnum):
    """Who or what made a revision."""

    AUTHOR = "author"
    MODEL = "model"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a revision and its maker."""

    maker: Maker
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the present text by one maker; `offset` and `length` in UTF-16 units."""

    maker: Maker
    offset: int
    length: int


def trace(versions: Sequence[Version]) -> list[Run]:
    """The stretches of the last version, each by whoever wrote it first.

    What a mechanical revision (typography, a repair) changes stays the work of whom it was, and
    so does what comes back by going back to an earlier version.
    """
    stretches: list[tuple[Maker, str]] = []
    text = ""
    known: dict[str, list[tuple[Maker, str]]] = {}
    for version in versions:
        stretches = known.get(version.text) or _carry(stretches, text, version)
        text = version.text
        known.setdefault(text, stretches)
    runs: list[Run] = []
    offset = 0
    for maker, words in stretches:
        length = utf16_len(words)
        if runs and runs[-1].maker is maker:
            runs[-1] = Run(maker, runs[-1].offset, runs[-1].length + length)
        else:
            runs.append(Run(maker, offset, length))
        offset += length
    return runs


def model_share(versions: Sequence[Version]) -> float:
    """The part of the last version's words that a model wrote, 0.0 to 1.0."""
    if not any(version.maker is Maker.MODEL for version in versions):
        return 0.0
    units = versions[-1].text.encode("utf-16-le", "surrogatepass")
    counted = dict.fromkeys(Maker, 0)
    for run in trace(versions):
        words = units[run.offset * 2 : (run.offset + run.length) * 2]
        counted[run.maker] += len(_WORD.findall(words.decode("utf-16-le", "surrogatepass")))
    total = sum(counted.values())
    return counted[Maker.MODEL] / total if total else 0.0


def _carry(
    stretches: list[tuple[Maker, str]], before: str, version: Version
) -> list[tuple[Maker, str]]:
    """The stretches of a version, kept ones with the makers they had."""
    carried: list[tuple[Maker, str]] = []
    old = _Reader(stretches)
    for change in diff(before, version.text):
        match change.kind:
            case ChangeKind.KEPT:
                carried += old.take(len(change.text))
            case ChangeKind.REMOVED:
                old.take(len(change.text))
            case ChangeKind.ADDED:
                maker = old.inherit if version.maker is Maker.RULES else version.maker
                carried.append((maker, change.text))
    return carried


class _Reader:
    """Reads stretches character by character; `inherit` is the maker of what was read last."""

    def __init__(self, stretches: list[tuple[Maker, str]]) -> None:
        self._left = list(reversed(stretches))
        self.inherit = stretches[0][0] if stretches else Maker.AUTHOR

    def take(self, count: int) -> list[tuple[Maker, str]]:
        taken = []
        while count and self._left:
            maker, words = self._left.pop()
            taken.append((maker, words[:count]))
            if len(words) > count:
                self._left.append((maker, words[count:]))
            count -= len(taken[-1][1])
            self.inherit = maker
        return taken
