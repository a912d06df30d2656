"""Words to stems, so that one form of a word finds the others."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bot.domain.homoglyphs import unify_scripts
from bot.services.irregular import IRREGULAR

RULES = 2
"""Counts up when words of a text get other stems than before: what is stored is stemmed anew."""

# Marks that do not part a word: accents, soft hyphens, joiners, vowel points of Hebrew and
# Arabic, and the signs of India's scripts, which hold half the letters of a word.
_MARK = (
    "\u0300-\u036f\u00ad\u200c\u200d\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
)
_SIGN = "\u0900-\u0963\u0966-\u096f\u0971-\u0dff"
# Letters and digits with their marks; `_` parts words, so that the rubric #рекламный_хит is
# found by either of its words.
_WORD = re.compile(rf"[^\W_][{_MARK}{_SIGN}]*(?:[^\W_][{_MARK}{_SIGN}]*)*")
_MARKS = re.compile(f"[{_MARK}]")
# Compatibility forms may hold blanks and signs: ﷺ is four words.
_NO_WORD = re.compile(rf"[^\w{_SIGN}]|_")
_ACCENTED = re.compile("[\u00df-\u024f\u1e00-\u1eff]")
_UKRAINIAN = str.maketrans("іїєґўѓќ", "ииегугк")

# Snowball by script, the first that fits. No script tells languages of Latin letters apart:
# English, the commonest beside Russian. Hebrew has no stemmer, nor have the other scripts.
_LANGUAGES = tuple(
    (re.compile(f"[{letters}]"), language)
    for letters, language in (
        ("ђјљњћџ", "serbian"),
        ("әғқңөұүһҳҷӣӯ", ""),
        ("\u0400-\u04ff", "russian"),
        ("a-z", "english"),
        ("\u0370-\u03ff\u1f00-\u1fff", "greek"),
        ("پچژگ", "persian"),
        ("\u0600-\u06ff", "arabic"),
        ("\u0530-\u058f", "armenian"),
        ("\u05f0-\u05f2", "yiddish"),
        ("\u0b80-\u0bff", "tamil"),
        ("\u0900-\u097f", "hindi"),
    )
)
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


def words_of(text: str, forms: Collection[str] | None = None) -> Iterator[Word]:
    """The words of any text with their stems; of `forms`, where given, and no others."""
    for match in _WORD.finditer(text):
        if (forms is None or match[0] in forms) and (stem := stem_of(match[0])):
            yield Word(*match.span(), stem)


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order, as they are stored and sought."""
    # As `words_of`, without the places: an import reads millions of words.
    return list(filter(None, map(stem_of, _WORD.findall(text))))


def forms_of(text: str, stems: Collection[str]) -> set[str]:
    """The words of a text that have one of the stems, as they are written."""
    return {word for word in set(_WORD.findall(text)) if stem_of(word) in stems}


# Words repeat: three megabytes of memory save most of the work on lists and imports.
@lru_cache(maxsize=32_768)
def stem_of(word: str) -> str:
    """The stem of one word: Snowball's for its language, which is told by script.

    Ukrainian and Belarusian, which Snowball lacks, are stemmed as Russian in Russian letters: no
    linguist's stem, but one for the forms of a word. One stem is one word: letters and digits.
    """
    plain = _plain(word)
    match _language(plain):
        case "russian":
            plain = _in_russian_letters(plain)
            stem = _stemmer("russian").stemWord(IRREGULAR.get(plain, plain))
            return _PAST.sub("", _FLEETING.sub("", stem))
        case "":
            return plain
        case language:
            stem = str(_stemmer(language).stemWord(IRREGULAR.get(plain, plain)))
            return stem or plain


def kin_of(word: str) -> tuple[str, ...]:
    """The stems that other forms of a word may stand under, its own first.

    Only words of Russian have others: the bare form of some loses an ending that it does not
    have, so that it stands apart from the rest (альбом is альб, альбомы is альбом).
    """
    plain, stem = _in_russian_letters(_plain(word)), stem_of(word)
    kin = [stem]
    if _language(plain) == "russian" and plain not in IRREGULAR:
        if _CUT.search(plain):
            kin.append(plain)
        if _CUT_Y.search(plain):
            kin.append(plain[:-1])
        if _CUT.search(stem):
            kin.append(stem_of(stem))
        if _OF_CUT_Y.match(plain, len(stem)):
            kin.append(stem_of(f"{stem}й"))
    return tuple(dict.fromkeys(kin))


@cache
def rules() -> str:
    """What the stems of today are made by: our rules, and Snowball's of the installed version."""
    from Stemmer import version

    return f"{RULES}/{version()}"


def _plain(word: str) -> str:
    """A word without what people write in several ways: case, accents, `ё`, look-alikes."""
    plain = unicodedata.normalize("NFKC", word[:MAX_WORD]).casefold()
    if _ACCENTED.search(plain):
        plain = unicodedata.normalize("NFD", plain)
    else:
        plain = unicodedata.normalize("NFKC", plain).replace("ё", "е")
    return unify_scripts(_NO_WORD.sub("", _MARKS.sub("", plain)))


def _in_russian_letters(plain: str) -> str:
    # рекламі is the рекламы of Russian, реклами its other form.
    return re.sub("і$", "ы", plain).translate(_UKRAINIAN)


def _language(plain: str) -> str:
    """Snowball's name for the language of a word; empty when it knows none of its script."""
    return next((language for letters, language in _LANGUAGES if letters.search(plain)), "")


@cache
def _stemmer(language: str) -> Any:
    # Imported when first used: nothing at start needs it.
    from Stemmer import Stemmer

    return Stemmer(language)
