"""What charts of numbers show, as plain values: words translated, figures as numbers.

A figure that is not known is None: it is drawn as a gap or written `-`, never as zero.
"""

from dataclasses import dataclass
from enum import Enum

CURVE_HOURS = 48
"""How long a post is followed by its curve."""
MOST_STEPS = 120
"""Days, weeks or months that a trend may have."""
MOST_ROWS = 12
"""Rows of bars that stand on one picture; the caller says how many more there are."""


class Direction(Enum):
    """Where a figure went since the period before."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The words around a chart.

    `title`: whose numbers; `subject`: what is counted, how, over which days. `notes` stand below
    the chart, a paragraph each: who counted and when, what is missing. `decimal_mark` parts
    whole from tenth, as the language has it.
    """

    title: str
    subject: str
    notes: tuple[str, ...] = ()
    decimal_mark: str = "."


@dataclass(frozen=True, slots=True)
class Step:
    """The total of a post from `hours` after its publication on, until the next step.

    None: from here on it is not known, so that the line has a gap.
    """

    hours: float
    total: int | None


@dataclass(frozen=True, slots=True)
class Usual:
    """What posts of the channel had after so many hours: the median and the middle half."""

    hours: float
    median: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveWords:
    """`post` names the line of the post, `median` that of the channel, with its number of posts
    (`median of 38 posts`); `band` the area of the middle half; `hours` the unit below the chart;
    `no_median` says that there are too few posts for one.
    """

    post: str
    median: str
    band: str
    hours: str
    no_median: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveChart:
    """The first hours of a post against what is usual in its channel.

    `steps` and `usual` in the order of their hours. The line of the post ends at `age` hours,
    that of the channel at its last point; both at 48 at the latest.
    """

    head: Head
    words: CurveWords
    steps: tuple[Step, ...]
    age: float
    usual: tuple[Usual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSeries:
    """One thing counted over a period: `bars` a figure a step, `before` those of the period
    before, of the same length or not. `total` is of the period; `change` says what became of it
    (`+12 % to the month before`), `direction` is its sign.
    """

    name: str
    total: float | None
    change: str
    direction: Direction | None
    bars: tuple[float | None, ...]
    before: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """Bars by day, week or month, one series below the other, with the period before behind.

    `steps` name the bars (`16`, `Nov`): as many as there are bars, at most 120; those that find
    no room are left out. `now` and `before` explain the two kinds of bars.

    Raises ValueError where bars and names are not of one length, or too many.
    """

    head: Head
    series: tuple[TrendSeries, ...]
    steps: tuple[str, ...]
    now: str
    before: str

    def __post_init__(self) -> None:
        """See to it that each bar has its name."""
        if len(self.steps) > MOST_STEPS:
            raise ValueError(f"{len(self.steps)} steps are too many for a picture")
        if any(len(series.bars) != len(self.steps) for series in self.series):
            raise ValueError("a series has not as many bars as there are steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRow:
    """One rubric: `tag` without its hash; medians a post; `note` stands beside the tag
    (`12 posts · 24 %`); `direction` of its reactions since the period before.
    """

    tag: str
    note: str
    reactions: float | None
    reposts: float | None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricChart:
    """Rubrics in the order given, at most 12 (ValueError); `more` says what was left out.

    `reactions` and `reposts` head the columns; `reposts` is empty where there is no such column.
    """

    head: Head
    rows: tuple[RubricRow, ...]
    reactions: str
    reposts: str = ""
    more: str = ""

    def __post_init__(self) -> None:
        """See to it that the rows have room."""
        _check_rows(len(self.rows))


@dataclass(frozen=True, slots=True)
class HourCell:
    """Posts of one weekday (0 is Monday) and hour (0 to 23) in the channel's zone.

    `value` is the median a post, None where there are too few posts to say.
    """

    weekday: int
    hour: int
    posts: int
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourWords:
    """`weekdays` from Monday on; the rest explains the signs: `value` what a figure in a cell is,
    `posts` what `×3` is, `few` a hatched cell, `none` one with a dot, `best` one with a frame.
    """

    weekdays: tuple[str, ...]
    value: str
    posts: str
    few: str
    none: str
    best: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HourChart:
    """Weekdays across, hours down: what posts of an hour got, and how many there were.

    A cell that is not given has no posts. `best` are the cells (weekday, hour) that are
    suggested, `suggestion` says so in words, with its uncertainty; both empty where the data
    do not carry one.
    """

    head: Head
    words: HourWords
    cells: tuple[HourCell, ...]
    best: tuple[tuple[int, int], ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """One length or kind of media: the median a post; `note` is its number of posts in words."""

    name: str
    note: str
    value: float | None


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds that are compared with one another, under their common name."""

    name: str
    rows: tuple[KindRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChart:
    """Groups of bars, one below the other, of one scale: `value` says what a bar is.

    At most 12 rows a group (ValueError).
    """

    head: Head
    value: str
    groups: tuple[KindGroup, ...]

    def __post_init__(self) -> None:
        """See to it that the rows have room."""
        for group in self.groups:
            _check_rows(len(group.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Where subscribers came from: how many, and how many were there after 7 and 30 days.

    None: nobody has been there for so long yet, or it was not counted.
    """

    name: str
    came: int | None
    week: int | None
    month: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChart:
    """Three bars a source, of one scale; at most 12 sources (ValueError), `more` says the rest.

    `came`, `week` and `month` name the bars.
    """

    head: Head
    rows: tuple[SourceRow, ...]
    came: str
    week: str
    month: str
    more: str = ""

    def __post_init__(self) -> None:
        """See to it that the rows have room."""
        _check_rows(len(self.rows))


Chart = CurveChart | TrendChart | RubricChart | HourChart | KindChart | SourceChart
"""Whatever can be painted."""


def _check_rows(count: int) -> None:
    if count > MOST_ROWS:
        raise ValueError(f"{count} rows are too many for a picture")
