"""Numbers of posts in words: a figure, who counted it and when, what is not known."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.numbers import Metric, Number, NumberSource, PostNumbers
from bot.domain.rounding import round_as_shown
from bot.translator import Translator

UNKNOWN = "-"
HEART, REPOST, EYE, BUBBLE = "❤", "↗", "👁", "💬"
_STALE = "⏳"
_BY_BOT = {Metric.REPOSTS: "number-seen", Metric.COMMENTS: "number-heard"}
_SIGNS = {Metric.COMMENTS: BUBBLE, Metric.VIEWS: EYE}
ALL = ("reactions", Metric.REPOSTS, Metric.VIEWS, Metric.COMMENTS)
"""What a line of a post may show, in its order."""
SHORT = ("reactions", Metric.REPOSTS)
"""What a button shows."""


def plain(number: Number) -> str:
    """A number alone: `12`, `≈ 4.02K`, `3+` where there may be more, `-` where none is known."""
    if number.total is None:
        return UNKNOWN
    words = f"≈ {round_as_shown(number.total)}" if number.is_rounded else str(number.total)
    return f"{words}+" if number.is_at_least else words


def marked(words: str, number: Number) -> str:
    """Words about a number; an hourglass stands behind what changed unheard."""
    return f"{words} {_STALE}" if number.stale_since else words


def figure(number: Number) -> str:
    """A number with its marks."""
    return marked(plain(number), number)


def describe_moment(t: Translator, moment: datetime, zone: ZoneInfo) -> str:
    """`22 Nov 2026, 12:05` on the wall clock of a zone."""
    local = moment.astimezone(zone)
    return t(
        "number-moment",
        day=local.day,
        month=t(f"month-{local.month}"),
        year=str(local.year),
        time=f"{local:%H:%M}",
    )


def describe_source(
    t: Translator, number: Number, metric: Metric | None = None, *, name: str = ""
) -> str:
    """Who counted; `name` is that of the person who entered it by hand."""
    if number.source is NumberSource.AUTHOR and name:
        return t("number-entered-by", name=name)
    if number.source is NumberSource.UPDATES and metric in _BY_BOT:
        return t(_BY_BOT[metric])
    return t(f"number-source-{number.source.value}") if number.source else ""


def origin(
    t: Translator,
    number: Number,
    zone: ZoneInfo,
    metric: Metric | None = None,
    *,
    name: str = "",
) -> str:
    """Source and age of a number, and since when it is stale; empty where none is known."""
    if number.counted_at is None:
        return ""
    words = t(
        "number-of",
        source=describe_source(t, number, metric, name=name),
        moment=describe_moment(t, number.counted_at, zone),
    )
    if number.stale_since:
        moment = describe_moment(t, number.stale_since, zone)
        words += ". " + t("number-stale", moment=moment)
    return words


def line(t: Translator, numbers: PostNumbers) -> str:
    """The numbers of a post in one line; views and comments only where they are known."""
    parts = [
        t(
            "numbers-line",
            reactions=figure(numbers.reactions),
            reposts=figure(numbers.reposts),
        )
    ]
    for sign, number in ((EYE, numbers.views), (BUBBLE, numbers.comments)):
        if number.is_known:
            parts.append(f"{sign} {figure(number)}")
    return " · ".join(parts)


def short_line(numbers: PostNumbers) -> str:
    """Reactions, and reposts where some were seen: for a button."""
    words = f"{HEART} {figure(numbers.reactions)}"
    return f"{words} · {REPOST} {figure(numbers.reposts)}" if numbers.reposts.is_known else words


def legend(
    t: Translator,
    shown: Iterable[PostNumbers],
    zone: ZoneInfo,
    names: Sequence[str] = ALL,
    *,
    is_unknown_shown: bool = True,
) -> str:
    """What a list cannot say at each number: who counted, the oldest moment, what marks mean.

    `names` are the numbers that are shown; `is_unknown_shown`: what is not known stands as `-`.
    """
    posts = list(shown)
    kept = [(name, [_get(one, name) for one in posts]) for name in names]
    known = [number for _, numbers in kept for number in numbers if number.is_known]
    sentences = []
    moments = [number.counted_at for number in known if number.counted_at]
    if moments:
        sources = " · ".join(_sources(t, name, numbers) for name, numbers in kept if _any(numbers))
        moment = describe_moment(t, min(moments), zone)
        sentences.append(t("numbers-legend", sources=sources, moment=moment))
    marks = _marks(t, known, zone)
    # A button has no room for reposts that nobody saw.
    dashed = SHORT[:1] if names is SHORT else SHORT
    basic = [number for name, numbers in kept if name in dashed for number in numbers]
    if is_unknown_shown and any(not number.is_known for number in basic):
        marks.append(t("numbers-legend-unknown"))
    if marks:
        sentences.append(f"{', '.join(marks)}.")
    return " ".join(sentences)


def _any(numbers: Iterable[Number]) -> bool:
    return any(number.is_known for number in numbers)


def _get(numbers: PostNumbers, name: str) -> Number:
    found: Number = getattr(numbers, str(name))
    return found


def _sources(t: Translator, name: str, numbers: Sequence[Number]) -> str:
    metric = None if name == "reactions" else Metric(name)
    if metric is Metric.REPOSTS:
        return t("numbers-legend-reposts")
    by_bot = "numbers-legend-comments" if metric is Metric.COMMENTS else "number-source-updates"
    found = {
        t(by_bot) if number.source is NumberSource.UPDATES else describe_source(t, number): None
        for number in numbers
        if number.is_known
    }
    return f"{HEART if metric is None else _SIGNS[metric]} {', '.join(found)}"


def _marks(t: Translator, known: Sequence[Number], zone: ZoneInfo) -> list[str]:
    """The meaning of the marks that stand at some of the numbers."""
    marks = []
    if any(number.is_rounded for number in known):
        marks.append(t("numbers-legend-rounded"))
    if any(number.is_at_least for number in known):
        marks.append(t("numbers-legend-least"))
    stale = [number.stale_since for number in known if number.stale_since]
    if stale:
        moment = describe_moment(t, min(stale), zone)
        marks.append(t("numbers-legend-stale", moment=moment))
    return marks
