"""Posts by their length and by what they carry."""

from bot.domain.pictures.bars import Lane, Row, Texture, draw_key, draw_rows, top_of
from bot.domain.pictures.bars import values_width as width_of
from bot.domain.pictures.charts import KindChart
from bot.domain.pictures.frame import MARGIN, NAME, ROOM, draw_head, finish
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Sheet, Typesetter


def draw_kinds(chart: KindChart, typesetter: Typesetter) -> Sheet:
    """The sheet of kinds: groups below one another, their bars of one scale."""
    pen = Pen(typesetter)
    mark = chart.head.decimal_mark
    values = [row.value for group in chart.groups for row in group.rows]
    lane = Lane(
        texture=Texture.SOLID, top=top_of(values), values=width_of(pen, values, mark)
    )  # fmt: skip
    top = draw_head(pen, chart.head)
    top = draw_key(pen, lane, chart.value, top) - 4
    for group in chart.groups:
        top += 74
        pen.write(group.name, MARGIN, top, NAME, most=ROOM)
        rows = [Row(name=row.name, note=row.note, values=(row.value,)) for row in group.rows]
        top = draw_rows(pen, rows, [lane], top + 10, mark)
    return finish(pen, chart.head, top)
