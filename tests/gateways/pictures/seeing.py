"""Whether what a sheet promises is seen on its picture."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from bot.domain.pictures.shapes import Box, Sheet, Sign


def opened(png: bytes) -> Image.Image:
    """The picture, in three channels."""
    return Image.open(BytesIO(png)).convert("RGB")


def drawn_regions(sheet: Sheet) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """What a sheet promises to show, and where."""
    for label in sheet.labels:
        top = round(label.y - 0.8 * label.style.size)
        yield label.text, (round(label.x), top, round(label.x + label.width), round(label.y))
    for shape in sheet.shapes:
        if isinstance(shape, Sign):
            half = shape.size / 2
            yield shape.kind.value, (
                round(shape.x - half), round(shape.y - half),
                round(shape.x + half), round(shape.y + half),
            )  # fmt: skip
        elif isinstance(shape, Box):
            # With what is around it: a box of one colour has no edge inside.
            yield "box", (
                round(shape.x) - 2, round(shape.y) - 2,
                round(shape.x + shape.width) + 2, round(shape.y + shape.height) + 2,
            )  # fmt: skip


def check_ink(sheet: Sheet, image: Image.Image, *, least: int = 40) -> int:
    """How many things stand on a picture; AssertionError where one cannot be told by eye."""
    regions = list(drawn_regions(sheet))
    for name, box in regions:
        spread = max(high - low for low, high in image.crop(box).getextrema())  # type: ignore[misc]
        assert spread > least, f"nothing is seen of {name!r} at {box}"
    return len(regions)
