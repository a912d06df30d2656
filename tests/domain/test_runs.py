"""Runs: what is left, how fast it goes, and when it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.runs import Run, RunKind, RunState

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RUN = Run(
    id=1, kind=RunKind.DIGEST, channel_id=1, subject_id=None, state=RunState.SENDING, total=1000,
    sent=280, failed=5, skipped=14, unknown=1, began_at=NOON, ended_at=None, reason=None,
    state_at=NOON, state_done=0, counted_at=NOON + timedelta(seconds=10),
)  # fmt: skip


def test_what_is_over_is_not_left_whatever_it_came_to():
    assert (RUN.done, RUN.left, RUN.is_open) == (300, 700, True)


def test_the_pace_is_that_since_the_run_went_on():
    again = replace(RUN, state_at=NOON + timedelta(seconds=5), state_done=200)
    assert (RUN.pace, again.pace) == (30.0, 20.0)
    assert RUN.ends_at(NOON) == NOON + timedelta(seconds=700 / 30)


@pytest.mark.parametrize("state", [RunState.PAUSED, RunState.STOPPED, RunState.DONE])
def test_what_is_not_being_sent_has_no_end_in_sight(state: RunState):
    assert replace(RUN, state=state).ends_at(NOON) is None


def test_before_anything_is_counted_no_end_is_told():
    assert replace(RUN, counted_at=NOON).ends_at(NOON) is None
