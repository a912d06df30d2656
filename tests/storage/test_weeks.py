"""The week of a channel is one query, and it takes an index in each of its parts."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage import weeks
from storage.db import Row
from storage.migrate import migrate
from storage.sqlite import open_sqlite

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class Explaining:
    """A session that notes the steps of each query, and gives no rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.queries = 0
        self.steps: list[str] = []

    async def fetch_all(self, sql: str, params: dict[str, object]) -> list[Row]:
        self.queries += 1
        rows = self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        self.steps += [row[3] for row in rows]
        return []


async def test_a_week_is_read_by_its_indexes_in_one_query(tmp_path: Path) -> None:
    path = tmp_path / "rubrika.db"
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    explaining = Explaining(sqlite3.connect(path))
    await weeks.list_posts(
        explaining,  # type: ignore[arg-type]
        1,
        since=NOW,
        until=NOW + timedelta(days=7),
        waiting_since=NOW,
        author_id=7,
    )
    assert explaining.queries == 1
    assert not [step for step in explaining.steps if step.startswith("SCAN")]
    for index in (
        "publications_planned (channel_id=? AND planned_at>? AND planned_at<?)",
        "publications_open (channel_id=? AND state=?)",
        "posts_unfinished_of_channel (channel_id=?)",
        "posts_published (channel_id=? AND published_at>? AND published_at<?)",
    ):
        assert any(index in step for step in explaining.steps), index
