"""What the Numbers page is made of, read in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.numbers import PostNumbers
from bot.domain.posts import Post
from bot.domain.reposts import Place
from bot.domain.rubrics import fold_tag
from bot.services.numbering import Numbering
from storage import numbers, people, reposts, rubrics
from storage.db import Database
from storage.numbers import Rank

# Ranks compare posts of so long, and only when so many of them have known reactions.
COMPARED = timedelta(days=365)
LEAST_COMPARED = 5
_MOST_PLACES = 5
_MOST_RANKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a published post at a moment.

    `kinds` are the reposts by kind. `places` are those that anybody may open, with their links,
    `more` how many of them are not listed, `hidden` how many others there are. `ranks` are those
    among the posts of its rubrics. `entered_by` is the name of who counted by hand.
    """

    post: Post
    numbers: PostNumbers
    link: str | None
    now: datetime
    kinds: Mapping[str, int]
    places: Sequence[tuple[Place, str]]
    more: int
    hidden: int
    ranks: Sequence[tuple[str, Rank]]
    entered_by: str


async def read_record(db: Database, post: Post, link: str | None, now: datetime) -> Record:
    """What the store says of a published post."""
    known = await Numbering(db).of(post)
    listed = await reposts.list_public(db, post.id, limit=_MOST_PLACES)
    public, hidden = await reposts.count_places(db, post.id)
    places = [(place, url) for place, message in listed if (url := place.link(message))]
    return Record(
        post=post,
        numbers=known,
        link=link,
        now=now,
        kinds=await reposts.count_kinds(db, post.id),
        places=places,
        more=public - len(places),
        hidden=hidden,
        ranks=await _list_ranks(db, post, now),
        entered_by=await _name(db, known.forwards.person_id),
    )


async def _list_ranks(db: Database, post: Post, now: datetime) -> list[tuple[str, Rank]]:
    if post.channel_id is None:
        return []
    ranks = []
    seen: set[int] = set()
    folds = {fold_tag(tag): None for tag in post.content.all_tags}
    for fold in list(folds)[:_MOST_RANKS]:
        rubric = await rubrics.find_rubric(db, post.channel_id, fold)
        if rubric is None or rubric.id in seen:
            continue
        seen.add(rubric.id)
        rank = await numbers.get_rank(db, rubric.id, post.id, since=now - COMPARED, until=now)
        if rank is not None and rank.posts >= LEAST_COMPARED:
            ranks.append((rubric.tag, rank))
    return ranks


async def _name(db: Database, person_id: int | None) -> str:
    person = await people.get_person(db, person_id) if person_id is not None else None
    return person.name if person else ""
