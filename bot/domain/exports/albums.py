"""Albums: an export has no word for them, only messages that were sent together."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.posts import MediaKind
from bot.domain.texts import ALBUM_LIMIT

_APART = timedelta(seconds=1)
# Bot API, `sendMediaGroup`: documents and audio only with their own kind.
_CLASSES = {
    MediaKind.PHOTO: "visual",
    MediaKind.VIDEO: "visual",
    MediaKind.DOCUMENT: "document",
    MediaKind.AUDIO: "audio",
}


def join_albums(messages: Iterable[HistoryMessage]) -> Iterator[HistoryPost]:
    """Posts of messages in their order: each message in one post, as lazily as they come.

    An album is what was sent within a second of its first item, with ids one after another, of
    kinds that may stand in one album, at most ten, at most one with words, of the same author.
    """
    album: list[HistoryMessage] = []
    for message in messages:
        if album and not _continues(album, message):
            yield HistoryPost(tuple(album))
            album = []
        album.append(message)
    if album:
        yield HistoryPost(tuple(album))


def _continues(album: list[HistoryMessage], message: HistoryMessage) -> bool:
    first = album[0]
    if message.id != album[-1].id + 1 or len(album) >= ALBUM_LIMIT:
        return False
    kind = _kind(message)
    if kind is None or kind != _kind(first):
        return False
    if message.text and any(item.text for item in album):
        return False
    return _is_together(first, message)


def _is_together(first: HistoryMessage, message: HistoryMessage) -> bool:
    if first.sent_at is None or message.sent_at is None:
        return False
    return (
        abs(message.sent_at - first.sent_at) <= _APART
        and message.signature == first.signature
        and message.forwarded_from == first.forwarded_from
    )


def _kind(message: HistoryMessage) -> str | None:
    """Which kinds of album may hold a message, None for what is in none."""
    if not message.is_post or message.special is not None or len(message.media) != 1:
        return None
    return _CLASSES.get(message.media[0].kind)
