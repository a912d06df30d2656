"""Charts of any numbers: all of it on the sheet, nothing over words, nothing that is not known."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pictures.charts import (
    Chart,
    CurveChart,
    HourChart,
    KindChart,
    KindGroup,
    KindRow,
    RubricChart,
    RubricRow,
    SourceChart,
    SourceRow,
    TrendChart,
    TrendSeries,
)
from bot.domain.pictures.drawing import draw_chart
from bot.domain.pictures.frame import WIDTH
from bot.domain.pictures.shapes import Area, Box, Ink, Path, Sheet, Sign, SignKind
from tests.domain.pictures.chart_samples import (
    CURVE_WORDS,
    CURVES,
    EXTREME,
    HEAD,
    HOUR_CHARTS,
    HOUR_WORDS,
    KINDS,
    PLAUSIBLE,
    RUBRICS,
    SOURCES,
    trends,
)
from tests.domain.pictures.sheets import check_sheet, texts
from tests.domain.pictures.typesetter import Plain

HIGHEST = 4 * WIDTH
"""sendPhoto: width and height together at most 10,000, their ratio at most 20."""


def lay_out(chart: Chart) -> Sheet:
    return draw_chart(chart, Plain())


@pytest.mark.parametrize(
    "charts",
    [CURVES, trends(), RUBRICS, HOUR_CHARTS, KINDS, SOURCES],
    ids=["curves", "trends", "rubrics", "hours", "kinds", "sources"],
)
def test_everything_is_on_the_sheet_and_no_words_are_over_others(
    charts: st.SearchStrategy[Chart],
) -> None:
    @settings(max_examples=80)
    @given(charts)
    def check(chart: Chart) -> None:
        sheet = lay_out(chart)
        assert sheet.width == WIDTH
        check_sheet(sheet, highest=HIGHEST)

    check()


@pytest.mark.parametrize("name", EXTREME)
def test_extremes_have_room(name: str) -> None:
    check_sheet(lay_out(EXTREME[name]), highest=HIGHEST)


FIGURE = re.compile(r"×?[\d\u00a0., ]+[KMB]?…")


@pytest.mark.parametrize("name", EXTREME)
def test_no_figure_is_ever_cut(name: str) -> None:
    assert not [text for text in texts(lay_out(EXTREME[name])) if FIGURE.fullmatch(text)]


NOTHING: dict[str, Chart] = {
    "curve": CurveChart(head=HEAD, words=CURVE_WORDS, steps=(), age=48),
    "trend": TrendChart(
        head=HEAD, now="now", before="before", steps=("Mon", "Tue"),
        series=(TrendSeries(name="Posts", total=None, change="", direction=None,
                            bars=(None, None), before=(None, None)),),
    ),
    "rubrics": RubricChart(
        head=HEAD, reactions="reactions", reposts="reposts",
        rows=(RubricRow(tag="case", note="", reactions=None, reposts=None),),
    ),
    "hours": HourChart(head=HEAD, words=HOUR_WORDS, cells=()),
    "kinds": KindChart(
        head=HEAD, value="median",
        groups=(KindGroup("Length", (KindRow(name="short", note="", value=None),)),),
    ),
    "sources": SourceChart(
        head=HEAD, came="came", week="week", month="month",
        rows=(SourceRow(name="Card", came=None, week=None, month=None),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NOTHING if name != "hours"])
def test_what_is_not_known_is_written_as_a_dash_and_never_as_a_figure(name: str) -> None:
    sheet = lay_out(NOTHING[name])
    below = [label.text for label in sheet.labels if label.y > 150]
    hours = {"0", "6", "12", "24", "36", "48"} if name == "curve" else set()
    assert "-" in below
    assert not [text for text in below if re.search(r"^[\d×]", text) and text not in hours]


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_is_drawn_of_what_is_not_known(name: str) -> None:
    sheet = lay_out(NOTHING[name])
    assert not [shape for shape in sheet.shapes if isinstance(shape, Path | Area)]
    # What explains the bars is 26 or 40 pixels wide, and none is beside a name.
    bars = [
        shape for shape in sheet.shapes
        if isinstance(shape, Box) and Ink.ACCENT in (shape.fill, shape.hatch, shape.outline)
    ]  # fmt: skip
    assert {bar.width for bar in bars} <= {26, 40}
    assert len(bars) <= 3


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_notes_with_source_and_moment_stand_below_everything(name: str) -> None:
    sheet = lay_out(PLAUSIBLE[name])
    last = max(sheet.labels, key=lambda label: label.y)
    assert last.text == "Counted at 16:04"
    shapes = [shape for shape in sheet.shapes if isinstance(shape, Box | Sign)]
    assert all(shape.y < last.y for shape in shapes)


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_the_same_chart_gives_the_same_sheet(name: str) -> None:
    assert lay_out(PLAUSIBLE[name]) == lay_out(PLAUSIBLE[name])


@pytest.mark.parametrize("name", ["trend", "rubrics"])
def test_a_direction_has_a_sign_of_its_own_and_not_only_a_colour(name: str) -> None:
    signs = {shape.kind for shape in lay_out(PLAUSIBLE[name]).shapes if isinstance(shape, Sign)}
    assert len(signs & {SignKind.UP, SignKind.DOWN, SignKind.SAME}) == 2


def test_what_would_have_no_room_is_refused() -> None:
    row = SourceRow(name="Card", came=1, week=1, month=1)
    with pytest.raises(ValueError, match="13 rows"):
        SourceChart(head=HEAD, came="", week="", month="", rows=(row,) * 13)
    with pytest.raises(ValueError, match="121 steps"):
        TrendChart(head=HEAD, now="", before="", steps=("x",) * 121, series=())
    series = TrendSeries(name="", total=1, change="", direction=None, bars=(1,))
    with pytest.raises(ValueError, match="as many bars"):
        TrendChart(head=HEAD, now="", before="", steps=("x", "y"), series=(series,))
