"""Compiling: the channel's own digest as a draft, once a period, for its author to approve.

One transaction makes an issue: its draft, what it was chosen from, and when the next one comes.
Only then is it planned, if it goes out by itself, and its author told: at least once, as a
draft that nobody heard of would be lost; a second telling shows the same draft.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Content
from bot.domain.roundups import (
    FEWEST,
    PRESS,
    Candidate,
    Every,
    Issue,
    Roundup,
    Telling,
    latest_occasion,
    next_occasion,
    occasion_on,
    recent_period,
)
from bot.domain.team import Role
from bot.errors import AppError, NotFound
from bot.services.drafting import Drafting
from bot.services.planning import Planning
from bot.services.ranking import rank_period
from bot.services.selecting import Selection, Words, select
from storage import channels, people, posts, publications, roundup_issues, roundups
from storage.db import Database, Session
from storage.roundup_issues import NewIssue

log = logging.getLogger(__name__)

# What could not be made, or told, is tried again after so long.
_PAUSE = timedelta(minutes=1)
PRESSED_AGAIN = timedelta(seconds=30)
"""A press so soon behind another asks for the draft that this one made."""
# A chat takes a message a second (core.telegram.org/bots/faq), and a draft is two.
_BETWEEN = timedelta(seconds=2)


class Messenger(Protocol):
    """Tells authors of their roundups; each call gives how long to wait with it, None: done."""

    async def show_draft(self, selection: Selection) -> timedelta | None:
        """Show the draft of an issue, or say why there is none."""
        ...

    async def show_numbers(self, selection: Selection) -> timedelta | None:
        """Show the numbers behind the choice."""
        ...


class Compiling:
    """Makes the issues of roundups, plans those that go out by themselves, tells their authors."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        planning: Planning,
        words: Words,
        messenger: Messenger,
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._planning = planning
        self._words = words
        self._messenger = messenger
        # The job and a press would tell of one issue side by side.
        self._telling = asyncio.Lock()

    async def deliver_due(self) -> datetime | None:
        """Make what is due and tell of it (a job); when the next one is due."""
        for roundup in await roundups.list_due(self._db, now=self._clock.now()):
            try:
                await self._make_due(roundup)
            except Exception:
                log.exception("the roundup of channel %s", roundup.channel_id)
                async with self._db.transaction() as session:
                    due_at = self._clock.now() + _PAUSE
                    await roundups.set_due(session, roundup.channel_id, due_at)
        await self.tell_due()
        moments = (await roundups.next_due(self._db), await roundup_issues.next_telling(self._db))
        return min((moment for moment in moments if moment), default=None)

    async def make_now(self, person_id: int, channel_id: int, *, press: str) -> Issue:
        """A draft of the days until now, which waits for its author whatever is set.

        `press` names the press: one that is dispatched again finds the issue it made, as does
        another one right behind it.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: the channel is gone.
        """
        self._drafting.rights.require_owner(person_id)
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        roundup = await roundups.get(self._db, channel_id) or Roundup(channel_id=channel_id)
        every = Every.MONTHLY if roundup.every is Every.MONTHLY else Every.WEEKLY
        since, until = recent_period(every, self._clock.now(), channel.zoneinfo)
        new = NewIssue(
            channel_id=channel.id, period=f"{PRESS}{press}", every=every, since=since, until=until,
            goes_at=None, person_id=person_id, is_inherited=False,
        )  # fmt: skip
        content, candidates = await self._compose(channel, new, roundup)
        async with self._db.transaction(durable=True) as session:
            since = self._clock.now() - PRESSED_AGAIN
            issue = await roundup_issues.find_draft(session, channel.id, made_after=since)
            if issue is None:
                await self._begin(session, new, content, candidates)
                issue = await roundup_issues.find(session, channel.id, new.period)
        assert issue is not None
        return issue

    async def tell_due(self) -> None:
        """Plan what goes out by itself, and tell the authors of issues they do not know of."""
        async with self._telling:
            for issue in await roundup_issues.list_untold(self._db, now=self._clock.now()):
                try:
                    telling, wait = await self._tell(issue)
                except Exception:
                    log.exception("issue %s could not be told", issue.id)
                    telling, wait = issue.telling, _PAUSE
                tell_at = self._clock.now() + wait if wait else None
                async with self._db.transaction() as session:
                    await roundup_issues.set_telling(session, issue.id, telling, tell_at)

    async def _make_due(self, roundup: Roundup) -> None:
        channel = await channels.get_channel(self._db, roundup.channel_id)
        if channel is None or roundup.next_day is None:
            return
        now, zone = self._clock.now(), channel.zoneinfo
        occasion = occasion_on(roundup, roundup.next_day, zone)
        if occasion.due_at > now:
            # The zone of the channel was changed.
            async with self._db.transaction() as session:
                await roundups.set_due(session, channel.id, occasion.due_at)
            return
        occasion = latest_occasion(roundup, zone, roundup.next_day, now=now)
        later = next_occasion(roundup, zone, after=occasion.goes_at, behind=occasion.day)
        person_id = await self._recipient(roundup)
        goes_at = occasion.goes_at
        new = NewIssue(
            channel_id=channel.id, period=occasion.day.isoformat(), every=roundup.every,
            since=occasion.since, until=occasion.until, person_id=person_id,
            goes_at=goes_at if roundup.is_automatic and not channel.needs_review else None,
            is_inherited=person_id != roundup.person_id,
        )  # fmt: skip
        content, candidates = await self._compose(channel, new, roundup)
        async with self._db.transaction(durable=True) as session:
            if await roundups.get(session, channel.id) != roundup:
                return  # Changed meanwhile: looked at anew.
            await roundups.put(session, replace(
                roundup, person_id=person_id, next_day=later.day if later else None,
                due_at=later.due_at if later else None,
            ))  # fmt: skip
            await self._begin(session, new, content, candidates)

    async def _compose(
        self, channel: Channel, new: NewIssue, roundup: Roundup
    ) -> tuple[Content | None, list[Candidate]]:
        """The draft, None where there is too little to choose from, and its candidates."""
        candidates = await rank_period(
            self._db, channel, since=new.since, until=new.until, size=roundup.size
        )
        if len(candidates) < FEWEST:
            return None, candidates
        chosen = [one for one in candidates if one.is_chosen]
        return await self._words.write(channel, new, chosen, roundup.tag), candidates

    async def _begin(
        self,
        session: Session,
        new: NewIssue,
        content: Content | None,
        candidates: Sequence[Candidate],
    ) -> None:
        """An issue with its draft; its period has one at most."""
        now = self._clock.now()
        issue_id = await roundup_issues.insert(session, new, now=now)
        if issue_id is None:
            return
        await roundup_issues.set_choices(session, issue_id, _choices(candidates))
        if content is not None:
            post = await posts.insert(
                session, channel_id=new.channel_id, author_id=new.person_id, content=content,
                now=now,
            )  # fmt: skip
            await roundup_issues.set_draft(
                session, issue_id, post_id=post.id, revision=post.revision
            )

    async def _recipient(self, roundup: Roundup) -> int:
        """Who gets a draft: whoever it is meant for, or an owner who talks with the bot."""
        rights = self._drafting.rights
        role = await rights.role_in(roundup.person_id, roundup.channel_id)
        if role in (Role.OWNER, Role.EDITOR):
            return roundup.person_id
        owners = sorted(rights.owner_ids)
        known = await people.list_names(self._db, owners)
        return next((one for one in owners if one in known), owners[0])

    async def _tell(self, issue: Issue) -> tuple[Telling, timedelta | None]:
        """What is to be told next, and how long to wait with it; None when all is told."""
        if issue.telling is Telling.NUMBERS:
            wait = await self._messenger.show_numbers(await select(self._db, issue))
            return Telling.NUMBERS, wait
        if issue.goes_at is not None and issue.post_id is not None:
            await self._plan(issue, issue.post_id, issue.goes_at)
        selection = await select(self._db, issue)
        if wait := await self._messenger.show_draft(selection):
            return Telling.DRAFT, wait
        return Telling.NUMBERS, _BETWEEN if selection.post else None

    async def _plan(self, issue: Issue, post_id: int, goes_at: datetime) -> None:
        """Once: what its author took out of the plan before being told stays out."""
        if await publications.get_of_post(self._db, post_id) is not None:
            return
        try:
            await self._planning.schedule(issue.person_id, post_id, goes_at)
        except AppError as error:
            log.info("issue %s is not planned: %s", issue.id, error)


def _choices(candidates: Sequence[Candidate]) -> list[tuple[int, bool]]:
    return [(one.post.id, one.is_chosen) for one in candidates]
