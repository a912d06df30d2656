"""A digest comes once for each of its days, at the hour its reader chose."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.digests import (
    DEFAULT_MINUTE,
    Frequency,
    Schedule,
    next_delivery,
    parse_zone,
    period_key,
)

ZONES = st.sampled_from(
    [
        *("Europe/Moscow", "Europe/Berlin", "America/New_York", "America/Nuuk", "Asia/Gaza"),
        *("Australia/Lord_Howe", "Pacific/Auckland", "Africa/Casablanca", "Africa/Cairo"),
        *("Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12", "Antarctica/Troll"),
    ]
)
FREQUENCIES = st.sampled_from([one for one in Frequency if one is not Frequency.OFF])
SCHEDULES = st.builds(
    Schedule,
    FREQUENCIES,
    st.integers(0, 1439),
    ZONES,
    st.integers(0, 6),
    chosen=st.frozensets(st.integers(0, 6), min_size=1),
)
MOMENTS = st.integers(0, 3 * 365 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
NIGHT_OF_NUUK = Schedule(Frequency.DAILY, 23 * 60 + 30, "America/Nuuk")


def moment(text: str, zone: str = "Europe/Moscow") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("frequency", "after", "expected"),
    [
        (Frequency.DAILY, "2026-11-22 09:59", "2026-11-22 10:00"),
        (Frequency.DAILY, "2026-11-22 10:00", "2026-11-23 10:00"),
        (Frequency.WEEKDAYS, "2026-11-20 10:00", "2026-11-23 10:00"),
        (Frequency.WEEKLY, "2026-11-22 12:00", "2026-11-23 10:00"),
        (Frequency.WEEKLY, "2026-11-23 10:00", "2026-11-30 10:00"),
        (Frequency.TWICE, "2026-11-15 10:00", "2026-12-01 10:00"),
        (Frequency.TWICE, "2026-12-01 10:00", "2026-12-15 10:00"),
    ],
)
def test_the_next_digest_is_the_first_after_a_moment(frequency, after, expected):
    schedule = Schedule(frequency, DEFAULT_MINUTE, "Europe/Moscow")
    assert next_delivery(schedule, after=moment(after)) == moment(expected)


def test_a_digest_of_chosen_days_comes_on_each_of_them():
    schedule = Schedule(
        Frequency.CHOSEN, DEFAULT_MINUTE, "Europe/Moscow", chosen=frozenset({1, 5})
    )
    found = deliveries(schedule, moment("2026-11-22 12:00"), 3)
    assert found == [moment(f"{day} 10:00") for day in ("2026-11-24", "2026-11-28", "2026-12-01")]


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        # The 22nd of November is a Sunday, and weekly ones come on Mondays.
        (Frequency.DAILY, ["2026-11-24", "2026-11-25", "2026-11-26"]),
        (Frequency.WEEKLY, ["2026-11-24", "2026-12-01", "2026-12-08"]),
        # The 15th of February is a Monday, like the 1st.
        (Frequency.TWICE, ["2026-12-01", "2026-12-15", "2027-01-01", "2027-01-15", "2027-02-02"]),
    ],
)
def test_on_a_quiet_day_nothing_comes_and_what_is_rare_moves_on(frequency, expected):
    schedule = Schedule(frequency, DEFAULT_MINUTE, "Europe/Moscow", quiet=frozenset({6, 0}))
    found = deliveries(schedule, moment("2026-11-22 12:00"), len(expected))
    assert found == [moment(f"{day} 10:00") for day in expected]


def test_a_pause_ends_on_its_day():
    schedule = Schedule(
        Frequency.DAILY, DEFAULT_MINUTE, "Europe/Moscow", paused_until=date(2027, 3, 1)
    )
    assert next_delivery(schedule, after=moment("2026-11-22 12:00")) == moment("2027-03-01 10:00")


def test_chosen_days_that_are_all_quiet_bring_nothing():
    days = frozenset({2})
    schedule = Schedule(Frequency.CHOSEN, DEFAULT_MINUTE, "Europe/Moscow", chosen=days, quiet=days)
    assert next_delivery(schedule, after=moment("2026-11-22 12:00")) is None


def test_no_digest_comes_when_it_is_off():
    schedule = Schedule(Frequency.OFF, DEFAULT_MINUTE, "Europe/Moscow")
    assert next_delivery(schedule, after=moment("2026-11-22 09:59")) is None


def deliveries(schedule: Schedule, after: datetime, count: int) -> list[datetime]:
    found: list[datetime] = []
    while len(found) < count:
        following = next_delivery(schedule, after=found[-1] if found else after)
        assert following is not None
        found.append(following)
    return found


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-28", ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"]),
        ("2026-10-24", ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]),
    ],
)
def test_a_skipped_hour_moves_forward_and_a_repeated_one_happens_once(day, expected):
    schedule = Schedule(Frequency.DAILY, 150, "Europe/Berlin")
    found = deliveries(schedule, moment(f"{day} 00:00", "Europe/Berlin"), 3)
    assert found == [datetime.fromisoformat(at).replace(tzinfo=UTC) for at in expected]
    assert len({period_key(schedule, at) for at in found}) == 3


def test_a_digest_moved_past_midnight_takes_nothing_from_the_next_day():
    found = deliveries(NIGHT_OF_NUUK, moment("2026-03-28 12:00", "America/Nuuk"), 2)
    shown = [f"{at.astimezone(ZoneInfo('America/Nuuk')):%d %H:%M}" for at in found]
    assert shown == ["29 00:30", "29 23:30"]
    assert [period_key(NIGHT_OF_NUUK, at) for at in found] == ["2026-03-28", "2026-03-29"]


def test_a_digest_of_yesterday_that_moved_past_midnight_is_still_to_come():
    following = next_delivery(NIGHT_OF_NUUK, after=moment("2026-03-29 00:10", "America/Nuuk"))
    assert following == moment("2026-03-29 00:30", "America/Nuuk")


@given(SCHEDULES, MOMENTS)
@example(NIGHT_OF_NUUK, datetime(2026, 3, 27, tzinfo=UTC))
def test_each_local_day_has_its_digest_once_and_none_is_skipped(schedule, after):
    found = deliveries(schedule, after, 12)
    assert all(earlier < later for earlier, later in zip([after, *found], found, strict=False))
    days = [date.fromisoformat(period_key(schedule, at)) for at in found]
    step, expected = days[0], []
    while step <= days[-1]:
        expected += [step] if schedule.includes(step) else []
        step += timedelta(days=1)
    assert days == expected
    zone = ZoneInfo(schedule.zone)
    assert abs(days[0] - after.astimezone(zone).date()) <= timedelta(days=17)


@given(SCHEDULES, MOMENTS)
def test_a_digest_comes_at_its_minute_or_that_minute_does_not_exist(schedule, after):
    at = deliveries(schedule, after, 1)[0].astimezone(ZoneInfo(schedule.zone))
    minute = at.hour * 60 + at.minute
    if minute != schedule.minute:
        named = at.replace(hour=schedule.minute // 60, minute=schedule.minute % 60, fold=0)
        back = named.astimezone(UTC).astimezone(at.tzinfo)
        moved = date.fromisoformat(period_key(schedule, at)) < at.date()
        assert moved or (back.hour, back.minute) != (named.hour, named.minute)


@given(SCHEDULES, MOMENTS, st.integers(0, 20 * 86_400))
def test_whoever_asks_later_gets_no_earlier_digest(schedule, after, seconds):
    first = deliveries(schedule, after, 1)[0]
    second = deliveries(schedule, after + timedelta(seconds=seconds), 1)[0]
    assert first <= second


def test_a_late_delivery_belongs_to_its_local_day():
    schedule = Schedule(Frequency.DAILY, DEFAULT_MINUTE, "Europe/Moscow")
    assert period_key(schedule, moment("2026-11-22 10:07")) == "2026-11-22"


def test_a_reader_names_a_zone():
    assert parse_zone("europe/berlin") == "Europe/Berlin"
