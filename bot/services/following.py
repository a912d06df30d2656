"""What readers follow: rubrics, and whether they are told of news in them at once."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.archive import Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.errors import InputRefused, NotFound
from storage import alerts, follows, rubrics
from storage.db import Database, Session

MOST_FOLLOWED = 200
"""Rubrics that one person may follow, in all channels."""
FOLLOWED_A_PAGE = 8
SHOWN_OF_A_POST = 2


@dataclass(frozen=True, slots=True)
class Followed:
    """A page of followed rubrics of a channel; `is_at_once`: what is new in them comes at once."""

    page: Page[Rubric]
    is_at_once: bool


class Following:
    """The only writer of what a person follows; the notices are Noticing's."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def follow(self, person_id: int, channel_id: int, rubric_id: int) -> Rubric:
        """Follow a rubric; the rubric that is followed, another one where it was joined.

        Raises:
            NotFound: the channel has no such rubric.
            InputRefused: the person follows as many as they may.
        """
        async with self._db.transaction() as session:
            rubric = await self._rubric(session, channel_id, rubric_id)
            if not await follows.is_followed(session, person_id, rubric.id):
                if await follows.count_of(session, person_id) >= MOST_FOLLOWED:
                    raise InputRefused("error-follows-full", most=MOST_FOLLOWED)
                await follows.follow(session, person_id, rubric.id, now=self._clock.now())
        return rubric

    async def unfollow(self, person_id: int, channel_id: int, rubric_id: int) -> Rubric:
        """Follow a rubric no more.

        Raises:
            NotFound: the channel has no such rubric.
        """
        async with self._db.transaction() as session:
            rubric = await self._rubric(session, channel_id, rubric_id)
            await follows.unfollow(session, person_id, rubric.id)
        return rubric

    async def is_followed(self, person_id: int, rubric_id: int) -> bool:
        """Whether a person follows a rubric."""
        return await follows.is_followed(self._db, person_id, rubric_id)

    async def of_post(self, person_id: int, post: Post) -> list[tuple[Rubric, bool]]:
        """The first rubrics of a post, in its order, and whether a person follows each."""
        found = (await rubrics.list_of_posts(self._db, [post.id])).get(post.id, [])
        order = [fold_tag(tag) for tag in post.content.all_tags]
        # Those that it stands in by a synonym come last.
        found.sort(key=lambda one: order.index(one.fold) if one.fold in order else len(order))
        shown = found[:SHOWN_OF_A_POST]
        return [(one, await self.is_followed(person_id, one.id)) for one in shown]

    async def followed(self, person_id: int, channel_id: int, cursor: str = "") -> Followed:
        """The rubrics of a channel that a person follows, the last one first."""
        start = Cursor.unpack(cursor, length=follows.BY_TIME.length)
        page = await follows.list_followed(
            self._db, person_id, channel_id, size=FOLLOWED_A_PAGE, cursor=start
        )
        return Followed(page, await alerts.is_on(self._db, person_id, channel_id))

    async def follows_any(self, person_id: int, channel_id: int) -> bool:
        """Whether a person follows a rubric of a channel."""
        page = await follows.list_followed(self._db, person_id, channel_id, size=1)
        return bool(page.items)

    async def set_at_once(self, person_id: int, channel_id: int, is_on: bool) -> None:
        """Tell a person at once what is news in their rubrics from now on, or stop telling it."""
        async with self._db.transaction() as session:
            if is_on:
                await alerts.turn_on(session, person_id, channel_id)
            else:
                await alerts.turn_off(session, person_id, channel_id)

    async def _rubric(self, session: Session, channel_id: int, rubric_id: int) -> Rubric:
        rubric = await rubrics.get_rubric(session, rubric_id)
        if rubric is None or rubric.channel_id != channel_id:
            raise NotFound("error-reader-rubric-gone")
        return rubric
