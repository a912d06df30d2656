"""Finds what the letter of a week tells: figures, the best posts, what grew, what is to come."""

from datetime import date, datetime

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.letters import WEEK, Letter, Planned, begins_at
from bot.domain.statistics import RubricRow, RubricTable, Span
from bot.services.measuring import Measuring
from bot.services.surveying import Surveying
from storage import messages, posts
from storage.db import Database

MOST_BEST = 3
MOST_PLANNED = 10
# Of a week, and where that says nothing, of a month.
_GROWTH = (Span.WEEK, Span.MONTH)
# The best time needs many posts.
_TIME_SPAN = Span.QUARTER


class Reporting:
    """Reads what is measured and planned; changes nothing."""

    def __init__(
        self, db: Database, clock: Clock, measuring: Measuring, surveying: Surveying
    ) -> None:
        self._db = db
        self._clock = clock
        self._measuring = measuring
        self._surveying = surveying

    async def compose(
        self, channel: Channel, week: date, *, author_id: int | None
    ) -> Letter | None:
        """The letter of a Monday, None where nothing was published in two weeks.

        With an author, of what is planned only theirs.
        """
        until = begins_at(week, channel.zoneinfo)
        two_weeks_ago = begins_at(week - 2 * WEEK, channel.zoneinfo)
        if not await posts.list_published_between(
            self._db, channel.id, since=two_weeks_ago, until=until, limit=1
        ):
            return None
        overview = await self._measuring.overview(channel, Span.WEEK, until=until)
        extremes = await self._measuring.extremes(channel, Span.WEEK, size=MOST_BEST, until=until)
        now = self._clock.now()
        found = await self._surveying.list_planned(
            channel, now, begins_at(week + WEEK, channel.zoneinfo), limit=1_000,
            author_id=author_id,
        )  # fmt: skip
        planned = [
            Planned(title=one.post.title, moment=one.publication.planned_at) for one in found
        ]
        return Letter(
            channel=channel,
            week=week,
            overview=overview,
            extremes=extremes,
            links=await self._links(channel, [sample.post_id for sample in extremes.best]),
            grown=await self._grown(channel, until),
            planned=tuple(planned[:MOST_PLANNED]),
            planned_count=len(planned),
            best_time=await self._measuring.best_time(channel, _TIME_SPAN),
            written_at=now,
        )

    async def _grown(
        self, channel: Channel, until: datetime
    ) -> tuple[RubricRow, RubricTable] | None:
        """The rubric whose median of reactions rose most, where any did by a percent."""
        for span in _GROWTH:
            table = await self._measuring.rubrics(channel, span, until=until)
            rows = [row for row in table.rows if row.trend is not None and row.trend >= 0.01]
            if rows:
                return max(rows, key=lambda row: (row.trend or 0, row.posts)), table
        return None

    async def _links(self, channel: Channel, post_ids: list[int]) -> dict[int, str]:
        first = await messages.first_ids(self._db, post_ids)
        return {post_id: channel.link(message_id) for post_id, message_id in first.items()}
