"""Ranks the posts that a channel's own digest may have, by what is known of them now."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.channels import Channel
from bot.domain.posts import Post, PostState
from bot.domain.roundups import POOL, Candidate, Issue, ranked
from bot.services.numbering import Numbering
from storage import messages, posts, roundup_issues
from storage.db import Session

# Of one period no more are looked at, the newest first.
MOST_POSTS = 1_000


async def rank_period(
    db: Session, channel: Channel, *, since: datetime, until: datetime, size: int
) -> list[Candidate]:
    """The best posts of a period, best first, the first `size` of them chosen.

    Not among them: roundups themselves, posts without a moment or a link, those that repeat
    others, stand in a hidden rubric, or are being deleted.
    """
    found = await posts.list_published_between(
        db, channel.id, since=since, until=until, limit=MOST_POSTS
    )
    unfit = await roundup_issues.list_unfit(db, channel.id, since=since, until=until)
    best = await _rank(db, channel, [post for post in found if post.id not in unfit])
    return [
        Candidate(post=one.post, link=one.link, numbers=one.numbers, is_chosen=place < size)
        for place, one in enumerate(best[:POOL])
    ]


async def rank_again(db: Session, channel: Channel, issue: Issue) -> list[Candidate]:
    """What an issue was chosen from, as it ranks now; posts that are no more are left out."""
    choices = await roundup_issues.list_choices(db, issue.id)
    unfit = await roundup_issues.list_unfit(db, channel.id, since=issue.since, until=issue.until)
    found = await posts.list_posts(db, sorted(choices))
    kept = [post for post in found if post.state is PostState.PUBLISHED and post.id not in unfit]
    return [
        Candidate(
            post=one.post, link=one.link, numbers=one.numbers, is_chosen=choices[one.post.id]
        )
        for one in await _rank(db, channel, kept)
    ]


async def _rank(db: Session, channel: Channel, found: Sequence[Post]) -> list[Candidate]:
    first = await messages.first_ids(db, [post.id for post in found])
    numbers = await Numbering(db).of_many(found)
    return ranked(
        [
            Candidate(post=post, link=channel.link(first[post.id]), numbers=numbers[post.id])
            for post in found
            if post.id in first
        ]
    )
