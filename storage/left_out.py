"""Rubrics that a digest of "all but some" leaves out."""

import json
from collections.abc import Sequence

from storage.db import Session


async def list_folds(db: Session, subscription_id: int) -> dict[int, str]:
    """Rubrics that a subscription leaves out: folded tags by id."""
    rows = await db.fetch_all(
        """
        SELECT rubrics.id, rubrics.fold FROM subscription_rubrics
        JOIN rubrics ON rubrics.id = subscription_rubrics.rubric_id
        WHERE subscription_rubrics.subscription_id = :subscription
        """,
        {"subscription": subscription_id},
    )
    return {row["id"]: row["fold"] for row in rows}


async def list_folds_of_many(
    db: Session, subscription_ids: Sequence[int]
) -> dict[int, dict[int, str]]:
    """`list_folds` of many subscriptions, by their ids."""
    rows = await db.fetch_all(
        """
        SELECT subscription_rubrics.subscription_id, rubrics.id, rubrics.fold
        FROM json_each(:ids) AS wanted CROSS JOIN subscription_rubrics
        CROSS JOIN rubrics ON rubrics.id = subscription_rubrics.rubric_id
        WHERE subscription_rubrics.subscription_id = wanted.value
        """,
        {"ids": json.dumps(list(subscription_ids))},
    )
    found: dict[int, dict[int, str]] = {one: {} for one in subscription_ids}
    for row in rows:
        found[row["subscription_id"]][row["id"]] = row["fold"]
    return found


async def put(db: Session, subscription_id: int, rubric_id: int) -> bool:
    """Leave a rubric out; False when it was left out already."""
    put = await db.execute(
        """
        INSERT INTO subscription_rubrics (subscription_id, rubric_id)
        VALUES (:subscription, :rubric) ON CONFLICT (subscription_id, rubric_id) DO NOTHING
        """,
        {"subscription": subscription_id, "rubric": rubric_id},
    )
    return put > 0


async def take(db: Session, subscription_id: int, rubric_id: int) -> bool:
    """Bring a rubric again; False when it was not left out."""
    taken = await db.execute(
        """
        DELETE FROM subscription_rubrics
        WHERE subscription_id = :subscription AND rubric_id = :rubric
        """,
        {"subscription": subscription_id, "rubric": rubric_id},
    )
    return taken > 0


async def move(db: Session, from_rubric_id: int, to_rubric_id: int) -> None:
    """A rubric was joined into another, inside the transaction that joins them.

    The joined one stays left out only for those who left out both: what somebody wants to read is
    not hidden by an author's change.
    """
    both = {"from": from_rubric_id, "to": to_rubric_id}
    await db.execute(
        """
        DELETE FROM subscription_rubrics AS mine
        WHERE rubric_id = :to AND NOT EXISTS (
            SELECT 1 FROM subscription_rubrics AS other
            WHERE other.subscription_id = mine.subscription_id AND other.rubric_id = :from
        )
        """,
        both,
    )
    await db.execute("DELETE FROM subscription_rubrics WHERE rubric_id = :from", both)
