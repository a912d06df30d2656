"""Gives a channel's archive back: as Telegram Desktop's messages, or a file a post."""

import heapq
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.channels import Channel
from bot.domain.desktop import DesktopMessage, Told, to_desktop, to_service
from bot.domain.imports import ImportSource
from bot.domain.notes import Note, make_note
from bot.domain.options import Options
from bot.domain.posts import Origin, Post, PostState
from bot.domain.publications import Part, layout
from bot.domain.tellings import Telling
from bot.domain.texts import Text
from bot.services.numbering import Numbering
from storage import archives, histories, posts
from storage import numbers as reactions
from storage.archives import DayKey, Placed
from storage.db import Database
from storage.histories import ToldMessage
from storage.numbers import Reacted

PAGE = 200
"""Messages, or posts, that are in memory at a time."""

_NOTHING: Mapping[str, Any] = {}
_UNTOLD = (None, None, frozenset[str]())
_EMPTY = Part(text=Text(), options=Options())


@dataclass(frozen=True, slots=True)
class _Window:
    """What is known of some messages in a row."""

    posts: Mapping[int, Post]
    places: Mapping[int, Sequence[Placed]]
    told: Mapping[int, Telling]
    reacted: Mapping[int, Reacted]
    captioned: Mapping[int, int]
    """Post -> the item of its album that has the words, where it is known."""


class Archiving:
    """Reads an archive from its first message to its last, a page at a time; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._numbering = Numbering(db)

    async def count_messages(self, channel: Channel) -> int:
        """How many messages are looked at, about: for a measure of progress."""
        return await archives.count_messages(self._db, channel.id, channel.chat_id)

    async def count_posts(self, channel: Channel) -> int:
        """How many posts are published."""
        return await archives.count_posts(self._db, channel.id)

    async def messages(self, channel: Channel) -> AsyncIterator[DesktopMessage]:
        """Every message by its id: those of published posts, and what an import told besides.

        Messages of posts that were deleted, or that are not out for sure, are left out.
        """
        behind = 0
        while True:
            placed = await archives.list_placed(
                self._db, channel.chat_id, behind=behind, limit=PAGE
            )
            told = await histories.list_messages(self._db, channel.id, behind, PAGE)
            ids = list(heapq.merge(
                (one.message_id for one in placed), (one.message_id for one in told)
            ))  # fmt: skip
            if not ids:
                return
            # Both pages are whole up to where the shorter one ends.
            ends = [page[-1].message_id for page in (placed, told) if len(page) == PAGE]
            last = min(ends, default=ids[-1])
            kept = [one for one in placed if one.message_id <= last]
            besides = {one.message_id: one for one in told if one.message_id <= last}
            for message in await self._written(channel, kept, besides):
                yield message
            behind = last

    async def _written(
        self, channel: Channel, placed: Sequence[Placed], told: Mapping[int, ToldMessage]
    ) -> list[DesktopMessage]:
        window = await self._window(channel, placed)
        written = [
            to_desktop(message, channel)
            for one in placed
            if (message := _message(one, window, _details(told.get(one.message_id))))
        ]
        written += [
            to_service(message_id, one.body)
            for message_id, one in told.items()
            if not one.is_post and one.source is ImportSource.FILE
        ]
        return sorted(written, key=lambda message: int(message["id"]))

    async def _window(self, channel: Channel, placed: Sequence[Placed]) -> _Window:
        post_ids = sorted({one.post_id for one in placed})
        found = await posts.list_posts(self._db, post_ids)
        places = await archives.list_places(self._db, post_ids)
        ids = [one.message_id for whole in places.values() for one in whole]
        return _Window(
            {post.id: post for post in found if _is_out(post, channel)},
            places,
            await archives.list_told(self._db, channel.id, ids),
            await reactions.list_reacted(self._db, post_ids),
            await archives.list_captioned(self._db, channel.chat_id, ids),
        )

    async def notes(self, channel: Channel) -> AsyncIterator[Note]:
        """A file for each published post, oldest first."""
        behind = DayKey(-(2**62), 0)
        while page := await archives.list_published(
            self._db, channel.id, behind=behind, limit=PAGE
        ):
            places = await archives.list_places(self._db, [post.id for post in page])
            numbers = await self._numbering.of_many(page)
            firsts = [whole[0].message_id for whole in places.values()]
            told = await archives.list_details(self._db, channel.id, firsts)
            for post in page:
                ids = [one.message_id for one in places.get(post.id, ())]
                details = told.get(ids[0], _NOTHING) if ids else _NOTHING
                yield make_note(post, channel, numbers[post.id], ids, details)
            behind = archives.key_of(page[-1])


def _is_out(post: Post, channel: Channel) -> bool:
    is_published = post.state is PostState.PUBLISHED and post.published_at is not None
    return is_published and post.channel_id == channel.id


def _details(told: ToldMessage | None) -> Mapping[str, Any]:
    """What a file told of a message; a public page tells nothing in this form."""
    return told.body if told is not None and told.source is ImportSource.FILE else _NOTHING


def _message(placed: Placed, window: _Window, details: Mapping[str, Any]) -> Told | None:
    post = window.posts.get(placed.post_id)
    if post is None or post.published_at is None:
        return None
    places = window.places[post.id]
    part = _parts(post, places)[placed.part]
    is_captioned = _is_captioned(placed, post, window)
    counts, counted_at, rounded = _reactions(placed, places, window)
    return Told(
        id=placed.message_id,
        sent_at=post.published_at,
        edited_at=post.edited_at if is_captioned or not details else None,
        text=part.text if is_captioned else Text(),
        media=dict(enumerate(part.media)).get(placed.position),
        buttons=part.buttons if placed.position == 0 else (),
        reactions=counts,
        counted_at=counted_at,
        rounded=rounded,
        details=details,
    )


def _is_captioned(placed: Placed, post: Post, window: _Window) -> bool:
    """Whether a message has the words of its part: in albums of ours the first one."""
    at = None if post.origin is Origin.DRAFT else window.captioned.get(post.id)
    return placed.message_id == at if at is not None else placed.position == 0


def _parts(post: Post, places: Sequence[Placed]) -> Mapping[int, Part]:
    """What each part of a post says. Where that is not known any more, the first says all."""
    content = post.content
    numbers = sorted({one.part for one in places})
    parts = layout(content) if post.origin is Origin.DRAFT else []
    if numbers == list(range(len(parts))):
        return dict(enumerate(parts))
    whole = Part(text=content.full_text, media=content.media, options=content.options)
    return {number: whole if number == numbers[0] else _EMPTY for number in numbers}


def _reactions(
    placed: Placed, places: Sequence[Placed], window: _Window
) -> tuple[Mapping[str, int] | None, datetime | None, frozenset[str]]:
    """What was told of a message, its moment, the rounded kinds; None: nothing.

    Of a post of which only the sum is known, its first has it.
    """
    if any(one.message_id in window.told for one in places):
        told = window.told.get(placed.message_id)
        return (told.counts, told.counted_at, told.rounded) if told else _UNTOLD
    reacted = window.reacted.get(placed.post_id)
    if reacted is None or reacted.counted_at is None or placed != places[0]:
        return _UNTOLD
    return reacted.kinds, reacted.counted_at, reacted.rounded
