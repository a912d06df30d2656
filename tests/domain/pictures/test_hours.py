"""The heat map of hours: each cell with its figure and its posts, silence told from little."""

from bot.domain.pictures.charts import HourCell, HourChart
from bot.domain.pictures.hours import draw_hours
from bot.domain.pictures.shapes import Box, Ink, Sheet, Sign
from tests.domain.pictures.chart_samples import HEAD, HOUR_WORDS
from tests.domain.pictures.sheets import texts
from tests.domain.pictures.typesetter import Plain

SHADES = (Ink.SHADE_1, Ink.SHADE_2, Ink.SHADE_3, Ink.SHADE_4)


def lay_out(
    *cells: HourCell, best: tuple[tuple[int, int], ...] = (), suggestion: str = ""
) -> Sheet:
    chart = HourChart(
        head=HEAD, words=HOUR_WORDS, cells=cells, best=best, suggestion=suggestion
    )  # fmt: skip
    return draw_hours(chart, Plain())


def shade_of(sheet: Sheet, text: str) -> Ink | None:
    """What a figure stands on."""
    label = next(label for label in sheet.labels if label.text == text)
    grounds = [
        box.fill for box in sheet.shapes if isinstance(box, Box)
        and box.x <= label.x <= box.x + box.width and box.y <= label.y <= box.y + box.height
    ]  # fmt: skip
    return grounds[-1] if grounds else None


def test_a_cell_tells_its_figure_and_its_posts() -> None:
    sheet = lay_out(HourCell(0, 9, 7, 12.5))
    assert {"12.5", "×7", "09:00"} <= set(texts(sheet))


def test_more_stands_on_a_darker_shade() -> None:
    sheet = lay_out(*(HourCell(day, 9, 3, 11.0 + day) for day in range(4)))
    assert [shade_of(sheet, str(11 + day)) for day in range(4)] == list(SHADES)


def test_one_great_value_does_not_make_the_others_alike() -> None:
    values = (11, 22, 33, 44, 999_999)
    sheet = lay_out(*(HourCell(day, 9, 3, value) for day, value in enumerate(values)))
    assert len({shade_of(sheet, str(value)) for value in values[:4]}) >= 3


def test_too_few_posts_are_hatched_and_have_no_figure() -> None:
    sheet = lay_out(HourCell(0, 9, 2, None), HourCell(1, 9, 5, 40))
    hatched = [box for box in sheet.shapes if isinstance(box, Box) and box.hatch]
    # One more explains it.
    assert len(hatched) == 2
    assert "×2" in texts(sheet)
    assert "fewer than 3 posts" in texts(sheet)
    assert "fewer than 3 posts" not in texts(lay_out(HourCell(1, 9, 5, 40)))


def test_no_posts_are_a_dot() -> None:
    sheet = lay_out(HourCell(0, 9, 5, 40), HourCell(3, 9, 0, None))
    dots = [shape for shape in sheet.shapes if isinstance(shape, Sign)]
    assert len(dots) == 6 + 1
    assert "×0" not in texts(sheet)
    assert "no posts" in texts(sheet)


def test_hours_run_down_from_the_first_to_the_last_and_long_silence_is_one_row() -> None:
    sheet = lay_out(HourCell(0, 9, 5, 40), HourCell(0, 11, 5, 40), HourCell(0, 20, 5, 40))
    hours = [text for text in texts(sheet) if ":00" in text or "–" in text]
    assert hours[:5] == ["09:00", "10:00", "11:00", "12–19", "20:00"]


def test_a_suggested_hour_is_framed_and_said_in_words() -> None:
    cell = HourCell(3, 19, 9, 112)
    sheet = lay_out(cell, best=((3, 19),), suggestion="Thursday at 19:00")
    framed = [box for box in sheet.shapes if isinstance(box, Box) and box.outline is Ink.TEXT]
    assert len(framed) == 2
    assert {"Thursday at 19:00", "suggested"} <= set(texts(sheet))
    assert "suggested" not in texts(lay_out(cell))


def test_the_scale_tells_what_each_shade_was() -> None:
    sheet = lay_out(*(HourCell(day, 9, 3, 10.0 * day) for day in range(5)))
    assert {"0–10", "20", "30", "40"} <= set(texts(sheet))


def test_equal_values_are_of_one_shade() -> None:
    sheet = lay_out(*(HourCell(day, 9, 3, 7) for day in range(7)))
    used = {box.fill for box in sheet.shapes if isinstance(box, Box)} & set(SHADES)
    assert len(used) == 1


def test_without_posts_there_is_no_grid() -> None:
    assert "Mon" not in texts(lay_out())
    assert "no posts" in texts(lay_out())
