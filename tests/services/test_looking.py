"""Looks at public pages, with pages made up: what is taken and refused, who waits for whom."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.channels import Channel
from bot.domain.numbers import Metric, NumberSource
from bot.domain.previews import (
    Answer,
    Figure,
    NotShown,
    Page,
    PageFigures,
    PostFigures,
    Shown,
    Trouble,
    Unchanged,
    Version,
)
from bot.domain.reactions import PAID, emoji_kind
from bot.services.looking import Looking
from bot.services.reacting import Reacting
from bot.tasks import Tasks
from storage import counts, gaps, messages, previews, reactions, versions
from storage.counts import Count
from storage.db import Row, StoreFull, to_ms
from tests.services.archives import NOON, Archive, open_archive

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIRE = emoji_kind("🔥")


class Pages:
    """Answers as it is told, and notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Page, Version | None]] = []
        self.answer: Answer | Callable[[], Answer] = NotShown()
        self.gate: asyncio.Event | None = None

    async def read(self, username: str, page: Page, known: Version | None) -> Answer:
        self.asked.append((username, page, known))
        if self.gate:
            await self.gate.wait()
        return self.answer() if callable(self.answer) else self.answer


class Desk:
    """The service on a store of its own."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.db = archive.db
        self.pages = Pages()
        self.tasks = Tasks()
        self.looking = Looking(
            self.db, archive.clock, self.tasks, self.pages, Reacting(self.db)
        )  # fmt: skip

    async def run(self, after: timedelta = timedelta(0)) -> int:
        """Let the alarm ring once, and all that follows end; how many pages it asked for."""
        self.archive.clock.moment += after
        before = len(self.pages.asked)
        await self.looking.look_due()
        await self.tasks.finish(timeout_seconds=10)
        return len(self.pages.asked) - before

    async def views(self, post_id: int) -> Count | None:
        found = await counts.list_counts(self.db, post_id)
        assert len(found) <= 1
        return found[0] if found else None


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_archive(tmp_path) as archive:
        yield Desk(archive)


def figures(channel: Channel, message_id: int, views: int | None = 5, **kw: Any) -> PostFigures:
    plain = PostFigures(
        message_ids=(message_id,),
        chat_id=channel.chat_id,
        views=None if views is None else Figure(views),
    )
    return replace(plain, **kw)


def page_of(*posts: PostFigures, etag: str | None = None, has_older: bool = False) -> Shown:
    return Shown(
        version=Version(etag=etag, modified=None, figures=PageFigures(posts, has_older))
    )  # fmt: skip


async def test_a_look_that_hangs_is_waited_for_by_nobody_and_no_other_is_begun(desk: Desk):
    channel = await desk.archive.connect()
    await desk.archive.publish(channel, "One")
    desk.pages.gate = asyncio.Event()
    await desk.looking.look_due()
    for _ in range(3):
        desk.archive.clock.moment += MINUTE
        await desk.looking.look_due()
        while not desk.pages.asked:
            await asyncio.sleep(0.01)
    assert not desk.tasks.is_idle
    assert len(desk.pages.asked) == 1
    desk.pages.gate.set()
    await desk.tasks.finish(timeout_seconds=10)
    assert len(desk.pages.asked) == 1


async def test_a_look_that_is_cut_short_by_the_end_of_the_process_is_begun_again(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    await desk.run()
    desk.pages.gate = asyncio.Event()
    desk.archive.clock.moment += MINUTE
    await desk.looking.look_due()
    await desk.tasks.finish(timeout_seconds=0.01)
    assert desk.tasks.is_idle
    again = Desk(desk.archive)
    again.pages.answer = page_of(figures(channel, 1))
    assert await again.run(timedelta(seconds=5)) == 1
    count = await again.views(post.id)
    assert count is not None
    assert count.total == 5


async def test_a_page_is_taken_over_whole_and_a_figure_that_is_not_shown_is_not_made_up(
    desk: Desk,
):
    channel = await desk.archive.connect()
    first, second, third = [await desk.archive.publish(channel, f"{n}") for n in range(3)]
    burning = {FIRE: Figure(1200, is_rounded=True), PAID: Figure(3)}
    desk.pages.answer = page_of(
        figures(channel, 1, reactions=burning), figures(channel, 2, views=None)
    )
    await desk.run()
    assert await desk.run(MINUTE) == 1
    count = await desk.views(first.id)
    assert count == Count(
        metric=Metric.VIEWS, source=NumberSource.PREVIEW, total=5,
        counted_at=desk.archive.clock.now(),
    )  # fmt: skip
    assert await reactions.get_counts(desk.db, first.id) == {FIRE: 1200, PAID: 3}
    for post in (second, third):
        assert await desk.views(post.id) is None
        assert await reactions.get_counts(desk.db, post.id) == {}
    assert await desk.run(MINUTE) == 0


async def test_the_views_of_a_post_in_parts_are_those_of_its_first(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    async with desk.db.transaction() as session:
        await messages.insert(session, post.id, channel.chat_id, [2], part=1)
    desk.pages.answer = page_of(figures(channel, 1, 100), figures(channel, 2, 90))
    await desk.run()
    await desk.run(MINUTE)
    count = await desk.views(post.id)
    assert count is not None
    assert count.total == 100


async def test_an_album_whose_first_item_is_gone_is_known_by_the_others(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    async with desk.db.transaction() as session:
        await messages.insert(session, post.id, channel.chat_id, [1, 2, 3])
    desk.pages.answer = page_of(figures(channel, 2, 7, message_ids=(2, 3)))
    await desk.run()
    await desk.run(MINUTE)
    count = await desk.views(post.id)
    assert count is not None
    assert count.total == 7


@pytest.mark.parametrize("chat_id", [None, -1_009_999_999_999])
async def test_what_does_not_say_that_it_is_ours_is_left_alone(desk: Desk, chat_id: int | None):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    burning = {FIRE: Figure(5)}
    desk.pages.answer = page_of(figures(channel, 1, chat_id=chat_id, reactions=burning))
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert await desk.views(post.id) is None
    assert await reactions.get_counts(desk.db, post.id) == {}


async def test_the_age_of_a_copy_is_the_age_of_its_numbers(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    shown = page_of(figures(channel, 1), etag='"v1"')
    desk.pages.answer = replace(shown, age=timedelta(seconds=40))
    await desk.run()
    await desk.run(MINUTE)
    count = await desk.views(post.id)
    assert count is not None
    assert count.counted_at == NOON + timedelta(seconds=20)
    desk.pages.answer = Unchanged(timedelta(seconds=10))
    await desk.run(5 * MINUTE)
    count = await desk.views(post.id)
    assert count is not None
    assert count.counted_at == desk.archive.clock.now() - timedelta(seconds=10)
    assert [known.etag if known else None for _, _, known in desk.pages.asked] == [None, '"v1"']


async def test_a_page_that_is_unchanged_confirms_the_reactions_that_it_showed(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    shown = {FIRE: Figure(1200, is_rounded=True)}
    desk.pages.answer = page_of(figures(channel, 1, reactions=shown), etag='"v1"')
    await desk.run()
    await desk.run(MINUTE)
    desk.pages.answer = Unchanged()
    await desk.run(5 * MINUTE)
    assert await reactions.get_counts(desk.db, post.id) == {FIRE: 1200}
    version = desk.pages.asked[-1][2]
    assert version is not None
    assert version.figures.posts == (figures(channel, 1, reactions=shown),)


@pytest.mark.parametrize("others", [{FIRE: Figure(2)}, {}, None])
async def test_a_lost_taking_back_is_learned_from_a_page_that_shows_reactions_of_others(
    desk: Desk, others: dict[str, Figure] | None
):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    await desk.archive.publish(channel, "Two")
    await Reacting(desk.db).take(channel.chat_id, 1, {FIRE: 5}, counted_at=NOON)
    async with desk.db.transaction() as session:
        await gaps.open_gap(session, channel.id, from_at=NOON)
    await desk.run()
    desk.pages.answer = page_of(
        figures(channel, 1, reactions={}), figures(channel, 2, reactions=others), etag="v"
    )
    assert await desk.run(after=40 * MINUTE) == 1
    left = await reactions.get_counts(desk.db, post.id)
    assert left == ({} if others else {FIRE: 5})
    version = await versions.get_version(desk.db, Page().path(channel.username or ""))
    assert version is not None
    assert [one.reactions for one in version.figures.posts] == [{}, others]


async def test_an_unchanged_page_that_was_never_read_is_trouble(desk: Desk):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    desk.pages.answer = Unchanged()
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert await desk.views(post.id) is None
    assert await desk.run(timedelta(seconds=30)) == 0


async def test_a_mistake_of_ours_rests_too_and_stops_nothing_else(
    desk: Desk, caplog: pytest.LogCaptureFixture
):
    channels = [await desk.archive.connect(f"{n}") for n in range(2)]
    for channel in channels:
        await desk.archive.publish(channel, "One")

    def fail() -> Answer:
        raise ZeroDivisionError

    desk.pages.answer = fail
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert "is not understood" in caplog.text
    desk.pages.answer = page_of(figures(channels[1], 2))
    assert await desk.run(timedelta(seconds=1)) == 1
    assert [name for name, _, _ in desk.pages.asked] == ["channel0", "channel1"]


async def test_a_full_disk_is_no_fault_of_the_page(desk: Desk, caplog: pytest.LogCaptureFixture):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")

    def fail() -> Answer:
        raise StoreFull("nothing can be written")

    desk.pages.answer = fail
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert "is not understood" not in caplog.text
    desk.pages.answer = page_of(figures(channel, 1))
    assert await desk.run(timedelta(seconds=1)) == 1
    assert await desk.views(post.id) is not None


async def test_trouble_with_one_page_is_no_reason_to_leave_others_alone(desk: Desk):
    channels = [await desk.archive.connect(f"{n}") for n in range(2)]
    for channel in channels:
        await desk.archive.publish(channel, "One")
    desk.pages.answer = Trouble("no history", is_general=False)
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert await desk.run(timedelta(seconds=1)) == 1
    assert await desk.run(timedelta(seconds=1)) == 0


async def test_trouble_with_the_server_is_everybodys(desk: Desk):
    channels = [await desk.archive.connect(f"{n}") for n in range(2)]
    for channel in channels:
        await desk.archive.publish(channel, "One")
    desk.pages.answer = Trouble("503", is_general=True)
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert await desk.run(timedelta(seconds=50)) == 0
    assert await desk.run(timedelta(seconds=10)) == 1


async def test_what_a_page_does_not_show_is_noted_and_asked_again_in_its_time(
    desk: Desk, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO")
    channel = await desk.archive.connect()
    for n in range(3):
        await desk.archive.publish(channel, f"{n}")
    desk.pages.answer = page_of(figures(channel, 1), figures(channel, 3))
    await desk.run()
    assert await desk.run(MINUTE) == 1
    assert f"the page of channel {channel.id} does not show 2" in caplog.text
    assert await desk.run(timedelta(seconds=10)) == 0
    assert await desk.run(5 * MINUTE) == 1


async def test_posts_that_are_not_in_the_channel_any_more_are_forgotten_without_a_request(
    desk: Desk,
):
    channel = await desk.archive.connect()
    post = await desk.archive.publish(channel, "One")
    await desk.run()
    async with desk.db.transaction() as session:
        await session.execute("UPDATE posts SET state = 'deleted'")
    assert await desk.run(MINUTE) == 0
    assert await desk.db.fetch_all("SELECT * FROM looks") == []
    async with desk.db.transaction() as session:
        await session.execute(
            "UPDATE posts SET state = 'published', published_at = :now",
            {"now": to_ms(desk.archive.clock.now())},
        )
    desk.pages.answer = page_of(figures(channel, 1))
    await desk.run()
    await desk.run(MINUTE)
    assert await desk.views(post.id) is not None


async def test_a_clock_that_was_set_back_does_not_stop_looks(desk: Desk):
    channel = await desk.archive.connect()
    await desk.archive.publish(channel, "One", ago=DAY)
    desk.pages.answer = page_of(figures(channel, 1))
    assert await desk.run() == 1
    async with desk.db.transaction() as session:
        await session.execute("UPDATE looks SET due_at = 0")
        await session.execute("UPDATE previews SET rest_until_at = 0, checked_at = 0")
    assert await desk.run(-timedelta(hours=3)) == 1


async def fill(desk: Desk, channel: Channel, posts: int) -> None:
    """A long archive, as an import brings it: three posts a day, all at once."""
    async with desk.db.transaction() as session:
        await session.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :posts)
            INSERT INTO posts (id, channel_id, state, origin, title, text, entities, media,
                               options, tags, published_at, created_at, updated_at)
            SELECT i, :channel, 'published', 'import', 't', 't', '[]', '[]', '{}', '[]',
                   :now - (:posts - i + 4) * 28800000, :now, :now FROM n
            """,
            {"posts": posts, "channel": channel.id, "now": to_ms(desk.archive.clock.now())},
        )
        await session.execute(
            """
            INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
            SELECT :chat, id, id, 0, 0 FROM posts
            """,
            {"chat": channel.chat_id},
        )
        await session.execute(
            "UPDATE channels SET last_message_id = :last", {"last": posts}
        )  # fmt: skip


async def test_a_long_archive_is_read_a_page_at_a_time_over_hours(desk: Desk):
    channel = await desk.archive.connect()
    posts = 1500
    await fill(desk, channel, posts)
    desk.pages.answer = lambda: shown_by(desk, channel, posts)
    seconds = 0
    while await desk.db.fetch_one("SELECT 1 FROM posts WHERE has_look = 0") or (
        await desk.db.fetch_one("SELECT 1 FROM looks WHERE looked_at IS NULL")
    ):
        await desk.run(timedelta(seconds=5))
        seconds += 5
        assert seconds < posts
    pages = len(desk.pages.asked)
    assert posts / 20 <= pages <= posts / 20 * 1.1
    assert (await desk.db.fetch_all("SELECT count(*) AS n FROM counts"))[0]["n"] == posts
    counted = [len(await due_within(desk, day * DAY)) for day in range(4)]
    # Those of a year are due each day, those of before each month.
    assert counted[1] <= 1100


async def due_within(desk: Desk, span: timedelta) -> list[Row]:
    until = to_ms(desk.archive.clock.now() + span)
    return await desk.db.fetch_all("SELECT post_id FROM looks WHERE due_at <= :at", {"at": until})


def shown_by(desk: Desk, channel: Channel, newest: int) -> Answer:
    """The page that was asked for, of a channel where every id stands."""
    page = desk.pages.asked[-1][1]
    if page.only is not None:
        return page_of(figures(channel, page.only))
    top = newest if page.before is None else page.before - 1
    ids = range(max(1, top - 19), top + 1)
    return page_of(*[figures(channel, one) for one in ids], has_older=ids[0] > 1)


async def test_no_query_of_a_look_walks_through_an_archive(desk: Desk, tmp_path: Path):
    channel = await desk.archive.connect()
    await fill(desk, channel, 5)
    explaining = Explaining(sqlite3.connect(tmp_path / "rubrika.db"))
    now = desk.archive.clock.now()
    await previews.list_unplanned_channels(explaining)  # type: ignore[arg-type]
    await previews.list_unplanned(explaining, 1, limit=5)  # type: ignore[arg-type]
    await previews.next_channel(explaining, now=now, asked_before=now)  # type: ignore[arg-type]
    await previews.list_due(explaining, 1, now=now)  # type: ignore[arg-type]
    await previews.list_shown(explaining, 1, [1, 2])  # type: ignore[arg-type]
    walks = re.compile(r"SCAN (?!channels|previews)|USE TEMP B-TREE FOR (?!ORDER BY$)")
    assert [step for step in explaining.steps if walks.match(step)] == []
    assert any("posts_without_look" in step for step in explaining.steps)
    assert any("looks_due" in step for step in explaining.steps)


class Explaining:
    """A session that notes the steps of each query, and gives no rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.steps: list[str] = []

    async def fetch_all(self, sql: str, params: dict[str, object] | None = None) -> list[Row]:
        for step in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", params or {}):
            self.steps.append(step[3])
        return []

    async def fetch_one(self, sql: str, params: dict[str, object] | None = None) -> Row | None:
        await self.fetch_all(sql, params)
        return None
