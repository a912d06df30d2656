"""Published posts whose end was set: when they leave their channel, or are unpinned."""

from datetime import datetime

from bot.domain.expiries import Ending, Expiry, ExpiryState
from storage.db import Row, Session, from_ms, to_ms


async def put(
    db: Session, post_id: int, ending: Ending, *, person_id: int, at: datetime, now: datetime
) -> None:
    """Set the end of a post, in place of the one that was set."""
    await db.execute(
        """
        INSERT INTO expiries (post_id, ending, state, person_id, ends_at, due_at, updated_at)
        VALUES (:post, :ending, 'waiting', :person, :at, :at, :now)
        ON CONFLICT (post_id, ending) DO UPDATE SET
            state = 'waiting', person_id = :person, ends_at = :at, due_at = :at, losses = 0,
            is_notice_due = 0, error = NULL, updated_at = :now
        """,
        {
            "post": post_id,
            "ending": ending.value,
            "person": person_id,
            "at": to_ms(at),
            "now": to_ms(now),
        },
    )


async def get_expiry(db: Session, post_id: int, ending: Ending) -> Expiry | None:
    row = await db.fetch_one(
        "SELECT * FROM expiries WHERE post_id = :post AND ending = :ending",
        {"post": post_id, "ending": ending.value},
    )
    return _expiry(row) if row else None


async def list_waiting(db: Session, post_id: int) -> dict[Ending, Expiry]:
    """The ends that lie before a post."""
    rows = await db.fetch_all(
        "SELECT * FROM expiries WHERE post_id = :post AND state = 'waiting'", {"post": post_id}
    )
    return {expiry.ending: expiry for expiry in map(_expiry, rows)}


async def list_due(db: Session, *, now: datetime) -> list[Expiry]:
    """What is due; posts that leave come first, as they wait for no answer."""
    rows = await db.fetch_all(
        """
        SELECT * FROM expiries WHERE state = 'waiting' AND due_at <= :now
        ORDER BY ending, due_at, post_id
        """,
        {"now": to_ms(now)},
    )
    return [_expiry(row) for row in rows]


async def next_due(db: Session) -> datetime | None:
    """The moment of the next end."""
    row = await db.fetch_one("SELECT min(due_at) AS at FROM expiries WHERE state = 'waiting'")
    return from_ms(row["at"]) if row else None


async def postpone(db: Session, expiry: Expiry, *, due_at: datetime, losses: int) -> None:
    """Try again at a moment; the one that people were shown stays."""
    await db.execute(
        """
        UPDATE expiries SET due_at = :due, losses = :losses
        WHERE post_id = :post AND ending = :ending AND state = 'waiting' AND ends_at = :at
        """,
        {**_key(expiry), "due": to_ms(due_at), "losses": losses},
    )


async def drop(db: Session, post_id: int, ending: Ending, *, now: datetime) -> bool:
    """Take the end of a post back; whether there was one."""
    changed = await db.execute(
        """
        UPDATE expiries SET state = 'dropped', updated_at = :now
        WHERE post_id = :post AND ending = :ending AND state = 'waiting'
        """,
        {"post": post_id, "ending": ending.value, "now": to_ms(now)},
    )
    return changed > 0


async def finish(
    db: Session,
    expiry: Expiry,
    state: ExpiryState,
    *,
    now: datetime,
    is_notice_due: bool = False,
    error: str | None = None,
) -> bool:
    """End the waiting; False when the end was moved, or taken back, meanwhile."""
    changed = await db.execute(
        """
        UPDATE expiries
        SET state = :state, is_notice_due = :notice, error = :error, updated_at = :now
        WHERE post_id = :post AND ending = :ending AND state = 'waiting' AND ends_at = :at
        """,
        {
            **_key(expiry),
            "state": state.value,
            "notice": int(is_notice_due),
            "error": error,
            "now": to_ms(now),
        },
    )
    return changed > 0


async def list_notices_due(db: Session, *, now: datetime) -> list[Expiry]:
    """Those whose outcome has not been told, but for those to be tried later."""
    rows = await db.fetch_all(
        "SELECT * FROM expiries WHERE is_notice_due = 1 AND due_at <= :now ORDER BY post_id",
        {"now": to_ms(now)},
    )
    return [_expiry(row) for row in rows]


async def postpone_notice(db: Session, expiry: Expiry, *, due_at: datetime) -> None:
    """The outcome could not be told: not before this moment again."""
    await db.execute(
        """
        UPDATE expiries SET due_at = :due
        WHERE post_id = :post AND ending = :ending AND is_notice_due = 1 AND ends_at = :at
        """,
        {**_key(expiry), "due": to_ms(due_at)},
    )


async def clear_notice(db: Session, expiry: Expiry) -> None:
    """The outcome has been told."""
    await db.execute(
        """
        UPDATE expiries SET is_notice_due = 0
        WHERE post_id = :post AND ending = :ending AND ends_at = :at
        """,
        _key(expiry),
    )


def _key(expiry: Expiry) -> dict[str, int | str | None]:
    return {
        "post": expiry.post_id,
        "ending": expiry.ending.value,
        "at": to_ms(expiry.ends_at),
    }


def _expiry(row: Row) -> Expiry:
    return Expiry(
        post_id=row["post_id"],
        ending=Ending(row["ending"]),
        state=ExpiryState(row["state"]),
        person_id=row["person_id"],
        ends_at=from_ms(row["ends_at"]),
        losses=row["losses"],
        error=row["error"],
        updated_at=from_ms(row["updated_at"]),
    )
