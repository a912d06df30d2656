"""Bars of rubrics, kinds and sources: their lengths, their values, their textures."""

from bot.domain.pictures.bars import top_of
from bot.domain.pictures.charts import (
    KindChart,
    KindGroup,
    KindRow,
    RubricChart,
    RubricRow,
    SourceChart,
    SourceRow,
)
from bot.domain.pictures.drawing import draw_chart
from bot.domain.pictures.shapes import Box, Ink, Sheet
from tests.domain.pictures.chart_samples import HEAD
from tests.domain.pictures.sheets import texts
from tests.domain.pictures.typesetter import Plain


def boxes(sheet: Sheet) -> list[Box]:
    return [shape for shape in sheet.shapes if isinstance(shape, Box)]


def rubrics(*rows: tuple[float | None, float | None], reposts: str = "reposts") -> Sheet:
    made = tuple(
        RubricRow(tag=f"tag{number}", note=f"{number} posts", reactions=one, reposts=two)
        for number, (one, two) in enumerate(rows)
    )
    chart = RubricChart(head=HEAD, rows=made, reactions="reactions", reposts=reposts, more="more")
    return draw_chart(chart, Plain())


def test_columns_of_rubrics_have_their_own_scale_and_texture() -> None:
    sheet = rubrics((100, 4), (50, 2))
    keys, bars = boxes(sheet)[:2], boxes(sheet)[2:]
    assert bars[0].width == 2 * bars[2].width
    assert bars[1].width == 2 * bars[3].width
    assert [bool(bar.hatch) for bar in bars] == [False, True, False, True]
    assert [bool(key.hatch) for key in keys] == [False, True]


def test_a_rubric_without_a_median_has_a_dash_and_no_bar() -> None:
    sheet = rubrics((None, 4))
    assert "-" in texts(sheet)
    assert len(boxes(sheet)) == 2 + 1


def test_without_reposts_there_is_one_wide_column() -> None:
    sheet = rubrics((100, None), reposts="")
    assert "-" not in texts(sheet)
    assert boxes(sheet)[1].width > 800


def test_the_rest_of_the_rubrics_is_said() -> None:
    assert "more" in texts(rubrics((1, 1)))


def test_a_tag_stands_with_its_hash_and_its_note() -> None:
    assert {"#tag0", "0 posts"} <= set(texts(rubrics((1, 1))))


def test_kinds_of_all_groups_have_one_scale() -> None:
    groups = tuple(
        KindGroup(name, (KindRow(name="x", note="3 posts", value=value),))
        for name, value in (("Length", 100), ("Media", 25))
    )
    sheet = draw_chart(KindChart(head=HEAD, value="median", groups=groups), Plain())
    one, two = boxes(sheet)[1:]
    assert one.width == 4 * two.width
    assert {"Length", "Media", "100", "25"} <= set(texts(sheet))


def sources(*rows: tuple[int | None, int | None, int | None]) -> Sheet:
    made = tuple(SourceRow(name="s", came=a, week=b, month=c) for a, b, c in rows)
    chart = SourceChart(head=HEAD, rows=made, came="came", week="7", month="30")
    return draw_chart(chart, Plain())


def test_the_three_bars_of_a_source_are_told_by_their_texture() -> None:
    came, week, month = boxes(sources((100, 50, 25)))[3:]
    assert came.fill is Ink.ACCENT
    assert week.hatch is Ink.ACCENT
    assert month.fill is month.hatch is None
    assert month.outline is Ink.ACCENT
    assert came.width == 2 * week.width == 4 * month.width


def test_who_cannot_have_stayed_so_long_yet_is_a_dash_and_who_left_a_zero() -> None:
    sheet = sources((10, 0, None))
    assert {"10", "0", "-"} <= set(texts(sheet))
    assert len(boxes(sheet)) == 3 + 2


def test_the_longest_bar_is_that_of_the_greatest_known_value() -> None:
    assert top_of([None, 3, 7.5]) == 7.5
    assert top_of([None, 0]) == 1
    assert top_of([]) == 1
