"""Raw updates: stored before Telegram is told that they were received."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from storage.db import Session, from_ms, in_list

Update = dict[str, Any]

# A crash in the middle of an update dispatches it again; one that kills the process this
# many times is given up.
MAX_STARTS = 3


async def insert(db: Session, updates: Sequence[Update], *, now_ms: int) -> list[Update]:
    """Take updates in; those that were new. A redelivered one is not taken twice."""
    by_id = {update["update_id"]: update for update in updates}
    names, params = in_list("id", list(by_id))
    known = await db.fetch_all(f"SELECT id FROM updates WHERE id IN {names}", params)
    seen = {row["id"] for row in known}
    new = [update for update_id, update in by_id.items() if update_id not in seen]
    await db.execute_many(
        "INSERT INTO updates (id, body, starts, received_at) VALUES (:id, :body, 1, :now)",
        [
            {
                "id": update["update_id"],
                "body": json.dumps(update, ensure_ascii=False),
                "now": now_ms,
            }
            for update in new
        ],
    )
    return new


async def list_open(db: Session) -> list[tuple[Update, int]]:
    """Updates that an earlier process left unfinished, in order; how often each was started."""
    rows = await db.fetch_all("SELECT body, starts FROM updates WHERE done_at IS NULL ORDER BY id")
    return [(json.loads(row["body"]), row["starts"]) for row in rows]


async def note_starts(db: Session, update_ids: Sequence[int]) -> None:
    """Updates are taken in hand once more."""
    names, params = in_list("id", update_ids)
    await db.execute(f"UPDATE updates SET starts = starts + 1 WHERE id IN {names}", params)


async def forget_starts(db: Session) -> None:
    """The process ends in order: none of its updates killed it."""
    await db.execute("UPDATE updates SET starts = 0 WHERE done_at IS NULL AND starts > 0")


async def finish(db: Session, update_ids: Sequence[int], *, now_ms: int) -> None:
    """Mark updates done; of a person who was forgotten meanwhile only the number stays."""
    names, params = in_list("id", update_ids)
    await db.execute(
        f"""
        UPDATE updates SET done_at = :now,
            body = CASE is_forgotten WHEN 1 THEN '{{}}' ELSE body END
        WHERE id IN {names}
        """,
        {"now": now_ms, **params},
    )


async def count_open(db: Session) -> int:
    """How many updates are not done."""
    row = await db.fetch_one("SELECT count(*) AS n FROM updates WHERE done_at IS NULL")
    return int(row["n"]) if row else 0


async def delete_done(db: Session, *, before_ms: int) -> int:
    """Forget what was done before a moment; how many."""
    return await db.execute("DELETE FROM updates WHERE done_at < :before", {"before": before_ms})


async def get_received_at(db: Session, update_id: int) -> datetime | None:
    """When an update was taken in first; None when it is not kept any more."""
    row = await db.fetch_one("SELECT received_at FROM updates WHERE id = :id", {"id": update_id})
    return from_ms(row["received_at"]) if row else None


async def has_forgotten(db: Session) -> bool:
    """Whether an update that tells of somebody who was forgotten is still in hand."""
    row = await db.fetch_one(
        "SELECT 1 FROM updates WHERE done_at IS NULL AND is_forgotten = 1 LIMIT 1"
    )
    return row is not None
