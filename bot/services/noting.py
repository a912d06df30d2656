"""What a message of an author was used for: dispatched again, it is used no second time."""

from bot.domain.pieces import Piece
from storage import inputs
from storage.db import Session


async def note(session: Session, piece: Piece, post_id: int, purpose: str) -> None:
    """Remember what a message was used for, in the transaction that used it."""
    await inputs.insert(
        session,
        chat_id=piece.chat_id,
        message_id=piece.message_id,
        post_id=post_id,
        purpose=purpose,
        album_id=piece.album_id,
        units=0 if piece.media or piece.is_forward else piece.text.units,
        received_at=piece.sent_at,
    )
