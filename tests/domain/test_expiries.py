"""Ends of posts: terms in words, what may be promised, what the options keep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import parse_duration
from bot.domain.expiries import (
    CHOICES,
    LONGEST,
    Ending,
    latest_end,
    read_end,
    read_term,
    require_end,
    term_of,
    with_term,
)
from bot.domain.options import Options
from bot.domain.removals import BOTS_DELETE_WITHIN, Removal, removal_of
from bot.errors import InputRefused

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("3 hours", 3 * HOUR),
        ("in 3 hours", 3 * HOUR),
        ("After 3 Hours", 3 * HOUR),
        ("90 min", 1.5 * HOUR),
        ("24h", DAY),
        ("24 hours after publication", DAY),
        ("half an hour", HOUR / 2),
        ("a week", 7 * DAY),
        ("2 дня", 2 * DAY),
        ("через 2 дня", 2 * DAY),
        ("час", HOUR),
        ("минута", timedelta(minutes=1)),
        ("сутки", DAY),
        ("полтора часа", 1.5 * HOUR),
        ("1,5 часа", 1.5 * HOUR),
        ("1 день 2 часа", DAY + 2 * HOUR),
        ("24 часа после публикации", DAY),
        ("неделя", 7 * DAY),
        ("неделю", 7 * DAY),
        ("месяц", 30 * DAY),
    ],
)
def test_a_term_is_read_in_both_languages(words: str, term: timedelta) -> None:
    assert parse_duration(words) == term


@pytest.mark.parametrize(
    "words", ["", "47", "tomorrow", "завтра", "2 дня в 10:00", "three", "-3 hours", "3 часа назад"]
)
def test_what_is_no_term_is_not_guessed(words: str) -> None:
    assert parse_duration(words) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    term = read_term(text)
    assert term is None or term >= timedelta(0)
    end = read_end(text, now=NOW, zone=MOSCOW)
    assert end is None or end.tzinfo is not None


@given(st.integers(1, 46), st.integers(0, 59))
def test_every_term_that_is_written_out_is_read_back(hours: int, minutes: int) -> None:
    english = f"{hours} hours {minutes} minutes"
    russian = f"{hours} ч {minutes} мин"
    expected = timedelta(hours=hours, minutes=minutes)
    assert parse_duration(english) == parse_duration(russian) == expected


@pytest.mark.parametrize("word", ["never", "Никогда", "нет", "off", "не удалять", "-", "0"])
def test_never_is_a_term_of_nothing(word: str) -> None:
    assert read_term(word) == timedelta(0)


@pytest.mark.parametrize("ending", list(Ending))
def test_options_keep_a_term_through_the_store(ending: Ending) -> None:
    for term in CHOICES[ending]:
        options = with_term(Options(is_pinned=True), ending, term)
        assert term_of(Options.from_dict(options.to_dict()), ending) == term
    assert term_of(with_term(options, ending, timedelta(0)), ending) is None


def test_options_of_an_earlier_version_end_never() -> None:
    old = {key: value for key, value in Options(is_pinned=True).to_dict().items()
           if not key.endswith("_after")}  # fmt: skip
    assert [term_of(Options.from_dict(old), ending) for ending in Ending] == [None, None]


def test_what_is_not_pinned_has_no_pin_to_end() -> None:
    assert term_of(Options(unpin_after=60), Ending.UNPIN) is None


@pytest.mark.parametrize("ending", list(Ending))
def test_a_term_beyond_the_longest_is_refused(ending: Ending) -> None:
    with pytest.raises(InputRefused):
        with_term(Options(), ending, LONGEST[ending] + timedelta(minutes=1))


def test_what_is_promised_to_be_deleted_still_can_be() -> None:
    last = latest_end(Ending.DELETE, published_at=NOW, now=NOW)
    late = last + timedelta(minutes=30)
    assert removal_of(NOW, late) is Removal.DELETE
    assert late < NOW + BOTS_DELETE_WITHIN


def test_an_end_is_in_the_future_and_within_what_can_be_promised() -> None:
    published = NOW - 10 * HOUR
    require_end(Ending.DELETE, NOW + 37 * HOUR, published_at=published, now=NOW)
    require_end(Ending.UNPIN, NOW + 300 * DAY, published_at=published, now=NOW)
    for at in (NOW, NOW - HOUR, NOW + 38 * HOUR):
        with pytest.raises(InputRefused):
            require_end(Ending.DELETE, at, published_at=published, now=NOW)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("3 часа", NOW + 3 * HOUR),
        ("in 3 hours", NOW + 3 * HOUR),
        ("tomorrow at 9", datetime(2026, 11, 19, 6, 0, tzinfo=UTC)),
        ("сегодня в 18:00", datetime(2026, 11, 18, 15, 0, tzinfo=UTC)),
        ("when it suits", None),
    ],
)
def test_the_end_of_a_post_that_is_out_is_a_term_from_now_or_a_moment(
    words: str, at: datetime | None
) -> None:
    assert read_end(words, now=NOW, zone=MOSCOW) == at


@pytest.mark.parametrize("words", ["99999 месяцев", "99999 months", "99999 years"])
def test_an_end_beyond_the_calendar_is_too_far_like_any_other(words: str) -> None:
    at = read_end(words, now=NOW, zone=MOSCOW)
    assert at
    for ending in Ending:
        with pytest.raises(InputRefused):
            require_end(ending, at, published_at=NOW, now=NOW)
