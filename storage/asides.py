"""Lines that a writer left for the author of a draft."""

import json
from collections.abc import Sequence
from datetime import datetime

from storage.db import Session, to_ms


async def set_asides(db: Session, post_id: int, lines: Sequence[str], *, now: datetime) -> None:
    """Keep these lines instead of those before."""
    await db.execute(
        """
        INSERT INTO asides (post_id, lines, written_at) VALUES (:post, :lines, :now)
        ON CONFLICT (post_id) DO UPDATE SET
            lines = excluded.lines, written_at = excluded.written_at
        """,
        {"post": post_id, "lines": json.dumps(lines, ensure_ascii=False), "now": to_ms(now)},
    )


async def list_asides(db: Session, post_id: int) -> list[str]:
    """The lines for a draft; none when nothing was written for it."""
    row = await db.fetch_one("SELECT lines FROM asides WHERE post_id = :post", {"post": post_id})
    return list(json.loads(row["lines"])) if row else []
