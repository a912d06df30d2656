"""Words typed with the keyboard in the other language, or in Latin letters."""

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_HAS_CYRILLIC = re.compile("[а-яё]")
_HAS_LATIN = re.compile("[a-z]")

# Longer ones first: `shch` is щ, not шч.
_SOUNDS = {
    "shch": "щ", "sch": "щ", "yo": "е", "jo": "е", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч",
    "sh": "ш", "yu": "ю", "ju": "ю", "ya": "я", "ja": "я", "iy": "ий", "yj": "ый", "ye": "е",
    "a": "а", "b": "б", "v": "в", "w": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и",
    "j": "й", "y": "ы", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р",
    "s": "с", "t": "т", "u": "у", "f": "ф", "h": "х", "c": "к", "q": "к", "x": "кс", "'": "ь",
}  # fmt: skip
_SOUND = re.compile("|".join(_SOUNDS))


def flip_layout(typed: str) -> str | None:
    """What the same keys give in the other language: `ghbdtn` is `привет`, `руддщ` is `hello`.

    None for what has letters of both or of neither, and what has digits.
    """
    lower = typed.lower()
    is_latin, is_cyrillic = bool(_HAS_LATIN.search(lower)), bool(_HAS_CYRILLIC.search(lower))
    if is_latin == is_cyrillic or any(character.isdigit() for character in lower):
        return None
    return lower.translate(_TO_CYRILLIC if is_latin else _TO_LATIN)


def transliterate(word: str) -> str | None:
    """A Russian word typed in Latin letters: `skidka` is `скидка`; None for other letters."""
    lower = word.lower()
    if not lower.isascii() or not lower.isalpha():
        return None
    return _SOUND.sub(lambda match: _SOUNDS[match[0]], lower)
