"""Rubrics side by side: what a post of each usually gets."""

from bot.domain.pictures.bars import Lane, Row, Texture, draw_key, draw_rows, top_of
from bot.domain.pictures.bars import values_width as width_of
from bot.domain.pictures.charts import RubricChart
from bot.domain.pictures.frame import MARGIN, NOTE, ROOM, draw_head, finish, write_lines
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Ink, Sheet, Typesetter

_LEFT_SHARE = 0.62
_BETWEEN = 36


def draw_rubrics(chart: RubricChart, typesetter: Typesetter) -> Sheet:
    """The sheet of rubrics: a column of reactions and one of reposts, each of its own scale."""
    pen = Pen(typesetter)
    lanes = _lanes(pen, chart)
    top = _heads(pen, chart, lanes, draw_head(pen, chart.head))
    rows = [
        Row(
            name=f"#{pen.drawable(row.tag)}".removesuffix("#") or "#",
            note=row.note,
            direction=row.direction,
            values=(row.reactions, row.reposts)[: len(lanes)],
        )
        for row in chart.rows
    ]
    top = draw_rows(pen, rows, lanes, top, chart.head.decimal_mark)
    if chart.more:
        top = write_lines(pen, chart.more, top, NOTE, Ink.MUTED, most=2)
    return finish(pen, chart.head, top)


def _lanes(pen: Pen, chart: RubricChart) -> list[Lane]:
    columns = [[row.reactions for row in chart.rows]]
    places: list[tuple[float, float, Texture]] = [(MARGIN, ROOM, Texture.SOLID)]
    if chart.reposts:
        columns.append([row.reposts for row in chart.rows])
        left = round(ROOM * _LEFT_SHARE)
        places = [
            (MARGIN, left - _BETWEEN, Texture.SOLID),
            (MARGIN + left, ROOM - left, Texture.HATCHED),
        ]
    mark = chart.head.decimal_mark
    return [
        Lane(
            x=x, width=width, texture=texture,
            top=top_of(values), values=width_of(pen, values, mark),
        )
        for (x, width, texture), values in zip(places, columns, strict=True)
    ]  # fmt: skip


def _heads(pen: Pen, chart: RubricChart, lanes: list[Lane], top: float) -> float:
    words = (chart.reactions, chart.reposts)[: len(lanes)]
    ends = [draw_key(pen, lane, text, top) for lane, text in zip(lanes, words, strict=True)]
    return max(ends) + 12
