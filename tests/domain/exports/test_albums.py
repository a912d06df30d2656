"""Albums joined from messages that were sent together: none lost, none invented, in order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exports import join_albums
from bot.domain.histories import HistoryMessage, Special
from bot.domain.posts import Media, MediaKind
from bot.domain.texts import ALBUM_LIMIT, Text

START = datetime(2023, 7, 13, 10, 24, 38, tzinfo=UTC)


def item(
    number: int, seconds: int = 0, kind: MediaKind | None = MediaKind.PHOTO, **told: Any
) -> HistoryMessage:
    media = () if kind is None else (Media(kind=kind, file_id="", unique_id=""),)
    at = START + timedelta(seconds=seconds)
    return HistoryMessage(id=number, sent_at=at, media=media, **told)


def joined(*messages: HistoryMessage) -> list[tuple[int, ...]]:
    return [post.ids for post in join_albums(messages)]


def test_what_was_sent_together_is_one_post():
    assert joined(item(1), item(2, text=Text("слова")), item(3, 1), item(4, 5)) == [
        (1, 2, 3), (4,)
    ]  # fmt: skip


def test_photos_and_videos_share_an_album_and_files_have_their_own():
    assert joined(item(1), item(2, kind=MediaKind.VIDEO)) == [(1, 2)]
    assert joined(item(1), item(2, kind=MediaKind.DOCUMENT)) == [(1,), (2,)]
    assert joined(item(1, kind=MediaKind.AUDIO), item(2, kind=MediaKind.AUDIO)) == [(1, 2)]
    assert joined(item(1, kind=MediaKind.DOCUMENT), item(2, kind=MediaKind.DOCUMENT)) == [(1, 2)]


@pytest.mark.parametrize("kind", [None, MediaKind.VOICE, MediaKind.ANIMATION])
def test_what_stands_in_no_album_stays_alone(kind: MediaKind | None):
    assert joined(item(1, kind=kind), item(2, kind=kind)) == [(1,), (2,)]


@pytest.mark.parametrize(
    "second",
    [
        item(3), item(2, 2), item(2, text=Text("другие")), item(2, signature="Анна"),
        item(2, forwarded_from=""), item(2, special=Special.VIDEO_MESSAGE, kind=MediaKind.VIDEO),
        item(2, is_post=False), replace(item(2), sent_at=None),
    ],
    ids=["gap", "later", "words", "author", "forwarded", "round", "service", "dateless"],
)  # fmt: skip
def test_what_differs_begins_a_post_of_its_own(second: HistoryMessage):
    assert joined(item(1, text=Text("слова")), second) == [(1,), (second.id,)]


def test_an_album_has_ten_items_at_most():
    posts = joined(*(item(number) for number in range(1, 24)))
    assert [len(ids) for ids in posts] == [10, 10, 3]


def test_messages_are_taken_as_they_are_needed():
    taken: list[int] = []

    def source() -> Iterator[HistoryMessage]:
        for number in range(1, 100):
            taken.append(number)
            yield item(number, seconds=10 * number)

    posts = join_albums(source())
    assert next(posts).ids == (1,)
    assert taken == [1, 2]


MESSAGES = st.builds(
    item,
    st.integers(1, 12),
    st.integers(0, 3),
    st.sampled_from([None, *MediaKind]),
    text=st.sampled_from([Text(), Text("слова")]),
    special=st.sampled_from([None, Special.POLL]),
    is_post=st.booleans(),
    signature=st.sampled_from(["", "Анна"]),
)


@given(st.lists(MESSAGES, max_size=40))
def test_joining_loses_and_invents_nothing_and_keeps_the_order(messages: list[HistoryMessage]):
    posts = list(join_albums(messages))
    assert [one for post in posts for one in post.messages] == messages
    for post in posts:
        assert 1 <= len(post.messages) <= ALBUM_LIMIT
        assert sum(bool(one.text) for one in post.messages) <= max(1, len(post.messages) == 1)


@given(st.lists(MESSAGES, max_size=20), st.integers(0, 20))
def test_what_comes_first_is_joined_alike_whatever_follows(
    messages: list[HistoryMessage], cut: int
):
    whole = list(join_albums(messages))
    part = list(join_albums(messages[:cut]))
    assert part[:-1] == whole[: max(len(part) - 1, 0)]
