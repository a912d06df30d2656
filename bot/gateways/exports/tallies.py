"""Counts what a chat of an export holds, while its messages pass by."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Any

from bot.domain.exports import (
    CHANNEL_TYPES,
    MOST_PLACES,
    ChatSummary,
    Place,
    Unreadable,
    join_albums,
    read_message,
)
from bot.domain.exports.values import integer
from bot.domain.histories import HistoryMessage
from bot.gateways.exports.walking import Chat

_CHANNEL_OFFSET = 10**12
# Telegram Desktop before 64-bit ids (2021) put the kind of a peer above its 32 bits.
_OLD_CHANNEL, _OLD_BITS = 2 << 32, 1 << 32


class Tally:
    """The figures of one chat."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._messages = self._posts = self._post_messages = 0
        self._service = self._unsupported = self._unreadable = 0
        self._first: datetime | None = None
        self._last: datetime | None = None
        self.newest: datetime | None = None
        """The newest moment of all, edits among them."""
        self._places: list[Place] = []
        self._has_seconds = False

    def count(self, raws: Iterable[Any], zone: tzinfo) -> None:
        """Count messages, as they are in the file."""
        self._posts += sum(post.is_post for post in join_albums(self._read(raws, zone)))

    def _read(self, raws: Iterable[Any], zone: tzinfo) -> Iterator[HistoryMessage]:
        for raw in raws:
            self._messages += 1
            try:
                message = read_message(raw, zone)
            except Unreadable as error:
                self._note(raw, str(error))
                continue
            self._see(message)
            yield message

    def _see(self, message: HistoryMessage) -> None:
        if message.is_post:
            self._post_messages += 1
        elif message.details.get("type") == "service":
            self._service += 1
        else:
            self._unsupported += 1
        self._has_seconds = self._has_seconds or "date_unixtime" in message.details
        if (at := message.sent_at) is None:
            return
        self._first = min(self._first or at, at)
        self._last = max(self._last or at, at)
        self.newest = max(self.newest or at, message.edited_at or at, at)

    def _note(self, raw: Any, reason: str) -> None:
        self._unreadable += 1
        if len(self._places) < MOST_PLACES:
            number = integer(raw.get("id")) if isinstance(raw, dict) else None
            self._places.append(Place(self._messages, number, reason))

    def summary(self) -> ChatSummary:
        """What was counted."""
        return ChatSummary(
            bare_id=self._bare_id(),
            name=self._chat.name,
            type=self._chat.type,
            is_left=self._chat.is_left,
            messages=self._messages,
            post_messages=self._post_messages,
            posts=self._posts,
            service=self._service,
            unsupported=self._unsupported,
            unreadable=self._unreadable,
            first=self._first,
            last=self._last,
            places=tuple(self._places),
        )

    def _bare_id(self) -> int:
        """Without what other programs and old exports put around it; 0 when it is not told."""
        number = self._chat.id
        if number < -_CHANNEL_OFFSET:
            return -number - _CHANNEL_OFFSET
        is_old = self._chat.type in CHANNEL_TYPES and not self._has_seconds
        if is_old and _OLD_CHANNEL <= number < _OLD_CHANNEL + _OLD_BITS:
            return number - _OLD_CHANNEL
        return max(number, 0)
