"""How links for subscribers are told: the table by source, and one source."""

from collections.abc import Iterator

from aiogram.utils.formatting import Bold, Code, Text, as_list

from bot.domain.gaps import Gap
from bot.domain.subscribers import Figures, Reach, Retention, Source, SourceTable
from bot.translator import Translator
from handlers.authors.link_keyboards import PAGE
from handlers.moments import describe_day, describe_moment

_UNKNOWN = "-"
_MOST_GAPS = 3


def page_of(table: SourceTable, page: int) -> int:
    """The nearest page that there is."""
    return min(max(page, 0), max(0, (len(table.rows) - 1) // PAGE))


def table_text(t: Translator, table: SourceTable, page: int) -> Text:
    """A page of the table, with what the numbers are and what they leave out."""
    lines: list[Text | str] = [Bold(t("links-title", channel=table.channel.title))]
    lines += [*head_lines(t, table), ""]
    for source, figures in table.rows[page * PAGE : (page + 1) * PAGE]:
        lines += [Bold(source.name), *figure_lines(t, table, figures, source), ""]
    if not table.rows:
        lines += [t("links-none"), ""]
    lines += [Bold(t("links-others")), *figure_lines(t, table, table.others)]
    if table.departures:
        lines.append(t("links-departures", count=table.departures))
    return as_list(*lines, "", *note_lines(t, table))


def source_text(
    t: Translator, table: SourceTable, source: Source, bot_link: str, *above: str
) -> Text:
    """One source with its links and its figures; `above` it what has just been done."""
    source, figures = table.find(source.id)
    lines: list[Text | str] = [*above, *([""] if above else [])]
    lines += [Bold(source.name), t("card-channel", channel=table.channel.title), ""]
    if source.closed_at is not None:
        day = describe_day(t, source.closed_at.astimezone(table.channel.zoneinfo).date())
        lines.append(t("links-is-closed", day=day))
    else:
        link = Code(source.invite_link) if source.invite_link else t("links-no-invite")
        lines.append(Text(t("links-invite"), " ", link))
        lines.append(Text(t("links-start"), " ", Code(bot_link)))
    lines += ["", *figure_lines(t, table, figures, source), t("links-apart"), ""]
    return as_list(*lines, *head_lines(t, table), *note_lines(t, table))


def head_lines(t: Translator, table: SourceTable) -> list[str]:
    """The period, who counted, and as of when."""
    at = describe_moment(t, table.counted_at, table.channel.zoneinfo)
    key = "links-all-time" if table.reach is Reach.ALL else "links-month"
    return [t(key), t("links-counted", at=at)]


def note_lines(t: Translator, table: SourceTable) -> Iterator[str]:
    """What the bot cannot know."""
    zone = table.channel.zoneinfo
    since = describe_day(t, table.counted_since.astimezone(zone).date())
    yield t("links-since", since=since)
    for gap in table.gaps[-_MOST_GAPS:]:
        yield _gap(t, table, gap)
    if len(table.gaps) > _MOST_GAPS:
        yield t("links-more-gaps", count=len(table.gaps) - _MOST_GAPS)


def _gap(t: Translator, table: SourceTable, gap: Gap) -> str:
    zone = table.channel.zoneinfo
    start = describe_moment(t, gap.from_at, zone)
    if gap.until_at is None:
        return t("links-gap-open", since=start)
    return t("links-gap", since=start, until=describe_moment(t, gap.until_at, zone))


def figure_lines(
    t: Translator, table: SourceTable, figures: Figures, source: Source | None = None
) -> Iterator[str]:
    """Who joined and stayed, and who pressed Start; what is not known is `-`."""
    if source is not None and source.invite_link is None:
        yield t("links-joined", joined=_UNKNOWN, left=_UNKNOWN, present=_UNKNOWN)
    else:
        yield t(
            "links-joined",
            joined=joined_words(t, figures),
            left=_left(t, figures),
            present=_present(t, figures),
        )
        yield stayed_words(t, table.reach, figures)
    if source is not None:
        yield t("links-starts", count=figures.starts)


def joined_words(t: Translator, figures: Figures) -> str:
    """`12`, `at least 12`, or `-` where nobody was heard to come and not all was heard."""
    return _at_least(t, figures.joined, is_open=figures.is_at_least)


def stayed_words(t: Translator, reach: Reach, figures: Figures) -> str:
    """`stayed 7 days: 5 of 8 · 30 days: -`."""
    if reach is Reach.MONTH:
        return t("links-stayed-week", week=_retention(t, figures.week))
    return t("links-stayed", week=_retention(t, figures.week), month=_retention(t, figures.month))


def _left(t: Translator, figures: Figures) -> str:
    if not figures.joined and figures.is_at_least:
        return _UNKNOWN
    return _at_least(t, figures.left, is_open=figures.is_left_at_least)


def _present(t: Translator, figures: Figures) -> str:
    if not figures.joined and figures.is_at_least:
        return _UNKNOWN
    if figures.is_left_at_least:
        return t("links-at-most", count=figures.present)
    return str(figures.present)


def _at_least(t: Translator, count: int, *, is_open: bool) -> str:
    if not is_open:
        return str(count)
    return t("links-at-least", count=count) if count else _UNKNOWN


def _retention(t: Translator, retention: Retention | None) -> str:
    if retention is None:
        return _UNKNOWN
    return t("links-of", stayed=retention.stayed, of=retention.of)
