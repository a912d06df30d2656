"""The trend of a period: bars as long as what they tell, gaps where nothing is known."""

from itertools import pairwise

from bot.domain.pictures.charts import Direction, TrendChart, TrendSeries
from bot.domain.pictures.frame import WIDTH
from bot.domain.pictures.shapes import Box, Ink, Path, Sheet, Sign, SignKind
from bot.domain.pictures.trend import draw_trend
from tests.domain.pictures.chart_samples import HEAD
from tests.domain.pictures.sheets import check_sheet, texts
from tests.domain.pictures.typesetter import Plain

Values = tuple[float | None, ...]


def lay_out(
    bars: Values, before: Values = (), *, total: float | None = 10, change: str = "",
    direction: Direction | None = None,
) -> Sheet:  # fmt: skip
    series = TrendSeries(
        name="Posts", total=total, change=change, direction=direction, bars=bars, before=before
    )
    steps = tuple(f"d{number}" for number in range(len(bars)))
    chart = TrendChart(head=HEAD, series=(series,), steps=steps, now="now", before="earlier")
    return draw_trend(chart, Plain())


def bars_of(sheet: Sheet) -> list[Box]:
    """The bars, without the one that explains them."""
    boxes = [s for s in sheet.shapes if isinstance(s, Box) and s.fill is Ink.ACCENT]
    return boxes[1:]


def lines_of(sheet: Sheet) -> list[Path]:
    """The period before, without what explains it."""
    return [s for s in sheet.shapes if isinstance(s, Path) and s.ink is Ink.MUTED][1:]


def test_bars_are_as_long_as_what_they_tell() -> None:
    one, two, three = bars_of(lay_out((10, 20, 40)))
    assert two.height == 2 * one.height
    assert three.height == 4 * one.height
    assert one.x < two.x < three.x


def test_what_is_not_known_has_no_bar_but_a_dash() -> None:
    sheet = lay_out((10, None, 40))
    assert len(bars_of(sheet)) == 2
    assert texts(sheet).count("-") == 1


def test_a_known_zero_is_a_mark_on_the_base_and_not_a_gap() -> None:
    zero, ten = bars_of(lay_out((0, 10)))
    assert zero.y + zero.height == ten.y + ten.height
    assert 0 < zero.height < 5
    assert "0" in texts(lay_out((0, 10)))


def test_the_period_before_is_a_line_over_the_bars_with_gaps() -> None:
    lines = lines_of(lay_out((1, 2, 3, 4, 5), (5, 4, None, 2, 1)))
    assert [len(line.points) for line in lines] == [4, 4]


def test_the_line_of_the_period_before_is_named_only_where_there_is_one() -> None:
    assert "earlier" in texts(lay_out((1, 2), (2, 1)))
    assert "earlier" not in texts(lay_out((1, 2), (None, None)))


def test_days_that_this_period_does_not_have_are_left_out() -> None:
    sheet = lay_out((1, 2), (2, 1, 7, 9))
    assert [len(line.points) for line in lines_of(sheet)] == [4]


def test_a_change_stands_in_words_with_its_sign() -> None:
    sheet = lay_out((1, 2), change="12 % less", direction=Direction.DOWN)
    assert "12 % less" in texts(sheet)
    assert [s.kind for s in sheet.shapes if isinstance(s, Sign)] == [SignKind.DOWN]


def test_an_unknown_total_is_a_dash() -> None:
    assert texts(lay_out((1,), total=None)).count("-") == 1


def test_values_stand_above_the_bars_where_they_have_room() -> None:
    assert {"11", "22", "33"} <= set(texts(lay_out((11, 22, 33))))
    assert "33" not in texts(lay_out(tuple(range(60))))


def test_names_of_many_steps_are_thinned_and_never_touch() -> None:
    sheet = lay_out(tuple(range(100)))
    names = [label for label in sheet.labels if label.text.startswith("d")]
    assert 5 <= len(names) < 50
    assert names[0].text == "d0"
    assert all(one.x + one.width < two.x for one, two in pairwise(names))


def test_a_name_moved_in_from_the_edge_is_left_out_where_it_would_reach_its_neighbour():
    steps = ["" for _ in range(53)]
    steps[39], steps[40], steps[52] = "00000000", "000000000⺁⺁⺁", "0000000000⺁⺁"
    series = TrendSeries(name="", total=None, change="", direction=None, bars=(*[None] * 52, 0))
    chart = TrendChart(head=HEAD, series=(series,), steps=tuple(steps), now="", before="")
    sheet = draw_trend(chart, Plain())
    check_sheet(sheet, highest=4 * WIDTH)
    assert "00000000" in texts(sheet)


def test_a_period_without_steps_has_its_total_and_no_bars():
    series = TrendSeries(
        name="Posts", total=4, change="", direction=None, bars=(), before=(3, None)
    )
    chart = TrendChart(head=HEAD, series=(series,), steps=(), now="now", before="earlier")
    sheet = draw_trend(chart, Plain())
    assert "4" in texts(sheet)
    assert bars_of(sheet) == []
