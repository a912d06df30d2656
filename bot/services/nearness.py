"""Which rubrics look like what was typed."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.domain.archive import Rubric
from bot.domain.rubrics import fold_tag
from bot.services.stemming import stem_of, words_of

MOST_NEAR = 6
# Pairs of a few words and hundreds of rubrics are compared in milliseconds.
_MOST_WORDS = 4
_LEAST_LIKENESS = 0.6
_LEAST_SHARED = 3


def rank_near(words: str, rubrics: Sequence[Rubric]) -> list[Rubric]:
    """The rubrics nearest to any of the words, nearest first, more used before less used."""
    sought = [fold_tag(words[word.start : word.stop]) for word in words_of(words)]
    sought = list(dict.fromkeys(filter(None, sought)))[:_MOST_WORDS]
    if len(sought) > 1:
        sought.append("".join(sought))
    scored = [(max((_likeness(word, r.fold) for word in sought), default=0), r) for r in rubrics]
    near = [(score, rubric) for score, rubric in scored if score >= _LEAST_LIKENESS]
    near.sort(key=lambda pair: (-pair[0], -pair[1].posts, pair[1].id))
    return [rubric for _, rubric in near[:MOST_NEAR]]


def _likeness(word: str, fold: str) -> float:
    """From 0 to 1; a rubric that holds the word's stem is near whatever its length."""
    stem = stem_of(word)
    if len(stem) >= _LEAST_SHARED and stem in fold:
        return 0.9 + 0.1 * len(stem) / len(fold)
    matcher = SequenceMatcher(None, word, fold, autojunk=False)
    if matcher.real_quick_ratio() < _LEAST_LIKENESS or matcher.quick_ratio() < _LEAST_LIKENESS:
        return 0.0
    return matcher.ratio()
