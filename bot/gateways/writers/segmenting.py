"""Sentences and stems of an article, in its own language."""

import re
from functools import cache, lru_cache
from typing import Any

_DENSE = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_WORD = re.compile(r"[㐀-鿿]+|[^\W_㐀-鿿]+")
# Snowball's names of the languages that it knows.
_SNOWBALL = {
    "ru": "russian", "en": "english", "de": "german", "fr": "french", "es": "spanish",
    "it": "italian", "pt": "portuguese", "nl": "dutch", "sv": "swedish", "tr": "turkish",
    "fi": "finnish", "da": "danish", "hu": "hungarian", "ro": "romanian", "no": "norwegian",
}  # fmt: skip
_CYRILLIC = ("ru", "uk", "be", "bg", "sr", "mk", "kk")
_BLANKS = re.compile(r"\s+")


def is_dense(language: str) -> bool:
    """Whether a character of the language is about a syllable: Chinese, Japanese, Korean."""
    return language in ("zh", "ja", "ko")


def split_sentences(paragraph: str, language: str) -> list[str]:
    """The sentences of one paragraph, without blanks around them."""
    if language in _CYRILLIC:
        # Imported when first used, as all of this module's libraries: no start pays for them.
        from razdel import sentenize  # type: ignore[import-untyped]

        found = [str(part.text) for part in sentenize(paragraph)]
    else:
        from sentencex import segment  # type: ignore[import-untyped]

        found = [str(part) for part in segment(language or "en", paragraph)]
    return [sentence for part in found if (sentence := _BLANKS.sub(" ", part).strip())]


def stems_of(text: str, language: str) -> list[str]:
    """Stems that tell sentences alike: pairs of characters where words have no blanks."""
    stems: list[str] = []
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if not _DENSE.match(word):
            if len(word) > 2 and not word.isdigit():
                stems.append(stem_of(word, language))
        elif len(word) == 1:
            continue
        else:
            stems.extend(word[at : at + 2] for at in range(len(word) - 1))
    return stems


@lru_cache(maxsize=8192)
def stem_of(word: str, language: str) -> str:
    """The stem of one word; the word itself in a language without a stemmer."""
    plain = word.lower().replace("ё", "е")
    if re.search("[Ѐ-ӿ]", plain):
        name = "russian"
    else:
        name = _SNOWBALL.get(language if language != "ru" else "en", "english")
    return str(_stemmer(name).stemWord(plain))


@cache
def _stemmer(name: str) -> Any:
    from Stemmer import Stemmer

    return Stemmer(name)
