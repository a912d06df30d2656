"""Words to stems, so that one form of a word finds the others."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

# Letters and digits with their combining marks and soft hyphens; `_` parts words, so that the
# rubric #рекламный_хит is found by either of its words.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u00ad]*)+")
_MARKS = re.compile(r"[\u0300-\u036f\u00ad]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")
# скидка, скидок; продавца, продавец: Snowball leaves the vowel that comes and goes.
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=[кц]$)")
# канал, канала; экран, экранов: Snowball takes the end of a noun for that of a verb.
_PAST = re.compile(r"(?<=\w\w\w[ая])[лн]$")
# альбом, проблем, отзыв: a bare form that ends as inflected ones do, so that Snowball cuts it.
_CUT = re.compile(r"(?:[аео]м|[еиоы]в)$")
# герой, музей, идей: the same, with what the other forms have in its place.
_CUT_Y = re.compile(r"(?<=[еио])й$")
_OF_CUT_Y = re.compile(r"(?<=[еио])[еиюя]")

MAX_WORD = 64
"""Characters of a word that count; nobody types more of one."""


class Word(NamedTuple):
    """A word at `start:stop` of a text (code points), and its stem."""

    start: int
    stop: int
    stem: str


def words_of(text: str) -> Iterator[Word]:
    """The words of any text with their stems."""
    for match in _WORD.finditer(text):
        if stem := stem_of(match[0]):
            yield Word(match.start(), match.end(), stem)


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order, as they are stored and sought."""
    return [word.stem for word in words_of(text)]


# Words repeat: half a megabyte of memory saves most of the work on lists and imports.
@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """The stem of one word: Snowball's for Russian or English, by the script of its letters."""
    plain = _plain(word)
    if _CYRILLIC.search(plain):
        return _PAST.sub("", _FLEETING.sub("", _stemmer("russian").stemWord(plain)))
    if _LATIN.search(plain):
        return str(_stemmer("english").stemWord(plain))
    return plain


def kin_of(word: str) -> tuple[str, ...]:
    """The stems that other forms of a word may stand under, its own first.

    Only words of Russian have others: the bare form of some loses an ending that it does not
    have, so that it stands apart from the rest (альбом is альб, альбомы is альбом).
    """
    plain, stem = _plain(word), stem_of(word)
    kin = [stem]
    if _CYRILLIC.search(plain):
        if _CUT.search(plain):
            kin.append(plain)
        if _CUT_Y.search(plain):
            kin.append(plain[:-1])
        if _CUT.search(stem):
            kin.append(stem_of(stem))
        if _OF_CUT_Y.match(plain, len(stem)):
            kin.append(stem_of(f"{stem}й"))
    return tuple(dict.fromkeys(kin))


def _plain(word: str) -> str:
    composed = unicodedata.normalize("NFKC", word[:MAX_WORD]).lower().replace("ё", "е")
    return _MARKS.sub("", composed)


@cache
def _stemmer(language: str) -> Any:
    # Imported when first used: nothing at start needs it.
    from Stemmer import Stemmer

    return Stemmer(language)
