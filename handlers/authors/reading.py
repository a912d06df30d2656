"""An author's message as a piece of a draft."""

from aiogram.types import Message

from bot.domain.pieces import Piece
from bot.domain.texts import Text, strip
from bot.gateways.telegram.entities import media_of, text_of


def read_piece(message: Message) -> Piece:
    """Everything a draft keeps of a message."""
    return Piece(
        chat_id=message.chat.id,
        message_id=message.message_id,
        text=text_of(message),
        sent_at=message.date,
        media=media_of(message),
        album_id=message.media_group_id,
        is_forward=message.forward_origin is not None,
    )


def words_of(message: Message) -> Text:
    """The text that answers a question."""
    return strip(text_of(message))
