"""A week as a picture for a phone: a row a day, posts at their times, free slots outlined."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.pictures.fitting import ELLIPSIS, fit
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import (
    Box,
    Ink,
    Line,
    Sheet,
    Sign,
    SignKind,
    Style,
    Typesetter,
)
from bot.domain.slots import Slot
from bot.domain.weeks import Day, Entry, Standing, Week

WIDTH = 1080
_MARGIN = 36
_DATE_WIDTH = 112
_LEFT = _MARGIN + _DATE_WIDTH + 28
_RIGHT = WIDTH - _MARGIN
_TIME = _LEFT + 44
_TITLE = _TIME + 98
_WARNING = 44
_ENTRY, _PILL, _PADDING = 54, 46, 18
_ROW = 104

_NAME, _SPAN, _ZONE = Style(46, is_bold=True), Style(34), Style(28)
_WEEKDAY, _NUMBER, _TODAY = Style(28), Style(46, is_bold=True), Style(22)
_TIMES, _TITLES, _RUBRICS, _SMALL = Style(32, is_bold=True), Style(32), Style(27), Style(28)

MARKS: Mapping[Standing, tuple[SignKind, Ink]] = {
    Standing.PLANNED: (SignKind.DOT, Ink.ACCENT),
    Standing.SENDING: (SignKind.ARROW, Ink.ACCENT),
    Standing.LATE: (SignKind.CLOCK, Ink.LATE),
    Standing.UNCERTAIN: (SignKind.QUESTION, Ink.DOUBT),
    Standing.FAILED: (SignKind.CROSS, Ink.BAD),
    Standing.PUBLISHED: (SignKind.CHECK, Ink.GOOD),
}
"""The sign of each standing, told from the others without its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWords:
    """The words of a picture of a week, in somebody's language; `weekdays` from Monday on."""

    title: str
    span: str
    zone: str
    weekdays: tuple[str, ...]
    today: str
    standings: Mapping[Standing, str]
    crowded: str
    free: str
    untitled: str


def draw_week(week: Week, words: WeekWords, typesetter: Typesetter) -> Sheet:
    """The sheet of a week, 1080 pixels wide and as high as its posts need.

    Days that are over and what went out stand in muted ink; today's date is inverted.
    """
    pen = Pen(typesetter)
    top = _head(pen, words)
    for day in week.days:
        pen.add(Line(x1=_MARGIN, y1=top, x2=_RIGHT, y2=top, ink=Ink.LINE))
        top = _row(pen, day, words, top)
    pen.add(Line(x1=_MARGIN, y1=top, x2=_RIGHT, y2=top, ink=Ink.LINE))
    return pen.sheet(WIDTH, int(_legend(pen, week, words, top + _PADDING)) + _MARGIN)


def _head(pen: Pen, words: WeekWords) -> float:
    pen.write(words.title, _MARGIN, 84, _NAME, most=_RIGHT - _MARGIN)
    zone = pen.width(words.zone, _ZONE)
    pen.write(words.span, _MARGIN, 138, _SPAN, most=_RIGHT - _MARGIN - zone - 24)
    pen.write(words.zone, _RIGHT - zone, 138, _ZONE, Ink.MUTED)
    return 166


def _row(pen: Pen, day: Day, words: WeekWords, top: float) -> float:
    """One day; where the next one begins."""
    least = top + _ROW + (32 if day.is_today else 0)
    y, below = top + _PADDING, pen.height
    for entry in day.entries:
        _entry(pen, entry, day, words, y)
        y += _ENTRY
    if day.more:
        pen.write(f"+{day.more}", _TIME, y + 36, _TIMES, Ink.MUTED)
        y += _ENTRY
    if day.free:
        y = _slots(pen, day, y + (8 if day.entries else 12))
    if not (day.entries or day.free):
        pen.write("–", _TIME, y + 44, _TITLES, Ink.MUTED)
    bottom = max(least, y + _PADDING)
    if day.is_today:
        band = Box(x=0, y=top, width=WIDTH, height=bottom - top, fill=Ink.BAND)
        date = Box(
            x=_MARGIN, y=top + 8, width=_DATE_WIDTH, height=bottom - top - 16, radius=18,
            fill=Ink.ACCENT,
        )  # fmt: skip
        pen.add(date, at=below)
        pen.add(band, at=below)
    _date(pen, day, words, top)
    return bottom


def _date(pen: Pen, day: Day, words: WeekWords, top: float) -> None:
    ink = Ink.ON_ACCENT if day.is_today else Ink.MUTED if day.is_past else Ink.TEXT
    middle = _MARGIN + _DATE_WIDTH / 2
    lines = [(words.weekdays[day.date.weekday()], 42, _WEEKDAY), (str(day.date.day), 88, _NUMBER)]
    if day.is_today:
        lines.append((words.today, 118, _TODAY))
    for text, y, style in lines:
        pen.write_centred(text, middle, top + y, style, ink, most=_DATE_WIDTH - 8)


def _entry(pen: Pen, entry: Entry, day: Day, words: WeekWords, top: float) -> None:
    kind, colour = MARKS[entry.standing]
    is_over = entry.is_past and entry.standing is Standing.PUBLISHED
    ink = Ink.MUTED if is_over or day.is_past else Ink.TEXT
    middle, baseline = top + _ENTRY / 2, top + _ENTRY / 2 + 11
    pen.add(Sign(kind=kind, x=_LEFT + 16, y=middle, size=32, ink=ink if is_over else colour))
    pen.write(entry.when, _TIME, baseline, _TIMES, ink)
    left = _TITLE
    if entry.is_crowded:
        sign = Sign(kind=SignKind.WARNING, x=left + 15, y=middle, size=34, ink=Ink.LATE)
        pen.add(sign)
        left += _WARNING
    right = _RIGHT - _rubric(pen, entry, baseline)
    title = _title(pen, entry, words)
    pen.write(title, left, baseline, _TITLES, ink, most=right - left)


def _title(pen: Pen, entry: Entry, words: WeekWords) -> str:
    """A title of which most cannot be drawn would be misread: it is left to the words below."""
    if not entry.title.strip():
        return words.untitled
    title = pen.drawable(entry.title)
    return title if 2 * _letters(title) >= max(1, _letters(entry.title)) else ELLIPSIS


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _rubric(pen: Pen, entry: Entry, baseline: float) -> float:
    """The width that a rubric took at the right edge, with the gap before it."""
    tag = pen.drawable(entry.rubric)
    if not tag:
        return 0
    text = fit(f"#{tag}", 220, lambda words: pen.width(words, _RUBRICS))
    width = pen.width(text, _RUBRICS)
    pen.write(text, _RIGHT - width, baseline, _RUBRICS, Ink.MUTED)
    return width + 20


def _slots(pen: Pen, day: Day, top: float) -> float:
    """Free slots as outlined pills, in rows; where they end."""
    texts = [_slot_words(pen, slot) for slot in day.free]
    x: float = _LEFT
    for text in texts:
        width = pen.width(text, _SMALL) + 36
        if x + width > _RIGHT:
            x, top = _LEFT, top + _PILL + 10
        pen.add(_pill(x, top, width))
        pen.write(text, x + 18, top + 33, _SMALL, Ink.MUTED if day.is_past else Ink.TEXT)
        x += width + 12
    if day.more_free:
        pen.write(f"+{day.more_free}", x + 4, top + 33, _SMALL, Ink.MUTED)
    return top + _PILL


def _slot_words(pen: Pen, slot: Slot) -> str:
    tag = pen.drawable(slot.rubric)
    words = f"{slot.at:%H:%M} #{tag}" if tag else f"{slot.at:%H:%M}"
    return fit(words, 320, lambda text: pen.width(text, _SMALL))


def _pill(x: float, y: float, width: float, height: float = _PILL) -> Box:
    return Box(x=x, y=y, width=width, height=height, radius=height / 2, outline=Ink.MUTED)


def _legend(pen: Pen, week: Week, words: WeekWords, top: float) -> float:
    """What the signs of this week mean; where it ends."""
    items: list[tuple[str, Callable[[float, float], None]]] = [
        (words.standings[standing], pen.signer(*MARKS[standing])) for standing in week.standings
    ]
    if week.crowded:
        items.append((words.crowded, pen.signer(SignKind.WARNING, Ink.LATE)))
    if week.free:
        items.append((words.free, lambda x, y: pen.add(_pill(x - 2, y - 14, 36, 28))))
    x: float = _MARGIN
    for text, draw in items:
        width = 46 + pen.width(text, _SMALL)
        if x + width > _RIGHT:
            x, top = _MARGIN, top + 46
        draw(x, top + 24)
        pen.write(text, x + 46, top + 34, _SMALL, Ink.MUTED)
        x += width + 36
    return top + (46 if items else 0)
