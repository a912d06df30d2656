"""Repeats keep their time of day and their day, over daylight saving and short months."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import local_to_utc
from bot.domain.repeats import MOST, Every, list_repeats, parse_length

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def moment(text: str, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def shown(found: list[datetime], zone: ZoneInfo = MOSCOW) -> list[str]:
    return [f"{at.astimezone(zone):%d.%m %H:%M}" for at in found]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every.DAILY, ["28.11 10:00", "29.11 10:00", "30.11 10:00"]),
        (Every.WEEKDAYS, ["30.11 10:00", "01.12 10:00", "02.12 10:00"]),
        (Every.WEEKLY, ["04.12 10:00", "11.12 10:00", "18.12 10:00"]),
        (Every.MONTHLY, ["27.12 10:00", "27.01 10:00", "27.02 10:00"]),
    ],
)
def test_repeats_follow_the_first_moment(every: Every, expected: list[str]):
    assert shown(list_repeats(moment("2026-11-27 10:00"), every, zone=MOSCOW, times=3)) == expected


def test_monthly_on_the_31st_is_the_last_day_of_shorter_months():
    found = list_repeats(moment("2027-01-31 10:00"), Every.MONTHLY, zone=MOSCOW, times=4)
    assert shown(found) == ["28.02 10:00", "31.03 10:00", "30.04 10:00", "31.05 10:00"]


def test_the_last_day_is_one_of_them():
    first = moment("2026-11-27 23:30")
    found = list_repeats(first, Every.DAILY, zone=MOSCOW, until=date(2026, 11, 30))
    assert shown(found) == ["28.11 23:30", "29.11 23:30", "30.11 23:30"]
    assert list_repeats(first, Every.DAILY, zone=MOSCOW, until=date(2026, 11, 27)) == []


def test_daylight_saving_does_not_move_the_hour_and_a_skipped_one_goes_forward():
    spring = list_repeats(moment("2026-03-27 02:30", BERLIN), Every.DAILY, zone=BERLIN, times=3)
    assert shown(spring, BERLIN) == ["28.03 02:30", "29.03 03:30", "30.03 02:30"]
    autumn = list_repeats(moment("2026-10-18 02:30", BERLIN), Every.WEEKLY, zone=BERLIN, times=2)
    assert autumn[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert shown(autumn, BERLIN) == ["25.10 02:30", "01.11 02:30"]


@given(
    st.integers(0, 3 * 365 * 1440).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC)
                                       + timedelta(minutes=m)),
    st.sampled_from(Every),
    st.sampled_from([MOSCOW, BERLIN, ZoneInfo("America/New_York")]),
    st.integers(1, 500),
)  # fmt: skip
def test_repeats_are_later_in_order_and_at_most_sixty(first, every, zone, times):
    found = list_repeats(first, every, zone=zone, times=times)
    assert len(found) == min(times, MOST)
    assert all(earlier < later for earlier, later in pairwise([first, *found][1:]))
    assert found[0] > first
    at = first.astimezone(zone).time()
    days = [moment.astimezone(zone).date() for moment in found]
    assert found == [local_to_utc(day, at, zone) for day in days]
    if every is Every.WEEKDAYS:
        assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        (" 8 раз ", 8),
        ("3 раза", 3),
        ("4 times", 4),
        ("x3", 3),
        ("× 12", 12),
        ("1", 1),
        ("60", 60),
        ("61", None),
        ("0", None),
        ("-3", None),
        ("до 31.12", date(2026, 12, 31)),
        ("until 25 December", date(2026, 12, 25)),
        ("по 25 мая", date(2027, 5, 25)),
        ("31.12", date(2026, 12, 31)),
        ("через 2 недели", date(2026, 12, 2)),
        ("forever", None),
        ("", None),
        ("до", None),
    ],
)
def test_a_length_is_a_number_of_times_or_a_last_day(text: str, expected: int | date | None):
    assert parse_length(text, now=NOW, zone=MOSCOW) == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_length(text: str):
    found = parse_length(text, now=NOW, zone=MOSCOW)
    assert found is None or isinstance(found, date) or 1 <= found <= MOST
