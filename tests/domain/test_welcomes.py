"""When the messages of a welcome come: in their order, apart, by day, and not too late."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.posts import Content, Media, MediaKind
from bot.domain.texts import Entity, Text
from bot.domain.welcomes import (
    LATE,
    LONGEST_DELAY,
    QUIET_FROM,
    QUIET_UNTIL,
    Course,
    Step,
    after_quiet,
    look_ahead,
    require_delay,
    require_fit,
)
from bot.errors import InputRefused

MOSCOW = ZoneInfo("Europe/Moscow")
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
# Two years, every change of daylight saving in them.
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + minute * MINUTE
)
# 15:00 in Moscow.
CAME = datetime(2026, 11, 18, 12, tzinfo=UTC)
ZONES = ("Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Europe/Berlin",
         "Australia/Lord_Howe", "America/St_Johns", "Etc/UTC")  # fmt: skip


def step(number: int, delay: timedelta, *, timed_at: datetime = CAME - DAY) -> Step:
    return Step(id=number, delay=delay, content=Content(text=Text(str(number))), timed_at=timed_at)


def series(*delays: timedelta) -> list[Step]:
    return [step(number, delay) for number, delay in enumerate(delays, start=1)]


def walk(
    steps: list[Step], course: Course, wakes: list[datetime]
) -> list[tuple[datetime, timedelta]]:
    """(moment, delay) of what is sent when the bot is awake at these moments."""
    sent = []
    for now in wakes:
        while (ahead := look_ahead(steps, course, now)).is_due:
            assert ahead.step is not None
            sent.append((now, ahead.step.delay))
            course = Course(
                began_at=course.began_at, zone=course.zone, passed=ahead.step.delay, last_at=now
            )
    return sent


def every_minute(start: datetime, days: int) -> list[datetime]:
    return [start + number * 5 * MINUTE for number in range(days * 288)]


def test_messages_come_when_their_delays_say() -> None:
    steps = series(timedelta(0), HOUR, 3 * DAY)
    course = Course(began_at=CAME, zone=MOSCOW)
    assert walk(steps, course, every_minute(CAME, 5)) == [
        (CAME, timedelta(0)),
        (CAME + HOUR, HOUR),
        (CAME + 3 * DAY, 3 * DAY),
    ]


def test_what_falls_into_the_night_waits_for_nine() -> None:
    # 23:30 in Moscow.
    came = datetime(2026, 11, 18, 20, 30, tzinfo=UTC)
    steps = series(timedelta(0), HOUR, 8 * HOUR)
    sent = walk(steps, Course(began_at=came, zone=MOSCOW), every_minute(came, 2))
    nine = datetime(2026, 11, 19, 6, tzinfo=UTC)
    # The answer to Start at once; of the two of the night the second an hour behind the first.
    assert sent == [(came, timedelta(0)), (nine, HOUR), (nine + HOUR, 8 * HOUR)]


def test_after_an_outage_of_hours_nothing_is_lost_and_nothing_comes_in_a_heap() -> None:
    steps = series(timedelta(0), HOUR, 2 * HOUR, 3 * HOUR)
    wakes = [CAME, *every_minute(CAME + DAY, 1)]
    sent = walk(steps, Course(began_at=CAME, zone=MOSCOW), wakes)
    back = CAME + DAY
    assert [at for at, _ in sent] == [CAME, back, back + HOUR, back + 2 * HOUR]


def test_after_an_outage_of_days_what_is_a_day_late_is_left_out() -> None:
    steps = series(timedelta(0), HOUR, 2 * DAY, 5 * DAY)
    wakes = [CAME, *every_minute(CAME + 3 * DAY - 2 * HOUR, 4)]
    sent = walk(steps, Course(began_at=CAME, zone=MOSCOW), wakes)
    assert [delay for _, delay in sent] == [timedelta(0), 2 * DAY, 5 * DAY]


def test_an_answer_to_start_that_is_hours_late_does_not_wake_anybody() -> None:
    # 21:00 in Moscow; the bot is back at 2:00.
    came = datetime(2026, 11, 18, 18, tzinfo=UTC)
    ahead = look_ahead(series(timedelta(0)), Course(began_at=came, zone=MOSCOW), came + 5 * HOUR)
    assert not ahead.is_due
    assert ahead.at == datetime(2026, 11, 19, 6, tzinfo=UTC)


def test_a_message_moved_into_the_past_comes_at_once_and_is_not_too_late() -> None:
    now = CAME + 2 * DAY
    moved = step(2, 12 * HOUR, timed_at=now)
    course = Course(began_at=CAME, zone=MOSCOW, passed=timedelta(0), last_at=CAME)
    ahead = look_ahead([moved], course, now)
    assert ahead.is_due
    assert ahead.step == moved


def test_what_stands_before_what_a_person_has_had_never_comes() -> None:
    course = Course(began_at=CAME, zone=MOSCOW, passed=DAY, last_at=CAME + DAY)
    assert look_ahead([step(9, HOUR, timed_at=CAME + DAY)], course, CAME + DAY).step is None


@given(
    came=MOMENTS,
    zone=st.sampled_from(ZONES),
    delays=st.lists(st.integers(0, 6 * 24 * 60), min_size=1, max_size=5, unique=True),
    wakes=st.lists(st.integers(0, 9 * 24 * 60), max_size=120),
)
def test_whenever_the_bot_is_awake_each_message_comes_once_in_order_by_day_and_in_time(
    came: datetime, zone: str, delays: list[int], wakes: list[int]
) -> None:
    steps = series(*(delay * MINUTE for delay in delays))
    moments = sorted(came + minute * MINUTE for minute in wakes)
    sent = walk(steps, Course(began_at=came, zone=ZoneInfo(zone)), moments)
    came_in = [delay for _, delay in sent]
    assert came_in == sorted(set(came_in))
    for at, delay in sent:
        moment = after_quiet(came + delay, ZoneInfo(zone))
        assert timedelta(0) <= at - (came + delay)
        assert at - moment <= LATE
        local = at.astimezone(ZoneInfo(zone)).time()
        is_answer = not delay and at - came < HOUR
        assert is_answer or QUIET_UNTIL <= local < QUIET_FROM
    for (before, first), (after, second) in pairwise(sent):
        assert after - before >= min(second - first, HOUR)


@given(moment=MOMENTS, zone=st.sampled_from(ZONES))
def test_the_quiet_hours_end_at_nine_on_the_wall_clock(moment: datetime, zone: str) -> None:
    after = after_quiet(moment, ZoneInfo(zone))
    local = moment.astimezone(ZoneInfo(zone)).time()
    if QUIET_UNTIL <= local < QUIET_FROM:
        assert after == moment
    else:
        assert after.astimezone(ZoneInfo(zone)).time() == time(9)
        assert timedelta(0) < after - moment <= timedelta(hours=12)


PHOTO = Media(kind=MediaKind.PHOTO, file_id="1", unique_id="1")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (Content(text=Text("a" * 4097)), "welcome-text-long"),
        (Content(text=Text("😀" * 2049)), "welcome-text-long"),
        (Content(text=Text("😀" * 513), media=(PHOTO,)), "welcome-caption-long"),
        (Content(text=Text("a" * 1025), media=(PHOTO,)), "welcome-caption-long"),
        (Content(), "welcome-empty"),
        (Content(media=(PHOTO, PHOTO)), "welcome-kind-refused"),
        (
            Content(media=(Media(kind=MediaKind.VOICE, file_id="1", unique_id="1"),)),
            "welcome-kind-refused",
        ),
        (
            Content(text=Text("ab" * 101, tuple(Entity("bold", 2 * n, 1) for n in range(101)))),
            "welcome-formatting",
        ),
    ],
    ids=["text", "emoji", "emoji below", "caption", "nothing", "album", "voice", "bold"],
)
def test_what_is_no_single_message_is_refused(content: Content, key: str) -> None:
    with pytest.raises(InputRefused) as caught:
        require_fit(content)
    assert caught.value.message_key == key


def test_what_fits_exactly_is_taken() -> None:
    require_fit(Content(text=Text("😀" * 2048)))
    require_fit(Content(text=Text("a" * 1024), media=(PHOTO,)))
    require_fit(Content(media=(PHOTO,)))


def test_two_messages_never_have_one_delay_and_none_more_than_thirty_days() -> None:
    require_delay(LONGEST_DELAY, series(DAY))
    for delay in (DAY, LONGEST_DELAY + MINUTE, -MINUTE):
        with pytest.raises(InputRefused):
            require_delay(delay, series(DAY))
