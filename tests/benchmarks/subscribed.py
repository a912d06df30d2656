"""A store with a channel whose readers want a digest, of any size, made in seconds."""

import asyncio
import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.digests import Frequency, Schedule, next_delivery
from storage.db import to_ms
from tests.benchmarks.filling import WORDS, fill

POSTS = 12
ZONE = "Europe/Moscow"
FIRST_READER = 1_000_000
"""The Telegram id of the first of them."""


def subscribe(path: Path, count: int, *, due: int | None = None) -> None:
    """A store with so many daily readers, `due` of them now (all), the others tomorrow.

    Twelve posts of the last ten hours are news to each of them.
    """
    now = datetime.now(UTC)
    hour_ago = (now - timedelta(hours=1)).astimezone(ZoneInfo(ZONE))
    schedule = Schedule(Frequency.DAILY, hour_ago.hour * 60 + hour_ago.minute, ZONE)
    posts = _texts()
    asyncio.run(fill(path, posts, start=now - timedelta(hours=10), between=timedelta(minutes=30)))
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    connection.execute(
        """
        INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
        SELECT -1001, id, id, 0, 0 FROM posts
        """
    )
    connection.execute(_PEOPLE, {"first": FIRST_READER, "count": count, "now": to_ms(now)})
    connection.execute(
        _SUBSCRIPTIONS,
        {
            "first": FIRST_READER, "count": count, "now": to_ms(now),
            "due": count if due is None else due,
            "day_ago": to_ms(now - timedelta(days=1)), "minute": schedule.minute, "zone": ZONE,
            "tomorrow": to_ms(next_delivery(schedule, after=now)),
        },
    )  # fmt: skip
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


_NUMBERS = """
    WITH RECURSIVE numbers (n) AS (
        SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count
    )
"""
_PEOPLE = f"""
    INSERT INTO people (id, name, telegram_language, zone, created_at)
    {_NUMBERS} SELECT :first + n, 'Reader ' || n, 'ru', '{ZONE}', :now FROM numbers
"""
_SUBSCRIPTIONS = f"""
    INSERT INTO subscriptions
        (person_id, channel_id, frequency, minute, weekday, zone, next_at, period_from_at)
    {_NUMBERS} SELECT :first + n, 1, 'daily', :minute, 0, :zone,
        -- those that are due are spread over all, as they are in use
        CASE WHEN n * :due / :count < (n + 1) * :due / :count THEN :now ELSE :tomorrow END,
        :day_ago
    FROM numbers
"""


def _texts() -> list[str]:
    chance = random.Random(POSTS)
    return [
        f"Заголовок №{number} о рекламе\n\n" + " ".join(chance.choices(WORDS, k=40))
        + f".\n#рубрика{number % 4}"
        for number in range(POSTS)
    ]  # fmt: skip
