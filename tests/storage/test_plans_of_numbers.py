"""What a page of posts asks about their numbers takes an index, however long the archive is."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import cast

from storage import comments, counts, numbers, reposts
from storage.db import Session
from storage.migrate import migrate
from storage.sqlite import open_sqlite
from tests.storage.test_plans_of_queries import NOW, Explaining


async def test_no_query_for_the_numbers_of_posts_walks_through_a_table(tmp_path: Path) -> None:
    path = tmp_path / "rubrika.db"
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    ids = list(range(8))
    with sqlite3.connect(path) as connection:
        explaining = Explaining(connection)
        session = cast("Session", explaining)
        await numbers.list_reacted(session, ids)
        await counts.list_of(session, ids)
        await reposts.count_of(session, ids)
        await comments.count_of(session, ids)
        await reposts.list_series(session, ids)
        await comments.list_series(session, ids)
        await reposts.adopt_early(session, 1, -100, ids)
        await reposts.list_public(session, 1, limit=5)
        await numbers.get_rank(session, 1, 1, since=NOW - timedelta(days=365), until=NOW)
    assert len(explaining.steps) > 7
    walked = [step for step in explaining.steps if re.match(r"SCAN (?!\(subquery|seen)", step)]
    assert walked == []
