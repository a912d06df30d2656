"""The next free slot is the next one of the week that nobody has taken."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import local_to_utc
from bot.domain.slots import (
    DEFAULT_SLOTS,
    Slot,
    next_fitting,
    next_free,
    occurrences,
    upcoming,
)

MOSCOW, BERLIN, NUUK = map(ZoneInfo, ("Europe/Moscow", "Europe/Berlin", "America/Nuuk"))
ZONES = st.sampled_from(
    [
        MOSCOW,
        BERLIN,
        NUUK,
        *map(ZoneInfo, ("America/New_York", "Australia/Lord_Howe", "Asia/Gaza")),
    ]
)
NOWS = st.integers(0, 2 * 365 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
SLOTS = st.lists(st.builds(Slot, st.integers(0, 6), st.integers(0, 1439)), max_size=6)


def moment(text: str, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_the_default_slots_are_two_a_working_day():
    days = [found.astimezone(MOSCOW) for found in upcoming(DEFAULT_SLOTS, **week_of_november())]
    assert [f"{day:%a %H}" for day in days] == [
        f"{day} {hour}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for hour in (10, 18)
    ]


def week_of_november():
    return {"now": moment("2026-11-22 12:00"), "zone": MOSCOW, "days": 7}


def test_the_next_slot_is_strictly_later():
    at = moment("2026-11-23 10:00")
    assert next_free(DEFAULT_SLOTS, taken=[], now=at, zone=MOSCOW) == moment("2026-11-23 18:00")
    before = at - timedelta(seconds=1)
    assert next_free(DEFAULT_SLOTS, taken=[], now=before, zone=MOSCOW) == at


def test_a_taken_slot_is_passed_over_whatever_zone_it_was_taken_in():
    taken = [moment("2026-11-23 10:00").astimezone(BERLIN), moment("2026-11-23 18:00")]
    found = next_free(DEFAULT_SLOTS, taken=taken, now=moment("2026-11-22 12:00"), zone=MOSCOW)
    assert found == moment("2026-11-24 10:00")


def test_no_slots_and_a_full_horizon_give_nothing():
    now = moment("2026-11-22 12:00")
    assert next_free([], taken=[], now=now, zone=MOSCOW) is None
    taken = list(upcoming(DEFAULT_SLOTS, now=now, zone=MOSCOW, days=14))
    assert next_free(DEFAULT_SLOTS, taken=taken, now=now, zone=MOSCOW, horizon_days=14) is None
    assert next_free(DEFAULT_SLOTS, taken=taken, now=now, zone=MOSCOW) is not None


def test_a_skipped_slot_moves_forward_and_a_repeated_one_comes_once():
    night = [Slot(6, 150)]
    spring = upcoming(night, now=moment("2026-03-28 12:00", BERLIN), zone=BERLIN, days=2)
    assert list(spring) == [moment("2026-03-29 03:30", BERLIN)]
    autumn = upcoming(night, now=moment("2026-10-24 12:00", BERLIN), zone=BERLIN, days=2)
    assert list(autumn) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_a_slot_that_moves_past_midnight_keeps_the_order():
    slots = [Slot(5, 23 * 60 + 30), Slot(6, 15)]
    found = upcoming(slots, now=moment("2026-03-28 12:00", NUUK), zone=NUUK, days=1)
    assert [f"{at.astimezone(NUUK):%a %H:%M}" for at in found] == ["Sun 00:15", "Sun 00:30"]


def test_a_slot_of_yesterday_that_moved_past_midnight_is_still_to_come():
    saturday = [Slot(5, 23 * 60 + 30)]
    found = next_free(saturday, taken=[], now=moment("2026-03-29 00:10", NUUK), zone=NUUK)
    assert found == moment("2026-03-29 00:30", NUUK)


@pytest.mark.parametrize(("weekday", "minute"), [(7, 0), (-1, 0), (0, 1440), (0, -1)])
def test_no_week_has_such_a_slot(weekday: int, minute: int):
    with pytest.raises(ValueError, match="no week"):
        Slot(weekday, minute)


@given(SLOTS, NOWS, ZONES, st.integers(0, 30))
def test_the_coming_slots_are_all_of_them_in_order(slots, now, zone, days):
    found = list(upcoming(slots, now=now, zone=zone, days=days))
    assert all(earlier < later for earlier, later in pairwise(found))
    first: date = now.astimezone(zone).date() - timedelta(days=2)
    expected = {
        local_to_utc(day, slot.at, zone)
        for day in (first + timedelta(days=step) for step in range(days + 5))
        for slot in slots
        if slot.weekday == day.weekday()
    }
    last = now + timedelta(days=days)
    assert found == sorted(at for at in expected if now < at <= last)


@given(SLOTS.filter(bool), NOWS, ZONES, st.integers(0, 5))
def test_the_next_free_slot_is_the_first_that_is_not_taken(slots, now, zone, count):
    coming = list(upcoming(slots, now=now, zone=zone, days=60))
    assert next_free(slots, taken=coming[:count], now=now, zone=zone) == coming[count]


def test_a_slot_of_a_rubric_is_only_for_its_posts_which_prefer_it():
    week = [*DEFAULT_SLOTS, Slot(1, 19 * 60, "РекламныйХит")]
    now = moment("2026-11-22 12:00")

    def found(*tags: str, taken: tuple[datetime, ...] = ()) -> datetime | None:
        return next_fitting(week, tags=tags, taken=taken, now=now, zone=MOSCOW)

    assert found() == found("другое") == moment("2026-11-23 10:00")
    assert found("рекламныйхит") == moment("2026-11-24 19:00")
    tuesday = moment("2026-11-24 19:00")
    assert found("другое", "рекламныйхит", taken=(tuesday,)) == moment("2026-12-01 19:00")


def test_a_post_takes_a_common_slot_when_its_own_ones_are_full():
    week = [Slot(0, 600), Slot(1, 600, "a")]
    now = moment("2026-11-22 12:00")
    taken = list(upcoming(week[1:], now=now, zone=MOSCOW, days=366))
    assert next_fitting(week, tags=["a"], taken=taken, now=now, zone=MOSCOW) == moment(
        "2026-11-23 10:00"
    )
    assert next_fitting(week[1:], tags=["b"], taken=[], now=now, zone=MOSCOW) is None


@given(SLOTS, NOWS, ZONES, st.integers(0, 30))
def test_occurrences_are_the_moments_of_their_slots(slots, now, zone, days):
    until = now + timedelta(days=days)
    found = occurrences(slots, since=now, until=until, zone=zone)
    assert found == sorted(found)
    coming = upcoming(slots, now=now - timedelta(microseconds=1), zone=zone, days=days)
    assert sorted({at for at, _ in found}) == [at for at in coming if now <= at < until]
    assert all(slot in slots for _, slot in found)
