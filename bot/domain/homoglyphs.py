"""Letters of two scripts that look alike: a word that mixes them is written in one."""

import re

_LATIN = re.compile(r"[a-zß-öø-ʯḀ-ỿ]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
# Alike as capitals or as small letters: a tag has no case. Latin first, Cyrillic below it.
_PAIRS = dict(zip("abcehikmoptxy", "авсенікмортху", strict=True))
_TO_CYRILLIC = str.maketrans(_PAIRS)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _PAIRS.items()})


def unify_scripts(tag: str) -> str:
    """A casefolded tag, each of its words (parted by `_`) in one script where it can be.

    `кeйс` with a Latin `e` is the Cyrillic word, `сase` with a Cyrillic `с` the Latin one; when
    it may be either, the script of more letters decides, Cyrillic when there are as many. A word
    of one script, or one that is whole in neither (`seoкейс`), stays as it is.
    """
    return tag if tag.isascii() else "_".join(map(_unify, tag.split("_")))


def _unify(word: str) -> str:
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return word
    may_be_cyrillic = all(letter in _PAIRS for letter in latin)
    may_be_latin = all(ord(letter) in _TO_LATIN for letter in cyrillic)
    if may_be_latin and (not may_be_cyrillic or len(latin) > len(cyrillic)):
        return word.translate(_TO_LATIN)
    return word.translate(_TO_CYRILLIC) if may_be_cyrillic else word
