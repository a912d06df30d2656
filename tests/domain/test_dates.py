"""Words in Russian and English become moments, or nothing at all."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import (
    DateProblem,
    local_to_utc,
    parse_moment,
    parse_time,
    possible_moments,
    read_moment,
    split_distance,
)
from tests.domain.phrases import CLOCKS, HELD_OUT, LATER, MISSED, PHRASES, Row, now_of

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def meaning(row: Row) -> datetime | None:
    clock, _, local = row
    if local is None:
        return None
    return datetime.fromisoformat(local).replace(tzinfo=CLOCKS[clock][1]).astimezone(UTC)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_phrase_means_its_moment(row: Row):
    clock, phrase, _ = row
    assert parse_moment(phrase, now=now_of(clock), zone=CLOCKS[clock][1]) == meaning(row)


@pytest.mark.parametrize("row", HELD_OUT + LATER, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_phrase_that_the_grammar_is_not_tuned_to_means_its_moment_or_is_refused(row: Row):
    clock, phrase, _ = row
    expected = None if phrase in MISSED else meaning(row)
    assert parse_moment(phrase, now=now_of(clock), zone=CLOCKS[clock][1]) == expected


def test_a_third_of_the_phrases_is_held_out():
    held_out = len({phrase for _, phrase, _ in HELD_OUT + LATER})
    known = len({phrase for _, phrase, _ in PHRASES})
    assert known + held_out >= 120
    assert held_out >= (known + held_out) / 3
    assert not {phrase for _, phrase, _ in PHRASES} & {phrase for _, phrase, _ in LATER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9-30", time(9, 30)),
        ("9,30", time(9, 30)),
        ("10-12", time(10, 12)),
        ("12.10", time(12, 10)),
        ("в 9", time(9)),
        ("9", time(9)),
        ("9 утра", time(9)),
        ("7pm", time(19)),
        ("7 вечера", time(19)),
        ("вечером", time(19)),
        ("noon", time(12)),
        ("полдень", time(12)),
        ("в полночь", time(0)),
        ("12 ночи", time(0)),
        ("0:00", time(0)),
        ("00.05", time(0, 5)),
        ("23:59", time(23, 59)),
        ("  В 9 ЧАСОВ  ", time(9)),
        ("24:00", None),
        ("24", None),
        ("9:60", None),
        ("9:5", None),
        ("завтра в 9", None),
        ("tonight", None),
        ("25.12.2026", None),
        ("девять-то", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_alone(text: str, expected: time | None):
    assert parse_time(text) == expected


@given(
    st.times(),
    st.sampled_from(["{:%H:%M}", "{:%H.%M}", "в {:%H-%M}", "{:%H:%M} ", "{0.hour} ч {0:%M} мин"]),
)
def test_every_time_of_day_is_read_back(at: time, form: str):
    assert parse_time(form.format(at)) == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("завтра в 10:30", datetime(2026, 11, 26, 7, 30, tzinfo=UTC)),
        ("через год", datetime(2027, 11, 25, 9, tzinfo=UTC)),
        ("через 2 года", DateProblem.TOO_FAR),
        ("29.02", DateProblem.TOO_FAR),
        ("25.12.2025 18:00", DateProblem.PAST),
        ("01.01.1970", DateProblem.PAST),
        ("сегодня в 12:00", DateProblem.PAST),
        ("вчера", DateProblem.PAST),
        ("через 0 минут", DateProblem.PAST),
        ("ерунда", DateProblem.NOT_UNDERSTOOD),
        ("завтра в 25:00", DateProblem.NOT_UNDERSTOOD),
    ],
)
def test_only_a_moment_of_the_coming_year_can_be_planned(text, expected):
    assert read_moment(text, now=now_of("wed"), zone=MOSCOW) == expected


MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FORMS = (
    "{d:02}.{m:02}.{y} {t}",
    "{d}.{m}.{y} в {t}",
    "{t} {d:02}.{m:02}.{y}",
    "{d:02}.{m:02}.{yy:02}, {t}",
    "{y}-{m:02}-{d:02} {t}",
    "{y}-{m:02}-{d:02}T{t}",
    "{d} {ru} {y} {t}",
    "{d} {ru} {y} г. в {t}",
    "в {t} {d} {ru} {y} года",
    "{en} {d}, {y} {t}",
    "{d} {en} {y} at {t}",
    "{en3} {d} {y} at {t}",
    "{d}th of {en} {y} at {t12}",
    "{t12} {en3} {d} {y}",
)
YEARLESS = ("{d:02}.{m:02} {t}", "{d} {ru} в {t}", "{en} {d} {t12}", "{t} {d} {ru}")
ZONES = st.sampled_from(
    [
        MOSCOW,
        BERLIN,
        NEW_YORK,
        *map(ZoneInfo, ("Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")),
    ]
)
MOMENTS = st.integers(0, 12 * 365 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def written(form: str, local: datetime) -> str:
    hour = local.hour % 12 or 12
    return form.format(
        y=local.year,
        yy=local.year % 100,
        m=local.month,
        d=local.day,
        t=f"{local:%H:%M}",
        t12=f"{hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}",
        ru=MONTHS_RU[local.month - 1],
        en=MONTHS_EN[local.month - 1],
        en3=MONTHS_EN[local.month - 1][:3],
    )


@given(MOMENTS, ZONES, st.sampled_from(FORMS))
def test_a_moment_written_in_full_is_read_back(moment: datetime, zone: ZoneInfo, form: str):
    local = moment.replace(second=0, microsecond=0).astimezone(zone).replace(fold=0)
    read = parse_moment(written(form, local), now=now_of("wed"), zone=zone)
    assert read == local.astimezone(UTC)
    assert read is not None
    assert read.tzinfo is UTC


@given(MOMENTS, st.integers(1, 360 * 1440), ZONES, st.sampled_from(YEARLESS))
def test_a_moment_of_the_coming_year_needs_no_year(now, minutes, zone, form):
    local = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0).astimezone(zone)
    local = local.replace(fold=0)
    read = parse_moment(written(form, local), now=now, zone=zone)
    assert read == local.astimezone(UTC)


VOCABULARY = sorted({word for _, phrase, _ in PHRASES for word in phrase.split()})


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(VOCABULARY)).map(" ".join)))
def test_no_text_breaks_the_grammar(text: str):
    now = now_of("wed")
    moment = parse_moment(text, now=now, zone=MOSCOW)
    assert moment is None or (moment.tzinfo is UTC and moment.second == moment.microsecond == 0)
    if isinstance(read_moment(text, now=now, zone=MOSCOW), datetime):
        assert moment is not None
        assert moment > now
    parse_time(text)


FOREIGN = st.text("бгджзкфхцшщbjqwxz", min_size=3, max_size=8) | st.sampled_from(
    ["или", "примерно", "наверное", "maybe", "post", "каждый", "кроме", "до", "not", "№", "?", "+"]
)


@given(st.sampled_from(PHRASES), FOREIGN, st.data())
def test_a_phrase_with_a_foreign_word_in_it_is_refused(row: Row, word: str, data):
    clock, phrase, _ = row
    parts = phrase.split()
    parts.insert(data.draw(st.integers(0, len(parts))), word)
    assert parse_moment(" ".join(parts), now=now_of(clock), zone=CLOCKS[clock][1]) is None


@given(
    st.integers(1, 500),
    st.sampled_from([("часов", 60), ("hours", 60), ("мин", 1), ("minutes", 1)]),
)
def test_hours_are_counted_in_real_time_over_daylight_saving(count: int, unit: tuple[str, int]):
    for clock in ("gap", "fold"):
        lead = "через" if unit[0] in ("часов", "мин") else "in"
        moment = parse_moment(f"{lead} {count} {unit[0]}", now=now_of(clock), zone=BERLIN)
        assert moment == now_of(clock).astimezone(UTC) + timedelta(minutes=count * unit[1])


@given(st.integers(1, 360), ZONES, MOMENTS)
def test_days_are_counted_on_the_wall_clock(count: int, zone: ZoneInfo, now: datetime):
    moment = parse_moment(f"через {count} дней", now=now, zone=zone)
    local = now.astimezone(zone)
    day, at = local.date() + timedelta(days=count), local.time().replace(second=0, microsecond=0)
    assert moment == local_to_utc(day, at, zone)


@given(
    st.sampled_from(["пн", "tue", "в среду", "on thursday", "пятница", "sat", "вс"]),
    st.times(),
    ZONES,
    MOMENTS,
)
def test_a_weekday_is_at_most_a_week_away_and_never_past(word, at, zone, now):
    moment = parse_moment(f"{word} {at:%H:%M}", now=now, zone=zone)
    assert moment is not None
    assert now < moment <= now + timedelta(days=7, hours=24 if zone.key == "Pacific/Apia" else 2)


MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 3, 29), time(1, 59), "2026-03-29T00:59"),
        (date(2026, 3, 29), time(2, 0), "2026-03-29T01:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),
        (date(2026, 3, 29), time(3, 0), "2026-03-29T01:00"),
        (date(2026, 10, 25), time(2, 0), "2026-10-25T00:00"),
        (date(2026, 10, 25), time(2, 59), "2026-10-25T00:59"),
        (date(2026, 10, 25), time(3, 0), "2026-10-25T02:00"),
    ],
)
def test_a_skipped_time_moves_forward_and_a_repeated_one_is_the_first(day, at, expected):
    assert local_to_utc(day, at, BERLIN) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(st.sampled_from([date(2026, 3, 29), date(2026, 10, 25)]), MINUTES)
def test_a_wall_time_has_one_instant_whatever_its_fold(day: date, at: time):
    moment = local_to_utc(day, at, BERLIN)
    assert moment == local_to_utc(day, at.replace(fold=1), BERLIN)
    shown = moment.astimezone(BERLIN)
    gap = day.month == 3 and at.hour == 2
    assert shown.time() == (at.replace(hour=3) if gap else at)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), MINUTES, MINUTES, ZONES)
def test_later_times_that_exist_are_later_instants(day: date, one: time, other: time, zone):
    instants = {at: local_to_utc(day, at, zone) for at in (one, other)}
    shown = {at: moment.astimezone(zone).time() for at, moment in instants.items()}
    if shown == {one: one, other: other}:
        assert (one < other) == (instants[one] < instants[other])


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), MINUTES, ZONES)
def test_the_same_time_of_the_next_day_is_later(day: date, at: time, zone: ZoneInfo):
    assert local_to_utc(day, at, zone) < local_to_utc(day + timedelta(days=1), at, zone)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, (0, 0, 0)), (-5, (0, 0, 0)), (1, (0, 0, 1)), (3600, (0, 1, 0)), (90061, (1, 1, 2))],
)
def test_a_distance_is_split_and_rounded_up(seconds: int, expected: tuple[int, int, int]):
    now = now_of("wed")
    assert split_distance(now, now + timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/06 18:00", ["2027-05-06 18:00", "2027-06-05 18:00"]),
        ("05/06/2027 10:00", ["2027-05-06 10:00", "2027-06-05 10:00"]),
        ("fri 15", ["2026-11-27 15:00"]),
        ("15", ["2026-11-25 15:00", "2026-12-15 09:00"]),
        ("3 дня", ["2026-11-25 15:00", "2026-11-28 12:00"]),
        ("18ч", ["2026-11-25 18:00", "2026-11-26 06:00"]),
        ("2 часа", ["2026-11-25 14:00", "2026-11-26 02:00"]),
        ("15 минут", ["2026-11-25 12:15"]),
        ("10 days", ["2026-12-05 12:00"]),
        ("в среду 9.05", ["2026-12-02 09:05", "2027-05-09 09:00"]),
        ("понедельник 15.05", ["2026-11-30 15:05", "2027-05-15 09:00"]),
        ("завтра 10-12", []),
        ("qwerty 15", []),
        ("в 10 или в 11", []),
        ("", []),
    ],
)
def test_what_may_mean_several_moments_is_asked_back_with_them(text: str, expected: list[str]):
    assert parse_moment(text, now=now_of("wed"), zone=MOSCOW) is None
    found = possible_moments(text, now=now_of("wed"), zone=MOSCOW)
    assert [f"{moment.astimezone(MOSCOW):%Y-%m-%d %H:%M}" for moment in found] == expected


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(VOCABULARY)).map(" ".join)))
def test_what_is_offered_can_be_planned(text: str):
    now = now_of("wed")
    found = possible_moments(text, now=now, zone=MOSCOW)
    assert found == sorted(set(found))
    assert all(now < moment <= now + timedelta(days=366) for moment in found)
