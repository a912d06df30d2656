"""A person in every column that may hold one: nothing is left, and nobody else is touched."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.domain.people import Person
from storage import inbox, privacy, speaking
from storage.db import Database, Params, Row, Session, to_ms
from storage.forgetting import forget
from storage.migrate import migrate
from storage.sqlite import open_sqlite

FORGOTTEN, OTHER, SECOND, HEIR = (
    7_316_402_958_317, 9_000_000_000_001, 9_000_000_000_002, 9_000_000_000_003,
)  # fmt: skip


def person(person_id: int) -> Person:
    return Person(
        id=person_id, name=f"Name of {person_id}", username=f"user_{person_id}", language=None,
        telegram_language=None, zone="UTC", channel_id=None, is_reachable=True,
    )  # fmt: skip


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A store where rows may stand alone: each column is looked at by itself."""
    db = await open_sqlite(str(tmp_path / "rubrika.db"))
    await migrate(db, now_ms=to_ms(SystemClock().now()))
    writer: Any = db
    await writer._writer.execute("PRAGMA foreign_keys = OFF")
    await writer._writer.execute("PRAGMA ignore_check_constraints = ON")
    yield db
    await db.close()


async def forget_one(session: Session, person_id: int, *, heir_id: int | None = None) -> None:
    """Looked for and forgotten in one go."""
    one = person(person_id)
    said = await speaking.find(session, one, now=SystemClock().now())
    await forget(session, one, said, heir_id=heir_id)


async def put_everywhere(db: Database, person_id: int) -> int:
    """A row for each column that holds people, with this person in it; how many there are."""
    async with db.transaction() as session:
        for number, column in enumerate(privacy.personal()):
            await _put(session, column.table, column.name, person_id, number)
    return len(privacy.personal())


async def _put(session: Session, table: str, name: str, person_id: int, number: int) -> None:
    info = await session.fetch_all(f"SELECT * FROM pragma_table_info('{table}')")
    values: dict[str, Any] = {}
    for row in info:
        if row["name"] == name:
            values[name] = person_id
        elif row["notnull"] and (row["dflt_value"] is None or row["pk"]):
            # Each row is another one, whoever is in it.
            unique = (person_id % 1000) * 1000 + number
            values[row["name"]] = f"{unique}" if row["type"] == "TEXT" else unique
    names = ", ".join(values)
    await session.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{key}' for key in values)})", values
    )


async def rows_with(db: Database, person_id: int) -> list[str]:
    found = []
    for table in await db.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in await db.fetch_all(f'SELECT * FROM "{table["name"]}"'):
            if any(str(person_id) in str(value) for value in tuple(row)):
                found.append(f"{table['name']}: {tuple(row)}")
    return sorted(found)


async def test_nothing_is_left_in_any_column(db: Database) -> None:
    count = await put_everywhere(db, FORGOTTEN)
    assert len(await rows_with(db, FORGOTTEN)) == count
    async with db.transaction() as session:
        await forget_one(session, FORGOTTEN, heir_id=HEIR)
    assert await rows_with(db, FORGOTTEN) == []
    # An edit that is not under way goes with its words.
    assert {row.partition(":")[0] for row in await rows_with(db, HEIR)} == {
        "publications", "removals", "expiries", "navigations", "roundups", "roundup_issues",
    }  # fmt: skip


async def test_two_are_forgotten_without_meeting_and_a_third_is_left_whole(db: Database) -> None:
    for one in (FORGOTTEN, OTHER, SECOND):
        await put_everywhere(db, one)
    before = await rows_with(db, OTHER)
    for one in (FORGOTTEN, SECOND):
        async with db.transaction() as session:
            await forget_one(session, one)
    assert await rows_with(db, OTHER) == before
    assert await rows_with(db, SECOND) == []


async def test_an_update_in_hand_goes_when_it_is_done_and_is_not_taken_twice(
    db: Database,
) -> None:
    mine = {"update_id": 5, "message": {"from": {"id": FORGOTTEN}, "text": "secret"}}
    told = {"update_id": 6, "message": {"from": {"id": OTHER}, "text": f"ask @user_{FORGOTTEN}"}}
    near = {"update_id": 7, "message": {"from": {"id": FORGOTTEN * 10}, "text": "mine"}}
    async with db.transaction() as session:
        await inbox.insert(session, [mine, told, near], now_ms=1)
        await inbox.finish(session, [6], now_ms=2)
        await forget_one(session, FORGOTTEN)
        assert len(await inbox.list_open(session)) == 2
        await inbox.finish(session, [5, 7], now_ms=3)
        assert await inbox.insert(session, [mine], now_ms=4) == []
    rows = await db.fetch_all("SELECT id, body FROM updates ORDER BY id")
    assert [(row["id"], json.loads(row["body"])) for row in rows] == [(5, {}), (6, {}), (7, near)]


async def test_a_card_that_others_pressed_and_that_names_the_person_goes_when_it_is_done(
    db: Database,
) -> None:
    named = replace(person(FORGOTTEN), name='Zu "Fi"', username=None)
    cards = ['Zu "Fi" sends a post', 'Approved\nZu "Fi"', 'Zu "Fi"kara sends', "Zu sends"]
    pressed: list[dict[str, Any]] = [
        {"update_id": number, "callback_query": {"from": {"id": OTHER}, "message": {"text": text}}}
        for number, text in enumerate(cards)
    ]
    async with db.transaction() as session:
        await inbox.insert(session, pressed, now_ms=1)
        await inbox.finish(session, range(len(cards)), now_ms=2)
        said = await speaking.find(session, named, now=SystemClock().now())
        await forget(session, named, said, heir_id=None)
    rows = await db.fetch_all("SELECT body FROM updates ORDER BY id")
    assert [json.loads(row["body"]) for row in rows] == [{}, {}, *pressed[2:]]


async def test_what_an_export_told_of_somebody_who_reacted_is_taken_out(db: Database) -> None:
    body = {
        "reactions": [{"emoji": "🔥", "recent": [
            {"from": "Zu", "from_id": f"user{FORGOTTEN}", "date": "x"},
            {"from": "Bo", "from_id": f"user{OTHER}"},
        ]}],
        "actor": "Zu", "actor_id": f"user{FORGOTTEN}", "title": "kept",
    }  # fmt: skip
    async with db.transaction() as session:
        await session.execute(
            """
            INSERT INTO history_messages (
                channel_id, message_id, is_post, source, told_at, body)
            VALUES (1, 1, 1, 'file', 0, :body)
            """,
            {"body": json.dumps(body)},
        )
        await forget_one(session, FORGOTTEN)
    [row] = await db.fetch_all("SELECT body FROM history_messages")
    told = json.loads(row["body"])
    assert told["reactions"][0]["recent"] == [
        {"from": None, "from_id": None, "date": "x"},
        {"from": "Bo", "from_id": f"user{OTHER}"},
    ]
    assert (told["actor"], told["actor_id"], told["title"]) == (None, None, "kept")


async def test_updates_that_come_while_the_store_is_looked_through_go_too(db: Database) -> None:
    def update(number: int) -> dict[str, Any]:
        return {"update_id": number, "message": {"from": {"id": FORGOTTEN}, "text": "secret"}}

    now = SystemClock().now()
    async with db.transaction() as session:
        await inbox.insert(session, [update(1)], now_ms=to_ms(now) - 9)
        await inbox.finish(session, [1], now_ms=to_ms(now) - 8)
    said = await speaking.find(db, person(FORGOTTEN), now=now)
    assert said.updates == [1]
    async with db.transaction() as session:
        await inbox.insert(session, [update(2), update(3)], now_ms=to_ms(now))
        await inbox.finish(session, [2], now_ms=to_ms(now))
    async with db.transaction() as session:
        await forget(session, person(FORGOTTEN), said, heir_id=None)
        await inbox.finish(session, [3], now_ms=to_ms(now) + 5)
    assert {row["body"] for row in await db.fetch_all("SELECT body FROM updates")} == {"{}"}


# Tables that grow with the archive, with the readers or with what they do.
LARGE = (
    "posts|post_messages|post_search|revisions|updates|history_messages|reposts|counts|points|"
    "reactions|comments|moves|starts|inputs|saved_posts|follows|subscriptions|deliveries|notices|"
    "publications|people"
)


class Explaining:
    """A session that notes the steps of each statement beside running it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.steps: list[tuple[str, str]] = []

    async def _explain(self, sql: str, params: Params) -> None:
        plan = await self._session.fetch_all(f"EXPLAIN QUERY PLAN {sql}", params)
        self.steps += [(row["detail"], sql) for row in plan]

    async def fetch_all(self, sql: str, params: Params | None = None) -> list[Row]:
        await self._explain(sql, params or {})
        return await self._session.fetch_all(sql, params or {})

    async def execute(self, sql: str, params: Params | None = None) -> int:
        await self._explain(sql, params or {})
        return await self._session.execute(sql, params or {})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


async def test_nobody_waits_while_a_large_table_is_read_whole(db: Database) -> None:
    said = await speaking.find(db, person(FORGOTTEN), now=SystemClock().now())
    async with db.transaction() as session:
        explaining: Any = Explaining(session)
        await forget(explaining, person(FORGOTTEN), said, heir_id=HEIR)
    assert len(explaining.steps) > len(privacy.personal())
    whole = re.compile(rf"SCAN ({LARGE})\b(?! USING INDEX \w+_open)")
    assert [step for step in explaining.steps if whole.match(step[0])] == []
