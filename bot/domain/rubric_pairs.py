"""Rubrics that are probably the same: forms of a word, typing errors, one tag in two scripts."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.archive import Rubric

LONG = 7
"""Letters from which on one slip of the finger may part two spellings."""
MOST_PAIRS = 30
# More rubrics than this under one key are a family, and no spellings of one.
_MOST_ALIKE = 6
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g",
    "ў": "u",
}  # fmt: skip
_TO_LATIN = str.maketrans(_LATIN)
# One sound that is written in several ways in Latin letters.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("shch", "sh"), ("kh", "h"), ("ts|tz", "c"), ("yo|jo", "e"), ("x", "ks"), ("w", "v"),
        ("ck", "k"), ("[yj]", "i"), (r"(.)\1+", r"\1"),
    ]
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rubrics, the more used one first: the other would be joined to it."""

    kept: Rubric
    joined: Rubric


def find_pairs(
    rubrics: Sequence[Rubric],
    stem: Callable[[str], str],
    *,
    apart: Collection[tuple[int, int]] = (),
) -> list[Pair]:
    """Pairs that are probably one rubric, those of most posts first, at most MOST_PAIRS.

    `stem` gives what the forms of a word have in common; `apart` are pairs of ids, the lower one
    first, that are known to differ. Rubrics of different figures (`итоги2024`) are never a pair.
    """
    by_key: defaultdict[str, list[Rubric]] = defaultdict(list)
    for rubric in rubrics:
        for key in {*_keys(rubric.fold, stem)}:
            by_key[key].append(rubric)
    found: dict[tuple[int, int], Pair] = {}
    for key, alike in by_key.items():
        if len(alike) > _MOST_ALIKE:
            continue
        for one, other in combinations(alike, 2):
            ids = (min(one.id, other.id), max(one.id, other.id))
            if ids not in apart and _may_be_one(key, one.fold, other.fold):
                found[ids] = _pair(one, other)
    ranked = sorted(found.values(), key=lambda pair: (-_posts(pair), pair.kept.id, pair.joined.id))
    return ranked[:MOST_PAIRS]


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, too few or another, or two that changed places, part words.

    The first letter is hardly ever the wrong one.
    """
    if one == other or one[:1] != other[:1]:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if start is None:
        return len(long) == len(short) + 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if len(short) > len(long):
        return False
    is_swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (
        is_swapped and short[start + 2 :] == long[start + 2 :]
    )


def sound_of(fold: str) -> str:
    """A folded tag in Latin letters, the ways of writing a sound made one."""
    sound = fold.translate(_TO_LATIN)
    for pattern, one in _SOUNDS:
        sound = pattern.sub(one, sound)
    return sound


def _keys(fold: str, stem: Callable[[str], str]) -> Iterator[str]:
    """What rubrics that may be one have in common, each with its kind before it."""
    words = [word for word in re.split(r"[_\u00b7\u200c]+", fold) if word]
    bare = "".join(words)
    yield f"bare {bare}"
    yield f"stem {' '.join(stem(word) for word in words)}"
    yield f"stem {stem(bare)}"
    yield f"sound {sound_of(bare)}"
    if len(bare) >= LONG:
        yield f"slip {bare}"
        yield from (f"slip {bare[:n]}{bare[n + 1 :]}" for n in range(1, min(len(bare), 64)))


def _may_be_one(key: str, one: str, other: str) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    bare = [re.sub(r"[_\u00b7\u200c]", "", fold) for fold in (one, other)]
    return not key.startswith("slip ") or is_one_slip(bare[0], bare[1])


def _pair(one: Rubric, other: Rubric) -> Pair:
    kept, joined = sorted((one, other), key=lambda rubric: (-rubric.posts, rubric.id))
    return Pair(kept, joined)


def _posts(pair: Pair) -> int:
    return pair.kept.posts + pair.joined.posts
