"""Whether a text may be in a language, by its letters: enough to see that it is in another."""

import unicodedata
from collections import defaultdict

_SCRIPTS = {
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg",
    "CJK": "zh",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "GREEK": "el",
    "HEBREW": "he",
    "ARABIC": "ar fa ur",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "LATIN": "en de fr es it pt nl pl cs sk sl hr ro hu tr uz az lt lv et fi sv da nb no id vi",
}
_SCRIPT_OF = {code: script for script, codes in _SCRIPTS.items() for code in codes.split()}
LEAST_SHARE = 0.4
"""Of the letters, for a language's own: names of brands are Latin in every language."""
LEAST_KEPT = 0.3
"""Of the letters of a version, for the script of what it is a version of."""
# Chinese characters stand in Japanese and Korean texts; one says as much as two letters.
_WEIGHT = {"CJK": 2.5, "HANGUL": 2.0, "HIRAGANA": 1.0, "KATAKANA": 1.0}


def is_in(language: str, text: str) -> bool:
    """Whether enough letters are of the script of a language (ISO 639-1); unknown ones are."""
    script = _SCRIPT_OF.get(language.partition("-")[0].lower())
    counts = count_scripts(text)
    total = sum(counts.values())
    if script is None or not total:
        return True
    own = counts[script]
    if script == "HIRAGANA":
        own = counts["HIRAGANA"] and own + counts["KATAKANA"] + counts["CJK"]
    if script == "CJK" and counts["HIRAGANA"] > 0.1 * total:
        return False
    return own >= LEAST_SHARE * total


def keeps_script(before: str, after: str) -> bool:
    """Whether the letters most used in a text are used enough in another version of it."""
    counts = count_scripts(before)
    if not counts:
        return True
    later = count_scripts(after)
    script = max(counts, key=lambda name: counts[name])
    return later[script] >= LEAST_KEPT * sum(later.values())


def count_scripts(text: str) -> dict[str, float]:
    """How much of a text is in which script, by its letters."""
    counts: dict[str, float] = defaultdict(float)
    for character in text:
        if character.isalpha():
            script = unicodedata.name(character, "").partition(" ")[0]
            counts[script] += _WEIGHT.get(script, 1.0)
    return counts
