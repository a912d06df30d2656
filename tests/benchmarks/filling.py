"""An archive of any size, made by the code that makes it in use."""

import random
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.channels import Channel
from bot.domain.posts import Content, PostState
from bot.domain.texts import Text
from bot.services import indexing
from storage import channels, posts, publications
from storage.db import Params, Positional, Read, Row, Session, to_ms
from storage.migrate import migrate
from storage.sqlite import open_sqlite

RUBRICS = 200
START = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = [
    "реклама",
    "маркетинг",
    "бренд",
    "креатив",
    "ролик",
    "кампания",
    "покупатель",
    "скидка",
    "упаковка",
    "слоган",
    "агентство",
    "бюджет",
    "охват",
    "аудитория",
    "конверсия",
    "продажа",
    "логотип",
    "дизайн",
    "баннер",
    "текст",
    "идея",
    "проект",
    "рынок",
    "стратегия",
    "клиент",
    "медиа",
    "канал",
    "подписчик",
    "эфир",
    "вирусный",
]


class _Direct:
    """A session without a thread: filling makes hundreds of thousands of statements."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def fetch_all(self, sql: str, params: Params | None = None) -> list[Row]:
        return self._connection.execute(sql, dict(params or {})).fetchall()

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = await self.fetch_all(sql, params)
        return rows[0] if rows else None

    async def fetch_each(self, reads: Iterable[Read]) -> list[list[Row]]:
        return [await self.fetch_all(*read) for read in reads]

    async def execute(self, sql: str, params: Params | None = None) -> int:
        return self._connection.execute(sql, dict(params or {})).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Params | Positional]) -> None:
        given = [row if isinstance(row, tuple) else dict(row) for row in rows]
        self._connection.executemany(sql, given)


def random_texts(count: int) -> Iterator[str]:
    """Posts of forty words out of thirty, in two of 200 rubrics each."""
    chance = random.Random(count)
    for number in range(count):
        tags = " ".join(f"#рубрика{chance.randrange(RUBRICS)}" for _ in range(2))
        yield " ".join(chance.choices(WORDS, k=40)) + f" №{number}\n{tags}"


async def fill(
    path: Path,
    texts: Iterable[str],
    *,
    start: datetime = START,
    between: timedelta = timedelta(minutes=5),
) -> None:
    """A store with one channel and these published posts, as far from one another."""
    async with _new_store(path) as session:
        channel = await _connect(session, -1001)
        for number, text in enumerate(texts):
            moment = start + number * between
            post = await posts.insert(
                session, channel_id=channel.id, author_id=1, content=Content(text=Text(text)),
                now=moment, state=PostState.PUBLISHED, published_at=moment,
            )  # fmt: skip
            await indexing.index(session, post)


async def plan(path: Path, moments: Sequence[datetime], *, channel_count: int) -> None:
    """A store with posts planned for these moments, dealt out over channels in turn.

    Each says its moment as `due<milliseconds>x`; the person who planned them is 1.
    """
    async with _new_store(path) as session:
        places = [await _connect(session, -1001 - number) for number in range(channel_count)]
        for number, moment in enumerate(moments):
            channel = places[number % channel_count]
            content = Content(text=Text(f"Headline {number} due{to_ms(moment)}x"))
            post = await posts.insert(
                session, channel_id=channel.id, author_id=1, content=content, now=START
            )
            await publications.plan(
                session, post_id=post.id, channel_id=channel.id, due_at=moment, requested_by=1,
                is_immediate=False, now=START,
            )  # fmt: skip


@asynccontextmanager
async def _new_store(path: Path) -> AsyncIterator[_Direct]:
    db = await open_sqlite(str(path))
    await migrate(db, now_ms=0)
    await db.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    yield _Direct(connection)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


async def _connect(session: Session, chat_id: int) -> Channel:
    return await channels.upsert(
        session, chat_id=chat_id, title="Маркетинг вслух", username="marketing",
        linked_chat_id=None, zone="Europe/Moscow", connected_by=1, now_ms=to_ms(START),
    )  # fmt: skip
