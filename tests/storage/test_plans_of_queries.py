"""What the alarm clock asks every second takes an index, however long plan and archive are."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.publications import PublicationState
from storage import lateness, outages, plans, publications, statistics
from storage.db import Row, Session
from storage.migrate import migrate
from storage.sqlite import open_sqlite
from storage.statistics import Scope

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
# Neither by their key nor by an index of the few that are open.
WALK = re.compile(r"SCAN (publications|busy)(?! USING INDEX publications_open)")


class Explaining:
    """A session that notes the steps of each query, and gives no rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.steps: list[str] = []

    async def fetch_all(self, sql: str, params: dict[str, object]) -> list[Row]:
        for step in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", params):
            self.steps.append(step[3])
        return []

    async def fetch_one(self, sql: str, params: dict[str, object]) -> Row | None:
        await self.fetch_all(sql, params)
        return None


class Counting(Explaining):
    """The same for a query that counts."""

    async def fetch_one(self, sql: str, params: dict[str, object]) -> Row | None:
        await super().fetch_one(sql, params)
        return {"n": 0}


async def ask_all(db: Session) -> None:
    """Every query of a look at the plan."""
    await publications.list_in_state(db, PublicationState.SENDING)
    await publications.list_in_state(db, PublicationState.UNCERTAIN)
    await publications.list_due(db, now=NOW)
    await publications.next_due(db, now=NOW)
    await lateness.list_overdue(db, now=NOW, before=NOW)
    await outages.list_idle(db, before=NOW, now=NOW)


async def test_no_query_of_a_look_at_the_plan_walks_through_all_publications(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rubrika.db"
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    explaining = Explaining(sqlite3.connect(path))
    await ask_all(explaining)  # type: ignore[arg-type]
    assert any("publications_due" in step for step in explaining.steps)
    assert [step for step in explaining.steps if WALK.match(step)] == []


async def test_what_no_editor_approved_is_counted_by_indexes(tmp_path: Path) -> None:
    path = tmp_path / "rubrika.db"
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    counting = Counting(sqlite3.connect(path))
    await plans.count_unapproved(counting, 1, owner_ids={1, 2})  # type: ignore[arg-type]
    assert any("USING INDEX publications_planned" in step for step in counting.steps)
    assert [step for step in counting.steps if step.startswith("SCAN")] == []


@pytest.mark.parametrize("rubric_id", [None, 1], ids=["of a channel", "of a rubric"])
async def test_statistics_are_read_by_indexes(tmp_path: Path, rubric_id: int | None) -> None:
    path = tmp_path / "rubrika.db"
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    explaining = Explaining(sqlite3.connect(path))
    scope = Scope(channel_id=1, since=NOW, until=NOW, rubric_id=rubric_id)
    for read in (
        statistics.list_posts, statistics.list_marked_reactions, statistics.list_reposts,
        statistics.list_counts, statistics.list_comments, statistics.list_tags,
        statistics.list_shapes,
    ):  # fmt: skip
        await read(explaining, scope)  # type: ignore[arg-type]
    session: Session = explaining  # type: ignore[assignment]
    await statistics.first_published(session, 1, rubric_id=rubric_id)
    await statistics.get_connected_at(session, 1)
    await statistics.list_titles(session, [1, 2])
    await statistics.count_posts(session, scope)
    await statistics.list_heard(session, 1, since=NOW, before=NOW, within=DAY, limit=10)
    await statistics.list_first_points(session, [1, 2], within=DAY)
    posts = "post_rubrics" if rubric_id else "posts_published"
    assert any(posts in step for step in explaining.steps)
    # What a query has found is walked through; no table is.
    scans = [step for step in explaining.steps if step.startswith("SCAN")]
    assert [step for step in scans if step not in ("SCAN found", "SCAN CONSTANT ROW")] == []
