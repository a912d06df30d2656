"""Groups and channels where posts were seen, by the newest name of each."""

from bot.domain.reposts import Place
from storage.db import Session, to_ms


async def put(db: Session, place: Place) -> None:
    """Note what a chat is called, unless something newer is known."""
    await db.execute(
        """
        INSERT INTO places (chat_id, title, username, named_at)
        VALUES (:chat, :title, :username, :at)
        ON CONFLICT (chat_id) DO UPDATE SET
            title = excluded.title, username = excluded.username, named_at = excluded.named_at
        WHERE excluded.named_at >= places.named_at
        """,
        {
            "chat": place.chat_id,
            "title": place.title,
            "username": place.username,
            "at": to_ms(place.named_at),
        },
    )
