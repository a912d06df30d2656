"""Reads the past of a public channel from its page: newest first, a page a request, resumable.

Where a run stood is in the store: the next one goes on there, then fetches only what is newer.
"""

import asyncio
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.histories import HistoryPage
from bot.domain.imports import Holding, Import, ImportSource, ImportState
from bot.errors import InputRefused, SourceUnreadable
from bot.services.carrying_out import OnBatch, finish, reread, write
from bot.services.preparing import prepare
from storage import imports
from storage.db import Database

TRIES = 4
"""Requests for one page before a run gives up; the next run goes on at that page."""
FIRST_PAUSE_SECONDS = 5.0
_LONGEST_WISH_SECONDS = 300


class Pages(Protocol):
    """Reads pages of public channels, politely."""

    async def page(self, name: str, before: int | None = None) -> HistoryPage:
        """The newest posts of a channel, or those with ids below `before`.

        Raises:
            InputRefused: there is no such page.
            SourceUnreadable: it cannot be had now; `params["seconds"]` is what the server wishes.
        """
        ...


async def backfill(
    db: Database, clock: Clock, channel: Channel, name: str, pages: Pages, on_batch: OnBatch
) -> list[Import]:
    """Import what the page of a channel shows and no run before has; the imports as they ended.

    Raises:
        InputRefused: there is no such page, or it is another channel's.
        SourceUnreadable: a page cannot be had now; what is in stays.
        ChannelUnavailable: the channel was disconnected meanwhile; what is in stays.
    """
    done = []
    begun = await imports.get_unfinished(db, channel.id, ImportSource.PAGE)
    if begun is not None:
        done.append(await _read(db, clock, begun, channel, name, pages, on_batch))
    fresh = await _begin(db, clock, channel, name)
    done.append(await _read(db, clock, fresh, channel, name, pages, on_batch))
    return done


async def _begin(db: Database, clock: Clock, channel: Channel, name: str) -> Import:
    async with db.transaction() as session:
        return await imports.insert(
            session, source=ImportSource.PAGE, state=ImportState.RUNNING, channel_id=channel.id,
            name=name, holding=Holding(told_at=clock.now(), title=channel.title),
            floor=await imports.get_top(session, channel.id), now=clock.now(),
        )  # fmt: skip


async def _read(
    db: Database,
    clock: Clock,
    job: Import,
    channel: Channel,
    name: str,
    pages: Pages,
    on_batch: OnBatch,
) -> Import:
    before = job.position or None
    while True:
        page = await _fetch(pages, name, before)
        if page.chat_id is not None and page.chat_id != channel.chat_id:
            raise InputRefused("import-page-other", name=name, channel=channel.title)
        newer = [post for post in page.posts if max(post.ids) > job.floor]
        batch = prepare(newer, ImportSource.PAGE, clock.now())
        top = max((max(post.ids) for post in newer), default=job.floor)
        position = page.previous or 0
        written = await write(db, clock, job.id, channel, batch, position=position, top=top)
        await on_batch(await reread(db, job))
        if written is None or page.previous is None or page.previous <= job.floor + 1:
            await finish(db, clock, job.id)
            return await reread(db, job)
        before = page.previous


async def _fetch(pages: Pages, name: str, before: int | None) -> HistoryPage:
    """A page, asked for again after a while when it cannot be had."""
    for attempt in range(TRIES):
        try:
            return await pages.page(name, before)
        except SourceUnreadable as error:
            wish = int(error.params.get("seconds", 0))
            if attempt == TRIES - 1 or wish > _LONGEST_WISH_SECONDS:
                raise
            await asyncio.sleep(max(wish, FIRST_PAUSE_SECONDS * 2**attempt))
    raise AssertionError("the last try returns or raises")
