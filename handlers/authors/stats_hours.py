"""Weekdays and hours: as a heat map, and in words; a best time only where there is one."""

from datetime import datetime

from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.pictures.charts import Head, HourChart, HourWords
from bot.domain.pictures.charts import HourCell as Square
from bot.domain.statistics import BestTime, HeatMap, HourCell, Measure
from bot.domain.zones import describe_zone
from bot.translator import Translator
from handlers.authors.stats_words import bases_lines, figure, page_head, period_words

_BEST_CELLS = 5


def hours_chart(
    t: Translator, channel: Channel, heat: HeatMap, best: BestTime | None, now: datetime
) -> HourChart:
    """What posts of each hour got, and how many there were."""
    return HourChart(
        head=Head(
            title=channel.title,
            subject=t("stats-by-hour", period=period_words(t, heat.period, channel.zoneinfo)),
            notes=tuple(_notes(t, channel, heat, now)),
            decimal_mark=t("decimal-mark"),
        ),
        words=HourWords(
            weekdays=tuple(t(f"weekday-{number}") for number in range(7)),
            value=t("stats-hour-value"),
            posts=t("stats-hour-posts"),
            few=t("stats-hour-few"),
            none=t("stats-hour-none"),
            best=t("stats-hour-best"),
        ),
        cells=tuple(
            Square(cell.weekday, cell.hour, cell.posts, cell.reactions)
            for cell in heat.cells
            if cell.posts
        ),
        best=_cells_of(best) if best else (),
        suggestion=best_words(t, best) if best else "",
    )


def hours_lines(
    t: Translator, channel: Channel, heat: HeatMap, best: BestTime | None, now: datetime
) -> list[Text | str]:
    """The best time with its uncertainty, or that there is none; the hours that got most."""
    lines = page_head(t, channel, heat.period)
    lines.append(best_words(t, best) if best else t("stats-no-best-time"))
    ranked = sorted(
        (cell for cell in heat.cells if cell.reactions is not None),
        key=lambda cell: (-(cell.reactions or 0), -cell.posts, cell.weekday, cell.hour),
    )
    if ranked:
        lines += ["", t("stats-top-hours")]
        lines += [_line(t, cell) for cell in ranked[:_BEST_CELLS]]
    elif heat.posts:
        lines += ["", t("stats-hours-too-few")]
    return [*lines, "", *_notes(t, channel, heat, now)]


def best_words(t: Translator, best: BestTime) -> str:
    """`Best time: Tue 10:00–12:00. …`, with how sure it is."""
    when = f"{best.hour:02}:00–{best.until_hour:02}:00"
    if best.weekday is not None:
        when = f"{t(f'weekday-{best.weekday}')} {when}"
    return t(
        "stats-best-time",
        when=when,
        lift=figure(t, round(best.lift, 1)),
        low=figure(t, round(best.low, 1)),
        high=figure(t, round(best.high, 1)),
        posts=best.posts,
        known=best.known,
    )


def _cells_of(best: BestTime) -> tuple[tuple[int, int], ...]:
    weekdays = range(7) if best.weekday is None else (best.weekday,)
    return tuple((day, hour) for day in weekdays for hour in range(best.hour, best.until_hour))


def _line(t: Translator, cell: HourCell) -> str:
    return t(
        "stats-hour-line",
        when=f"{t(f'weekday-{cell.weekday}')} {cell.hour:02}:00",
        value=figure(t, cell.reactions),
        posts=cell.posts,
    )


def _notes(t: Translator, channel: Channel, heat: HeatMap, now: datetime) -> list[str]:
    bases = {one: heat.bases[one] for one in (Measure.REACTIONS,) if one in heat.bases}
    lines = bases_lines(t, bases, now, channel.zoneinfo)
    return [t("stats-zone", zone=describe_zone(channel.zone)), *lines]
