"""Cards of reviews in the chats of editors, until each shows what was decided."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.posts import PostState
from bot.domain.reviews import ReviewState
from storage.db import Session, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """A message that shows a post as its review asked for it."""

    chat_id: int
    message_id: int
    review_id: int
    post_id: int


async def insert(db: Session, review_id: int, *, chat_id: int, message_id: int) -> None:
    """An editor got the card of a review."""
    await db.execute(
        """
        INSERT INTO review_cards (chat_id, message_id, review_id)
        VALUES (:chat, :message, :review) ON CONFLICT DO NOTHING
        """,
        {"chat": chat_id, "message": message_id, "review": review_id},
    )


async def list_chats(db: Session, review_id: int) -> set[int]:
    """Who has a card of a review."""
    rows = await db.fetch_all(
        "SELECT chat_id FROM review_cards WHERE review_id = :review", {"review": review_id}
    )
    return {row["chat_id"] for row in rows}


async def list_due(db: Session, *, now: datetime) -> list[ReviewCard]:
    """Cards whose review is over, or whose post was deleted, but for those to be tried later."""
    rows = await db.fetch_all(
        """
        SELECT review_cards.*, reviews.post_id FROM review_cards
        JOIN reviews ON reviews.id = review_cards.review_id
        JOIN posts ON posts.id = reviews.post_id
        WHERE (reviews.state <> :open OR posts.state = :deleted) AND review_cards.due_at <= :now
        ORDER BY review_cards.review_id, review_cards.chat_id
        """,
        {
            "open": ReviewState.OPEN.value,
            "deleted": PostState.DELETED.value,
            "now": to_ms(now),
        },
    )
    return [
        ReviewCard(
            chat_id=row["chat_id"],
            message_id=row["message_id"],
            review_id=row["review_id"],
            post_id=row["post_id"],
        )
        for row in rows
    ]


async def postpone(db: Session, card: ReviewCard, *, due_at: datetime) -> None:
    """It could not be drawn: not before this moment again."""
    await db.execute(
        "UPDATE review_cards SET due_at = :due WHERE chat_id = :chat AND message_id = :message",
        {"chat": card.chat_id, "message": card.message_id, "due": to_ms(due_at)},
    )


async def delete(db: Session, *, chat_id: int, message_id: int) -> None:
    """It shows what was decided."""
    await db.execute(
        "DELETE FROM review_cards WHERE chat_id = :chat AND message_id = :message",
        {"chat": chat_id, "message": message_id},
    )
