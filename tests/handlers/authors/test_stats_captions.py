"""Captions of statistics fit Telegram's limit whatever the figures, and say what is not known."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.utils.formatting import as_list
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.numbers import NumberSource
from bot.domain.pictures.charts import MOST_STEPS
from bot.domain.statistics import (
    Basis,
    BestTime,
    Bucket,
    HeatMap,
    HourCell,
    Kind,
    KindRow,
    KindTable,
    Length,
    Measure,
    Overview,
    Period,
    RubricRow,
    RubricTable,
    Span,
    Step,
    Tag,
    Total,
)
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from bot.translator import LANGUAGES, translator
from handlers.authors.stats_formats import formats_chart, formats_lines
from handlers.authors.stats_hours import hours_chart, hours_lines
from handlers.authors.stats_overview import overview_chart, overview_lines
from handlers.authors.stats_pages import _ROWS, _first_that_fits
from handlers.authors.stats_rubrics import rubrics_chart, rubrics_lines
from handlers.authors.stats_words import figure, percent

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
PERIOD = Period(span=Span.QUARTER, since=NOW - timedelta(days=400), until=NOW)
CHANNEL = Channel(
    id=1, chat_id=-1001, title="Ж" * 128, username=None, zone="America/Argentina/Buenos_Aires",
    state=ChannelState.CONNECTED, linked_chat_id=None, last_message_id=0,
)  # fmt: skip
FULL = Basis(
    sources=tuple(NumberSource), oldest=NOW - timedelta(days=3999), newest=NOW,
    stale_since=NOW - timedelta(days=39), is_rounded=True, is_at_least=True,
)  # fmt: skip
BASES = dict.fromkeys(Measure, FULL)
LONG_TAG = Tag(1, "ы" * 256)


def overview(**changes: Any) -> Overview:
    total = Total(
        value=123_456_789, known=98_765, posts=99_999, before=223_456_789, known_before=98_765,
        posts_before=99_999, change=-0.447, basis=FULL,
    )  # fmt: skip
    values: dict[str, Any] = {
        "period": PERIOD, "posts": 99_999, "posts_before": 99_999, "posts_change": 0.001,
        "fresh": 99, "totals": dict.fromkeys(Measure, total), "step": Step.DAY,
        "series": (Bucket(first=NOW.date(), posts=3, known=1, reactions=None),),
    }  # fmt: skip
    return Overview(**(values | changes))


def fits(text: Any) -> bool:
    return utf16_len(text.as_kwargs()["text"]) <= CAPTION_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tag", [None, LONG_TAG], ids=["channel", "rubric"])
def test_the_longest_overview_fits(language: str, tag: Tag | None) -> None:
    t = translator(language)
    lines = overview_lines(t, CHANNEL, overview(tag=tag), NOW, is_brief=True)
    assert fits(as_list(*lines))


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_rubrics_as_fit_are_named_and_the_rest_counted(language: str) -> None:
    t = translator(language)
    rows = tuple(
        RubricRow(
            tag=Tag(number, f"{number}" + "ы" * 250), posts=99_999, share=0.999, known=9,
            reactions=99_999.5, known_reposts=9, reposts=99_999.5, trend=9.99,
        )
        for number in range(40)
    )  # fmt: skip
    table = RubricTable(period=PERIOD, posts=99_999, untagged=99_999, rows=rows, bases=BASES)
    captions = (rubrics_lines(t, CHANNEL, table, NOW, most=most) for most in _ROWS)
    text = _first_that_fits(captions)
    assert fits(text)
    shown = text.as_kwargs()["text"].count("#")
    assert shown >= 3
    assert str(40 - shown) in text.as_kwargs()["text"]
    assert len(rubrics_chart(t, CHANNEL, table, NOW).rows) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_hours_fit(language: str) -> None:
    t = translator(language)
    cells = tuple(
        HourCell(weekday=day, hour=hour, posts=99_999, known=9, reactions=99_999.5)
        for day in range(7)
        for hour in range(24)
    )
    heat = HeatMap(period=PERIOD, zone=CHANNEL.zone, posts=9, cells=cells, bases=BASES)
    best = BestTime(
        period=PERIOD, weekday=None, hour=20, until_hour=24, lift=99.99, low=9.99, high=999.9,
        posts=99_999, known=99_999,
    )  # fmt: skip
    assert fits(as_list(*hours_lines(t, CHANNEL, heat, best, NOW)))
    assert len(hours_chart(t, CHANNEL, heat, best, NOW).best) == 28


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_formats_fit(language: str) -> None:
    t = translator(language)

    def row(of: Length | Kind) -> KindRow:
        return KindRow(
            of=of, posts=99_999, share=0.999, known=9, reactions=9999.5, known_reposts=9,
            reposts=9999.5,
        )  # fmt: skip

    table = KindTable(
        period=PERIOD, posts=9, lengths=tuple(map(row, Length)), kinds=tuple(map(row, Kind)),
        bases=BASES,
    )  # fmt: skip
    assert fits(as_list(*formats_lines(t, CHANNEL, table, NOW, is_brief=True)))
    assert [len(group.rows) for group in formats_chart(t, CHANNEL, table, NOW).groups] == [4, 8]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_counted_is_a_dash_and_has_no_source(language: str) -> None:
    t = translator(language)
    nothing = overview(
        totals={measure: Total(posts=3) for measure in Measure}, posts=3, posts_change=None
    )
    lines = [str(line) for line in overview_lines(t, CHANNEL, nothing, NOW)]
    for measure in (Measure.REACTIONS, Measure.REPOSTS, Measure.VIEWS, Measure.COMMENTS):
        assert f"{t(f'measure-{measure.value}')}: -" in lines
    assert not any(t("number-source-updates") in line for line in lines)
    assert not any(" 0" in line for line in lines[2:])
    chart = overview_chart(t, CHANNEL, nothing, NOW)
    assert [series.total for series in chart.series] == [3, None]


def test_a_lost_time_is_told_with_its_day() -> None:
    t = translator("en")
    lines = [str(line) for line in overview_lines(t, CHANNEL, overview(), NOW)]
    assert any("some changes since 10 Oct 2026 were lost" in line for line in lines)


def test_more_months_than_a_picture_holds_are_drawn_by_the_year() -> None:
    series = tuple(
        Bucket(first=datetime(2012 + month // 12, month % 12 + 1, 1, tzinfo=UTC).date(), posts=2,
               known=month % 2, reactions=5 if month % 2 else None)
        for month in range(MOST_STEPS + 12)
    )  # fmt: skip
    chart = overview_chart(
        translator("en"), CHANNEL, overview(step=Step.MONTH, series=series), NOW
    )
    assert chart.steps == tuple(str(year) for year in range(2012, 2023))
    assert [series.bars[0] for series in chart.series] == [24, 30]


@given(st.floats(-1, 10_000, allow_nan=False))
def test_a_change_has_a_sign_unless_it_is_none(change: float) -> None:
    words = percent(change)
    number = int(words.removesuffix("\xa0%").replace("−", "-"))
    assert abs(number - change * 100) <= 0.5 + 1e-6
    assert (words[0] in "+−") == bool(number)


def test_figures_have_the_mark_of_the_language() -> None:
    assert figure(translator("ru"), 7.5) == "7,5"
    assert figure(translator("en"), 7.5) == "7.5"
    assert figure(translator("en"), 12_345) == "12\xa0345"
    assert figure(translator("en"), None) == "-"
