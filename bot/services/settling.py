"""What a send came to, written into the store: the only steps out of `sending`."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.channels import Channel
from bot.domain.expiries import LONGEST, Ending, term_of
from bot.domain.journal import Deed
from bot.domain.news import OLDEST
from bot.domain.outages import pause_after
from bot.domain.posts import Post
from bot.domain.publications import (
    Part,
    Postponed,
    Publication,
    PublicationState,
    Refused,
    SendOutcome,
    Sent,
    Unknown,
    layout,
)
from bot.services import indexing
from storage import (
    attempts,
    channels,
    expiries,
    journal,
    messages,
    outages,
    pin_orders,
    posts,
    publications,
    rubric_news,
)
from storage.db import Session, to_ms

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A part that this process, and no other, is to send."""

    publication: Publication
    post: Post
    channel: Channel
    part: Part


async def settle(session: Session, claim: Claim, outcome: SendOutcome, *, now: datetime) -> None:
    """Take one step out of `sending`, in the caller's transaction."""
    match outcome:
        case Sent(message_ids) if 0 not in message_ids:
            await _settle_sent(session, claim, message_ids, now)
        case Sent():
            # Telegram took a video and sends it by itself later: no id to hold on to yet
            # (Bot API, Message.message_id).
            await doubt(
                session, claim.publication, "accepted without a message id", now=now,
                is_accepted=True,
            )  # fmt: skip
        case Postponed():
            await _settle_postponed(session, claim, outcome, now)
        case Refused():
            await _settle_refused(session, claim.publication, outcome, now)
        case Unknown(reason):
            await doubt(session, claim.publication, reason, now=now)
            await _note_refusal(session, claim.channel, reason, now)


async def doubt(
    session: Session,
    publication: Publication,
    reason: str,
    *,
    now: datetime,
    is_accepted: bool = False,
) -> None:
    """Nobody knows whether it was sent: it waits for evidence, and is never resent blindly.

    `is_accepted`: Telegram has it and sends it by itself, nobody knows when.
    """
    moved = await publications.move(
        session,
        publication,
        source=PublicationState.SENDING,
        target=PublicationState.UNCERTAIN,
        now=now,
        error=reason,
    )
    if moved:
        log.warning("publication %s is uncertain: %s", publication.id, reason)
        await attempts.settle(
            session, publication.id, outcome="unknown", error=reason, now=now,
            is_accepted=is_accepted,
        )  # fmt: skip


async def adopt(
    session: Session,
    publication: Publication,
    post: Post,
    channel: Channel,
    message_ids: Sequence[int],
    *,
    now: datetime,
) -> None:
    """What was in doubt is in the channel, as these messages (none known: their ids are not)."""
    await messages.insert(session, post.id, channel.chat_id, message_ids, part=publication.part)
    if message_ids:
        await channels.note_message(session, channel.id, max(message_ids))
    await advance(session, publication, post, source=PublicationState.UNCERTAIN, now=now)


async def send_again(
    session: Session,
    publication: Publication,
    *,
    now: datetime,
    planned_at: datetime | None = None,
) -> None:
    """What was in doubt did not arrive: it is due again, before what waits behind it.

    `planned_at` is a new moment of the plan, when its author says so.
    """
    # Who looked, was answered: what is late by now is asked about at once.
    await outages.end(session, publication.channel_id, now=now)
    await publications.move(
        session,
        publication,
        source=PublicationState.UNCERTAIN,
        target=PublicationState.DUE,
        now=now,
        due_at=planned_at,
        planned_at=planned_at,
    )


async def advance(
    session: Session,
    publication: Publication,
    post: Post,
    *,
    source: PublicationState,
    now: datetime,
) -> None:
    """A part is out: the next one is due, or the post is published and joins the archive."""
    part = publication.part + 1
    is_over = part >= len(layout(post.content))
    moved = await publications.move(
        session,
        publication,
        source=source,
        target=PublicationState.PUBLISHED if is_over else PublicationState.DUE,
        now=now,
        due_at=None if is_over else now,
        part=part,
        is_notice_due=is_over,
    )
    await outages.end(session, publication.channel_id, now=now)
    if not moved or not is_over:
        return
    await posts.set_published(session, post.id, at=now)
    await journal.insert(
        session, Deed.PUBLISHED, channel_id=publication.channel_id,
        person_id=publication.requested_by, post_id=post.id, now=now,
    )  # fmt: skip
    await _order_what_follows(session, publication, post, now)
    published = await posts.get_post(session, post.id)
    if published is not None:
        await indexing.index(session, published)
        if now - await _begun_at(session, publication, now) <= OLDEST:
            await rubric_news.note(session, post.id, now=now)


async def _order_what_follows(
    session: Session, publication: Publication, post: Post, now: datetime
) -> None:
    """What the options want done with a post once it is out."""
    options = post.content.options
    if options.is_pinned:
        await pin_orders.insert(session, publication.id, due_at=now)
    for ending in Ending:
        if term := term_of(options, ending):
            at = now + term
            if ending is Ending.DELETE:
                latest = await _latest_deletion(session, publication, now)
                # Of what is too old already, nothing is gained by an end that comes at once.
                at = min(at, latest) if latest > now else at
            await expiries.put(
                session, post.id, ending, person_id=publication.requested_by, at=at, now=now
            )


async def _latest_deletion(session: Session, publication: Publication, now: datetime) -> datetime:
    """Until when a post surely can be deleted: Telegram counts from the first of its messages."""
    return await _begun_at(session, publication, now) + LONGEST[Ending.DELETE]


async def _begun_at(session: Session, publication: Publication, now: datetime) -> datetime:
    """When a post that is out now began to go: where its answer was lost, it is older than known.

    Days may pass until somebody says it is out. What was tried before the last attempt of a part
    did not arrive.
    """
    tried = await attempts.list_attempts(session, publication.id)
    begun = {one.part: one.started_at for one in tried}
    return min(begun.values(), default=now)


async def _settle_sent(
    session: Session, claim: Claim, message_ids: tuple[int, ...], now: datetime
) -> None:
    publication, channel = claim.publication, claim.channel
    await attempts.settle(session, publication.id, outcome="sent", error=None, now=now)
    await messages.insert(
        session, claim.post.id, channel.chat_id, message_ids, part=publication.part
    )
    await channels.note_message(session, channel.id, max(message_ids))
    await advance(session, publication, claim.post, source=PublicationState.SENDING, now=now)


async def _settle_postponed(
    session: Session, claim: Claim, outcome: Postponed, now: datetime
) -> None:
    again = now + timedelta(seconds=outcome.wait_seconds)
    await attempts.settle(
        session, claim.publication.id, outcome="postponed", error=outcome.reason, now=now
    )
    if not outcome.is_ours:
        again = max(again, await _note_refusal(session, claim.channel, outcome.reason, now))
    await channels.set_blocked_until(session, claim.channel.id, to_ms(again))
    await publications.move(
        session,
        claim.publication,
        source=PublicationState.SENDING,
        target=PublicationState.DUE,
        now=now,
        due_at=again,
    )


async def _note_refusal(
    session: Session, channel: Channel, reason: str, now: datetime
) -> datetime:
    """One more in a row: the channel is left alone, longer each time, until the moment given."""
    refusals = await outages.note(session, channel.id, reason, now=now)
    again = now + pause_after(refusals)
    await channels.set_blocked_until(session, channel.id, to_ms(again))
    return again


async def _settle_refused(
    session: Session, publication: Publication, outcome: Refused, now: datetime
) -> None:
    await attempts.settle(
        session, publication.id, outcome="refused", error=outcome.reason, now=now
    )
    # Telegram answers, and it is this post alone that it does not take.
    await outages.end(session, publication.channel_id, now=now)
    # A channel that is lost keeps its plan for the day it comes back.
    lost = outcome.is_channel_lost
    await publications.move(
        session,
        publication,
        source=PublicationState.SENDING,
        target=PublicationState.DUE if lost else PublicationState.FAILED,
        now=now,
        error=outcome.reason,
        is_notice_due=not lost,
    )
