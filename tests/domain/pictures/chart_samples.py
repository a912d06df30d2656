"""Charts of all kinds: plausible ones, extreme ones, and any at all."""

from hypothesis import strategies as st

from bot.domain.pictures.charts import (
    Chart,
    CurveChart,
    CurveWords,
    Direction,
    Head,
    HourCell,
    HourChart,
    HourWords,
    KindChart,
    KindGroup,
    KindRow,
    RubricChart,
    RubricRow,
    SourceChart,
    SourceRow,
    Step,
    TrendChart,
    TrendSeries,
    Usual,
)

HUGE = 999_999_999
HEAD = Head(title="Marketing aloud", subject="Reactions", notes=("Counted at 16:04",))
CURVE_WORDS = CurveWords(
    post="this post", median="median of 38 posts", band="half of the posts",
    hours="hours after publication", no_median="No median yet",
)  # fmt: skip
HOUR_WORDS = HourWords(
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), value="median of reactions",
    posts="×3: posts of that hour", few="fewer than 3 posts", none="no posts", best="suggested",
)  # fmt: skip

TEXTS = st.text(max_size=60) | st.sampled_from(["", "хит недели", "слово " * 40, "x" * 90])
COUNTS = st.none() | st.integers(0, 200) | st.integers(0, HUGE)
VALUES = COUNTS | st.floats(0, 1000)
DIRECTIONS = st.none() | st.sampled_from(list(Direction))
HEADS = st.builds(
    Head, title=TEXTS, subject=TEXTS, notes=st.lists(TEXTS, max_size=3).map(tuple),
    decimal_mark=st.sampled_from(".,"),
)  # fmt: skip

HOURS = st.floats(0, 60) | st.integers(0, 48)
KNOWN = st.integers(0, 200) | st.integers(0, HUGE) | st.floats(0, 1000)


@st.composite
def usual(draw: st.DrawFn) -> Usual:
    """Quartiles in their order, any of them unknown."""
    low, median, high = sorted(draw(st.lists(KNOWN, min_size=3, max_size=3)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Usual(
        draw(HOURS), median if known[0] else None, low if known[1] else None,
        high if known[2] else None,
    )  # fmt: skip


@st.composite
def hour_cells(draw: st.DrawFn) -> HourCell:
    """An hour of a week; one without posts has no value."""
    posts = draw(st.integers(0, 20) | st.integers(0, HUGE))
    value = draw(VALUES) if posts else None
    return HourCell(draw(st.integers(0, 6)), draw(st.integers(0, 23)), posts, value)


CURVES = st.builds(
    CurveChart, head=HEADS,
    words=st.builds(
        CurveWords, post=TEXTS, median=TEXTS, band=TEXTS, hours=TEXTS, no_median=TEXTS
    ),
    steps=st.lists(st.builds(Step, HOURS, COUNTS), max_size=12).map(
        lambda steps: tuple(sorted(steps, key=lambda step: step.hours))
    ),
    age=HOURS,
    usual=st.lists(usual(), max_size=12).map(
        lambda points: tuple(sorted(points, key=lambda point: point.hours))
    ),
)  # fmt: skip


@st.composite
def trends(draw: st.DrawFn) -> TrendChart:
    """Trends of any length, with more or fewer bars in the period before."""
    count = draw(st.integers(0, 12) | st.sampled_from([30, 31, 53, 120]))
    bars = st.lists(VALUES, min_size=count, max_size=count).map(tuple)
    series = st.builds(
        TrendSeries, name=TEXTS, total=VALUES, change=TEXTS, direction=DIRECTIONS, bars=bars,
        before=st.lists(VALUES, max_size=40).map(tuple),
    )  # fmt: skip
    return TrendChart(
        head=draw(HEADS), series=tuple(draw(st.lists(series, max_size=3))),
        steps=tuple(draw(st.lists(st.text(max_size=12), min_size=count, max_size=count))),
        now=draw(TEXTS), before=draw(TEXTS),
    )  # fmt: skip


RUBRICS = st.builds(
    RubricChart, head=HEADS, reactions=TEXTS, reposts=TEXTS, more=TEXTS,
    rows=st.lists(
        st.builds(
            RubricRow, tag=TEXTS, note=TEXTS, reactions=VALUES, reposts=VALUES,
            direction=DIRECTIONS,
        ),
        max_size=12,
    ).map(tuple),
)  # fmt: skip
WEEK_HOURS = st.tuples(st.integers(0, 6), st.integers(0, 23))
CELLS = st.lists(
    hour_cells(), max_size=60, unique_by=lambda cell: (cell.weekday, cell.hour)
)  # fmt: skip
HOUR_CHARTS = st.builds(
    HourChart, head=HEADS,
    words=st.builds(
        HourWords, weekdays=st.lists(TEXTS, min_size=7, max_size=7).map(tuple), value=TEXTS,
        posts=TEXTS, few=TEXTS, none=TEXTS, best=TEXTS,
    ),
    cells=CELLS.map(tuple), best=st.lists(WEEK_HOURS, max_size=3).map(tuple), suggestion=TEXTS,
)  # fmt: skip
KINDS = st.builds(
    KindChart, head=HEADS, value=TEXTS,
    groups=st.lists(
        st.builds(
            KindGroup, TEXTS,
            st.lists(st.builds(KindRow, name=TEXTS, note=TEXTS, value=VALUES), max_size=8).map(
                tuple
            ),
        ),
        max_size=3,
    ).map(tuple),
)  # fmt: skip
SOURCES = st.builds(
    SourceChart, head=HEADS, came=TEXTS, week=TEXTS, month=TEXTS, more=TEXTS,
    rows=st.lists(
        st.builds(SourceRow, name=TEXTS, came=COUNTS, week=COUNTS, month=COUNTS), max_size=12
    ).map(tuple),
)  # fmt: skip

PLAUSIBLE: dict[str, Chart] = {
    "curve": CurveChart(
        head=HEAD, words=CURVE_WORDS, age=48,
        steps=(Step(0, 0), Step(1, 30), Step(4.5, 71), Step(20, 102), Step(30, 124)),
        usual=tuple(Usual(hour, 2 * hour, hour, 3.5 * hour) for hour in range(49)),
    ),
    "young": CurveChart(
        head=HEAD, words=CURVE_WORDS, age=5, steps=(Step(0.2, 3), Step(2, None), Step(3, 45)),
    ),
    "trend": TrendChart(
        head=HEAD, now="this week", before="the week before",
        steps=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        series=(
            TrendSeries(
                name="Posts", total=9, change="as many as before", direction=Direction.SAME,
                bars=(1, 2, 0, 1, 3, 1, 1), before=(2, 1, 1, 1, 2, 1, 1),
            ),
            TrendSeries(
                name="Reactions", total=812, change="34 % more", direction=Direction.UP,
                bars=(88, 142, 0, 97, None, 203, 99), before=(120, 80, 60, 90, None, 110, 146),
            ),
        ),
    ),
    "rubrics": RubricChart(
        head=HEAD, reactions="reactions", reposts="reposts observed", more="4 more",
        rows=(
            RubricRow(tag="рекламныйхит", note="38 posts", reactions=142, reposts=12.5,
                      direction=Direction.UP),
            RubricRow(tag="case🔥", note="22 posts", reactions=88, reposts=21,
                      direction=Direction.DOWN),
            RubricRow(tag="תגית", note="2 posts", reactions=None, reposts=None),
        ),
    ),
    "hours": HourChart(
        head=HEAD, words=HOUR_WORDS, best=((3, 19),), suggestion="Thursday, 19:00",
        cells=tuple(
            HourCell(weekday, hour, posts, None if posts < 3 else 11.5 * weekday + hour)
            for weekday in range(7) for hour in (9, 10, 18, 19)
            if (posts := (weekday * hour) % 7)
        ),
    ),
    "kinds": KindChart(
        head=HEAD, value="median of reactions",
        groups=(
            KindGroup("Length", (KindRow(name="short", note="24 posts", value=55),)),
            KindGroup("Media", (KindRow(name="video", note="2 posts", value=None),
                                KindRow(name="photo", note="39 posts", value=101.5))),
        ),
    ),
    "sources": SourceChart(
        head=HEAD, came="came", week="stayed 7 days", month="stayed 30 days", more="3 more",
        rows=(SourceRow(name="Another channel", came=412, week=330, month=268),
              SourceRow(name="Card", came=57, week=55, month=None),
              SourceRow(name="Fair", came=0, week=None, month=None)),
    ),
}  # fmt: skip

_ROWS = range(12)
EXTREME: dict[str, Chart] = {
    "curve": CurveChart(
        head=Head(title="W" * 200, subject="Слово " * 60, notes=("слово " * 90,) * 3),
        words=CURVE_WORDS, age=48, steps=(Step(0, 0), Step(3, HUGE)),
        usual=(Usual(0, 0, 0, 0), Usual(10, HUGE / 2, 1, 2 * HUGE)),
    ),
    "zero": CurveChart(head=HEAD, words=CURVE_WORDS, age=3, steps=(Step(0, 0),)),
    "nothing": CurveChart(head=HEAD, words=CURVE_WORDS, age=3, steps=()),
    "trend": TrendChart(
        head=HEAD, now="now", before="before",
        steps=tuple(f"{month}.{year}" for year in range(15, 25) for month in range(1, 13)),
        series=(
            TrendSeries(
                name="Views", total=HUGE, change="слово " * 90, direction=Direction.DOWN,
                bars=tuple(HUGE // (1 + number % 7) for number in range(120)),
                before=tuple(HUGE // (1 + number % 5) for number in range(130)),
            ),
            TrendSeries(name="Reposts", total=None, change="", direction=None,
                        bars=(None,) * 120),
        ),
    ),
    "one": TrendChart(
        head=HEAD, now="today", before="yesterday", steps=("22 November",),
        series=(TrendSeries(name="Posts", total=5, change="", direction=None, bars=(5,)),),
    ),
    "rubrics": RubricChart(
        head=HEAD, reactions="слово " * 30, reposts="reposts " * 30, more="слово " * 90,
        rows=tuple(
            RubricRow(tag="ш" * 60, note="999 999 999 posts · 100 %", reactions=HUGE - number,
                      reposts=None if number % 2 else HUGE, direction=Direction.UP)
            for number in _ROWS
        ),
    ),
    "hours": HourChart(
        head=HEAD, words=HOUR_WORDS, best=((6, 23), (0, 0)), suggestion="слово " * 90,
        cells=tuple(
            HourCell(weekday, hour, 888 + hour, 8.88 * 10 ** (hour % 9))
            for weekday in range(7) for hour in range(24)
        ),
    ),
    "silence": HourChart(head=HEAD, words=HOUR_WORDS, cells=()),
    "kinds": KindChart(
        head=HEAD, value="x",
        groups=(KindGroup("W" * 90, tuple(
            KindRow(name="ш" * 90, note="note " * 30, value=HUGE) for _ in _ROWS)),) * 2,
    ),
    "sources": SourceChart(
        head=HEAD, came="слово " * 30, week="w", month="m",
        rows=tuple(
            SourceRow(name="👩🏽\u200d🚀" * 40, came=HUGE, week=HUGE, month=0) for _ in _ROWS
        ),
    ),
    "no sources": SourceChart(head=HEAD, came="c", week="w", month="m", rows=()),
}  # fmt: skip
