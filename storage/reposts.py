"""Observed reposts: each an event with a unique key, so that a redelivery counts once."""

from datetime import datetime
from typing import Literal

from storage.db import Session, to_ms

Kind = Literal["forward", "inline", "link"]


async def count_kinds(db: Session, post_id: int) -> dict[str, int]:
    """Kind to the number of reposts seen."""
    rows = await db.fetch_all(
        "SELECT kind, count(*) AS seen FROM reposts WHERE post_id = :post GROUP BY kind",
        {"post": post_id},
    )
    return {row["kind"]: row["seen"] for row in rows}


async def insert(
    db: Session,
    *,
    key: str,
    post_id: int,
    kind: Kind,
    place_id: int | None,
    person_id: int | None,
    seen_at: datetime,
) -> bool:
    """Count a repost; False when it is counted already, or its post is gone."""
    is_new = await db.execute(
        """
        INSERT INTO reposts (key, post_id, kind, place_id, person_id, seen_at)
        SELECT :key, id, :kind, :place, :person, :seen FROM posts WHERE id = :post
        ON CONFLICT (key) DO NOTHING
        """,
        {
            "key": key,
            "post": post_id,
            "kind": kind,
            "place": place_id,
            "person": person_id,
            "seen": to_ms(seen_at),
        },
    )
    if is_new:
        await db.execute(
            "UPDATE posts SET reposts = reposts + 1 WHERE id = :post", {"post": post_id}
        )
    return is_new > 0
