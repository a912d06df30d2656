"""The schema comes in steps: whole or not at all, each once."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import migrate as migrating
from storage.db import StoreUnusable
from storage.migrate import list_steps, migrate, split_statements
from storage.sqlite import SqliteDatabase, open_sqlite

Steps = list[tuple[str, str]]


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A store without any table."""
    db = await open_sqlite(str(tmp_path / "rubrika.db"))
    yield db
    await db.close()


@pytest.fixture
async def db(empty: SqliteDatabase) -> SqliteDatabase:
    """A store with the whole schema."""
    await migrate(empty, now_ms=1)
    return empty


async def _schema(db: SqliteDatabase) -> list[tuple[str, str]]:
    rows = await db.fetch_all("SELECT name, sql FROM sqlite_schema ORDER BY name")
    return [(row["name"], row["sql"]) for row in rows]


async def test_from_nothing_every_step_is_applied_in_order(empty: SqliteDatabase) -> None:
    applied = await migrate(empty, now_ms=7)
    assert applied == sorted(applied) == [name for name, _ in list_steps()]
    rows = await empty.fetch_all("SELECT name, applied_at FROM migrations ORDER BY name")
    assert [(row["name"], row["applied_at"]) for row in rows] == [(n, 7) for n in applied]


async def test_the_second_time_nothing_happens(db: SqliteDatabase) -> None:
    before = await _schema(db)
    assert await migrate(db, now_ms=2) == []
    assert await _schema(db) == before


async def test_a_failing_step_leaves_no_trace(
    empty: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = ("0001_good.sql", "CREATE TABLE good (id INTEGER);")
    bad = ("0002_bad.sql", "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr(migrating, "list_steps", lambda: [good, bad])
    with pytest.raises(StoreUnusable, match="nowhere"):
        await migrate(empty, now_ms=1)
    assert [name for name, _ in await _schema(empty) if "auto" not in name] == [
        "good", "migrations",
    ]  # fmt: skip
    mended = ("0002_bad.sql", "CREATE TABLE half (id INTEGER);")
    monkeypatch.setattr(migrating, "list_steps", lambda: [good, mended])
    assert await migrate(empty, now_ms=2) == ["0002_bad.sql"]


async def test_a_later_step_is_applied_to_a_filled_store(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [*list_steps(), ("9999_later.sql", "ALTER TABLE people ADD COLUMN nickname TEXT;")]
    async with db.transaction() as session:
        await session.execute(
            "INSERT INTO people (id, name, zone, created_at) VALUES (1, 'Anna', 'UTC', 0)"
        )
    monkeypatch.setattr(migrating, "list_steps", lambda: steps)
    assert await migrate(db, now_ms=2) == ["9999_later.sql"]
    row = await db.fetch_one("SELECT name, nickname FROM people")
    assert row is not None
    assert (row["name"], row["nickname"]) == ("Anna", None)


def test_steps_are_numbered_without_gaps_and_are_for_one_dialect() -> None:
    names = [name for name, _ in list_steps("sqlite")]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert not [name for name in names if ".postgres." in name]


def test_a_script_is_split_at_the_ends_of_statements_only() -> None:
    script = """
    -- a comment; with a semicolon
    CREATE TABLE a (text TEXT DEFAULT 'x;y');
    CREATE TRIGGER t AFTER INSERT ON a BEGIN
        DELETE FROM a;
        DELETE FROM a WHERE text = ';';
    END;
    """
    first, second = split_statements(script)
    assert first.strip().endswith("'x;y');")
    assert second.strip().endswith("END;")


def test_a_script_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="SELECT 2"):
        list(split_statements("SELECT 1;\nSELECT 2"))


_WORDS = st.text(st.characters(exclude_characters="\x00\r\n", exclude_categories=["Cs"]))


@given(st.lists(_WORDS, max_size=5))
def test_splitting_loses_nothing(words: list[str]) -> None:
    quoted = [word.replace("'", "''") for word in words]
    script = "\n".join(f"SELECT '{word}';" for word in quoted)
    assert "".join(split_statements(script)) == script
    assert [
        sqlite3.connect(":memory:").execute(s).fetchone()[0] for s in split_statements(script)
    ] == words


REFUSED = {
    "a state that is none": "UPDATE posts SET state = 'forgotten'",
    "a text where a number stands": "UPDATE posts SET reactions = 'many'",
    "a post without a title": "UPDATE posts SET title = NULL",
    "a post of no channel": "UPDATE posts SET channel_id = 77",
    "two publications of a post in a channel": """
        INSERT INTO publications (id, post_id, channel_id, state, due_at, planned_at,
            requested_by, updated_at) VALUES (2, 1, 1, 'due', 0, 0, 1, 0)""",
    "two deliveries of a period": """
        INSERT INTO deliveries (subscription_id, period, state, started_at)
        VALUES (1, '2026-11-22', 'sending', 0)""",
    "two subscriptions of a person": """
        INSERT INTO subscriptions (person_id, channel_id, frequency, minute, weekday, zone,
            period_from_at) VALUES (1, 1, 'off', 0, 0, 'UTC', 0)""",
    "a repost counted twice": "INSERT INTO reposts (key, post_id, kind, seen_at)"
    " VALUES ('k', 1, 'forward', 0)",
    "a message used twice": "INSERT INTO inputs (chat_id, message_id, post_id, purpose,"
    " received_at) VALUES (1, 1, 1, 'text', 0)",
    "an update taken twice": "INSERT INTO updates (id, body, received_at) VALUES (5, '', 0)",
    "two rubrics of one fold": "INSERT INTO rubrics (channel_id, fold, tag) VALUES (1, 'f', 'F')",
    "two channels of one chat": "INSERT INTO channels (chat_id, title, zone, state, connected_by,"
    " connected_at) VALUES (-100, '', 'UTC', 'connected', 1, 0)",
}
_FILLING = """
    INSERT INTO channels (id, chat_id, title, zone, state, connected_by, connected_at)
        VALUES (1, -100, 'Channel', 'UTC', 'connected', 1, 0);
    INSERT INTO people (id, name, zone, created_at) VALUES (1, 'Anna', 'UTC', 0);
    INSERT INTO posts (id, channel_id, author_id, state, origin, title, text, entities, media,
        options, tags, created_at, updated_at)
        VALUES (1, 1, 1, 'draft', 'draft', 't', 't', '[]', '[]', '{}', '[]', 0, 0);
    INSERT INTO publications (id, post_id, channel_id, state, due_at, planned_at, requested_by,
        updated_at) VALUES (1, 1, 1, 'cancelled', 0, 0, 1, 0);
    INSERT INTO subscriptions (id, person_id, channel_id, frequency, minute, weekday, zone,
        period_from_at) VALUES (1, 1, 1, 'daily', 0, 0, 'UTC', 0);
    INSERT INTO deliveries (subscription_id, period, state, started_at)
        VALUES (1, '2026-11-22', 'sent', 0);
    INSERT INTO reposts (key, post_id, kind, seen_at) VALUES ('k', 1, 'forward', 0);
    INSERT INTO inputs (chat_id, message_id, post_id, purpose, received_at)
        VALUES (1, 1, 1, 'text', 0);
    INSERT INTO updates (id, body, received_at) VALUES (5, '', 0);
    INSERT INTO rubrics (channel_id, fold, tag) VALUES (1, 'f', 'f');
"""


@pytest.mark.parametrize("what", REFUSED)
async def test_the_schema_forbids(db: SqliteDatabase, what: str) -> None:
    async with db.transaction() as session:
        for statement in split_statements(_FILLING):
            if statement.strip():
                await session.execute(statement)
    with pytest.raises(sqlite3.IntegrityError):
        async with db.transaction() as session:
            await session.execute(REFUSED[what])


async def test_reactions_counted_before_they_had_tellings_keep_their_guard_and_series(
    empty: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = list_steps()
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "list_steps", lambda: [s for s in steps if s[0] < "0018"])
        await migrate(empty, now_ms=1)
    async with empty.transaction() as session:
        for statement in (
            "INSERT INTO channels (id, chat_id, title, zone, state, connected_by, connected_at)"
            " VALUES (1, -1001, 'Aloud', 'UTC', 'connected', 1, 5),"
            " (2, -1002, 'Gone', 'UTC', 'disconnected', 1, 7)",
            "INSERT INTO posts (id, channel_id, state, origin, title, text, entities, media,"
            " options, tags, published_at, created_at, updated_at, reactions, reactions_at)"
            " VALUES (1, 1, 'published', 'channel', 't', 't', '[]', '[]', '{}', '[]', 10, 10, 10,"
            " 3, 20)",
            "INSERT INTO post_messages VALUES (-1001, 40, 1, 0, 0), (-1001, 41, 1, 0, 1)",
            "INSERT INTO reactions (post_id, kind, total) VALUES (1, 'emoji:🔥', 3)",
            "INSERT INTO reaction_points VALUES (1, 20, 'emoji:🔥', 3)",
        ):
            await session.execute(statement)
    await migrate(empty, now_ms=2)
    told = await empty.fetch_all("SELECT * FROM tellings")
    assert [(row["channel_id"], row["message_id"], row["counted_at"]) for row in told] == [
        (1, 40, 20)
    ]
    assert told[0]["counts"] == '{"emoji:🔥":3}'
    points = await empty.fetch_all("SELECT name, source, total FROM points")
    assert [(row["name"], row["source"], row["total"]) for row in points] == [
        ("emoji:🔥", "updates", 3)
    ]
    gaps = await empty.fetch_all("SELECT channel_id, from_at, until_at FROM gaps")
    assert [(row["channel_id"], row["from_at"], row["until_at"]) for row in gaps] == [(2, 7, None)]
