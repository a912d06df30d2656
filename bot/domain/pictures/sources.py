"""Where subscribers came from, and how many of them stayed."""

from bot.domain.pictures.bars import Lane, Row, Texture, draw_key, draw_rows, top_of
from bot.domain.pictures.bars import values_width as width_of
from bot.domain.pictures.charts import SourceChart
from bot.domain.pictures.frame import NOTE, draw_head, finish, write_lines
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Ink, Sheet, Typesetter

_BAR, _STEP = 30, 38


def draw_sources(chart: SourceChart, typesetter: Typesetter) -> Sheet:
    """The sheet of sources: three bars a source, all of one scale."""
    pen = Pen(typesetter)
    mark = chart.head.decimal_mark
    values = [value for row in chart.rows for value in (row.came, row.week, row.month)]
    lanes = [
        Lane(
            texture=texture, top=top_of(values), values=width_of(pen, values, mark),
            y=number * _STEP, height=_BAR,
        )
        for number, texture in enumerate(Texture)
    ]  # fmt: skip
    top = draw_head(pen, chart.head)
    for lane, words in zip(lanes, (chart.came, chart.week, chart.month), strict=True):
        top = draw_key(pen, lane, words, top)
    rows = [Row(name=row.name, values=(row.came, row.week, row.month)) for row in chart.rows]
    top = draw_rows(pen, rows, lanes, top + 12, mark)
    if chart.more:
        top = write_lines(pen, chart.more, top, NOTE, Ink.MUTED, most=2)
    return finish(pen, chart.head, top)
