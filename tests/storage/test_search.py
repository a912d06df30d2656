"""The indexes serve the pages: nothing is sorted, nothing is walked that need not be."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.archive import Order
from bot.domain.pages import Cursor
from bot.services import indexing
from storage import finds, rubrics, search
from storage.db import Database, Params, Row
from storage.finds import Sought
from tests.services.archives import NOON, Archive, open_archive


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


_NONE: Params = {}


class Planner:
    """Asks SQLite how it would run a statement, instead of running it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.plan: list[str] = []

    async def fetch_all(self, sql: str, params: Params = _NONE) -> list[Row]:
        rows = await self._db.fetch_all(f"EXPLAIN QUERY PLAN {sql}", params)
        self.plan = [row["detail"] for row in rows]
        return []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)


def cursors(length: int) -> list[Cursor | None]:
    return [None, Cursor((5,) * length), Cursor((5,) * length, is_back=True)]


@pytest.mark.parametrize("order", Order)
async def test_a_page_of_a_rubric_is_read_from_its_index_in_order(archive: Archive, order: Order):
    planner = Planner(archive.db)
    for cursor in cursors(rubrics.BY_ORDER[order].length):
        await rubrics.list_posts(planner, 1, order, size=5, cursor=cursor)
        assert not [step for step in planner.plan if "SCAN" in step or "B-TREE" in step]


async def test_the_newest_found_are_read_in_order(archive: Archive):
    planner = Planner(archive.db)
    for sought in (Sought(match='"x"'), Sought(match='"x"', since=NOON, until=NOON)):
        for cursor in cursors(1):
            await finds.find_newest(planner, 1, sought, size=5, cursor=cursor)
            assert "B-TREE" not in " ".join(planner.plan)
            assert planner.plan[0].startswith("SCAN post_fts VIRTUAL TABLE")


async def test_posts_of_a_time_are_read_in_order(archive: Archive):
    planner = Planner(archive.db)
    for cursor in cursors(1):
        sought = Sought(since=NOON, until=NOON)
        await finds.find_newest(planner, 1, sought, size=5, cursor=cursor)
        assert "SEARCH post_search USING INTEGER PRIMARY KEY" in planner.plan[0]
        assert "B-TREE" not in " ".join(planner.plan)


async def test_rubrics_by_use_are_read_in_order(archive: Archive):
    planner = Planner(archive.db)
    for cursor in cursors(2):
        await rubrics.list_used(planner, 1, size=5, cursor=cursor)
        assert "rubrics_shown" in planner.plan[0]
        assert "B-TREE" not in " ".join(planner.plan)


async def test_the_index_of_words_follows_every_change(archive: Archive):
    channel = await archive.connect()
    kept = await archive.publish(channel, "первый пост")
    gone = await archive.publish(channel, "второй пост")
    async with archive.db.transaction() as session:
        await search.set_stems(session, kept.id, "иной", published_at=NOON)
        await indexing.unindex(session, gone.id)
        # Raises when index and content differ.
        await session.execute(
            "INSERT INTO post_fts (post_fts, rank) VALUES ('integrity-check', 1)"
        )
    found = await finds.find_newest(archive.db, channel.id, Sought(match='"иной"'), size=5)
    assert [post.id for post in found.items] == [kept.id]
    for word in ("перв", "втор", "пост"):
        sought = Sought(match=f'"{word}"')
        assert not (await finds.find_newest(archive.db, channel.id, sought, size=5)).items


async def test_a_row_deleted_with_its_post_leaves_the_index_too(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "призрак #тег")
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM posts WHERE id = :id", {"id": post.id})
        await session.execute(
            "INSERT INTO post_fts (post_fts, rank) VALUES ('integrity-check', 1)"
        )
    row = await archive.db.fetch_one(
        "SELECT count(*) AS n FROM post_fts WHERE post_fts MATCH 'призрак'"
    )
    assert row is not None
    assert row["n"] == 0
