"""Which letters a word is written in, and how a Russian name sounds in Latin ones."""

import re
from difflib import SequenceMatcher
from enum import StrEnum


class Script(StrEnum):
    """The letters of a name."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    HAN = "han"
    HANGUL = "hangul"
    OTHER = "other"


_RANGES = (
    (Script.CYRILLIC, re.compile(r"[Ѐ-ӿ]")),
    (Script.HANGUL, re.compile(r"[가-힣]")),
    (Script.HAN, re.compile(r"[぀-ヿ㐀-鿿]")),
    (Script.LATIN, re.compile(r"[A-Za-zÀ-ɏ]")),
)

# GOST-like, then both sides are folded to what sounds alike.
_LATIN_OF = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_SOUNDS = (
    ("dzh", "j"), ("sch", "s"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("zh", "j"), ("kh", "h"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("ts", "c"), ("tz", "c"), ("x", "ks"),
    ("w", "v"), ("y", "i"), ("q", "k"), ("g", "h"), ("oo", "u"), ("ee", "i"), ("ou", "u"),
)  # fmt: skip
ALIKE = 0.78
"""From here on a name in other letters is taken for the same."""
UNLIKE = 0.6
"""Below, it is taken for another; between the two nobody can tell."""


def script_of(word: str) -> Script:
    """The script of the first letter that has one of ours."""
    for character in word:
        for script, letters in _RANGES:
            if letters.match(character):
                return script
    return Script.OTHER


def romanize(word: str) -> str:
    """A Cyrillic word in Latin letters; other letters stay."""
    return "".join(_LATIN_OF.get(character, character) for character in word.lower())


def likeness(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1, whatever letters each is written in."""
    return SequenceMatcher(None, _sound(one), _sound(other), autojunk=False).ratio()


def _sound(word: str) -> str:
    sound = re.sub(r"[^a-z]", "", romanize(word))
    for letters, folded in _SOUNDS:
        sound = sound.replace(letters, folded)
    sound = sound.replace("c", "k")
    return re.sub(r"(.)\1", r"\1", sound)
