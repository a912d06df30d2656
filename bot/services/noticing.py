"""Tells followers of rubrics at once what was published in them: at most one notice an hour.

A publication writes one row a rubric. What is news is spread to its followers in batches, while
room for messages is waited for anyway; who is due is looked at once, and told of everything that
is new to them by then.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.archive import Rubric
from bot.domain.channels import ChannelState
from bot.domain.news import OLDEST, News, NewsItem
from bot.domain.posts import Post
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.services.delivering import UNREACHABLE, Begin, Delivering, leave_alone, reachable
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage import alerts, channels, messages, notices, rubric_news, rubrics
from storage.alerts import Alert
from storage.db import Database, Session
from storage.notices import OpenNotice

log = logging.getLogger(__name__)

PAUSE = timedelta(hours=1)
"""Between two notices to one person."""
KEPT = timedelta(days=2)
# Posts of one notice that are sure to be in its words; digests do not tell of them again.
MOST_TOLD = 12
# Followers that become due in one transaction.
SPREAD_AT_ONCE = 500


class Messenger(Protocol):
    """Writes notices to people."""

    async def wait_for_room(self) -> int:
        """Return when notices may be sent now: how many at once."""
        ...

    async def deliver(self, person_id: int, language: str, news: News) -> SendOutcome:
        """Send a notice, never twice; `is_channel_lost` says: the person is not reachable."""
        ...

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose notice may not have come; False when it is to be tried again."""
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    """A notice that this process, and no other, is to send; it tells news up to `until_id`."""

    alert: Alert
    until_id: int
    news: News = field(repr=False)


class Noticing(Delivering[_Claim, OpenNotice]):
    """The only writer of notices and of who is due for one."""

    name = "notices"

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        registering: Registering,
        messenger: Messenger,
    ) -> None:
        super().__init__(db, clock, tasks, messenger)
        self._registering = registering
        self._messenger = messenger

    async def next_due(self) -> datetime | None:
        """When there is something to spread or somebody to be looked at."""
        return await alerts.next_due(self._db)

    async def find(self, limit: int, now: datetime) -> Begin[_Claim] | None:
        """Spread the news a little further, then look who is due, at most `limit` of them."""
        await self._spread(now)
        due = await alerts.list_due(self._db, now=now, limit=limit)
        if not due:
            return None
        # Read before what they are told: what comes meanwhile is for the next notice.
        until_id = await rubric_news.newest_id(self._db)
        found = [
            (alert, await _compose(self._db, alert, until_id, since=now - OLDEST)) for alert in due
        ]

        async def begin(session: Session) -> list[_Claim]:
            begun = [await _begin(session, *pair, until_id, now) for pair in found]
            return [claim for claim in begun if claim]

        return begin

    async def _spread(self, now: datetime) -> None:
        if not await rubric_news.is_any_open(self._db):
            return
        async with self._db.transaction() as session:
            await rubric_news.spread(session, now=now, limit=SPREAD_AT_ONCE)
            await rubric_news.forget_before(session, now - KEPT)

    async def send(self, claim: _Claim) -> SendOutcome:
        """Send a notice to its person, in their language."""
        person = await reachable(self._db, claim.alert.person_id)
        if person is None:
            return UNREACHABLE
        language = self._registering.language_of(person)
        return await self._messenger.deliver(person.id, language, claim.news)

    async def settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """Write what a notice came to."""
        now, alert, until_id = self._clock.now(), claim.alert, claim.until_id
        match outcome:
            case Sent():
                await notices.settle(session, alert.id, until_id, state="sent", now=now)
            case Postponed(wait_seconds):
                again_at = now + timedelta(seconds=wait_seconds)
                await notices.give_back(session, alert, until_id=until_id, due_at=again_at)
            case Refused(reason):
                log.info("notice for %s refused: %s", alert.person_id, reason)
                await notices.settle(
                    session, alert.id, until_id, state="failed", now=now, error=reason
                )
                if outcome.is_channel_lost:
                    await leave_alone(session, alert.person_id)
            case Unknown(reason):
                # Unknown for good when the owners have been told, see `tell_lost`.
                await notices.settle(
                    session, alert.id, until_id, state="sending", now=now, error=reason
                )

    async def list_lost(self) -> Sequence[OpenNotice]:
        """Notices whose outcome nobody knows."""
        return await notices.list_open(self._db)

    async def tell_lost(self, lost: Sequence[OpenNotice]) -> bool:
        """Tell the owners."""
        return await self._messenger.tell_unknown([notice.name for notice in lost])

    async def settle_lost(self, session: Session, lost: OpenNotice, now: datetime) -> None:
        """Write that nobody knows."""
        await notices.settle(session, lost.alert_id, lost.until_id, state="unknown", now=now)


async def _begin(
    session: Session, alert: Alert, news: News | None, until_id: int, now: datetime
) -> _Claim | None:
    if news is None:
        await alerts.pass_over(session, alert, until_id=until_id)
        return None
    told = [item.post.id for item in news.items[:MOST_TOLD]]
    begun = await notices.claim(
        session, alert, until_id=until_id, now=now, free_at=now + PAUSE, post_ids=told
    )
    return _Claim(alert, until_id, news) if begun else None


async def _compose(db: Session, alert: Alert, until_id: int, *, since: datetime) -> News | None:
    """What is new to a person; None when nothing is, or the channel is not connected any more."""
    channel = await channels.get_channel(db, alert.channel_id)
    if channel is None or channel.state is ChannelState.DISCONNECTED:
        return None
    found = await rubric_news.list_news(
        db, alert.person_id, channel.id, told_id=alert.told_id, until_id=until_id, since=since
    )
    if not found:
        return None
    posts, tags = await _gathered(db, found)
    first = await messages.first_ids(db, list(posts))

    links = {post_id: channel.link(message_id) for post_id, message_id in first.items()}
    items = tuple(
        NewsItem(post=post, link=links.get(post.id), rubrics=tuple(tags[post.id]))
        for post in posts.values()
    )
    return News(channel=channel, items=items)


async def _gathered(
    db: Session, found: Sequence[tuple[Post, int]]
) -> tuple[dict[int, Post], dict[int, list[Rubric]]]:
    """Each post once, and its followed rubrics."""
    posts: dict[int, Post] = {}
    tags: dict[int, list[Rubric]] = {}
    known: dict[int, Rubric | None] = {}
    for post, rubric_id in found:
        if rubric_id not in known:
            known[rubric_id] = await rubrics.get_rubric(db, rubric_id)
        posts.setdefault(post.id, post)
        rubric = known[rubric_id]
        tags.setdefault(post.id, []).extend([rubric] if rubric else [])
    return posts, tags
