"""The outbox: publications, their attempts, and the claims that keep each one single."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.posts import PostState
from bot.domain.publications import POST_STATE, Publication, PublicationState
from storage.db import Row, Session, from_ms, in_list, to_ms


async def get_publication(db: Session, publication_id: int) -> Publication | None:
    row = await db.fetch_one("SELECT * FROM publications WHERE id = :id", {"id": publication_id})
    return publication_of(row) if row else None


async def get_of_post(db: Session, post_id: int) -> Publication | None:
    """The publication of a post that was touched last: its channel may have been changed."""
    row = await db.fetch_one(
        "SELECT * FROM publications WHERE post_id = :post"
        " ORDER BY updated_at DESC, id DESC LIMIT 1",
        {"post": post_id},
    )
    return publication_of(row) if row else None


async def plan(
    db: Session,
    *,
    post_id: int,
    channel_id: int,
    due_at: datetime,
    requested_by: int,
    is_immediate: bool,
    now: datetime,
) -> Publication | None:
    """Put a post into the plan, or move it there; None when its sending has begun or is over.

    Parts that went out stay counted, so that a post that failed half-way goes on behind them.
    """
    row = await db.fetch_one(
        """
        INSERT INTO publications (post_id, channel_id, state, due_at, planned_at, requested_by,
                                  is_immediate, updated_at)
        VALUES (:post, :channel, 'due', :due, :due, :by, :immediate, :now)
        ON CONFLICT (post_id, channel_id) DO UPDATE SET
            state = 'due', due_at = :due, planned_at = :due, requested_by = :by,
            is_immediate = :immediate, is_notice_due = 0, is_late_wanted = 0, asked_at = NULL,
            error = NULL, updated_at = :now
        WHERE publications.state IN ('due', 'late', 'failed', 'cancelled')
        RETURNING *
        """,
        {
            "post": post_id,
            "channel": channel_id,
            "due": to_ms(due_at),
            "by": requested_by,
            "immediate": int(is_immediate),
            "now": to_ms(now),
        },
    )
    if row is None:
        return None
    await _set_post_state(db, post_id, PostState.PLANNED, now)
    return publication_of(row)


async def set_moment(db: Session, publication_id: int, at: datetime, *, now: datetime) -> None:
    """Move a planned publication whose sending has not begun."""
    await db.execute(
        """
        UPDATE publications SET due_at = :at, planned_at = :at, updated_at = :now
        WHERE id = :id AND state = 'due' AND part = 0
        """,
        {"id": publication_id, "at": to_ms(at), "now": to_ms(now)},
    )


async def cancel(db: Session, post_id: int, *, now: datetime) -> bool:
    """Take a post out of the plan; False when its sending has begun."""
    changed = await db.execute(
        """
        UPDATE publications SET state = 'cancelled', updated_at = :now
        WHERE post_id = :post AND state IN ('due', 'late') AND part = 0
        """,
        {"post": post_id, "now": to_ms(now)},
    )
    if changed:
        await _set_post_state(db, post_id, PostState.DRAFT, now)
    return changed > 0


async def list_due(db: Session, *, now: datetime) -> list[Publication]:
    """What is due in channels that work, wait for nothing and are free, in order of its turn.

    A channel is busy while a send is under way, or uncertain and its author not asked yet.
    """
    rows = await db.fetch_all(
        """
        SELECT publications.* FROM publications
        JOIN channels ON channels.id = publications.channel_id
        WHERE publications.state = 'due' AND due_at <= :now
          AND channels.state = 'connected' AND channels.blocked_until_at <= :now
          AND NOT EXISTS (
              SELECT 1 FROM publications AS busy
              WHERE busy.channel_id = publications.channel_id
                AND busy.state IN ('sending', 'uncertain')
                AND (busy.state = 'sending' OR busy.asked_at IS NULL))
        ORDER BY part = 0, due_at, publications.id
        """,
        {"now": to_ms(now)},
    )
    return [publication_of(row) for row in rows]


async def list_by_ids(db: Session, ids: Sequence[int]) -> list[Publication]:
    """Publications as they are now, in no order."""
    names, params = in_list("id", ids)
    rows = await db.fetch_all(f"SELECT * FROM publications WHERE id IN {names}", params)
    return [publication_of(row) for row in rows]


async def next_due(db: Session, *, now: datetime) -> datetime | None:
    """The moment of the next publication that is not due yet."""
    row = await db.fetch_one(
        "SELECT min(due_at) AS at FROM publications WHERE state = 'due' AND due_at > :now",
        {"now": to_ms(now)},
    )
    return from_ms(row["at"]) if row else None


async def move(
    db: Session,
    publication: Publication,
    *,
    source: PublicationState,
    target: PublicationState,
    now: datetime,
    error: str | None = None,
    is_notice_due: bool = False,
    due_at: datetime | None = None,
    planned_at: datetime | None = None,
    part: int | None = None,
) -> bool:
    """One step of the state machine, post and publication together; False when another was
    faster."""
    changed = await db.execute(
        """
        UPDATE publications SET state = :target, error = :error, is_notice_due = :notice,
            due_at = coalesce(:due, due_at), planned_at = coalesce(:planned, planned_at),
            part = coalesce(:part, part), updated_at = :now,
            asked_at = CASE :target WHEN 'uncertain' THEN NULL ELSE asked_at END
        WHERE id = :id AND state = :source
        """,
        {
            "id": publication.id,
            "source": source.value,
            "target": target.value,
            "error": error,
            "notice": int(is_notice_due),
            "due": to_ms(due_at),
            "planned": to_ms(planned_at),
            "part": part,
            "now": to_ms(now),
        },
    )
    if changed:
        await _set_post_state(db, publication.post_id, POST_STATE[target], now)
    return changed > 0


async def begin(db: Session, begun: Sequence[Publication], *, now: datetime) -> None:
    """Due ones are being sent from now on: in the transaction that read them."""
    await db.execute_many(
        """
        UPDATE publications SET state = 'sending', error = NULL, is_notice_due = 0,
            updated_at = :now
        WHERE id = :id AND state = 'due'
        """,
        [{"id": publication.id, "now": to_ms(now)} for publication in begun],
    )
    await db.execute_many(
        "UPDATE posts SET state = 'publishing', updated_at = :now WHERE id = :id",
        [{"id": publication.post_id, "now": to_ms(now)} for publication in begun],
    )


async def list_in_state(db: Session, *states: PublicationState) -> list[Publication]:
    """Publications in any of the states, oldest moment first."""
    names, params = in_list("state", [state.value for state in states])
    # A partial index is taken where its own condition stands word for word, and for no parameter.
    is_open = set(states) <= {PublicationState.SENDING, PublicationState.UNCERTAIN}
    scope = "state IN ('sending', 'uncertain') AND" if is_open else ""
    rows = await db.fetch_all(
        f"SELECT * FROM publications WHERE {scope} state IN {names} ORDER BY due_at, id", params
    )
    return [publication_of(row) for row in rows]


async def list_at(db: Session, channel_id: int, at: datetime) -> list[Publication]:
    """What a channel has planned for one moment."""
    rows = await db.fetch_all(
        """
        SELECT * FROM publications
        WHERE channel_id = :channel AND planned_at = :at AND state IN ('due', 'sending', 'late')
        ORDER BY id
        """,
        {"channel": channel_id, "at": to_ms(at)},
    )
    return [publication_of(row) for row in rows]


async def list_notices_due(db: Session) -> list[Publication]:
    """Publications whose outcome has not been told yet."""
    rows = await db.fetch_all("SELECT * FROM publications WHERE is_notice_due = 1 ORDER BY id")
    return [publication_of(row) for row in rows]


async def clear_notice(db: Session, publication_id: int) -> None:
    """The outcome has been told."""
    await db.execute(
        "UPDATE publications SET is_notice_due = 0 WHERE id = :id", {"id": publication_id}
    )


async def ask(db: Session, publication_id: int, *, now: datetime) -> None:
    """The author is to be asked what became of an uncertain publication."""
    await db.execute(
        """
        UPDATE publications SET is_notice_due = 1, asked_at = :now
        WHERE id = :id AND state = 'uncertain' AND asked_at IS NULL
        """,
        {"id": publication_id, "now": to_ms(now)},
    )


async def _set_post_state(db: Session, post_id: int, state: PostState, now: datetime) -> None:
    await db.execute(
        "UPDATE posts SET state = :state, updated_at = :now WHERE id = :id",
        {"id": post_id, "state": state.value, "now": to_ms(now)},
    )


def publication_of(row: Row) -> Publication:
    """The publication of a row of `publications`."""
    return Publication(
        id=row["id"],
        post_id=row["post_id"],
        channel_id=row["channel_id"],
        state=PublicationState(row["state"]),
        due_at=from_ms(row["due_at"]),
        planned_at=from_ms(row["planned_at"]),
        part=row["part"],
        requested_by=row["requested_by"],
        is_immediate=bool(row["is_immediate"]),
        asked_at=from_ms(row["asked_at"]),
        error=row["error"],
    )
