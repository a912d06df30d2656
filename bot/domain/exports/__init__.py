"""Exports of Telegram Desktop (`result.json`): one message of them, albums, what they hold."""

from bot.domain.exports.albums import join_albums
from bot.domain.exports.messages import read_message
from bot.domain.exports.summaries import (
    CHANNEL_TYPES,
    MOST_PLACES,
    ChatSummary,
    ExportSummary,
    Place,
    channel_chat_id,
)
from bot.domain.exports.values import Unreadable

__all__ = [
    "CHANNEL_TYPES",
    "MOST_PLACES",
    "ChatSummary",
    "ExportSummary",
    "Place",
    "Unreadable",
    "channel_chat_id",
    "join_albums",
    "read_message",
]
