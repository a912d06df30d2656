"""Gaps: since when a number is stale."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gaps import Gap, stale_since

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


GAP = Gap(at(10), at(20))
OPEN = Gap(at(30))


@pytest.mark.parametrize(
    ("gaps", "published", "counted", "since"),
    [
        ([], 0, 5, None),
        ([GAP], 0, 5, 10),
        ([GAP], 0, 20, None),
        ([GAP], 0, 25, None),
        ([GAP], 20, None, None),
        # Whoever counted in the middle of a gap knew everything up to then.
        ([GAP], 0, 15, 15),
        ([GAP], 12, None, 12),
        ([GAP], 0, None, 10),
        ([GAP, OPEN], 0, 5, 10),
        ([GAP, OPEN], 0, 25, 30),
        ([OPEN], 0, 40, 40),
        ([Gap(at(1), at(2)), GAP], 0, 5, 10),
    ],
)
def test_a_number_is_stale_since_the_first_gap_that_nobody_counted_after(
    gaps: list[Gap], published: float, counted: float | None, since: float | None
) -> None:
    told = None if counted is None else at(counted)
    answer = stale_since(gaps, counted_at=told, published_at=at(published))
    assert answer == (None if since is None else at(since))


HOURS = st.integers(0, 50)
GAPS = st.lists(
    st.builds(
        lambda start, length: Gap(at(start), None if length is None else at(start + length)),
        HOURS,
        st.none() | st.integers(1, 20),
    ),
    max_size=5,
)


@given(GAPS, HOURS, HOURS)
def test_a_later_count_is_never_staler(gaps: list[Gap], first: int, second: int) -> None:
    earlier, later = sorted((first, second))
    before = stale_since(gaps, counted_at=at(earlier), published_at=at(0))
    after = stale_since(gaps, counted_at=at(later), published_at=at(0))
    assert after is None or (before is not None and before <= after)


@given(GAPS, HOURS)
def test_nothing_is_stale_before_it_was_counted(gaps: list[Gap], counted: int) -> None:
    since = stale_since(gaps, counted_at=at(counted), published_at=at(0))
    assert since is None or since >= at(counted)
    assert (since is None) == all(gap.until_at and gap.until_at <= at(counted) for gap in gaps)
