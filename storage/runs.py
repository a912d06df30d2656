"""Runs: sendings to many, with their counts."""

from datetime import datetime

from bot.domain.runs import Run, RunKind, RunState
from storage.db import Row, Session, from_ms, to_ms

_DONE = "sent + failed + skipped + unknown"


async def get(db: Session, run_id: int) -> Run | None:
    """A run, open or over."""
    row = await db.fetch_one("SELECT * FROM runs WHERE id = :id", {"id": run_id})
    return _run(row) if row else None


async def list_open(db: Session, kind: RunKind | None = None) -> list[Run]:
    """Runs that are not over, oldest first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM runs INDEXED BY runs_open
        WHERE ended_at IS NULL AND (:kind IS NULL OR kind = :kind) ORDER BY id
        """,
        {"kind": kind},
    )
    return [_run(row) for row in rows]


async def find_open(
    db: Session, channel_id: int, kind: RunKind, subject_id: int | None = None
) -> Run | None:
    """The run of a channel (and of an announcement) that is not over; None when there is none."""
    row = await db.fetch_one(
        """
        SELECT * FROM runs WHERE channel_id = :channel AND kind = :kind
          AND coalesce(subject_id, 0) = coalesce(:subject, 0) AND ended_at IS NULL
        """,
        {"channel": channel_id, "kind": kind, "subject": subject_id},
    )
    return _run(row) if row else None


async def begin(
    db: Session,
    channel_id: int,
    kind: RunKind,
    *,
    total: int,
    now: datetime,
    subject_id: int | None = None,
    is_paid: bool = False,
) -> int:
    """Begin a run over `total` messages; its id. One that is open already goes on.

    `is_paid`: it is to go for Telegram Stars.
    """
    row = await db.fetch_one(
        """
        INSERT INTO runs
            (kind, channel_id, subject_id, state, total, began_at, state_at, counted_at, due_until,
             is_paid)
        VALUES (:kind, :channel, :subject, 'sending', :total, :now, :now, :now, :now, :paid)
        ON CONFLICT (channel_id, kind, coalesce(subject_id, 0)) WHERE ended_at IS NULL
        DO UPDATE SET counted_at = max(counted_at, excluded.counted_at)
        RETURNING id
        """,
        {
            "kind": kind, "channel": channel_id, "subject": subject_id, "total": total,
            "now": to_ms(now), "paid": int(is_paid),
        },
    )  # fmt: skip
    assert row is not None
    return int(row["id"])


async def add(
    db: Session,
    run_id: int,
    *,
    now: datetime,
    total: int = 0,
    sent: int = 0,
    failed: int = 0,
    skipped: int = 0,
    unknown: int = 0,
) -> None:
    """Add to the counts of a run, in the transaction that settles what is counted."""
    await db.execute(
        f"""
        UPDATE runs SET sent = sent + :sent, failed = failed + :failed,
            skipped = skipped + :skipped, unknown = unknown + :unknown, counted_at = :now,
            total = max(total + :total,
                        {_DONE} + :sent + :failed + :skipped + :unknown)
        WHERE id = :id
        """,
        {
            "id": run_id, "now": to_ms(now), "total": total, "sent": sent, "failed": failed,
            "skipped": skipped, "unknown": unknown,
        },
    )  # fmt: skip


async def set_state(
    db: Session, run_id: int, state: RunState, *, now: datetime, reason: str | None = None
) -> bool:
    """Change the state of an open run; False when it is over, stopped, or was so already.

    A run that is stopped stays open until those left are let go, see `end`. DONE ends it.
    """
    changed = await db.execute(
        f"""
        UPDATE runs SET state = :state, reason = :reason, state_at = :now, counted_at = :now,
            state_done = {_DONE}
        WHERE id = :id AND ended_at IS NULL AND state <> :state AND state <> 'stopped'
        """,
        {"id": run_id, "state": state, "now": to_ms(now), "reason": reason},
    )
    if changed and state is RunState.DONE:
        await end(db, run_id, now=now)
    return changed > 0


async def stop_all(db: Session, channel_id: int, *, now: datetime) -> int:
    """Stop the open runs of a channel; how many."""
    return await db.execute(
        f"""
        UPDATE runs SET state = 'stopped', reason = NULL, state_at = :now, counted_at = :now,
            state_done = {_DONE}
        WHERE channel_id = :channel AND ended_at IS NULL AND state <> 'stopped'
        """,
        {"channel": channel_id, "now": to_ms(now)},
    )


async def go_on_since(
    db: Session, kind: RunKind, paused_before: datetime, *, now: datetime
) -> int:
    """Go on with runs that paused by themselves before a moment; how many."""
    return await db.execute(
        f"""
        UPDATE runs SET state = 'sending', reason = NULL, state_at = :now, counted_at = :now,
            state_done = {_DONE}
        WHERE ended_at IS NULL AND state = 'paused' AND reason IS NOT NULL
          AND state_at <= :before AND kind = :kind
        """,
        {"kind": kind, "now": to_ms(now), "before": to_ms(paused_before)},
    )


async def end(db: Session, run_id: int, *, now: datetime) -> None:
    """Nothing is left of a run: it is done, or what it was stopped for is over."""
    await db.execute(
        f"""
        UPDATE runs SET ended_at = :now, total = {_DONE},
            state = CASE WHEN state = 'stopped' THEN state ELSE 'done' END
        WHERE id = :id AND ended_at IS NULL
        """,
        {"id": run_id, "now": to_ms(now)},
    )


async def set_paid(db: Session, channel_id: int, kind: RunKind, is_paid: bool) -> None:
    """Let the open runs of a channel go on for Stars, or no more; a refusal is forgotten."""
    await db.execute(
        """
        UPDATE runs SET is_paid = :paid, paid_refused = NULL
        WHERE channel_id = :channel AND kind = :kind AND ended_at IS NULL
        """,
        {"channel": channel_id, "kind": kind, "paid": int(is_paid)},
    )


async def refuse_paid(db: Session, run_id: int, reason: str) -> bool:
    """Telegram did not take Stars; False when that is known: the first reason counts."""
    changed = await db.execute(
        "UPDATE runs SET paid_refused = :reason WHERE id = :id AND paid_refused IS NULL",
        {"id": run_id, "reason": reason},
    )
    return changed > 0


async def grow(db: Session, run_id: int, more: int, *, due_until: datetime) -> None:
    """More have become due since its total was counted."""
    await db.execute(
        "UPDATE runs SET total = total + :more, due_until = :until WHERE id = :id",
        {"id": run_id, "more": more, "until": to_ms(due_until)},
    )


async def forget_before(db: Session, before: datetime) -> int:
    """Delete runs that ended before a moment; how many."""
    return await db.execute(
        "DELETE FROM runs WHERE ended_at IS NOT NULL AND ended_at < :before",
        {"before": to_ms(before)},
    )


def _run(row: Row) -> Run:
    return Run(
        id=row["id"],
        kind=RunKind(row["kind"]),
        channel_id=row["channel_id"],
        subject_id=row["subject_id"],
        state=RunState(row["state"]),
        total=row["total"],
        sent=row["sent"],
        failed=row["failed"],
        skipped=row["skipped"],
        unknown=row["unknown"],
        began_at=from_ms(row["began_at"]),
        ended_at=from_ms(row["ended_at"]),
        reason=row["reason"],
        state_at=from_ms(row["state_at"]),
        state_done=row["state_done"],
        counted_at=from_ms(row["counted_at"]),
        is_paid=bool(row["is_paid"]),
        paid_refused=row["paid_refused"] or "",
    )
