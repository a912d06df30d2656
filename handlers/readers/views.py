"""What readers read: domain values in, text with entities out."""

from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.archive import Entry, Excerpt, Order, Rubric
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.moments import describe_day
from handlers.number_views import UNKNOWN


def link_of(channel: Channel, entry: Entry) -> str | None:
    """Address of a post in its channel."""
    return channel.link(entry.message_id) if entry.message_id else None


def numbers_line(t: Translator, entry: Entry, zone: ZoneInfo) -> str:
    """Day, reactions and observed reposts; what is not known is `-`."""
    published_at = entry.post.published_at
    day = describe_day(t, published_at.astimezone(zone).date()) if published_at else UNKNOWN
    return f"{day} · {number_views.line(t, entry.numbers)}"


def numbers_lines(t: Translator, entry: Entry, zone: ZoneInfo) -> str:
    """The numbers of one post, and below who counted them and when."""
    legend = number_views.legend(t, [entry.numbers], zone)
    return f"{numbers_line(t, entry, zone)}\n{legend}"


def greeting(t: Translator, channel: Channel, *, is_author: bool) -> Text:
    """The first words to somebody."""
    lines: list[Text | str] = [t("greeting", channel=channel.title), "", t("greeting-reader")]
    if is_author:
        lines += ["", t("greeting-author")]
    return as_list(*lines)


def rubrics_list(t: Translator, page: Page[Rubric]) -> Text:
    """The heading over the buttons of rubrics."""
    return Text(t("rubrics-some")) if page.items else Text(t("rubrics-none"))


def rubric_posts(
    t: Translator, person: Person, channel: Channel, rubric: Rubric, page: Page[Entry]
) -> Text:
    """Posts of a rubric."""
    count = t("posts-count", count=rubric.posts)
    heading = as_list(Text(Bold(rubric.label), f" · {count}"), *_described(rubric))
    return entry_list(t, person, channel, heading, page)


def found_posts(
    t: Translator, person: Person, channel: Channel, words: str, order: Order, page: Page[Entry]
) -> Text:
    """Found posts with what was found in them."""
    # Bold is left to the words that were found.
    heading = Text(t(f"found-{order.name.lower()}", words=words))
    return entry_list(t, person, channel, heading, page)


def post_heading(t: Translator, channel: Channel, entry: Entry) -> Text:
    """The title of a post with its link, over the numbers, where its text stands above."""
    return linked(title_of(t, entry.post), link_of(channel, entry))


def entry_list(
    t: Translator, person: Person, channel: Channel, heading: Text, page: Page[Entry]
) -> Text:
    """Posts under a heading, each with its numbers, and below who counted them and when."""
    zone = ZoneInfo(person.zone)
    parts: list[Text | str] = [_entry(t, channel, entry, zone) for entry in page.items]
    if page.items:
        numbers = [entry.numbers for entry in page.items]
        parts.append(number_views.legend(t, numbers, zone))
    return as_list(heading, *parts, sep="\n\n")


def _entry(t: Translator, channel: Channel, entry: Entry, zone: ZoneInfo) -> Text:
    link, excerpt = link_of(channel, entry), entry.excerpt
    numbers = numbers_line(t, entry, zone)
    if excerpt and excerpt.is_title:
        return as_list(linked(_marked(excerpt), link), numbers)
    title = linked(title_of(t, entry.post), link)
    return as_list(title, _marked(excerpt), numbers) if excerpt else as_list(title, numbers)


def linked(body: Text | str, url: str | None) -> Text:
    """A title that leads to an address, or only stands out."""
    return TextLink(body, url=url) if url else Bold(body)


def _marked(excerpt: Excerpt) -> Text:
    """The sentence with the found words in bold."""
    parts: list[Text | str] = []
    at = 0
    for start, stop in excerpt.found:
        parts += [excerpt.text[at:start], Bold(excerpt.text[start:stop])]
        at = stop
    return Text(*parts, excerpt.text[at:])


def _described(rubric: Rubric) -> list[str]:
    """The line that says what a rubric is about, if its author wrote one."""
    return [rubric.description] if rubric.description else []
