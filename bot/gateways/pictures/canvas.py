"""Draws a sheet with Pillow: the same sheet gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from bot.domain.pictures.shapes import (
    Area,
    Box,
    Ink,
    Label,
    Line,
    Palette,
    Path,
    Shape,
    Sheet,
    Sign,
)
from bot.domain.pictures.strokes import Stretch, dashes, hatching
from bot.gateways.pictures.bidi import visual_order
from bot.gateways.pictures.fonts import Fonts, Run
from bot.gateways.pictures.signs import draw_sign

FINE = 2
"""Shapes are drawn this many times as large and made small again: their edges are smooth."""


def draw(sheet: Sheet, palette: Palette, fonts: Fonts) -> bytes:
    """The sheet as a PNG of its size."""
    image = _draw_shapes(sheet, palette)
    for label in sheet.labels:
        _write(image, label, palette, fonts)
    body = BytesIO()
    image.save(body, "PNG")
    return body.getvalue()


def _draw_shapes(sheet: Sheet, palette: Palette) -> Image.Image:
    size = sheet.width * FINE, sheet.height * FINE
    image = Image.new("RGB", size, palette[Ink.PAPER])
    pencil = ImageDraw.Draw(image)
    for shape in sheet.shapes:
        _draw_shape(pencil, shape, palette)
    return image.reduce(FINE)


def _draw_shape(pencil: ImageDraw.ImageDraw, shape: Shape, palette: Palette) -> None:
    match shape:
        case Box():
            _draw_box(pencil, shape, palette)
        case Line(x1=x1, y1=y1, x2=x2, y2=y2):
            _draw_lines(pencil, [((x1, y1), (x2, y2))], palette[shape.ink], shape.stroke)
        case Path(dash=0):
            points = [(x * FINE, y * FINE) for x, y in shape.points]
            pencil.line(points, palette[shape.ink], round(shape.stroke * FINE), joint="curve")
        case Path():
            stretches = dashes(shape.points, shape.dash, shape.dash * 2 / 3)
            _draw_lines(pencil, stretches, palette[shape.ink], shape.stroke)
        case Area():
            pencil.polygon([(x * FINE, y * FINE) for x, y in shape.points], palette[shape.fill])
        case Sign():
            draw_sign(pencil, shape, palette[shape.ink], palette[Ink.PAPER], FINE)


def _draw_box(pencil: ImageDraw.ImageDraw, box: Box, palette: Palette) -> None:
    left, top = box.x * FINE, box.y * FINE
    edges = left, top, left + box.width * FINE - 1, top + box.height * FINE - 1
    if box.fill:
        pencil.rounded_rectangle(edges, radius=box.radius * FINE, fill=palette[box.fill])
    if box.hatch:
        lines = hatching(box.x, box.y, box.width, box.height)
        _draw_lines(pencil, lines, palette[box.hatch], box.stroke)
    if box.outline:
        pencil.rounded_rectangle(
            edges, radius=box.radius * FINE, outline=palette[box.outline],
            width=round(box.stroke * FINE),
        )  # fmt: skip


def _draw_lines(
    pencil: ImageDraw.ImageDraw, stretches: Iterable[Stretch], colour: str, stroke: float
) -> None:
    for (x1, y1), (x2, y2) in stretches:
        ends = (x1 * FINE, y1 * FINE, x2 * FINE, y2 * FINE)
        pencil.line(ends, fill=colour, width=round(stroke * FINE))


def _write(image: Image.Image, label: Label, palette: Palette, fonts: Fonts) -> None:
    runs = fonts.runs(label.text, label.style)
    pencil = ImageDraw.Draw(image)
    x = label.x
    for is_leftward, run in visual_order([(run.text, run) for run in runs]):
        if run.scale == 1:
            pencil.text(
                (x, label.y), run.text, palette[label.ink], run.font, anchor="ls",
                direction="rtl" if is_leftward else None,
            )  # fmt: skip
        else:
            _paste(image, run, x, label)
        x += run.width


def _paste(image: Image.Image, run: Run, x: float, label: Label) -> None:
    """Emoji: bitmaps of one size, made as small as the words beside them."""
    *_, right, bottom = run.font.getbbox(run.text)
    drawn = Image.new("RGBA", (max(1, round(right)), max(1, round(bottom))))
    ImageDraw.Draw(drawn).text((0, 0), run.text, font=run.font, embedded_color=True)
    size = max(1, round(drawn.width * run.scale)), max(1, round(drawn.height * run.scale))
    small = drawn.resize(size, Image.Resampling.LANCZOS)
    # A little below the baseline, as fonts of words place them.
    place = round(x), round(label.y - 0.93 * label.style.size)
    image.paste(small, place, small)
