"""The lists of readers are read from their indexes, however large the archive."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.archive import TopBy
from storage import best, recollections, saved
from storage.db import Params, Row
from tests.services.archives import NOON, Archive, open_archive
from tests.storage.test_search import Planner, cursors

_NONE: Params = {}
INDEXES = {
    TopBy.REACTIONS: "posts_reacted",
    TopBy.REPOSTS: "posts_reposted",
    TopBy.COMMENTS: "posts_discussed",
}


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("by", TopBy)
async def test_the_best_of_all_time_are_read_in_order(archive: Archive, by: TopBy):
    planner = Planner(archive.db)
    for cursor in cursors(best.KEY):
        await best.list_best(planner, 1, by, until=NOON, size=5, cursor=cursor)
        assert INDEXES[by] in planner.plan[0]
        assert "B-TREE" not in " ".join(planner.plan)


@pytest.mark.parametrize("by", TopBy)
async def test_a_short_period_is_read_and_no_more(archive: Archive, by: TopBy):
    class Short(Planner):
        async def fetch_one(self, sql: str, params: Params = _NONE) -> Row | None:
            return {"posts": best.SHORT}

    planner = Short(archive.db)
    for cursor in cursors(best.KEY):
        await best.list_best(planner, 1, by, since=NOON, size=5, cursor=cursor)
        assert "posts_published" in planner.plan[0]


async def test_saved_posts_and_those_of_some_days_are_read_from_indexes(archive: Archive):
    planner = Planner(archive.db)
    for cursor in cursors(saved.KEYSET.length):
        await saved.list_saved(planner, 1, size=5, cursor=cursor)
        assert "saved_posts_newest" in planner.plan[0]
        assert "B-TREE" not in " ".join(planner.plan)
    spans = [(NOON - timedelta(days=days), NOON) for days in (1, 2)]
    for cursor in cursors(recollections.DAYS_KEYSET.length):
        await recollections.list_of_spans(planner, 1, spans, size=5, cursor=cursor)
        assert [step for step in planner.plan if "posts_published" in step]
        assert not [step for step in planner.plan if step.startswith("SCAN posts")]
    await recollections.list_around(planner, 1, NOON, before=NOON, limit=5)
    assert len([step for step in planner.plan if "posts_published" in step]) == 2
