"""The first 48 hours of a post: as a chart, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.numbers import Number
from bot.domain.pictures.axes import figure
from bot.domain.pictures.charts import CURVE_HOURS, CurveChart, CurveWords, Head, Step, Usual
from bot.domain.posts import Post
from bot.domain.statistics import LEAST_KNOWN, Curve, Quartiles
from bot.domain.statistics.heard import Heard
from bot.translator import Translator
from handlers.authors import views
from handlers.moments import describe_span
from handlers.number_views import describe_moment, origin

_TOLD_HOURS = (1, 6, 12, 24, 48)
"""At which the caption tells what the picture shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a picture of a post is made of; `title` is that of the channel.

    `connected_at`: since when its updates come.
    """

    post: Post
    title: str
    zone: ZoneInfo
    curve: Curve
    heard: Heard
    reactions: Number
    now: datetime
    connected_at: datetime | None


def curve_chart(t: Translator, reading: Reading) -> CurveChart:
    """The chart, with who counted and when below it."""
    curve, heard = reading.curve, reading.heard
    return CurveChart(
        head=Head(
            title=views.title_of(t, reading.post),
            subject=f"{t('curve-title')} · {reading.title}",
            notes=tuple(_notes(t, reading)),
            decimal_mark=t("decimal-mark"),
        ),
        words=CurveWords(
            post=t("curve-post"),
            median=t("curve-median", posts=curve.posts),
            band=t("curve-band"),
            hours=t("curve-hours"),
            no_median=t("curve-no-median", least=LEAST_KNOWN, posts=curve.posts),
        ),
        steps=tuple(Step(hour, total) for hour, total in heard.steps),
        age=heard.until,
        usual=tuple(Usual(p.minute / 60, p.median, p.low, p.high) for p in curve.median),
    )


def curve_caption(t: Translator, reading: Reading) -> Text:
    """What the picture shows, in words: below the 1,024 units that a caption may have."""
    lines = [views.title_of(t, reading.post), *_hours(t, reading), *_notes(t, reading)]
    if not any(point.median is not None for point in reading.curve.median):
        lines.append(t("curve-no-median", least=LEAST_KNOWN, posts=reading.curve.posts))
    return as_list(Bold(t("curve-title")), *lines)


def nothing_words(t: Translator, reading: Reading) -> Text:
    """Why there is no picture, and since when numbers come."""
    is_young = reading.heard.until < CURVE_HOURS
    lines = [t("curve-nothing-yet" if is_young else "curve-nothing")]
    if reading.connected_at:
        moment = describe_moment(t, reading.connected_at, reading.zone)
        lines.append(t("curve-since", moment=moment))
    return as_list(Bold(t("curve-title")), *lines)


def _hours(t: Translator, reading: Reading) -> Iterator[str]:
    heard, curve = reading.heard, reading.curve
    for hour in _TOLD_HOURS:
        if hour <= heard.until:
            yield _line(t, t("curve-after", hours=hour), heard.at(hour), curve, hour * 60)
    if heard.until < CURVE_HOURS:
        span = describe_span(t, curve.published_at, reading.now)
        minute = int(heard.until * 60)
        yield _line(t, t("curve-now", span=span), heard.at(heard.until), curve, minute)


def _line(t: Translator, when: str, total: int | None, curve: Curve, minute: int) -> str:
    mark = t("decimal-mark")
    usual = _usual_at(curve, minute)
    if usual is None or usual.median is None:
        return t("curve-line", when=when, total=figure(total, mark))
    return t(
        "curve-line-usual", when=when, total=figure(total, mark),
        median=figure(usual.median, mark),
    )  # fmt: skip


def _usual_at(curve: Curve, minute: int) -> Quartiles | None:
    earlier = [point for point in curve.median if point.minute <= minute]
    return earlier[-1] if earlier else None


def _notes(t: Translator, reading: Reading) -> Iterator[str]:
    """Who counted and when; what a gap is; what the median is made of."""
    words = origin(t, reading.reactions, reading.zone)
    if words:
        yield t("curve-source", source=words)
    if reading.heard.has_gaps:
        yield t("curve-gaps")
    if any(point.median is not None for point in reading.curve.median):
        yield t("curve-median-of", posts=reading.curve.posts)
