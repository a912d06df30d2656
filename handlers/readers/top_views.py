"""What readers read of the best and of old posts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.archive import Entry, Period, TopBy
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.services.recalling import Anniversary
from bot.translator import Translator
from handlers.readers.views import entry_list


def top_posts(
    t: Translator,
    person: Person,
    channel: Channel,
    period: Period,
    by: TopBy,
    since: datetime | None,
    page: Page[Entry],
) -> Text:
    """The best posts of a period that began at `since`: what is counted, and of when."""
    counted = t(f"top-by-{by.name.lower()}")
    title = Bold(f"{t(f'top-{period.name.lower()}')}, {counted}")
    if not page.items:
        return as_list(title, t(f"top-none-{by.name.lower()}"), sep="\n\n")
    if since is None:
        about = t("top-ever")
    else:
        day = since.astimezone(ZoneInfo(person.zone))
        month = t(f"month-{day.month}")
        about = t("top-since", day=day.day, month=month, year=str(day.year))
    return entry_list(t, person, channel, as_list(title, about), page)


def posts_of_day(
    t: Translator, person: Person, channel: Channel, today: date, found: Anniversary
) -> Text:
    """Posts of this day in earlier years, or of the days around it."""
    day = t("this-day", day=today.day, month=t(f"month-{today.month}"))
    if not found.page.items:
        return Text(t("this-day-none", day=day))
    if found.is_week:
        heading = Text(t("this-day-week", day=day))
    else:
        heading = Text(Bold(t("this-day-heading", day=day)))
    return entry_list(t, person, channel, heading, found.page)
