"""A small past of a channel, for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.posts import Media, MediaKind
from bot.domain.texts import Text

BEGAN = datetime(2025, 3, 1, 9, tzinfo=UTC)
EXPORTED = datetime(2026, 11, 1, tzinfo=UTC)
PHOTO = Media(kind=MediaKind.PHOTO, file_id="", unique_id="")


def message(
    number: int,
    text: str = "",
    *,
    at: datetime | None = None,
    edited: datetime | None = None,
    media: tuple[Media, ...] = (),
    reactions: Mapping[str, int] | None = None,
    **details: Any,
) -> HistoryMessage:
    """A message an hour behind the one before, unless a moment is named."""
    return HistoryMessage(
        id=number,
        sent_at=at or BEGAN + timedelta(hours=number),
        edited_at=edited,
        text=Text(text),
        media=media,
        reactions=reactions,
        details=details or {"from": "Канал", "id_was": number},
    )


def post(number: int, text: str, **kw: Any) -> HistoryPost:
    """A post of one message."""
    return HistoryPost((message(number, text, **kw),))


def album(first: int, *texts: str, **kw: Any) -> HistoryPost:
    """An album of photos, with the words of each."""
    return HistoryPost(
        tuple(
            message(first + place, text, at=BEGAN + timedelta(hours=first), media=(PHOTO,), **kw)
            for place, text in enumerate(texts)
        )
    )


def service(number: int, action: str = "pin_message") -> HistoryPost:
    """A message that is no post."""
    return HistoryPost(
        (HistoryMessage(id=number, sent_at=None, is_post=False, details={"action": action}),)
    )
