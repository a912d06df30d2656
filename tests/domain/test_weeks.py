"""A week arranged by days: zones, what waits, crowds, more posts than lines."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slots import Slot
from bot.domain.weeks import DAYS, MOST_FREE, MOST_LINES, WAITING, Item, Standing, Week, arrange

ZONE = ZoneInfo("Europe/Moscow")
FIRST = date(2026, 11, 16)
NOW = datetime(2026, 11, 18, 12, 0, tzinfo=ZONE).astimezone(UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def item(moment: datetime, standing: Standing = Standing.PLANNED, number: int = 1) -> Item:
    return Item(post_id=number, moment=moment, standing=standing, title=f"Post {number}")


def week(items: Sequence[Item], *, first: date = FIRST, zone: ZoneInfo = ZONE) -> Week:
    taken = [one.moment for one in items if one.standing in WAITING]
    return arrange(first, items, [], now=NOW, zone=zone, taken=taken)


def test_a_post_stands_on_the_day_that_it_is_in_the_zone() -> None:
    late_evening = item(at(18, 23, 30))
    moscow, tokyo = week([late_evening]), week([late_evening], zone=ZoneInfo("Asia/Tokyo"))
    assert [day.posts for day in moscow.days] == [0, 0, 1, 0, 0, 0, 0]
    assert [day.posts for day in tokyo.days] == [0, 0, 0, 1, 0, 0, 0]
    assert moscow.days[2].entries[0].when == "23:30"
    assert tokyo.days[3].entries[0].when == "05:30"


def test_today_and_the_days_before_it_are_known() -> None:
    days = week([]).days
    assert [day.is_today for day in days] == [False, False, True, False, False, False, False]
    assert [day.is_past for day in days] == [True, True, False, False, False, False, False]


def test_what_still_waits_of_an_earlier_week_stands_today_with_its_day() -> None:
    days = week([item(at(9, 10), Standing.LATE), item(at(18, 15), number=2)]).days
    assert [entry.when for entry in days[2].entries] == ["09.11", "15:00"]
    assert [day.posts for day in days] == [0, 0, 2, 0, 0, 0, 0]


def test_what_failed_in_an_earlier_week_stands_nowhere() -> None:
    found = week([item(at(9, 10), Standing.FAILED)])
    assert sum(day.posts for day in found.days) == 0
    assert found.standings == []


def test_two_posts_at_one_moment_are_crowded_and_a_published_one_is_in_nobodys_way() -> None:
    found = week([
        item(at(19, 10), number=1), item(at(19, 10), number=2), item(at(19, 11), number=3),
        item(at(19, 11), Standing.PUBLISHED, number=4),
    ])  # fmt: skip
    assert [entry.is_crowded for entry in found.days[3].entries] == [True, True, False, False]
    assert found.crowded == 1


def test_somebody_elses_post_at_the_same_moment_crowds_too() -> None:
    mine = item(at(19, 10))
    found = arrange(FIRST, [mine], [], now=NOW, zone=ZONE, taken=[mine.moment, mine.moment])
    assert found.days[3].entries[0].is_crowded


@pytest.mark.parametrize("count", [0, 1, MOST_LINES, MOST_LINES + 1, 40])
def test_a_day_has_no_more_lines_than_there_is_room_for(count: int) -> None:
    day = week([item(at(20, 9, number), number=number) for number in range(count)]).days[4]
    assert day.posts == count
    assert len(day.entries) + bool(day.more) <= MOST_LINES
    assert day.more != 1


def test_what_went_out_today_gives_way_to_what_is_to_come() -> None:
    out = [item(at(18, 8, number), Standing.PUBLISHED, number) for number in range(6)]
    ahead = [item(at(18, 14, number), number=10 + number) for number in range(3)]
    day = week([*out, *ahead]).days[2]
    assert [entry.when for entry in day.entries] == ["08:04", "08:05", "14:00", "14:01", "14:02"]
    assert day.more == 4


def test_more_free_slots_than_there_is_room_for_are_counted() -> None:
    free = [(at(21, hour), Slot(5, hour * 60)) for hour in range(10, 20)]
    day = arrange(FIRST, [], free, now=NOW, zone=ZONE).days[5]
    assert len(day.free) + bool(day.more_free) == MOST_FREE
    assert len(day.free) + day.more_free == 10


@given(
    st.lists(
        st.tuples(st.integers(-20_000, 20_000), st.sampled_from(list(Standing))), max_size=60
    ),
    st.sampled_from(["Europe/Moscow", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]),
)
def test_every_post_of_the_week_is_told_or_counted_once(
    given_items: list[tuple[int, Standing]], zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    items = [
        item(NOW + timedelta(minutes=minutes), standing, number)
        for number, (minutes, standing) in enumerate(given_items)
    ]
    found = week(items, zone=zone)
    last = FIRST + timedelta(days=DAYS)
    today = NOW.astimezone(zone).date()
    expected = 0
    for one in items:
        day = one.moment.astimezone(zone).date()
        expected += FIRST <= day < last or (
            day < FIRST <= today < last and one.standing in WAITING
        )
    assert sum(day.posts for day in found.days) == expected == found.counts.total()
    assert [day.date for day in found.days] == [FIRST + timedelta(days=n) for n in range(DAYS)]
