"""Web and mail addresses written plainly in a text, as TDLib finds them.

Every position is an index into the text in code points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from bot.sandbox.text.characters import (
    ALPHANUMERIC,
    DIGITS,
    WORD_OR_MINUS,
    ascii_lower,
    is_separator,
    is_word_character,
)
from bot.sandbox.text.emails import is_email

# Never last in an address: it ends a sentence.
TRAILING = ".:;,('?!`"
_SCHEMES = ("http://", "https://", "ftp://", "tonsite://")
_NO_PATH = frozenset('\n<>"«»')
_NO_USER = frozenset("\n/[]{}()'`<>\"@«»")
_PAIRS = {"(": (0, 1), "[": (1, 1), "{": (2, 1), ")": (0, -1), "]": (1, -1), "}": (2, -1)}


def find_urls(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (`url`, `email`) of the addresses, in order."""
    for start, stop in _candidates(text):
        found = text[start:stop]
        if is_email(found):
            yield start, stop, "email"
        elif found.startswith("mailto:") and is_email(found[7:]):
            yield start + 7, stop, "email"
        elif length := url_length(found):
            yield start, start + length, "url"


def is_path_character(character: str) -> bool:
    """Whether the path of an address may contain the character."""
    return character not in _NO_PATH and _is_address_character(character)


def path_end(text: str, start: int) -> int:
    """Where the path ends that starts at `start` with one of `/?#`; `start` when it is empty."""
    position = start + 1
    while position < len(text) and is_path_character(text[position]):
        position += 1
    while position > start + 1 and text[position - 1] in TRAILING:
        position -= 1
    return position if text[start] == "/" or position > start + 1 else start


def _is_address_character(character: str) -> bool:
    if "\u2000" <= character <= "\u206f":  # General Punctuation: joiners and dashes only
        return character in "\u200c\u200d" or "\u2010" <= character <= "\u2015"
    return not is_separator(character)


def _is_domain_character(character: str) -> bool:
    if character < "\u00c0":
        return character in ".~" or character in WORD_OR_MINUS
    return _is_address_character(character)


def _is_user_character(character: str) -> bool:
    return character not in _NO_USER and _is_address_character(character)


def _is_scheme_character(character: str) -> bool:
    if character < "\x80":
        return character in ALPHANUMERIC or character in "+-"
    return not is_separator(character)


def _back(text: str, begin: int, position: int, belongs: Callable[[str], bool]) -> int:
    while position > begin and belongs(text[position - 1]):
        position -= 1
    return position


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Places around a dot that have the shape of an address; `begin` is behind the last one."""
    begin = 0
    while True:
        dot = text.find(".", begin)
        if dot < 0 or dot + 1 == len(text):
            return
        if text[dot + 1] == " ":
            begin = dot + 2
            continue
        start, stop = _extent(text, begin, dot)
        if start is None:
            begin = max(text.rindex(".", begin, stop) + 1, dot + 1)
            continue
        if stop > dot + 1:
            yield start, stop
        while stop < len(text) and text[stop] == ".":
            stop += 1
        begin = max(stop, dot + 1)


def _extent(text: str, begin: int, dot: int) -> tuple[int | None, int]:
    """Start (None: not an address after all) and end of what surrounds the dot."""
    start = _back(text, begin, dot, _is_domain_character)
    stop, has_user = dot, False
    while stop < len(text) and (text[stop] == "@" or _is_domain_character(text[stop])):
        has_user |= text[stop] == "@"
        stop += 1
    if has_user:
        start = _back(text, begin, start, _is_user_character)
    stop = _port_end(text, stop)
    if stop < len(text) and text[stop] in "/?#":
        stop = path_end(text, stop)
    while stop > dot + 1 and text[stop - 1] == ".":
        stop -= 1
    bad = False
    if start > begin and text[start - 1] == "@":
        user = _back(text, begin, start - 1, _is_user_character)
        bad = has_user or user == start - 1
        start = user
    with_scheme = _scheme_start(text, begin, start)
    return (None if bad else with_scheme), stop


def _port_end(text: str, colon: int) -> int:
    if text[colon : colon + 1] != ":":
        return colon
    stop = colon + 1
    while stop < len(text) and text[stop] in DIGITS:
        stop += 1
    port = text[colon + 1 : stop].lstrip("0")
    return stop if port and len(port) <= 5 and int(port) <= 65535 else colon


def _scheme_start(text: str, begin: int, start: int) -> int | None:
    """Where the address starts with its scheme; None when what precedes it forbids a link."""
    if start == begin:
        return start
    if not text.endswith("://", begin, start):
        before = text[start - 1]
        return None if is_word_character(before) or before in "/#@" else start
    scheme = ascii_lower(text[_back(text, begin, start - 3, _is_scheme_character) : start - 3])
    if scheme.endswith("http") and scheme != "shttp":
        return start - 7
    if scheme.endswith("https"):
        return start - 8
    if scheme.endswith("ftp") and scheme not in ("tftp", "sftp"):
        return start - 6
    return start - 10 if scheme.endswith("tonsite") else None


def url_length(address: str) -> int:
    """How much of the address is a link that Telegram makes; 0 for none."""
    lowered = ascii_lower(address[:10])
    has_scheme = lowered.startswith(_SCHEMES)
    skipped = address.index(":") + 3 if has_scheme else 0
    rest = address[skipped:]
    cut = min((i for i, c in enumerate(rest) if c in "/?#"), default=len(rest))
    authority, path = rest[:cut], rest[cut:]
    domain = authority.partition("@")[2] if "@" in authority else authority
    domain = domain.rpartition(":")[0] if ":" in domain else domain
    if ascii_lower(domain) == "teiegram.org" or not _is_domain(domain, has_scheme):
        return 0
    return skipped + cut + _balanced(path)


def _balanced(path: str) -> int:
    """The length of the path up to a bracket that nothing opened, without its last marks."""
    depths, length = [0, 0, 0], len(path)
    for position, character in enumerate(path):
        kind, step = _PAIRS.get(character, (0, 0))
        depths[kind] += step
        if depths[kind] < 0:
            length = position
            break
    while length and path[length - 1] in TRAILING:
        length -= 1
    return length


def _is_domain(domain: str, has_scheme: bool) -> bool:
    parts = domain.split(".")
    if any(not 0 < len(part.encode()) < 64 or part.endswith("-") for part in parts):
        return False
    if len(parts) == 1:
        return False
    if DIGITS.issuperset("".join(parts)):
        return len(parts) == 4 and all(_is_octet(part) for part in parts)
    return _is_top_level(parts[-1], has_scheme) and "_" not in parts[-2]


def _is_octet(part: str) -> bool:
    return len(part) <= 3 and int(part) <= 255 and (part == "0" or part[0] != "0")


def _is_top_level(domain: str, has_scheme: bool) -> bool:
    if len(domain) <= 1:
        return False
    if domain.startswith("xn--"):
        return len(domain) > 5 and ALPHANUMERIC.issuperset(domain[4:])
    if "_" in domain or "-" in domain:
        return False
    return has_scheme or _is_common(domain)


def _is_common(domain: str) -> bool:
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in domain)
    # "end.Next sentence": only the first letter is a capital, so it is no domain.
    if lowered != domain and lowered[1:] == domain[1:]:
        return False
    return lowered in top_level_domains()


@cache
def top_level_domains() -> frozenset[str]:
    """The domains that make a link of a bare `name.domain`."""
    listed = files("bot.sandbox.text").joinpath("tlds.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in listed if not line.startswith("#"))
