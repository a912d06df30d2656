"""Words that must stay words: whatever Markdown would take for markup is escaped."""

import re
import unicodedata

# Everywhere in a line. `|` begins a table where no line looks like one before its second.
_ALWAYS = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#A-Za-z])|!$")
# At the beginning of a line: headings, lists, lines under headings, rows under table heads.
_AT_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=[\s-]|$)|=+\s*$|:(?=-)|-+\s*$|-(?=:)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(words: str, *, is_line_start: bool, is_line_end: bool) -> str:
    """Words of one line as Markdown; spaces at its ends, which Markdown drops, as references."""
    start, stop = 0, len(words)
    before = behind = ""
    if is_line_start and words[:1].isspace():
        before, start = _reference(words[0]), 1
    if is_line_end and stop > start and words[-1].isspace():
        behind, stop = _reference(words[-1]), stop - 1
    inner = words[start:stop]
    if is_line_start and not before:
        inner, marked = _mark_start(inner)
    else:
        marked = ""
    escaped = "".join(_control(one) for one in _ALWAYS.sub(r"\\\g<0>", inner))
    return before + marked + escaped + behind


def _mark_start(words: str) -> tuple[str, str]:
    """What is left to be escaped, and what stands before it."""
    if number := _NUMBER.match(words):
        return words[number.end() :], f"{number[1]}\\{number[2]}"
    if _AT_START.match(words):
        return words[1:], "\\" + words[0]
    return words, ""


def _control(character: str) -> str:
    is_control = unicodedata.category(character) in ("Cc", "Zl", "Zp")
    return _reference(character) if is_control else character


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
