"""Looks at the public pages of channels for views and reactions, politely.

One request at a time, at least a second apart, none to a channel more often than pages are read,
none for what is good enough (`bot/domain/previews.py` says what that is), none at all for channels
without a public name.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.numbers import Metric, NumberSource
from bot.domain.previews import (
    BETWEEN_PAGES,
    BETWEEN_REQUESTS,
    NONE_LASTS,
    Answer,
    Look,
    NotShown,
    Page,
    PageFigures,
    PostFigures,
    Shown,
    Trouble,
    Unchanged,
    Version,
    choose,
    missing,
    newest_behind,
    next_look,
    plan,
    rest_after,
)
from bot.services.reacting import Reacting
from bot.tasks import Tasks
from storage import counts, previews, versions
from storage.counts import Count
from storage.db import Database, Session, StoreFull

log = logging.getLogger(__name__)

PLANNED_AT_ONCE = 500
VERSIONS_LAST = timedelta(days=60)
"""Longer than the longest pause between two looks at a page."""


class Pages(Protocol):
    """Reads public pages."""

    async def read(self, username: str, page: Page, known: Version | None) -> Answer:
        """Read a page of a channel; `known` is how it was when it was read last.

        Whatever the network and the server do is an answer, no error.
        """
        ...


class Looking:
    """Plans looks, reads one page after the other, and takes over what they count."""

    def __init__(
        self, db: Database, clock: Clock, tasks: Tasks, pages: Pages, reacting: Reacting
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._pages = pages
        self._reacting = reacting
        self._task: asyncio.Task[None] | None = None
        self._asked_at: datetime | None = None
        self._newest: dict[int, int] = {}

    async def look_due(self) -> datetime | None:
        """Plan looks at posts that came out; begin to read a page that is due, if one is.

        Waits for no page: only one is read at a time.
        """
        now = self._clock.now()
        await self._plan(now)
        if self._is_busy(now):
            return None
        channel = await previews.next_channel(self._db, now=now, asked_before=now - BETWEEN_PAGES)
        if channel is not None:
            self._task = self._tasks.start(self._look(channel), name=f"preview of {channel.id}")
        return None

    async def forget_old_versions(self) -> None:
        """Forget how pages were that nobody reads any more."""
        async with self._db.transaction() as session:
            await versions.forget_old(session, before=self._clock.now() - VERSIONS_LAST)

    def _is_busy(self, now: datetime) -> bool:
        if self._task is not None and not self._task.done():
            return True
        # A clock that was set back is no reason to wait.
        return self._asked_at is not None and (
            timedelta(0) <= now - self._asked_at < BETWEEN_REQUESTS
        )

    async def _plan(self, now: datetime) -> None:
        for channel in await previews.list_unplanned_channels(self._db):
            found = await previews.list_unplanned(self._db, channel.id, limit=PLANNED_AT_ONCE)
            if not found:
                continue
            async with self._db.transaction() as session:
                spread_from = await previews.get_spread(session, channel.id) or now
                looks, until = plan(found, now=now, spread_from=spread_from)
                await previews.plan(session, channel, looks, spread_until=until)

    async def _look(self, channel: Channel) -> None:
        now = self._clock.now()
        try:
            await self._read(channel, now)
        except StoreFull:
            raise
        except Exception:
            # A mistake of ours must not become a request a second.
            log.exception("the page of channel %s is not understood", channel.id)
            await self._rest(channel, Trouble("a mistake", is_general=False))
        finally:
            self._asked_at = self._clock.now()

    async def _read(self, channel: Channel, now: datetime) -> None:
        due = await self._due(channel, now)
        newest = max(channel.last_message_id, self._newest.get(channel.id, 0))
        page = choose(due, newest=newest, now=now)
        if page is None or channel.username is None:
            return
        address = page.path(channel.username)
        known = await versions.get_version(self._db, address)
        answer = await self._pages.read(channel.username, page, known)
        match answer:
            case Shown(version=version, age=age):
                if await self._take(channel, page, due, version.figures, seen_at=now - age):
                    async with self._db.transaction() as session:
                        await versions.put(session, address, version, now=now)
            case Unchanged(age) if known is not None:
                await self._take(channel, page, due, known.figures, seen_at=now - age)
            case Unchanged():
                await self._rest(channel, Trouble("unchanged since never", is_general=False))
            case NotShown():
                await self._note_none(channel)
            case Trouble():
                await self._rest(channel, answer)

    async def _due(self, channel: Channel, now: datetime) -> list[Look]:
        """What is due, without posts that are not in the channel any more."""
        due, gone = await previews.list_due(self._db, channel.id, now=now)
        if gone:
            async with self._db.transaction() as session:
                await previews.forget(session, gone)
        return due

    async def _take(
        self,
        channel: Channel,
        page: Page,
        due: Sequence[Look],
        figures: PageFigures,
        *,
        seen_at: datetime,
    ) -> bool:
        """Take over what a page counts; False when it is another channel's."""
        if not figures.is_of(channel.chat_id):
            log.warning("@%s is another channel's name now: %s", channel.username, channel.id)
            await self._note_none(channel)
            return False
        if page == Page():
            self._newest[channel.id] = newest_behind(figures)
        posts = [post for post in figures.posts if post.chat_id == channel.chat_id]
        ids = [number for post in posts for number in post.message_ids]
        shown = await previews.list_shown(self._db, channel.chat_id, ids)
        lost = missing(page, figures, due)
        if lost:
            numbers = ", ".join(str(look.message_id) for look in lost)
            log.info("the page of channel %s does not show %s", channel.id, numbers)
        await self._adopt(posts, shown, seen_at)
        now = self._clock.now()
        looked = {post_id: next_look(at, now) for post_id, _, at in shown.values()}
        looked |= {look.post_id: next_look(look.published_at, now) for look in lost}
        async with self._db.transaction() as session:
            await self._count_views(session, posts, shown, seen_at)
            await previews.set_looked(session, list(looked.items()), looked_at=now)
            await previews.set_answered(session, channel, is_shown=True, rest_until=now, now=now)
        return True

    async def _count_views(
        self,
        session: Session,
        posts: Sequence[PostFigures],
        shown: previews.Stood,
        seen_at: datetime,
    ) -> None:
        """Views of a post that is several messages are those of its first part."""
        for post in posts:
            stood = next((shown[one] for one in post.message_ids if one in shown), None)
            if post.views is None or stood is None or stood[1] != 0:
                continue
            count = Count(
                metric=Metric.VIEWS,
                source=NumberSource.PREVIEW,
                total=post.views.total,
                counted_at=seen_at,
                is_rounded=post.views.is_rounded,
            )
            await counts.put(session, stood[0], count)

    async def _adopt(
        self, posts: Sequence[PostFigures], shown: previews.Stood, seen_at: datetime
    ) -> None:
        # A page that shows none at all may be one of another shape.
        is_telling = any(post.reactions for post in posts)
        for post in posts:
            message_id = next((one for one in post.message_ids if one in shown), None)
            if message_id is None or post.reactions is None:
                continue
            await self._reacting.adopt(
                shown[message_id][0],
                {kind: figure.total for kind, figure in post.reactions.items()},
                rounded=[kind for kind, figure in post.reactions.items() if figure.is_rounded],
                seen_at=seen_at,
                message_id=message_id,
                is_none_sure=is_telling and post.views is not None,
            )

    async def _note_none(self, channel: Channel) -> None:
        now = self._clock.now()
        async with self._db.transaction() as session:
            await previews.set_answered(
                session, channel, is_shown=False, rest_until=now + NONE_LASTS, now=now
            )

    async def _rest(self, channel: Channel, trouble: Trouble) -> None:
        now = self._clock.now()
        async with self._db.transaction() as session:
            failures = await previews.count_failures(session, channel) + 1
            until = now + rest_after(failures, trouble.wish)
            await previews.set_failed(
                session, channel, failures=failures, rest_until=until, now=now
            )
            if trouble.is_general:
                await previews.set_all_resting(session, failures=failures, until=until)
        log.info("preview of channel %s: %s; resting until %s", channel.id, trouble.reason, until)
