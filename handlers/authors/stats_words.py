"""Words that pages of numbers share: days, figures, changes, who counted and when."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text

from bot.domain.channels import Channel
from bot.domain.numbers import NumberSource
from bot.domain.pictures import axes
from bot.domain.pictures.charts import Direction
from bot.domain.statistics import Basis, Measure, Period, Span, Tag
from bot.domain.texts import clusters
from bot.translator import Translator
from handlers.moments import describe_span

_BY_BOT = {Measure.REPOSTS: "number-seen", Measure.COMMENTS: "number-heard"}


def days_of(t: Translator, first: date, last: date) -> str:
    """`20 Oct – 18 Nov 2026`, with both years where they differ; one day stands alone."""
    end = f"{last.day} {t(f'month-{last.month}')} {last.year}"
    if first == last:
        return end
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {t(f'month-{first.month}')}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} – {end}"


def period_words(t: Translator, period: Period, zone: ZoneInfo) -> str:
    """`Month, 20 Oct – 18 Nov 2026`."""
    first, last = (moment.astimezone(zone).date() for moment in (period.since, period.until))
    return f"{span_name(t, period.span)}, {days_of(t, first, last)}"


def span_name(t: Translator, span: Span) -> str:
    """`Month`."""
    return t(f"button-span-{span.name.lower()}")


def title_words(channel: Channel, tag: Tag | None) -> str:
    """Whose numbers they are; long names are cut, as a caption holds little."""
    title = shorten(channel.title, 48)
    return f"#{shorten(tag.tag, 32)} · {title}" if tag else title


def shorten(words: str, most: int) -> str:
    """At most so many characters, as people count them; `…` stands for what is cut."""
    pieces = list(clusters(words))
    return words if len(pieces) <= most else "".join(pieces[: most - 1]).rstrip() + "…"


def page_head(
    t: Translator, channel: Channel, period: Period, tag: Tag | None = None
) -> list[Text | str]:
    """The first lines of every page."""
    title = Bold(t("stats-title", title=title_words(channel, tag)))
    return [title, period_words(t, period, channel.zoneinfo)]


def figure(t: Translator, value: float | None) -> str:
    """`12 345`, `7.5` or `7,5`; `-` when it is not known."""
    return axes.figure(value, t("decimal-mark"))


def percent(change: float) -> str:
    """`+12 %`; a thousandfold is no more than a great deal."""
    rounded = max(-100, round(change * 100))
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded)}{axes.GAP}%"


def direction_of(change: float | None) -> Direction | None:
    """Where a change goes, when there is one; less than half a percent is none."""
    if change is None:
        return None
    if not round(change * 100):
        return Direction.SAME
    return Direction.UP if change > 0 else Direction.DOWN


def bases_lines(
    t: Translator,
    bases: Mapping[Measure, Basis],
    now: datetime,
    zone: ZoneInfo,
    *,
    is_brief: bool = False,
) -> list[str]:
    """Who counted each measure and when; measures of one basis share a line.

    Briefly: one line for all of them, from the oldest count to the newest.
    """
    if is_brief:
        words = _basis_words(t, None, _together(bases.values()), now, zone)
        return [words] if words else []
    shared: dict[str, list[str]] = {}
    for measure, basis in bases.items():
        if words := _basis_words(t, measure, basis, now, zone):
            shared.setdefault(words, []).append(t(f"measure-{measure.value}"))
    return [f"{_listed(names)}: {words}" for words, names in shared.items()]


def _together(bases: Iterable[Basis]) -> Basis:
    known = [basis for basis in bases if basis.newest and basis.oldest]
    stale = [basis.stale_since for basis in known if basis.stale_since]
    met = {source for basis in known for source in basis.sources}
    return Basis(
        sources=tuple(source for source in NumberSource if source in met),
        oldest=min((basis.oldest for basis in known if basis.oldest), default=None),
        newest=max((basis.newest for basis in known if basis.newest), default=None),
        stale_since=min(stale, default=None),
        is_rounded=any(basis.is_rounded for basis in known),
    )


def median_notes(
    t: Translator,
    bases: Mapping[Measure, Basis],
    now: datetime,
    zone: ZoneInfo,
    *,
    is_brief: bool = False,
) -> list[str]:
    """Who counted what medians are made of; briefly, of reactions alone."""
    measures = (Measure.REACTIONS,) if is_brief else (Measure.REACTIONS, Measure.REPOSTS)
    shown = {measure: bases[measure] for measure in measures if measure in bases}
    return bases_lines(t, shown, now, zone)


def medians_of(
    t: Translator, reactions: float | None, reposts: float | None, *, is_brief: bool = False
) -> str:
    """`reactions 24, reposts 3`: the medians a post; briefly, of reactions alone."""
    if is_brief:
        return t("stats-median", reactions=figure(t, reactions))
    return t("stats-medians", reactions=figure(t, reactions), reposts=figure(t, reposts))


def share(part: float) -> str:
    """`24 %`."""
    return f"{round(part * 100)}{axes.GAP}%"


def _basis_words(
    t: Translator, measure: Measure | None, basis: Basis, now: datetime, zone: ZoneInfo
) -> str:
    """`Telegram's updates, counted 2 h – 5 d ago`; empty when nobody counted."""
    if basis.newest is None or basis.oldest is None:
        return ""
    sources = ", ".join(_source_words(t, measure, source) for source in basis.sources)
    newest, oldest = (_age(t, now, moment) for moment in (basis.newest, basis.oldest))
    key = "stats-counted" if newest == oldest else "stats-counted-between"
    if newest.split(" ")[1:] == oldest.split(" ")[1:] and newest != oldest:
        # `2 – 311 d`: the same unit is not said twice.
        newest = newest.split(" ")[0]
    parts = [t(key, sources=sources, newest=newest, oldest=oldest)]
    if basis.is_rounded:
        parts.append(t("stats-rounded"))
    if basis.stale_since:
        day = basis.stale_since.astimezone(zone).date()
        parts.append(t("stats-stale", day=days_of(t, day, day)))
    return "; ".join(parts)


def _source_words(t: Translator, measure: Measure | None, source: NumberSource) -> str:
    if source is NumberSource.UPDATES and measure in _BY_BOT:
        return t(_BY_BOT[measure])
    return t(f"number-source-{source.value}")


def _age(t: Translator, now: datetime, moment: datetime) -> str:
    """How long ago, in its largest unit."""
    if now - moment < timedelta(minutes=1):
        return t("stats-age-now")
    first, second, *_ = (*describe_span(t, moment, now).split(" "), "", "")
    return f"{first} {second}".strip()


def _listed(names: list[str]) -> str:
    """Names of measures as the beginning of a line."""
    return ", ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
