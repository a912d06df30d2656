"""Kinds of characters and units of length, as Telegram's own library counts them."""

from __future__ import annotations

import re
import string
import unicodedata

ASCII_LETTERS = frozenset(string.ascii_letters)
DIGITS = frozenset(string.digits)
HEX_DIGITS = frozenset(string.hexdigits)
ALPHANUMERIC = ASCII_LETTERS | DIGITS
WORD = ALPHANUMERIC | {"_"}
WORD_OR_MINUS = WORD | {"-"}
# The zero byte is a blank too: TDLib works on C strings.
BLANKS = frozenset(" \t\r\n\0\v")

_SURROGATE = re.compile("[\ud800-\udfff]")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def ascii_lower(text: str) -> str:
    """Lower the 26 letters of ASCII and nothing else."""
    return text.translate(_LOWER)


def utf16_len(text: str) -> int:
    """Length in UTF-16 code units, the unit of every entity offset of Telegram."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_offset(text: str, position: int) -> int:
    """Offset in UTF-8 bytes, the unit of Telegram's error texts, of a position in code points."""
    return len(text[:position].encode("utf-8", "surrogatepass"))


def has_surrogates(text: str) -> bool:
    """Whether the text cannot be written in UTF-8."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def is_letter(character: str) -> bool:
    """Whether the character is a letter of any script."""
    return unicodedata.category(character)[0] == "L"


def is_separator(character: str) -> bool:
    """Whether the character is a blank in Unicode's sense (Zs, Zl, Zp)."""
    return unicodedata.category(character)[0] == "Z"


def is_word_character(character: str) -> bool:
    """Whether the character keeps a neighbouring mention, command or link from starting."""
    return character == "_" or unicodedata.category(character)[0] in "LN"


def is_hashtag_character(character: str) -> bool:
    """Whether a hashtag may contain the character."""
    # TDLib means the low surrogates but writes 0xd80-0xdff, so all of Sinhala is allowed.
    if character in "_\u200c\u00b7" or "\u0d80" <= character <= "\u0dff":
        return True
    category = unicodedata.category(character)
    return category == "Nd" or category[0] == "L"
