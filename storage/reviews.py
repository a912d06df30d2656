"""What editors said of posts: one row each time that a post is sent for review."""

from datetime import datetime

from bot.domain.reviews import Review, ReviewState
from storage.db import Row, Session, from_ms, to_ms

_SELECT = """
    SELECT reviews.*, people.name AS decided_by_name FROM reviews
    LEFT JOIN people ON people.id = reviews.decided_by
"""


async def insert(
    db: Session, *, post_id: int, channel_id: int, revision: int, person_id: int, now: datetime
) -> None:
    """A post is sent for review; there must be no open review of it."""
    await db.execute(
        """
        INSERT INTO reviews (post_id, channel_id, revision, state, submitted_by, submitted_at)
        VALUES (:post, :channel, :revision, 'open', :person, :now)
        """,
        {
            "post": post_id,
            "channel": channel_id,
            "revision": revision,
            "person": person_id,
            "now": to_ms(now),
        },
    )


async def get_last(db: Session, post_id: int) -> Review | None:
    """The latest review of a post."""
    row = await db.fetch_one(
        _SELECT + "WHERE post_id = :post ORDER BY reviews.id DESC LIMIT 1", {"post": post_id}
    )
    return _review(row) if row else None


async def get_review(db: Session, review_id: int) -> Review | None:
    row = await db.fetch_one(_SELECT + "WHERE reviews.id = :id", {"id": review_id})
    return _review(row) if row else None


async def get_seen_revision(db: Session, review: Review) -> int | None:
    """The revision that editors saw before this review; None when it is the first."""
    row = await db.fetch_one(
        "SELECT revision FROM reviews WHERE post_id = :post AND id < :id ORDER BY id DESC LIMIT 1",
        {"post": review.post_id, "id": review.id},
    )
    return int(row["revision"]) if row else None


async def close(
    db: Session,
    post_id: int,
    state: ReviewState,
    *,
    person_id: int,
    now: datetime,
    remark: str = "",
) -> bool:
    """Decide the open review of a post; False when there is none, or another was faster."""
    changed = await db.execute(
        """
        UPDATE reviews SET state = :state, remark = :remark, decided_by = :person,
               decided_at = :now
        WHERE post_id = :post AND state = 'open'
        """,
        {
            "post": post_id,
            "state": state.value,
            "remark": remark,
            "person": person_id,
            "now": to_ms(now),
        },
    )
    return changed > 0


async def carry_over(db: Session, post_id: int, *, before: int, after: int) -> None:
    """An editor changed the post: the open or granted review of that revision is of the next."""
    await db.execute(
        """
        UPDATE reviews SET revision = :after
        WHERE post_id = :post AND revision = :before AND state IN ('open', 'approved')
          AND id = (SELECT max(id) FROM reviews WHERE post_id = :post)
        """,
        {"post": post_id, "before": before, "after": after},
    )


async def set_editors_told(db: Session, review_id: int, *, now: datetime) -> None:
    """The editors have their cards."""
    await db.execute(
        "UPDATE reviews SET editors_told_at = :now WHERE id = :id",
        {"id": review_id, "now": to_ms(now)},
    )


async def set_author_told(db: Session, review_id: int, *, now: datetime) -> None:
    """The author knows the decision."""
    await db.execute(
        "UPDATE reviews SET author_told_at = :now WHERE id = :id",
        {"id": review_id, "now": to_ms(now)},
    )


def _review(row: Row) -> Review:
    return Review(
        id=row["id"],
        post_id=row["post_id"],
        channel_id=row["channel_id"],
        revision=row["revision"],
        state=ReviewState(row["state"]),
        remark=row["remark"],
        submitted_by=row["submitted_by"],
        decided_by=row["decided_by"],
        decided_by_name=row["decided_by_name"] or "",
        submitted_at=from_ms(row["submitted_at"]),
        are_editors_told=row["editors_told_at"] is not None,
        is_author_told=row["author_told_at"] is not None,
    )
