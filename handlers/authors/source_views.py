"""What authors read of the sources of a draft: which they are, and what their sites allow."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Text, TextLink

from bot.domain.sources import Article, Reason, Signal, Source, UsedSource, site_of
from bot.domain.texts import cut_around
from bot.translator import Translator
from handlers.moments import describe_moment

_MOST_SOURCES = 3
_MOST_SITE = 40
_MOST_TITLE = 90
_MOST_DETAIL = 80


def source_lines(
    t: Translator, used: Sequence[UsedSource], zone: ZoneInfo, now: datetime
) -> list[Text | str]:
    """A line a source for the card, at most three and the count of the others."""
    lines: list[Text | str] = [_line(t, one.source, zone, now) for one in used[:_MOST_SOURCES]]
    if len(used) > _MOST_SOURCES:
        lines.append(t("card-more-sources", count=len(used) - _MOST_SOURCES))
    return lines


def refusals(t: Translator, used: Sequence[UsedSource]) -> list[tuple[str, str]]:
    """The sites that forbid use by AI, three at most, each with its reason in words."""
    refusing = [one for one in used if not one.consent.may_use_ai]
    return [
        (site_name(t, one.source.article), _reason(t, one.consent.reasons))
        for one in refusing[:_MOST_SOURCES]
    ]


def site_name(t: Translator, article: Article) -> str:
    """What a source is called in a sentence: its site or channel; what was pasted has none."""
    name = article.site or (site_of(article.address) if article.address else "")
    return _short(name, _MOST_SITE) or t("source-pasted")


def _line(t: Translator, source: Source, zone: ZoneInfo, now: datetime) -> Text:
    article = source.article
    title = _short(article.title, _MOST_TITLE)
    named = article.site or article.address or not title
    name = " – ".join(part for part in (site_name(t, article) if named else "", title) if part)
    asides = [_day(t, article.published)] if article.published else []
    if article.language not in ("", t.language):
        asides.append(t("source-in-language", code=article.language))
    asides.append(_read(t, source.read_at, zone, now))
    link = TextLink(name, url=article.address) if article.address else name
    return Text(t("card-source"), ": ", link, " · ", " · ".join(asides))


def _day(t: Translator, day: date) -> str:
    return t("source-day", day=day.day, month=t(f"month-{day.month}"), year=str(day.year))


def _read(t: Translator, moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    local = moment.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return t("source-read-today", time=f"{local:%H:%M}")
    return t("source-read-at", moment=describe_moment(t, moment, zone))


def _reason(t: Translator, reasons: Sequence[Reason]) -> str:
    """The first thing that the site says against it, with whom it names or where its terms are.

    Terms are given only as an address of the web: other words come from the site, not from us.
    """
    said = [reason for reason in reasons if reason.signal is not Signal.UNKNOWN]
    if not said:
        return t(Signal.UNKNOWN.value)
    words, detail = t(said[0].signal.value), said[0].detail
    if said[0].signal in (Signal.TDM_HEADER, Signal.TDM_META, Signal.TDM_FILE):
        detail = detail if urlsplit(detail).scheme in ("http", "https") else ""
    return f"{words}: {_short(detail, _MOST_DETAIL)}" if detail else words


def _short(words: str, room: int) -> str:
    """One line of at most `room` characters."""
    return cut_around(" ".join(words.split()), 0, room)[0]
