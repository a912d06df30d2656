"""The curve of a post: where its line begins, breaks and ends, and what is written at the ends."""

from bot.domain.pictures.charts import CurveChart, Step, Usual
from bot.domain.pictures.curve import draw_curve
from bot.domain.pictures.shapes import Area, Ink, Label, Line, Path, Sheet, Sign, SignKind
from tests.domain.pictures.chart_samples import CURVE_WORDS, HEAD
from tests.domain.pictures.sheets import texts
from tests.domain.pictures.typesetter import Plain

USUAL = tuple(Usual(hour, 2.0 * hour, 1.0 * hour, 3.0 * hour) for hour in range(49))
DAY = (Step(0, 0), Step(1, 30), Step(6, 71), Step(20, 102))


def lay_out(*steps: Step, age: float = 48, usual: tuple[Usual, ...] = ()) -> Sheet:
    chart = CurveChart(head=HEAD, words=CURVE_WORDS, steps=steps, age=age, usual=usual)
    return draw_curve(chart, Plain())


def paths(sheet: Sheet, ink: Ink = Ink.ACCENT) -> list[Path]:
    return [shape for shape in sheet.shapes if isinstance(shape, Path) and shape.ink is ink]


def hours_at(sheet: Sheet) -> dict[int, float]:
    """Where the ticks of the hours stand."""
    return {
        int(label.text): label.x + label.width / 2 for label in sheet.labels
        if label.y > 700 and label.text in {"0", "6", "12", "24", "36", "48"}
    }  # fmt: skip


def find(sheet: Sheet, text: str) -> Label:
    return next(label for label in sheet.labels if label.text == text)


def test_the_line_of_a_post_runs_in_steps() -> None:
    (path,) = paths(lay_out(*DAY))
    for (x1, y1), (x2, y2) in zip(path.points, path.points[1:], strict=False):
        assert x1 == x2 or y1 == y2


def test_hours_lie_where_the_axis_says() -> None:
    sheet = lay_out(*DAY)
    (path,) = paths(sheet)
    marks = hours_at(sheet)
    assert path.points[0][0] == marks[0]
    assert any(x == marks[6] for x, _ in path.points)
    assert path.points[-1][0] == marks[48]


def test_a_young_post_ends_at_its_age() -> None:
    sheet = lay_out(Step(0, 0), Step(2, 9), age=12)
    assert paths(sheet)[-1].points[-1][0] == hours_at(sheet)[12]


def test_what_came_after_two_days_is_left_out() -> None:
    with_more, without = lay_out(*DAY, Step(50, 999), age=60), lay_out(*DAY, age=60)
    assert with_more == without


def test_the_unknown_is_a_gap() -> None:
    sheet = lay_out(Step(0, 0), Step(6, None), Step(24, 9))
    first, second = paths(sheet)
    marks = hours_at(sheet)
    assert first.points[-1][0] == marks[6]
    assert second.points[0][0] == marks[24]


def test_a_line_does_not_begin_before_the_first_count() -> None:
    sheet = lay_out(Step(12, 40))
    assert paths(sheet)[0].points[0][0] == hours_at(sheet)[12]


def test_a_line_that_was_lost_ends_there_with_what_was_last_known() -> None:
    sheet = lay_out(Step(0, 0), Step(2, 17), Step(12, None))
    (path,) = paths(sheet)
    assert path.points[-1][0] == hours_at(sheet)[12]
    assert find(sheet, "17").ink is Ink.ACCENT


def test_the_end_of_the_line_bears_the_total_and_its_name() -> None:
    sheet = lay_out(*DAY, usual=USUAL)
    dot = next(shape for shape in sheet.shapes if isinstance(shape, Sign))
    assert dot.kind is SignKind.DOT
    value, name = find(sheet, "102"), find(sheet, "this post")
    assert value.x == name.x > dot.x
    assert abs(value.y - dot.y) < 60


def test_the_median_is_dashed_and_tells_its_posts() -> None:
    sheet = lay_out(*DAY, usual=USUAL)
    (median,) = paths(sheet, Ink.MUTED)
    assert median.dash
    assert not paths(sheet)[0].dash
    assert "96" in texts(sheet)
    assert "38 posts" in " ".join(texts(sheet))
    assert "No median yet" not in texts(sheet)


def test_where_the_median_is_unknown_it_has_a_gap() -> None:
    usual = (*USUAL[:10], Usual(10, None), *USUAL[11:])
    assert len(paths(lay_out(*DAY, usual=usual), Ink.MUTED)) == 2


def test_the_band_of_the_middle_half_is_drawn_and_explained() -> None:
    sheet = lay_out(*DAY, usual=USUAL)
    (area,) = [shape for shape in sheet.shapes if isinstance(shape, Area)]
    assert len(area.points) == 2 * 49
    assert "half of the posts" in texts(sheet)


def test_without_a_median_the_sheet_says_so() -> None:
    sheet = lay_out(*DAY)
    assert "No median yet" in texts(sheet)
    assert "half of the posts" not in texts(sheet)


def test_the_tags_of_lines_that_end_together_stand_apart() -> None:
    sheet = lay_out(Step(0, 96), usual=USUAL)
    both = [label for label in sheet.labels if label.text == "96"]
    assert len(both) == 2
    assert abs(both[0].y - both[1].y) > 60


def test_a_known_zero_is_a_line_on_the_base() -> None:
    sheet = lay_out(Step(0, 0), age=3)
    (path,) = paths(sheet)
    base = next(
        shape for shape in sheet.shapes if isinstance(shape, Line) and shape.y1 == shape.y2
    )
    assert {y for _, y in path.points} == {base.y1}
    assert "0" in [label.text for label in sheet.labels if label.ink is Ink.ACCENT]


def test_a_post_with_thousands_of_changes_is_drawn_with_few_corners() -> None:
    steps = tuple(Step(number / 200, number) for number in range(9_600))
    (path,) = paths(lay_out(*steps))
    assert len(path.points) < 1_000
    assert "9\u00a0599" in texts(lay_out(*steps)) or "9 599" in texts(lay_out(*steps))
