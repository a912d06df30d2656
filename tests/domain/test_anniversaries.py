"""The same day in other years."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.anniversaries import days_in_years

DAY = timedelta(days=1)
ZONES = ("Europe/Moscow", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "UTC")
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(today=DAYS, first=DAYS, zone=st.sampled_from(ZONES), around=st.integers(0, 100))
def test_spans_are_earlier_apart_and_newest_first(today, first, zone, around):
    spans = days_in_years(today, first, ZoneInfo(zone), around=around)
    edges = [edge for since, until in spans for edge in (until, since)]
    assert edges == sorted(set(edges), reverse=True)
    assert len(spans) <= max(today.year - first.year + 1, 0)


@given(today=DAYS, back=st.integers(1, 20), zone=st.sampled_from(ZONES), hour=st.integers(0, 23))
def test_a_moment_of_this_day_in_an_earlier_year_is_in_exactly_one_span(today, back, zone, hour):
    tz = ZoneInfo(zone)
    is_leap_day = (today.month, today.day) == (2, 29)
    day = 28 if is_leap_day and back % 4 else today.day
    moment = datetime(today.year - back, today.month, day, hour, 30, tzinfo=tz)
    spans = days_in_years(today, date(1999, 1, 1) if back > 1 else moment.date(), tz)
    if moment.date() < date(1999, 1, 1):
        return
    assert sum(since <= moment < until for since, until in spans) == 1


def test_today_and_what_was_before_the_first_post_are_left_out():
    tz = ZoneInfo("Europe/Moscow")
    today = date(2026, 11, 22)
    assert days_in_years(today, today, tz) == []
    assert days_in_years(today, date(2025, 11, 23), tz) == []
    [(since, until)] = days_in_years(today, date(2025, 11, 22), tz)
    assert until - since == DAY
    assert since.astimezone(tz).date() == date(2025, 11, 22)
    assert len(days_in_years(today, date(2025, 11, 23), tz, around=3)) == 1
