"""What another process prepares comes over whole, and so does the post behind it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.imports import ImportSource
from bot.domain.texts import Entity, Text
from bot.services.preparing import prepare, unpack

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORDS = Text("Скидки #кейс 😀", (Entity("bold", 0, 6), Entity("hashtag", 7, 5)))


def told(number: int, text: Text = WORDS) -> HistoryMessage:
    return HistoryMessage(
        id=number, sent_at=AT, edited_at=AT, text=text, reactions={"🔥": 3, "❤": 1},
        rounded=frozenset({"🔥", "❤"}), details={"id": number},
    )  # fmt: skip


SINGLE = HistoryPost((told(1),))
ALBUM = HistoryPost((told(2, Text()), told(3)))
SERVICE = HistoryPost((HistoryMessage(id=4, sent_at=None, is_post=False, details={"id": 4}),))


def test_a_batch_comes_over_as_it_was() -> None:
    batch = prepare([SINGLE, ALBUM, SERVICE], ImportSource.FILE, AT)
    assert unpack(batch.pack(), ImportSource.FILE, AT) == batch
    assert batch.size == 3
    assert [one.captions for one in batch.posts] == [(), ((2, 0), (3, WORDS.units))]


def test_a_post_can_be_had_back_to_be_compared_with_what_is_known() -> None:
    batch = prepare([SINGLE, ALBUM], ImportSource.FILE, AT)
    single, album = (one.post() for one in unpack(batch.pack(), ImportSource.FILE, AT).posts)
    (message,) = single.messages
    assert (message.id, message.sent_at, message.edited_at, message.text) == (1, AT, AT, WORDS)
    assert album == HistoryPost(tuple(replace(one, details={}) for one in ALBUM.messages))
