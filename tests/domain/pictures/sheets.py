"""What every sheet keeps: all of it on the paper, no words over others."""

from itertools import combinations

from bot.domain.pictures.shapes import Area, Box, Label, Line, Path, Sheet, Sign


def check_sheet(sheet: Sheet, *, highest: int) -> None:
    """Raises AssertionError where something stands beyond the edges, or words over words."""
    assert 0 < sheet.height <= highest
    for label in sheet.labels:
        assert label.x >= 0, label
        assert label.x + label.width <= sheet.width + 0.01, label
        assert label.style.size * 0.8 <= label.y < sheet.height, label
    for shape in sheet.shapes:
        for x, y in corners(shape):
            assert -0.01 <= x <= sheet.width + 0.01, shape
            assert -0.01 <= y <= sheet.height + 0.01, shape
    for one, other in combinations(sheet.labels, 2):
        assert not overlap(one, other), (one, other)


def corners(shape: Box | Line | Path | Area | Sign) -> list[tuple[float, float]]:
    """The points that a shape reaches farthest with."""
    match shape:
        case Box(x=x, y=y):
            assert shape.width >= 0, shape
            assert shape.height >= 0, shape
            return [(x, y), (x + shape.width, y + shape.height)]
        case Line():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Path() | Area():
            return list(shape.points)
        case Sign(x=x, y=y, size=size):
            return [(x - size / 2, y - size / 2), (x + size / 2, y + size / 2)]


def overlap(one: Label, other: Label) -> bool:
    """Whether words cover one another, by their widths and the height of small letters."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    down = abs(one.y - other.y) < 0.6 * min(one.style.size, other.style.size)
    return across and down


def texts(sheet: Sheet) -> list[str]:
    """All words of a sheet, in the order of writing."""
    return [label.text for label in sheet.labels]
