"""Which rubrics a draft may belong to: those of the posts that are most like it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.archive import Rubric
from bot.domain.rubrics import fold_tag

NEIGHBOURS = 7
"""Posts that vote."""
ENOUGH_POSTS = 30
"""Tagged posts from which on likeness alone decides."""
_PRIOR = 0.5
"""What being used most is worth to a channel without posts, against a perfect vote."""
_LEAST_SHARE = 0.12
"""Of all votes, below which a rubric is not suggested."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A published post like a draft: how like (above 0, relative), and its folded rubrics."""

    post_id: int
    score: float
    folds: tuple[str, ...]


def vote(
    neighbours: Sequence[Neighbour],
    used: Sequence[Rubric],
    *,
    present: Collection[str] = (),
    limit: int = 3,
) -> list[str]:
    """Rubrics as the channel writes them, the likeliest first, at most `limit`.

    `used` are the channel's rubrics, most used first. Neighbours vote with their likeness; in a
    channel of few posts how often a rubric is used counts too, and where nothing is alike it
    alone does. Rubrics in `present` are left out, however they are spelled.
    """
    written = {rubric.fold: rubric.tag for rubric in used}
    posts = sum(rubric.posts for rubric in used)
    most = max((rubric.posts for rubric in used), default=0)
    votes = _votes(neighbours[:NEIGHBOURS])
    share = _PRIOR * max(0.0, 1 - posts / ENOUGH_POSTS) if votes else 1.0
    for rubric in used:
        if share and most:
            votes[rubric.fold] += share * rubric.posts / most
    taken = {fold_tag(tag) for tag in present}
    likely = [fold for fold in votes if votes[fold] >= _LEAST_SHARE and fold in written]
    likely.sort(key=lambda fold: -votes[fold])
    return [written[fold] for fold in likely if fold not in taken][:limit]


def _votes(neighbours: Sequence[Neighbour]) -> defaultdict[str, float]:
    """What share of the neighbours' likeness stands behind a rubric."""
    votes: defaultdict[str, float] = defaultdict(float)
    total = sum(neighbour.score for neighbour in neighbours)
    for neighbour in neighbours:
        for fold in neighbour.folds:
            votes[fold] += neighbour.score / total
    return votes
