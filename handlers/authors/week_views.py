"""A week as words: those of its picture, and those that tell the same to who cannot see it."""

from collections.abc import Iterator
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel, ChannelState
from bot.domain.pictures.shapes import Theme
from bot.domain.pictures.week import WeekWords
from bot.domain.texts import CAPTION_LIMIT, clusters, utf16_len
from bot.domain.weeks import Day, Entry, Standing, Week
from bot.domain.zones import describe_zone
from bot.translator import Translator
from handlers.authors.plan_callbacks import LeavePicture, WeekPicture
from handlers.authors.slot_views import short_slot

_LONGEST_TITLES = (80, 50, 36, 26, 18, 12, 8, 0)
"""Characters of the titles in a caption: as many as leave room for every day; 0 is none."""

_SHORTEST_WITH_RUBRIC = 26


def week_words(t: Translator, channel: Channel, first: date) -> WeekWords:
    """The words of a picture of a week."""
    return WeekWords(
        title=channel.title,
        span=week_span(t, first),
        zone=describe_zone(channel.zone),
        weekdays=tuple(t(f"weekday-{number}") for number in range(7)),
        today=t("week-today"),
        standings={standing: t(f"week-standing-{standing.value}") for standing in Standing},
        crowded=t("week-crowded"),
        free=t("week-free-slot"),
        untitled=t("post-untitled"),
    )


def week_span(t: Translator, first: date) -> str:
    """`18 – 24 Nov 2026`."""
    last = first + timedelta(days=6)
    start = str(first.day) if first.month == last.month else _short_day(t, first)
    return t("week-span", first=start, last=_short_day(t, last), year=str(last.year))


def week_caption(t: Translator, channel: Channel, week: Week) -> Text:
    """What the picture shows, in words: at most 1,024 units of UTF-16 (Bot API, captions).

    Titles are as short as it takes to name every post; where even the times are too many, the
    posts of a day are counted.
    """
    head = f"{t('list-plan')} · {week_span(t, week.days[0].date)}"
    above = [t("card-channel", channel=channel.title)]
    if channel.state is ChannelState.PAUSED:
        above.append(t("plan-paused"))
    above.append(_summary(t, week))
    days = ""
    for longest in (*_LONGEST_TITLES, None):
        days = "\n".join(_days(t, week, longest))
        if utf16_len("\n".join([head, *above, days])) <= CAPTION_LIMIT:
            break
    return as_list(Bold(head), *above, ExpandableBlockQuote(days))


def week_keyboard(
    t: Translator,
    channel: Channel,
    first: date,
    theme: Theme,
    *,
    has_previous: bool,
    has_next: bool,
) -> InlineKeyboardMarkup:
    """The weeks beside, the other theme, the way back to the list."""
    is_dark = theme is Theme.DARK
    builder = InlineKeyboardBuilder()
    turns = [("button-previous", -7)] * has_previous + [("button-next", 7)] * has_next
    row = []
    for key, days in turns:
        day = first + timedelta(days=days)
        data = WeekPicture(channel=channel.id, day=day.toordinal(), dark=is_dark).pack()
        row.append(
            InlineKeyboardButton(text=f"{t(key)} · {_short_day(t, day)}", callback_data=data)
        )
    builder.row(*row)
    other = WeekPicture(channel=channel.id, day=first.toordinal(), dark=not is_dark).pack()
    back = LeavePicture(channel=channel.id, day=first.toordinal()).pack()
    builder.row(
        InlineKeyboardButton(
            text=t("button-week-light" if is_dark else "button-week-dark"), callback_data=other
        ),
        InlineKeyboardButton(text=t("button-back"), callback_data=back),
    )
    return builder.as_markup()


def _short_day(t: Translator, day: date) -> str:
    return f"{day.day} {t(f'month-{day.month}')}"


def _summary(t: Translator, week: Week) -> str:
    parts = [f"{t(f'week-standing-{item.value}')}: {week.counts[item]}" for item in week.standings]
    if not parts:
        parts.append(t("week-no-posts"))
    if week.crowded:
        parts.append(f"{t('week-crowded')}: {week.crowded}")
    if week.free:
        parts.append(t("week-free-count", count=week.free))
    return " · ".join(parts)


def _days(t: Translator, week: Week, longest: int | None) -> Iterator[str]:
    """A line a day, its posts with titles of so many characters; None: only their number."""
    for day in week.days:
        things = _things(t, day, longest)
        name = f"{t(f'weekday-{day.date.weekday()}')} {day.date.day}"
        if day.is_today:
            name += f" ({t('week-today')})"
        yield f"{name}: {'; '.join(things) or t('week-nothing')}"


def _things(t: Translator, day: Day, longest: int | None) -> list[str]:
    if longest is None:
        return [t("week-posts", count=day.posts)] if day.posts else []
    things = [_entry(t, entry, longest) for entry in day.entries]
    if day.more:
        things.append(t("week-more", count=day.more))
    if day.free:
        times = ", ".join(short_slot(slot) for slot in day.free)
        more = f" +{day.more_free}" if day.more_free else ""
        things.append(t("week-free-times", times=times + more))
    return things


def _entry(t: Translator, entry: Entry, longest: int) -> str:
    words = [entry.when]
    if entry.is_crowded:
        words.append("⚠️")
    if longest:
        words.append(_shorten(entry.title, longest))
    if entry.rubric and longest >= _SHORTEST_WITH_RUBRIC:
        words.append(f"#{entry.rubric}")
    if entry.standing is not Standing.PLANNED:
        words.append(f"({t(f'week-standing-{entry.standing.value}')})")
    return " ".join(words)


def _shorten(title: str, longest: int) -> str:
    pieces = list(clusters(title))
    if len(pieces) <= longest:
        return title
    return "".join(pieces[: longest - 1]).rstrip() + "…"
