"""Looks at what an export holds: whose past it is, and how much of it is known."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from bot.domain.channels import Channel
from bot.domain.exports.summaries import ChatSummary, ExportSummary
from bot.domain.histories import HistoryPost
from bot.domain.imports import Holding
from storage import imported
from storage.db import Database

_AT_ONCE = 1000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def matched(summary: ExportSummary, connected: Sequence[Channel]) -> Channel | None:
    """The one connected channel whose past a file holds, by its id; None: none, or several."""
    found = [one for one in connected if summary.channel(one.chat_id)]
    return found[0] if len(found) == 1 else None


def choices(summary: ExportSummary, connected: Sequence[Channel]) -> tuple[Channel, ...]:
    """The channels whose past a file may hold.

    Of several in a file those that are connected; a single one with an id that is not connected
    may be any of ours under an older id.
    """
    found = tuple(one for one in connected if summary.channel(one.chat_id))
    if found or len(summary.channels) > 1:
        return found
    return tuple(connected)


def chat_for(summary: ExportSummary, channel: Channel) -> ChatSummary | None:
    """The chat of a file that is the past of a channel: by id, or because it is the only one."""
    found = summary.channel(channel.chat_id)
    if found is not None:
        return found
    return summary.channels[0] if len(summary.channels) == 1 else None


def holding_of(summary: ExportSummary, channel: Channel | None) -> Holding:
    """What a file holds of a channel; while none is chosen, of its first."""
    chat = chat_for(summary, channel) if channel else summary.channels[0]
    assert chat is not None
    told_at = summary.exported_at or chat.last or _NEVER
    return Holding(
        history_id=chat.bare_id, title=chat.name, told_at=told_at, posts=chat.posts,
        messages=chat.messages, first_at=chat.first, last_at=chat.last,
    )  # fmt: skip


async def count_known(db: Database, channel: Channel, posts: Iterator[HistoryPost]) -> int:
    """How many of the posts are in the archive; read in a thread."""
    known = 0
    while part := await asyncio.to_thread(lambda: list(islice(posts, _AT_ONCE))):
        ids = [number for post in part for number in post.ids]
        found = await imported.find_posts(db, channel.chat_id, ids)
        known += sum(post.is_post and any(n in found for n in post.ids) for post in part)
    return known
