"""Rubrics suggested for a draft, from the channel's own archive."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from bot.domain.archive import Rubric
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.suggestions import NEIGHBOURS, vote
from bot.services.stemming import stems_of
from storage import rubrics, search
from storage.db import Session

MAX_STEMS = 120
"""Distinct stems of a draft that are looked for: the work is bounded whatever is written."""

# Words of every post: they say nothing of its rubric, and would be the most work.
_EMPTY_WORDS = (
    "и в во на о об с со к у за из от до по для не ни но а как что чтобы это этот эта эти то тот "
    "же ли бы или при про над под без мы вы он она они оно я ты нас вас их его ее мне вам нам "
    "уже еще только если когда где так там тут тоже также был была были быть есть нет да все всё "
    "который которая которые свой своя свои себя кто чем чего этого того очень может можно надо "
    "the a an of in on at to for and or is are was were be been by with from as it its this that "
    "these those they we you he she his her our your their not but have has had will would can "
    "die der das und ist sind ein eine nicht mit von zu auf für den dem des sich auch wie"
)

RUBRICS_AMONG = 300
"""Most used rubrics that may be suggested."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Rubrics for a text, the likeliest first; `is_by_likeness`: posts like it stand in one."""

    rubrics: tuple[Rubric, ...] = ()
    is_by_likeness: bool = False


async def suggest_rubrics(
    db: Session, channel_id: int, text: str, present: Collection[str] = (), limit: int = 3
) -> Suggested:
    """Rubrics for a text; where no post is like it, those that the channel uses most.

    `present` are the rubrics that the draft has already, besides the hashtags in its text; they
    are not suggested again. None for a channel without rubrics.
    """
    used = await rubrics.list_used(db, channel_id, size=RUBRICS_AMONG, with_hidden=True)
    if not used.items:
        return Suggested()
    alike = await search.find_alike(db, channel_id, query_stems(text), limit=NEIGHBOURS)
    taken = await rubrics.list_folds(
        db, channel_id, [fold_tag(tag) for tag in (*present, *find_tags(text))]
    )
    known = {rubric.tag: rubric for rubric in used.items}
    found = tuple(known[tag] for tag in vote(alike, used.items, present=taken, limit=limit))
    voted = {fold for neighbour in alike for fold in neighbour.folds}
    return Suggested(found, any(rubric.fold in voted for rubric in found))


async def suggest(
    db: Session, channel_id: int, text: str, present: Collection[str] = (), limit: int = 3
) -> list[str]:
    """As `suggest_rubrics`, as the channel writes them."""
    suggested = await suggest_rubrics(db, channel_id, text, present, limit)
    return [rubric.tag for rubric in suggested.rubrics]


def query_stems(text: str) -> list[str]:
    """The stems by which posts like a text are found: no empty words, no numbers, each once."""
    stems = dict.fromkeys(
        stem
        for stem in stems_of(text)
        if len(stem) > 1 and not stem.isdigit() and stem not in _empty_stems()
    )
    return list(stems)[:MAX_STEMS]


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(stems_of(_EMPTY_WORDS))
