"""Posts of the past made ready for the store: all that needs no store, for a thread of its own."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.imports import ImportSource
from bot.domain.posts import Content
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.tellings import Telling, present
from bot.services.stemming import stems_of
from storage import histories
from storage.posts import content_params

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

BATCH = 200
"""Posts that one transaction writes: a few hundredths of a second, so that nobody waits long."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A post of the past with all that is computed of it.

    `params` are its columns; `tags` its rubrics (fold -> as written); `stems` its words, parted
    by blanks; `told` what is told of its reactions, and of which message, None for nothing.
    """

    post: HistoryPost
    params: dict[str, Any]
    tags: dict[str, str]
    stems: str
    told: tuple[int, Telling] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """So much of a source as one transaction takes. `size` counts all that was read for it."""

    posts: tuple[Prepared, ...]
    kept: tuple[histories.Telling, ...]
    size: int
    source: ImportSource
    told_at: datetime


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
        posts=tuple(_prepare(post, source, told_at) for post in read if post.is_post),
        kept=tuple(_kept(message) for post in read for message in post.messages),
        size=len(read),
        source=source,
        told_at=told_at,
    )


def _prepare(post: HistoryPost, source: ImportSource, told_at: datetime) -> Prepared:
    content = Content(text=post.main.text, media=post.media)
    return Prepared(
        post=post,
        params={"title": content.title, **content_params(content)},
        tags={fold_tag(tag): tag.partition("@")[0] for tag in find_tags(content.text.text)},
        stems=" ".join(stems_of(content.text.text)),
        told=_told(post, source, told_at),
    )


def _told(
    post: HistoryPost, source: ImportSource, told_at: datetime
) -> tuple[int, Telling] | None:
    """The reactions to a post: of an album the item that has most of them tells all.

    Without any a page says nothing; an export that tells of reactions says that there are none.
    """
    telling = [message for message in post.messages if message.reactions is not None]
    if not telling:
        return None
    message = max(telling, key=lambda one: sum(present(one.reactions or {}).values()))
    counts = present(message.reactions or {})
    if not counts and source is ImportSource.PAGE:
        return None
    told = Telling(
        counts=counts, counted_at=told_at, source=source.numbers, rounded=message.rounded
    )
    return message.id, told


def _kept(message: HistoryMessage) -> histories.Telling:
    return histories.Telling(message.id, message.is_post, _compact(dict(message.details)))
