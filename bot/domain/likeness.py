"""How like two posts are: by the words that they share, rare ones above all, and by rubrics."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

TELLING = 8
"""Words by which posts like one are sought."""

# What a shared rubric adds to the likeness of words; more than two add no more.
_OF_A_RUBRIC = 0.5
_MOST_RUBRICS = 2
# A post that shares a rubric and no word is like the other, though less than any that does.
_RUBRIC_ALONE = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that may be like another one: its stems, and how many of the rubrics it shares."""

    post_id: int
    stems: frozenset[str]
    rubrics: int


class Weights:
    """What a word says, the more the fewer posts of a sample have it (inverse frequency)."""

    def __init__(self, sample: Collection[Candidate]) -> None:
        self._size = len(sample)
        self._posts = Counter(stem for candidate in sample for stem in candidate.stems)

    def of(self, stem: str) -> float:
        """The weight of a stem: above zero."""
        return log(1 + (self._size + 1) / (self._posts[stem] + 1))

    def most_telling(self, stems: Iterable[str]) -> list[str]:
        """The `TELLING` stems that say most, those of longer words first among equals."""
        return sorted(stems, key=lambda stem: (-self.of(stem), -len(stem), stem))[:TELLING]


def rank_alike(
    stems: Collection[str], candidates: Iterable[Candidate], weights: Weights, *, limit: int
) -> list[int]:
    """Ids of the posts most like one of these stems, most like first; none without likeness."""
    cache: dict[str, float] = {}
    own = _squares(stems, weights, cache)
    length = sqrt(sum(own.values()))
    scored: dict[int, float] = {}
    for candidate in candidates:
        score = _score(own, length, candidate, weights, cache)
        if score > 0:
            scored[candidate.post_id] = score
    return sorted(scored, key=lambda post_id: (-scored[post_id], -post_id))[:limit]


def _score(
    own: Mapping[str, float],
    length: float,
    candidate: Candidate,
    weights: Weights,
    cache: dict[str, float],
) -> float:
    shared = sum(square for stem, square in own.items() if stem in candidate.stems)
    rubrics = min(candidate.rubrics, _MOST_RUBRICS)
    if not shared:
        return _RUBRIC_ALONE * rubrics
    theirs = sqrt(sum(_squares(candidate.stems, weights, cache).values()))
    return shared / (length * theirs) * (1 + _OF_A_RUBRIC * rubrics)


def _squares(stems: Iterable[str], weights: Weights, cache: dict[str, float]) -> dict[str, float]:
    for stem in stems:
        if stem not in cache:
            cache[stem] = weights.of(stem) ** 2
    return {stem: cache[stem] for stem in stems}


def merged(*groups: Sequence[Candidate]) -> list[Candidate]:
    """Each post of some groups once."""
    return list({one.post_id: one for group in groups for one in group}.values())
