"""Runs in the store: one open one of a kind in a channel, counted, paused, stopped, ended."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.runs import RunKind, RunState
from storage import runs
from storage.db import Session
from tests.services.archives import NOON, open_archive

SECOND = timedelta(seconds=1)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[tuple[Session, int]]:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        async with archive.db.transaction() as session:
            yield session, channel.id


async def test_a_run_that_is_open_is_not_begun_twice(room):
    session, channel_id = room
    first = await runs.begin(session, channel_id, RunKind.DIGEST, total=10, now=NOON)
    again = await runs.begin(session, channel_id, RunKind.DIGEST, total=99, now=NOON + SECOND)
    other = await runs.begin(
        session, channel_id, RunKind.ANNOUNCEMENT, total=3, now=NOON, subject_id=7
    )
    assert first == again != other
    found = await runs.find_open(session, channel_id, RunKind.DIGEST)
    assert found is not None
    assert (found.id, found.total) == (first, 10)
    found = await runs.find_open(session, channel_id, RunKind.ANNOUNCEMENT, 7)
    assert found is not None
    assert found.id == other
    assert [run.id for run in await runs.list_open(session)] == [first, other]
    assert [run.id for run in await runs.list_open(session, RunKind.ANNOUNCEMENT)] == [other]


async def test_counts_add_up_and_the_total_is_never_less(room):
    session, channel_id = room
    run_id = await runs.begin(session, channel_id, RunKind.DIGEST, total=2, now=NOON)
    await runs.add(session, run_id, now=NOON + SECOND, sent=2, failed=1)
    await runs.add(session, run_id, now=NOON + 2 * SECOND, skipped=1, unknown=1)
    run = await runs.get(session, run_id)
    assert run is not None
    assert (run.sent, run.failed, run.skipped, run.unknown, run.total) == (2, 1, 1, 1, 5)
    assert run.pace == 2.5


async def test_pausing_and_going_on_begin_the_pace_anew(room):
    session, channel_id = room
    run_id = await runs.begin(session, channel_id, RunKind.DIGEST, total=100, now=NOON)
    await runs.add(session, run_id, now=NOON + SECOND, sent=30)
    paused_at = NOON + 2 * SECOND
    assert await runs.set_state(session, run_id, RunState.PAUSED, now=paused_at, reason="Bad")
    assert not await runs.set_state(session, run_id, RunState.PAUSED, now=paused_at)
    run = await runs.get(session, run_id)
    assert run is not None
    assert (run.state, run.reason, run.state_at) == (RunState.PAUSED, "Bad", paused_at)
    assert await runs.set_state(session, run_id, RunState.SENDING, now=NOON + 9 * SECOND)
    await runs.add(session, run_id, now=NOON + 10 * SECOND, sent=20)
    run = await runs.get(session, run_id)
    assert run is not None
    assert (run.pace, run.left, run.reason) == (20.0, 50, None)


async def test_a_stopped_run_stays_stopped_and_ends_when_those_left_are_let_go(room):
    session, channel_id = room
    run_id = await runs.begin(session, channel_id, RunKind.DIGEST, total=10, now=NOON)
    assert await runs.set_state(session, run_id, RunState.STOPPED, now=NOON)
    assert not await runs.set_state(session, run_id, RunState.SENDING, now=NOON)
    assert [run.id for run in await runs.list_open(session)] == [run_id]
    await runs.add(session, run_id, now=NOON, skipped=10)
    await runs.end(session, run_id, now=NOON + SECOND)
    run = await runs.get(session, run_id)
    assert run is not None
    assert (run.state, run.ended_at, run.left) == (RunState.STOPPED, NOON + SECOND, 0)
    assert await runs.begin(session, channel_id, RunKind.DIGEST, total=1, now=NOON) != run_id


async def test_a_run_that_is_done_is_over_and_forgotten_in_time(room):
    session, channel_id = room
    run_id = await runs.begin(session, channel_id, RunKind.DIGEST, total=10, now=NOON)
    await runs.add(session, run_id, now=NOON, sent=4)
    assert await runs.set_state(session, run_id, RunState.DONE, now=NOON)
    run = await runs.get(session, run_id)
    assert run is not None
    assert (run.state, run.ended_at, run.total) == (RunState.DONE, NOON, 4)
    assert await runs.forget_before(session, NOON) == 0
    assert await runs.forget_before(session, NOON + SECOND) == 1
    assert await runs.get(session, run_id) is None
