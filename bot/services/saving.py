"""New words of a post: stored as a revision, and what they do to its review."""

from dataclasses import replace
from datetime import datetime

from bot.domain.authorship import Maker
from bot.domain.journal import Deed
from bot.domain.posts import Content, Post, PostState
from bot.domain.reviews import ReviewState
from bot.domain.team import Action
from bot.domain.touches import Touch
from bot.errors import NotEditable
from bot.services.rights import Rights
from storage import journal, posts, publications, reviews, touches
from storage.db import Session

_IN_HAND = (PostState.IN_REVIEW, PostState.APPROVED)


async def save_content(
    session: Session,
    rights: Rights,
    post: Post,
    content: Content,
    *,
    editor_id: int,
    now: datetime,
    maker: Maker = Maker.AUTHOR,
) -> Post:
    """The post with new content, in the caller's transaction.

    A change by an editor keeps the review where it is. A change by an author of a channel that
    is reviewed takes an approval away: the post leaves review and plan, and is a draft again.

    Raises:
        NotEditable: it would have to leave the plan, and its sending has begun.
    """
    standing = await rights.standing(editor_id, post, session)
    changed = await posts.set_content(
        session, post, content, editor_id=editor_id, now=now, maker=maker
    )
    await touches.insert(session, post.id, Touch.CHANGED, person_id=editor_id, now=now)
    if standing.may(Action.REVIEW):
        await reviews.carry_over(session, post.id, before=post.revision, after=changed.revision)
        return changed
    if standing.needs_review or post.state in _IN_HAND:
        return await take_back(session, changed, person_id=editor_id, now=now)
    return changed


async def take_back(session: Session, post: Post, *, person_id: int, now: datetime) -> Post:
    """The post as a draft, out of review and out of the plan; others stay as they are.

    Raises:
        NotEditable: its sending has begun.
    """
    match post.state:
        case PostState.IN_REVIEW | PostState.APPROVED:
            await reviews.close(
                session, post.id, ReviewState.WITHDRAWN, person_id=person_id, now=now
            )
            await posts.set_state(session, post.id, PostState.DRAFT, now=now)
            is_asked = post.state is PostState.IN_REVIEW
            deed = Deed.TAKEN_BACK if is_asked else Deed.APPROVAL_LOST
        case PostState.PLANNED | PostState.LATE:
            if not await publications.cancel(session, post.id, now=now):
                raise NotEditable("error-sending-begun")
            deed = Deed.CANCELLED
        case _:
            return post
    await journal.insert(
        session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id, now=now
    )
    return replace(post, state=PostState.DRAFT)
