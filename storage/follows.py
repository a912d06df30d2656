"""Which rubrics people follow."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.domain.archive import Rubric
from bot.domain.pages import Cursor, Page
from storage.db import Session, to_ms
from storage.keyset import Keyset
from storage.rubrics import rubric_of

BY_TIME = Keyset("follows.followed_at", "follows.rubric_id")

# A rubric that its author hid stands in no list; it is followed again when it is shown again.
_FOLLOWED = """
    FROM follows JOIN rubrics ON rubrics.id = follows.rubric_id
    WHERE follows.person_id = :person AND rubrics.channel_id = :channel
      AND rubrics.is_hidden = 0 AND rubrics.root_id IS NULL
"""


async def follow(db: Session, person_id: int, rubric_id: int, *, now: datetime) -> None:
    """Follow a rubric; who does already, does since then."""
    await db.execute(
        """
        INSERT INTO follows (person_id, rubric_id, followed_at) VALUES (:person, :rubric, :now)
        ON CONFLICT (person_id, rubric_id) DO NOTHING
        """,
        {"person": person_id, "rubric": rubric_id, "now": to_ms(now)},
    )


async def unfollow(db: Session, person_id: int, rubric_id: int) -> None:
    """Follow a rubric no more."""
    await db.execute(
        "DELETE FROM follows WHERE person_id = :person AND rubric_id = :rubric",
        {"person": person_id, "rubric": rubric_id},
    )


async def is_followed(db: Session, person_id: int, rubric_id: int) -> bool:
    row = await db.fetch_one(
        "SELECT 1 FROM follows WHERE person_id = :person AND rubric_id = :rubric",
        {"person": person_id, "rubric": rubric_id},
    )
    return row is not None


async def count_of(db: Session, person_id: int) -> int:
    """How many rubrics a person follows, in all channels."""
    row = await db.fetch_one(
        "SELECT count(*) AS n FROM follows WHERE person_id = :person", {"person": person_id}
    )
    return int(row["n"]) if row else 0


async def list_followed(
    db: Session, person_id: int, channel_id: int, *, size: int, cursor: Cursor | None = None
) -> Page[Rubric]:
    """Rubrics of a channel that a person follows, the last one first."""
    rows = await db.fetch_all(
        f"""
        SELECT rubrics.*, {BY_TIME.select} {_FOLLOWED} AND {BY_TIME.where(cursor)}
        ORDER BY {BY_TIME.order(cursor)} LIMIT :limit
        """,
        {
            "person": person_id, "channel": channel_id, "limit": size + 1,
            **BY_TIME.params(cursor),
        },
    )  # fmt: skip
    return BY_TIME.page(rows, cursor, size).map(rubric_of)


async def list_folds(db: Session, person_id: int, channel_id: int) -> dict[int, str]:
    """id -> folded tag of the rubrics of a channel that a person follows."""
    rows = await db.fetch_all(
        f"SELECT rubrics.id, rubrics.fold {_FOLLOWED}",
        {"person": person_id, "channel": channel_id},
    )
    return {row["id"]: row["fold"] for row in rows}


async def list_folds_of_many(
    db: Session, subscription_ids: Sequence[int]
) -> dict[int, dict[int, str]]:
    """`list_folds` of the people and channels of subscriptions, by the subscriptions' ids."""
    rows = await db.fetch_all(
        """
        SELECT subscriptions.id AS subscription_id, rubrics.id, rubrics.fold
        FROM json_each(:ids) AS wanted CROSS JOIN subscriptions
        CROSS JOIN follows ON follows.person_id = subscriptions.person_id
        CROSS JOIN rubrics ON rubrics.id = follows.rubric_id
        WHERE subscriptions.id = wanted.value
          AND rubrics.channel_id = subscriptions.channel_id
          AND rubrics.is_hidden = 0 AND rubrics.root_id IS NULL
        """,
        {"ids": json.dumps(list(subscription_ids))},
    )
    found: dict[int, dict[int, str]] = {one: {} for one in subscription_ids}
    for row in rows:
        found[row["subscription_id"]][row["id"]] = row["fold"]
    return found


async def move(db: Session, from_rubric_id: int, to_rubric_id: int) -> None:
    """A rubric was joined into another: who followed it follows that one, and its news are those.

    Called inside the transaction that joins them; a person who follows both follows one.
    """
    both = {"from": from_rubric_id, "to": to_rubric_id}
    await db.execute(
        """
        INSERT INTO follows (person_id, rubric_id, followed_at)
        SELECT person_id, :to, followed_at FROM follows WHERE rubric_id = :from
        ON CONFLICT (person_id, rubric_id) DO NOTHING
        """,
        both,
    )
    await db.execute("DELETE FROM follows WHERE rubric_id = :from", both)
    await db.execute(
        """
        UPDATE rubric_news SET rubric_id = :to
        WHERE rubric_id = :from AND NOT EXISTS (
            SELECT 1 FROM rubric_news AS other
            WHERE other.post_id = rubric_news.post_id AND other.rubric_id = :to
        )
        """,
        both,
    )
    await db.execute("DELETE FROM rubric_news WHERE rubric_id = :from", both)


async def copy(db: Session, from_rubric_id: int, to_rubric_id: int) -> None:
    """A rubric was parted from another: who followed it as a part of that one follows both.

    Called inside the transaction that parts them.
    """
    await db.execute(
        """
        INSERT INTO follows (person_id, rubric_id, followed_at)
        SELECT person_id, :to, followed_at FROM follows WHERE rubric_id = :from
        ON CONFLICT (person_id, rubric_id) DO NOTHING
        """,
        {"from": from_rubric_id, "to": to_rubric_id},
    )
