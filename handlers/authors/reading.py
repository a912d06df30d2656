"""An author's message as a piece of a draft."""

from aiogram.types import Message, MessageOriginChannel

from bot.domain.pieces import ForwardedPost, Piece
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
        forwarded=_forwarded_post(message),
    )


def _forwarded_post(message: Message) -> ForwardedPost | None:
    """Where a forwarded post stands; only posts of channels have a place (Bot API, MessageOrigin).

    A private channel's post is found under `/c/` by its members.
    """
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    chat = origin.chat
    place = chat.username or f"c/{str(chat.id).removeprefix('-100')}"
    return ForwardedPost(
        channel=chat.title or place,
        address=f"https://t.me/{place}/{origin.message_id}",
        published_at=origin.date,
    )


def words_of(message: Message) -> Text:
    """The text that answers a question."""
    return strip(text_of(message))
