"""Observed reposts: each an event with a unique key, so that a redelivery counts once.

The series of a post is read from their moments: whatever order they are told in, it is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.numbers import Metric, NumberSource, Point
from bot.domain.reposts import Place, Repost, RepostKind
from storage.db import Row, Session, from_ms, in_list, to_ms


@dataclass(frozen=True, slots=True)
class Seen:
    """How many reposts of a post were seen, and when the last one was made."""

    total: int
    last_at: datetime


async def insert(db: Session, post_id: int, repost: Repost) -> bool:
    """Count a repost; False when it is counted already, or its post is gone.

    The messages of a long post that a person forwards together, in one second, are one repost.
    """
    is_new = await db.execute(
        """
        INSERT INTO reposts (key, post_id, kind, place_id, person_id, seen_at, message_id)
        SELECT :key, id, :kind, :place, :person, :seen, :message FROM posts WHERE id = :post
          AND NOT EXISTS (
            SELECT 1 FROM reposts AS other
            WHERE other.post_id = :post AND other.kind = 'forward' AND :kind = 'forward'
              AND other.place_id IS :place AND other.person_id IS :person
              AND other.seen_at = :seen AND other.key <> :key
              AND EXISTS (SELECT 1 FROM post_messages WHERE post_id = :post AND part > 0))
        ON CONFLICT (key) DO NOTHING
        """,
        {"post": post_id, "kind": repost.kind.value, **_params(repost)},
    )
    if is_new:
        await db.execute(
            "UPDATE posts SET reposts = reposts + 1 WHERE id = :post", {"post": post_id}
        )
    return is_new > 0


async def insert_early(db: Session, channel_id: int, original_id: int, repost: Repost) -> None:
    """Keep a forward of a message that no post is yet; `original_id` is its id in the channel."""
    await db.execute(
        """
        INSERT INTO early_reposts
            (key, channel_id, original_id, place_id, person_id, seen_at, message_id)
        VALUES (:key, :channel, :original, :place, :person, :seen, :message)
        ON CONFLICT (key) DO NOTHING
        """,
        {"channel": channel_id, "original": original_id, **_params(repost)},
    )


async def adopt_early(
    db: Session, post_id: int, chat_id: int, original_ids: Sequence[int]
) -> None:
    """Count the forwards of messages that are known as a post from now on."""
    names, params = in_list("id", original_ids)
    rows = await db.fetch_all(
        f"""
        DELETE FROM early_reposts
        WHERE channel_id = (SELECT id FROM channels WHERE chat_id = :chat)
          AND original_id IN {names}
        RETURNING *
        """,
        {"chat": chat_id, **params},
    )
    for row in rows:
        await insert(db, post_id, _early(row))


async def count_kinds(db: Session, post_id: int) -> dict[str, int]:
    """Kind to the number of reposts seen."""
    rows = await db.fetch_all(
        "SELECT kind, count(*) AS seen FROM reposts WHERE post_id = :post GROUP BY kind",
        {"post": post_id},
    )
    return {row["kind"]: row["seen"] for row in rows}


async def count_of(db: Session, post_ids: Sequence[int]) -> dict[int, Seen]:
    """post id -> its reposts; posts of which none was seen are left out."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, count(*) AS total, max(seen_at) AS last_at FROM reposts
        WHERE post_id IN {names} GROUP BY post_id
        """,
        params,
    )
    return {row["post_id"]: Seen(row["total"], from_ms(row["last_at"])) for row in rows}


async def list_series(db: Session, post_ids: Sequence[int]) -> list[tuple[int, Point]]:
    """How many reposts of each post were seen by when: by post, a point a moment, oldest first."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, seen_at,
               sum(count(*)) OVER (PARTITION BY post_id ORDER BY seen_at) AS total
        FROM reposts WHERE post_id IN {names}
        GROUP BY post_id, seen_at ORDER BY post_id, seen_at
        """,
        params,
    )
    name, source = Metric.REPOSTS.value, NumberSource.UPDATES
    return [
        (row["post_id"], Point(name, source, from_ms(row["seen_at"]), row["total"]))
        for row in rows
    ]


async def list_public(db: Session, post_id: int, *, limit: int) -> list[tuple[Place, int]]:
    """Places that anybody may open, with the newest message in each; newest first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM (
            SELECT places.*, reposts.message_id, reposts.seen_at, reposts.key, row_number() OVER (
                PARTITION BY places.chat_id ORDER BY reposts.seen_at DESC, reposts.key) AS place
            FROM reposts JOIN places ON places.chat_id = reposts.place_id
            WHERE reposts.post_id = :post AND places.username IS NOT NULL
              AND reposts.message_id IS NOT NULL) AS seen
        WHERE place = 1 ORDER BY seen_at DESC, key LIMIT :limit
        """,
        {"post": post_id, "limit": limit},
    )
    return [(_place(row), row["message_id"]) for row in rows]


async def count_places(db: Session, post_id: int) -> tuple[int, int]:
    """Groups and channels that a post was forwarded into: (those open to anybody, the others)."""
    row = await db.fetch_one(
        """
        SELECT count(DISTINCT chat_id) AS known,
               count(DISTINCT CASE WHEN username IS NOT NULL THEN chat_id END) AS public
        FROM reposts JOIN places ON places.chat_id = reposts.place_id
        WHERE reposts.post_id = :post
        """,
        {"post": post_id},
    )
    return (row["public"], row["known"] - row["public"]) if row else (0, 0)


def _params(repost: Repost) -> dict[str, int | str | None]:
    return {
        "key": repost.key,
        "place": repost.place_id,
        "person": repost.person_id,
        "seen": to_ms(repost.seen_at),
        "message": repost.message_id,
    }


def _early(row: Row) -> Repost:
    return Repost(
        key=row["key"],
        kind=RepostKind.FORWARD,
        seen_at=from_ms(row["seen_at"]),
        place_id=row["place_id"],
        person_id=row["person_id"],
        message_id=row["message_id"],
    )


def _place(row: Row) -> Place:
    return Place(
        chat_id=row["chat_id"],
        title=row["title"],
        username=row["username"],
        named_at=from_ms(row["named_at"]),
    )
