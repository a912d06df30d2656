"""Posts of the past made ready for the store: all that needs no store, for a thread of its own."""

import json
import marshal
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.imports import ImportSource
from bot.domain.posts import Content
from bot.domain.reactions import count_people
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.tellings import Telling, present
from bot.domain.texts import Entity, Text
from bot.services.stemming import stems_of
from storage import histories
from storage.db import from_ms, to_ms
from storage.posts import content_params

_encode = json.JSONEncoder(ensure_ascii=False).encode
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

_COLUMNS = ("text", "entities", "media", "options", "tags")

BATCH = 400
"""Posts that one transaction writes: about a tenth of a second, so that nobody waits long."""


class Told(NamedTuple):
    """Reactions to a message: `counts` and `rounded`, and as their JSON.

    `counted` is their moment in milliseconds, None for that of the batch.
    """

    message_id: int
    counts: dict[str, int]
    rounded: tuple[str, ...]
    counts_json: str
    rounded_json: str
    people: int
    counted: int | None


class Prepared(NamedTuple):
    """A post of the past with all that is computed of it, in values that `marshal` knows.

    Moments are milliseconds: `sent` of its main message, `edited` the latest of all. `columns`
    are those of its content: title, text, entities, media, options, tags. `tags` are its rubrics
    (fold -> as written), `stems` its words, parted by blanks; `captions` the ids and lengths
    (UTF-16) of the items of an album whose words are not at the first. `told` is None for
    nothing.
    """

    ids: tuple[int, ...]
    sent: int | None
    edited: int | None
    columns: tuple[str, str, str, str, str, str]
    tags: dict[str, str]
    stems: str
    captions: tuple[tuple[int, int], ...]
    told: Told | None
    album: bytes
    """The post pickled, of an album; empty for a single message, which the columns tell."""

    def post(self) -> HistoryPost:
        """The post itself, without `details`: needed only beside one that is known."""
        if self.album:
            post: HistoryPost = pickle.loads(self.album)
            return post
        _, text, entities, *_ = self.columns
        words = Text(text, tuple(map(Entity.from_dict, json.loads(entities))))
        (number,) = self.ids
        return HistoryPost(
            (HistoryMessage(
                id=number, sent_at=from_ms(self.sent), edited_at=from_ms(self.edited), text=words,
            ),)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """So much of a source as one transaction takes. `size` counts all that was read for it."""

    posts: tuple[Prepared, ...]
    kept: tuple[histories.Telling, ...]
    size: int
    source: ImportSource
    told_at: datetime

    def counted_at(self, told: Told, *, now: datetime) -> datetime:
        """The moment of reactions; a file may name one to come, then they are of now."""
        at = self.told_at if told.counted is None else from_ms(told.counted)
        return min(at, now)

    def telling(self, told: Told, *, now: datetime) -> Telling:
        """Reactions as they are told by this source."""
        return Telling(
            counts=told.counts, counted_at=self.counted_at(told, now=now),
            source=self.source.numbers, rounded=frozenset(told.rounded),
        )  # fmt: skip

    def pack(self) -> bytes:
        """Bytes for another process of this program: read in a fraction of what pickle takes."""
        # `marshal` takes tuples as such only.
        posts = [(*one[:_TOLD], one.told and tuple(one.told), one.album) for one in self.posts]
        kept = [(one.message_id, one.is_post, one.body) for one in self.kept]
        return marshal.dumps((posts, kept, self.size))


_TOLD = Prepared._fields.index("told")


def unpack(data: bytes, source: ImportSource, told_at: datetime) -> Batch:
    """The batch of `pack`."""
    posts, kept, size = marshal.loads(data)
    return Batch(
        posts=tuple(
            Prepared(*(*fields, told and Told._make(told), album))
            for *fields, told, album in posts
        ),
        kept=tuple(histories.Telling(*one) for one in kept),
        size=size,
        source=source,
        told_at=told_at,
    )


def take(
    posts: Iterator[HistoryPost], source: ImportSource, told_at: datetime, size: int = BATCH
) -> Batch | None:
    """The next posts of an iterator, made ready; None when there are no more."""
    read = list(islice(posts, size))
    return prepare(read, source, told_at) if read else None


def prepare(posts: Iterable[HistoryPost], source: ImportSource, told_at: datetime) -> Batch:
    """Make posts ready, and what is no post."""
    read = list(posts)
    return Batch(
        posts=tuple(_prepare(post, source) for post in read if post.is_post),
        kept=tuple(_kept(message) for post in read for message in post.messages),
        size=len(read),
        source=source,
        told_at=told_at,
    )


def _prepare(post: HistoryPost, source: ImportSource) -> Prepared:
    main = post.main
    content = Content(text=main.text, media=post.media)
    text = content.text.text
    params = content_params(content)
    return Prepared(
        ids=post.ids,
        sent=to_ms(main.sent_at),
        edited=max((to_ms(one.edited_at) for one in post.messages if one.edited_at), default=None),
        columns=(content.title, *map(params.__getitem__, _COLUMNS)),
        tags={fold_tag(tag): tag.partition("@")[0] for tag in find_tags(text)},
        stems=" ".join(stems_of(text)),
        captions=_captions(post, main),
        told=_told(post, source),
        album=_packed(post) if len(post.messages) > 1 else b"",
    )


def _captions(post: HistoryPost, main: HistoryMessage) -> tuple[tuple[int, int], ...]:
    """Which item of an album has the words, where it is not the first: edits ask for it."""
    if main is post.messages[0]:
        return ()
    return tuple((message.id, message.text.units) for message in post.messages)


def _packed(post: HistoryPost) -> bytes:
    return pickle.dumps(HistoryPost(tuple(replace(one, details={}) for one in post.messages)))


def _told(post: HistoryPost, source: ImportSource) -> Told | None:
    """The reactions to a post: of an album the item that has most of them tells all.

    Without any a page says nothing; an export that tells of reactions says that there are none.
    """
    telling = [message for message in post.messages if message.reactions is not None]
    if not telling:
        return None
    found = [(present(one.reactions or {}), one) for one in telling]
    counts, message = max(found, key=lambda pair: sum(pair[0].values()))
    if not counts and source is ImportSource.PAGE:
        return None
    rounded = tuple(sorted(message.rounded))
    return Told(
        message_id=message.id, counts=counts, rounded=rounded, counts_json=_encode(counts),
        rounded_json=_encode(rounded) if rounded else "[]", people=count_people(counts),
        counted=to_ms(message.counted_at),
    )  # fmt: skip


def _kept(message: HistoryMessage) -> histories.Telling:
    return histories.Telling(message.id, message.is_post, _compact(dict(message.details)))
