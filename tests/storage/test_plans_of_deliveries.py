"""What the engine of digests and announcements asks takes an index, among a million readers."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.announcements import Audience, AudienceKind
from bot.domain.posts import Content
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.runs import RunKind, RunState
from bot.domain.subscriptions import Scope
from bot.domain.texts import Text
from bot.services.announcing import Announcing
from bot.services.following import Following
from bot.services.overseeing import Overseeing
from bot.services.replanning import Replanning
from bot.services.rights import Rights
from bot.services.teaming import forget_old_deeds
from bot.tasks import Tasks
from storage import announcements, left_out, runs, sqlite, subscriber_sources
from storage.db import Params, Positional, Read, Row
from storage.sqlite import open_sqlite
from tests.services.archives import NOON, open_archive
from tests.services.test_mailing import DAY, TEN, Post

NONE: Params = {}
Asked = dict[str, Params | Positional]
"""Statements with the parameters that they were run with last."""

A_MILLION = {
    ("subscriptions", "sqlite_autoindex_subscriptions_1"): "1000000 1 1",
    ("subscriptions", "subscriptions_due"): "1000000 1000000 500000 1",
    ("deliveries", "deliveries"): "31000000 31 1",
    ("deliveries", "deliveries_rest"): "32000 32 16",
    ("people", None): "1000000",
    ("announcement_deliveries", "announcement_deliveries"): "1000000 1000000 1",
    ("announcement_deliveries", "announcement_deliveries_person"): "1000000 1",
    ("announcement_deliveries", "announcement_deliveries_rest"): "1020 1020 510",
    ("announcements", "announcements_day"): "1 1 1",
    ("channels", "sqlite_autoindex_channels_1"): "1 1",
    ("runs", "runs_channel"): "1000 1000 1",
    ("runs", "runs_ended"): "1000 1",
}
"""What ANALYZE writes of a channel with a million daily readers, after a month and an
announcement: rows, then rows with the same first columns (sqlite.org/fileformat2.html)."""


SHORT = re.compile(
    r"SCAN ("
    # as many as there are channels, announcements, or messages under way
    r"channels|announcements( USING INDEX announcements_day)?|"
    r"announcement_flight|deliveries USING INDEX deliveries_open|"
    r"runs USING INDEX runs_(open|unreported)|"
    # those that were asked for
    r"(json_each|wanted|new|move) VIRTUAL TABLE INDEX 1:)"
)
OF_READERS = re.compile(r"\b(people|subscriptions|deliveries)\b")
WHOLE = re.compile(
    r"SEARCH (subscriptions|deliveries|delivery|announcement_deliveries|people) USING "
    r".*\((channel_id|run_id|announcement_id)=\?\)"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """All that is asked of the store from now on."""
    noted: Asked = {}
    session = sqlite._Session
    fetch_all, fetch_each, execute, execute_many = (
        session.fetch_all, session.fetch_each, session.execute, session.execute_many
    )  # fmt: skip

    async def note_all(self: sqlite._Session, sql: str, params: Params = NONE) -> list[Row]:
        noted[sql] = params
        return await fetch_all(self, sql, params)

    async def note_each(self: sqlite._Session, reads: Sequence[Read]) -> list[list[Row]]:
        noted.update(reads)
        return await fetch_each(self, reads)

    async def note_one(self: sqlite._Session, sql: str, params: Params = NONE) -> int:
        noted[sql] = params
        return await execute(self, sql, params)

    async def note_many(
        self: sqlite._Session, sql: str, rows: Iterable[Params | Positional]
    ) -> None:
        given = list(rows)
        noted.update((sql, row) for row in given[:1])
        await execute_many(self, sql, given)

    monkeypatch.setattr(session, "fetch_all", note_all)
    monkeypatch.setattr(session, "fetch_each", note_each)
    monkeypatch.setattr(session, "execute", note_one)
    monkeypatch.setattr(session, "execute_many", note_many)
    return noted


def explain(path: Path, asked: Asked, statistics: str) -> dict[str, list[str]]:
    """The steps of each statement, as they would be with statistics."""
    with sqlite3.connect(path) as connection:
        if statistics != "none":
            connection.execute("ANALYZE")
        if statistics == "a million":
            connection.execute("DELETE FROM sqlite_stat1")
            rows = [(*names, stat) for names, stat in A_MILLION.items()]
            connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", rows)
    # Statistics are read when a database is opened.
    with sqlite3.connect(path) as connection:
        return {
            " ".join(sql.split()): [
                step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            ]
            for sql, params in asked.items()
        }


class Answers:
    """A messenger of announcements to whom each reader's answer is told."""

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        assert not is_paid
        return 50

    async def deliver(self, person_id: int, *_: object, is_paid: bool) -> SendOutcome:
        assert not is_paid
        return ANSWERS.get(person_id, Sent((1,)))

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        raise AssertionError(f"nothing is refused to everybody: {reason}")


ANSWERS: dict[int, SendOutcome] = {
    6: Refused("Forbidden: bot was blocked by the user", is_channel_lost=True),
    7: Refused("Bad Request: no"), 8: Unknown("reset"), 9: Postponed(1, "Too Many Requests"),
}  # fmt: skip
READERS = range(2, 10)


async def deliver_digests(post: Post) -> None:
    """Digests of every scope, with every answer; planned anew; stopped; told to owners."""
    scopes = {2: Scope.FOLLOWED, 3: Scope.EXCEPT}
    await post.publish("Первый #кейс", NOON)
    rubric = await post.archive.browsing.find_rubric(post.channel.id, "кейс")
    assert rubric is not None
    for person_id in READERS:
        person = await post.subscribe(person_id)
        await post.subscribing.set_scope(person, post.channel.id, scopes.get(person_id, Scope.ALL))
    await Following(post.db, post.clock).follow(2, post.channel.id, rubric.id)
    async with post.db.transaction() as session:
        await left_out.put(session, 2, rubric.id)
    post.letters.room = len(READERS)
    post.letters.answers = {person_id: [answer] for person_id, answer in ANSWERS.items()}
    await post.run(TEN)
    await Replanning(post.db, post.clock).look()
    post.clock.moment -= 3 * DAY
    await Replanning(post.db, post.clock).look()
    for days, state in ((1, RunState.PAUSED), (2, RunState.STOPPED)):
        await post.publish("Ещё #кейс", TEN + (days - 1) * DAY)
        post.clock.moment = TEN + days * DAY
        async with post.db.transaction() as session:
            now = post.clock.now()
            run_id = await runs.begin(session, post.channel.id, RunKind.DIGEST, total=0, now=now)
            await runs.set_state(session, run_id, state, now=now, reason="Bad Request")
        await post.run(post.clock.moment + timedelta(hours=2))


async def announce(post: Post, audience: Audience, number: int) -> None:
    """One announcement, sent until nobody is left."""
    now = post.clock.now()
    async with post.db.transaction() as session:
        subject_id = await announcements.insert(
            session, channel_id=post.channel.id, created_by=1, message_id=number,
            content=Content(text=Text("Встреча")), now=now,
        )  # fmt: skip
        await announcements.set_audience(session, subject_id, audience)
        run_id = await runs.begin(
            session, post.channel.id, RunKind.ANNOUNCEMENT, total=8, now=now, subject_id=subject_id
        )
        await announcements.confirm(session, subject_id, run_id=run_id, now=now, day="2026-11-20")
    await Announcing(post.db, post.clock, Tasks(), Answers(), "en").deliver_due()


async def send_announcements(post: Post) -> None:
    """Announcements to every kind of audience."""
    async with post.db.transaction() as session:
        source = await subscriber_sources.insert(
            session, channel_id=post.channel.id, name="A", name_key="a", token="t", created_by=1,
            message_id=1, now=NOON,
        )  # fmt: skip
        await subscriber_sources.note_start(session, source.id, 2, started_at=NOON)
    keys = {
        AudienceKind.ALL: "", AudienceKind.RUBRIC: "1", AudienceKind.SOURCE: str(source.id),
        AudienceKind.LANGUAGE: "en",
    }  # fmt: skip
    for number, (kind, key) in enumerate(keys.items()):
        await announce(post, Audience(kind, key), number)


async def read_reports(post: Post) -> None:
    """What owners are told."""
    overseeing = Overseeing(post.db, post.clock, Rights(post.db, frozenset({1})))
    await overseeing.list_unreported()
    await overseeing.list_runs(1, post.channel.id, None)


async def forget_the_old(post: Post) -> None:
    """What nobody asks for any more goes, a year later."""
    post.clock.moment += 400 * DAY
    await forget_old_deeds(post.db, post.clock)


def is_walk(sql: str, step: str) -> bool:
    """Whether a step reads more than it gives: a table, or all there is of a channel or a run."""
    if step.startswith("SCAN"):
        return not SHORT.fullmatch(step)
    is_sort = step == "USE TEMP B-TREE FOR ORDER BY" and bool(OF_READERS.search(sql))
    # What is deleted of a run is deleted a piece at a time.
    is_whole = bool(WHOLE.match(step)) and "DELETE" not in sql
    return is_sort or is_whole or "AUTOMATIC" in step


@pytest.mark.parametrize("statistics", ["none", "a million"])
async def test_no_query_of_the_engine_walks_through_a_table(
    tmp_path: Path, asked: Asked, statistics: str
) -> None:
    async with open_archive(tmp_path) as archive:
        post = Post(archive, await archive.connect())
        asked.clear()
        await deliver_digests(post)
        await send_announcements(post)
        await read_reports(post)
        await forget_the_old(post)
    plans = explain(tmp_path / "rubrika.db", asked, statistics)
    steps = {step for found in plans.values() for step in found}
    # The walk went where it was meant to.
    assert {"subscriptions_due", "deliveries_open", "deliveries_rest", "runs_open"} <= {
        name for step in steps for name in re.findall(r"INDEX (\w+)", step)
    }
    assert [
        (sql, step) for sql, found in plans.items() for step in found if is_walk(sql, step)
    ] == []


async def test_statistics_that_somebody_made_are_dropped_when_the_store_is_opened(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rubrika.db"
    async with open_archive(tmp_path):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO people (id, name, zone, created_at) VALUES (1, '', '', 0)")
        connection.execute("ANALYZE")
    whole = "EXPLAIN QUERY PLAN SELECT 1 FROM people, json_each('[1]') WHERE people.id = value"
    with sqlite3.connect(path) as connection:
        before = [step[3] for step in connection.execute(whole)]
    assert any(step.startswith("SCAN people") for step in before)
    db = await open_sqlite(str(path))
    async with db.transaction() as session:
        written = [row["detail"] for row in await session.fetch_all(whole)]
    read = [row["detail"] for row in await db.fetch_all(whole)]
    await db.close()
    assert not any(step.startswith("SCAN people") for step in written + read)
