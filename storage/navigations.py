"""Navigation posts: one a channel, and when its rubrics are looked at next."""

from datetime import datetime

from bot.domain.navigations import Navigation, NavigationState, Question
from storage.db import Row, Session, from_ms, to_ms


async def get(db: Session, channel_id: int) -> Navigation | None:
    """The navigation post of a channel."""
    row = await db.fetch_one(
        "SELECT * FROM navigations WHERE channel_id = :channel", {"channel": channel_id}
    )
    return _navigation(row) if row else None


async def find_by_post(db: Session, post_id: int) -> Navigation | None:
    """The navigation that a post is."""
    row = await db.fetch_one("SELECT * FROM navigations WHERE post_id = :post", {"post": post_id})
    return _navigation(row) if row else None


async def begin(
    db: Session, channel_id: int, *, post_id: int, person_id: int, revision: int, now: datetime
) -> None:
    """A post is on its way that will list the rubrics; the one before is forgotten."""
    await db.execute(
        "DELETE FROM navigations WHERE channel_id = :channel", {"channel": channel_id}
    )
    await db.execute("UPDATE posts SET is_navigation = 1 WHERE id = :post", {"post": post_id})
    await db.execute(
        """
        INSERT INTO navigations (channel_id, post_id, person_id, state, revision, edited_at,
                                 due_at)
        VALUES (:channel, :post, :person, 'publishing', :revision, :now, :now)
        """,
        {
            "channel": channel_id,
            "post": post_id,
            "person": person_id,
            "revision": revision,
            "now": to_ms(now),
        },
    )


async def delete(db: Session, navigation: Navigation) -> None:
    """Forget a navigation post, but none that came after it; its row among the posts stays."""
    await db.execute(
        "DELETE FROM navigations WHERE channel_id = :channel AND post_id = :post",
        {"channel": navigation.channel_id, "post": navigation.post_id},
    )


async def move(
    db: Session,
    navigation: Navigation,
    target: NavigationState,
    *,
    due_at: datetime,
    question: Question | None = None,
    revision: int | None = None,
    edited_at: datetime | None = None,
) -> bool:
    """One step of the state machine; False when another was faster.

    A question is due to be asked from then on.
    """
    changed = await db.execute(
        """
        UPDATE navigations SET state = :target, question = :question,
            is_question_due = :asks, due_at = :due, revision = coalesce(:revision, revision),
            edited_at = coalesce(:edited, edited_at)
        WHERE channel_id = :channel AND post_id = :post AND state = :source
        """,
        {
            "channel": navigation.channel_id,
            "post": navigation.post_id,
            "source": navigation.state.value,
            "target": target.value,
            "question": question.value if question else None,
            "asks": int(question is not None),
            "due": to_ms(due_at),
            "revision": revision,
            "edited": to_ms(edited_at),
        },
    )
    return changed > 0


async def list_due(db: Session, *, now: datetime) -> list[Navigation]:
    """Those that are to be looked at, longest waiting first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM navigations
        WHERE state IN ('publishing', 'current') AND due_at <= :now ORDER BY due_at LIMIT 50
        """,
        {"now": to_ms(now)},
    )
    return [_navigation(row) for row in rows]


async def list_questions(db: Session) -> list[Navigation]:
    """Those whose author has not been asked yet."""
    rows = await db.fetch_all(
        "SELECT * FROM navigations WHERE is_question_due = 1 ORDER BY channel_id"
    )
    return [_navigation(row) for row in rows]


async def clear_question(db: Session, navigation: Navigation) -> None:
    """The question has been asked."""
    await db.execute(
        """
        UPDATE navigations SET is_question_due = 0
        WHERE channel_id = :channel AND post_id = :post
        """,
        {"channel": navigation.channel_id, "post": navigation.post_id},
    )


async def is_being_edited(db: Session, post_id: int) -> bool:
    """Whether an edit of a post is on its way, or its outcome not noted yet."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM edits WHERE post_id = :post
          AND (state IN ('wanted', 'sending', 'uncertain') OR is_notice_due = 1) LIMIT 1
        """,
        {"post": post_id},
    )
    return row is not None


def _navigation(row: Row) -> Navigation:
    return Navigation(
        channel_id=row["channel_id"],
        post_id=row["post_id"],
        person_id=row["person_id"],
        state=NavigationState(row["state"]),
        question=Question(row["question"]) if row["question"] else None,
        revision=row["revision"],
        edited_at=from_ms(row["edited_at"]),
        due_at=from_ms(row["due_at"]),
    )
