"""Stems that posts hold, for words that were mistyped; how far the index is up to date."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.posts import Post
from storage.db import Session, from_ms, to_ms
from storage.posts import post_of

_TOP = (1 << 63) - 1
_BEHIND_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Upkeep:
    """`rules` make the stems; posts below `restemmed_to` still have older ones, None is none.

    A pass over the vocabulary has come to `gathered_to` and began at `gather_at`. Where that is
    None there is no pass, and the next one begins from `gather_at` on if it `is_stale`.
    """

    rules: str
    restemmed_to: int | None
    gathered_to: str | None
    is_stale: bool
    gather_at: datetime


async def get_upkeep(db: Session) -> Upkeep:
    row = await db.fetch_one("SELECT * FROM search_upkeep")
    assert row is not None
    return Upkeep(
        row["rules"], row["restemmed_to"], row["gathered_to"], bool(row["is_stale"]),
        from_ms(row["gather_at"]),
    )  # fmt: skip


async def begin_restemming(db: Session, rules: str) -> None:
    """From now on stems are made by these rules: every post is to be looked at."""
    await db.execute(
        "UPDATE search_upkeep SET rules = :rules, restemmed_to = :top",
        {"rules": rules, "top": _TOP},
    )


async def set_restemmed(db: Session, place: int | None) -> None:
    """Posts from this place on have stems of today; None: all have."""
    await db.execute("UPDATE search_upkeep SET restemmed_to = :place", {"place": place})


async def list_stemmed(db: Session, below: int, *, limit: int) -> list[tuple[int, str, Post]]:
    """Place, stems and post, newest first, of what stands below a place."""
    rows = await db.fetch_all(
        """
        SELECT position, stems, posts.* FROM post_search
        CROSS JOIN posts ON posts.id = post_search.post_id
        WHERE position < :below ORDER BY position DESC LIMIT :limit
        """,
        {"below": below, "limit": limit},
    )
    return [(row["position"], row["stems"], post_of(row)) for row in rows]


async def restem(db: Session, place: int, old: str, stems: str) -> None:
    """Give a post other stems, unless they were changed meanwhile."""
    await db.execute(
        "UPDATE post_search SET stems = :stems WHERE position = :place AND stems = :old",
        {"place": place, "old": old, "stems": stems},
    )


async def list_indexed(db: Session, after: str, *, limit: int) -> list[tuple[str, int]]:
    """Stems of the index behind one, in its order, each with the number of its posts."""
    rows = await db.fetch_all(
        "SELECT term, doc FROM post_stems WHERE term > :after ORDER BY term LIMIT :limit",
        {"after": after, "limit": limit},
    )
    return [(row["term"], row["doc"]) for row in rows]


async def begin_gathering(db: Session, now: datetime) -> None:
    """A pass begins; what comes or goes from now on is for the next one."""
    await db.execute(
        "UPDATE search_upkeep SET gathered_to = '', is_stale = 0, gather_at = :at",
        {"at": to_ms(now)},
    )


async def set_gathered(
    db: Session, after: str, last: str | None, stems: Mapping[str, int]
) -> None:
    """Between `after` and `last` the vocabulary is these stems, each with the number of its posts.

    Without `last` the pass ends.
    """
    await db.execute(
        """
        DELETE FROM vocabulary WHERE stem > :after AND stem <= :last
          AND stem NOT IN (SELECT value FROM json_each(:stems))
        """,
        {"after": after, "last": last or _BEHIND_ALL, "stems": json.dumps(list(stems))},
    )
    await db.execute_many(
        """
        INSERT INTO vocabulary (stem, mirrored, weight) VALUES (:stem, :mirrored, :weight)
        ON CONFLICT (stem) DO UPDATE SET weight = excluded.weight
        WHERE weight <> excluded.weight
        """,
        [
            {"stem": stem, "mirrored": stem[::-1], "weight": posts.bit_length()}
            for stem, posts in stems.items()
        ],
    )
    await db.execute("UPDATE search_upkeep SET gathered_to = :last", {"last": last})


async def rest_until(db: Session, next_at: datetime) -> None:
    """No pass begins before this moment."""
    await db.execute("UPDATE search_upkeep SET gather_at = :at", {"at": to_ms(next_at)})


async def complete(db: Session, start: str, *, limit: int) -> list[tuple[str, int]]:
    """Stems that begin with these letters and their weights, those of most posts first."""
    rows = await db.fetch_all(
        """
        SELECT stem, weight FROM vocabulary WHERE stem BETWEEN :start AND :start || :behind
        ORDER BY weight DESC, length(stem), stem LIMIT :limit
        """,
        {"start": start, "behind": _BEHIND_ALL, "limit": limit},
    )
    return [(row["stem"], row["weight"]) for row in rows]


async def list_similar(
    db: Session, start: str, end: str, *, shortest: int, longest: int, limit: int
) -> list[str]:
    """Stems that begin or end with these letters, of a length; up to `limit` of either."""
    rows = await db.fetch_all(
        """
        SELECT stem FROM (
            SELECT stem FROM vocabulary
            WHERE stem BETWEEN :start AND :start || :behind
              AND length(stem) BETWEEN :shortest AND :longest LIMIT :limit)
        UNION
        SELECT stem FROM (
            SELECT stem FROM vocabulary
            WHERE mirrored BETWEEN :end AND :end || :behind
              AND length(mirrored) BETWEEN :shortest AND :longest LIMIT :limit)
        """,
        {
            "start": start, "end": end[::-1], "behind": _BEHIND_ALL, "shortest": shortest,
            "longest": longest, "limit": limit,
        },
    )  # fmt: skip
    return [row["stem"] for row in rows]
