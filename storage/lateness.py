"""Posts whose moment has passed: which are late, and which of them are wanted all the same."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.channels import LatePolicy
from bot.domain.posts import PostState
from bot.domain.publications import Publication
from storage.db import Session, in_list, to_ms
from storage.publications import publication_of


async def list_overdue(
    db: Session, *, now: datetime, before: datetime
) -> list[tuple[Publication, LatePolicy]]:
    """Due publications that were planned before a moment and whose channel holds late posts up.

    None of what has begun to go out, of what its author wants late, and of a channel that is
    busy or waits: what becomes of its send is to be known first.
    """
    rows = await db.fetch_all(
        """
        SELECT publications.*, channels.late_policy FROM publications
        JOIN channels ON channels.id = publications.channel_id
        WHERE publications.state = 'due' AND due_at <= :now AND planned_at < :before
          AND part = 0 AND is_late_wanted = 0 AND channels.late_policy <> 'publish'
          AND channels.state = 'connected' AND channels.blocked_until_at <= :now
          AND NOT EXISTS (
              SELECT 1 FROM publications AS busy
              WHERE busy.channel_id = publications.channel_id
                AND busy.state IN ('sending', 'uncertain')
                AND (busy.state = 'sending' OR busy.asked_at IS NULL))
        ORDER BY planned_at, publications.id
        """,
        {"now": to_ms(now), "before": to_ms(before)},
    )
    return [(publication_of(row), LatePolicy(row["late_policy"])) for row in rows]


async def list_late(db: Session, person_id: int, *, first: int, last: int) -> list[Publication]:
    """What a person was asked about, planned between two moments (milliseconds), in order."""
    rows = await db.fetch_all(
        """
        SELECT * FROM publications
        WHERE state = 'late' AND requested_by = :person AND planned_at BETWEEN :first AND :last
        ORDER BY planned_at, id
        """,
        {"person": person_id, "first": first, "last": last},
    )
    return [publication_of(row) for row in rows]


async def want(db: Session, publications: Sequence[Publication], *, now: datetime) -> None:
    """Late ones are due again, in the order of their moments, however late they are by now."""
    names, params = in_list("id", [publication.id for publication in publications])
    await db.execute(
        f"""
        UPDATE publications SET state = 'due', is_late_wanted = 1, is_immediate = 0,
            is_notice_due = 0, due_at = planned_at, updated_at = :now
        WHERE id IN {names} AND state = 'late'
        """,
        params | {"now": to_ms(now)},
    )
    posts, of = in_list("post", [publication.post_id for publication in publications])
    await db.execute(
        f"UPDATE posts SET state = :state, updated_at = :now WHERE id IN {posts}",
        of | {"state": PostState.PLANNED.value, "now": to_ms(now)},
    )


async def is_burst(db: Session, publication: Publication, *, now: datetime) -> bool:
    """Whether more of the same person's posts are overdue in the channel, and on their way."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM publications
        WHERE channel_id = :channel AND requested_by = :person AND is_immediate = 0
          AND state IN ('due', 'sending', 'late')
          AND (state = 'due' AND planned_at <= :now OR state = 'sending') LIMIT 1
        """,
        {
            "channel": publication.channel_id,
            "person": publication.requested_by,
            "now": to_ms(now),
        },
    )
    return row is not None
