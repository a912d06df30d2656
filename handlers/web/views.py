"""Domain values to what the templates show; words and addresses, no markup but a post's own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.archive import Entry, Excerpt, Rubric
from bot.domain.channels import Channel
from bot.domain.months import Month
from bot.domain.posts import Media, MediaKind, Post
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.texts import Text, cut, strip, utf16_len, without_spoilers
from bot.domain.texts.html import clean, to_html
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.moments import describe_day
from handlers.web.addresses import Addresses

LEAD = 280
"""Characters of a text in a list."""

DESCRIPTION = 160
"""Characters of a description, as search engines show them."""

_SPOILER = '<span class="spoiler">'
_LAST_TAGS = re.compile(r"(?:\s+#\w+)+\s*\Z")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, found ones or those between them."""

    words: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A rubric with its page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A post in a list. `title_pieces` has the words that were sought, where they stand in it."""

    title: tuple[Piece, ...]
    url: str
    day: str
    moment: str
    lead: tuple[Piece, ...]
    tags: tuple[Tag, ...]
    numbers: str
    picture: str
    language: str


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium of a post: the address of its picture, or only what it is."""

    kind: str
    picture: str
    has_spoiler: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a post: who counted it and when, empty where nobody did."""

    label: str
    value: str
    origin: str


def card(
    t: Translator,
    addresses: Addresses,
    channel: Channel,
    entry: Entry,
    rubrics: Iterable[Rubric],
) -> Card:
    """A post as it stands in a list, with its rubrics."""
    post, excerpt = entry.post, entry.excerpt
    title, lead = title_of(t, post), lead_of(post)
    found = _pieces(excerpt) if excerpt else (Piece(lead),)
    is_in_title = excerpt is not None and excerpt.is_title
    return Card(
        title=found if is_in_title else (Piece(clean(title)),),
        url=url_of(addresses, channel, entry) or "",
        day=day_of(t, channel, post),
        moment=(post.published_at or post.created_at).isoformat(),
        lead=(Piece(lead),) if is_in_title else found,
        tags=tags_of(addresses, channel, rubrics),
        numbers=number_views.line(t, entry.numbers),
        picture=_first_picture(addresses, post),
        language=language_of(post.content.text.text),
    )


def url_of(addresses: Addresses, channel: Channel, entry: Entry) -> str | None:
    """The page of a post; None where its message is not known."""
    return addresses.post(channel, entry.message_id) if entry.message_id else None


def tags_of(addresses: Addresses, channel: Channel, rubrics: Iterable[Rubric]) -> tuple[Tag, ...]:
    """The rubrics of a post."""
    return tuple(Tag(one.label, addresses.tag(channel, one.tag)) for one in rubrics)


def day_of(t: Translator, channel: Channel, post: Post) -> str:
    """When a post was published, on the channel's clock."""
    moment = post.published_at or post.created_at
    return describe_day(t, moment.astimezone(channel.zoneinfo).date())


def lead_of(post: Post) -> str:
    """The first words behind the title, on one line."""
    return _shorten(_LAST_TAGS.sub("", without_spoilers(_body(post)).text), LEAD)


def description_of(post: Post) -> str:
    """What search engines and previews of links say of a post."""
    return _shorten(without_spoilers(_body(post) or post.content.text).text, DESCRIPTION)


def heading_and_body(t: Translator, post: Post) -> tuple[str, Text]:
    """The title, and the text without it where it is the first line."""
    return title_of(t, post), _body(post)


def body_html(
    addresses: Addresses,
    channel: Channel,
    body: Text,
    rubrics: Mapping[str, Rubric],
    *,
    is_absolute: bool = False,
) -> str:
    """A text as HTML; what hides a spoiler can be reached by the keyboard.

    `rubrics`: folded tag -> the rubric that it leads to; other tags are words.
    """

    def link_tag(tag: str) -> str:
        rubric = rubrics.get(fold_tag(tag))
        path = addresses.tag(channel, rubric.tag) if rubric else ""
        return addresses.absolute(path) if path and is_absolute else path

    html = to_html(body, link_tag=link_tag)
    return html.replace(_SPOILER, f'{_SPOILER[:-1]} tabindex="0">')


def media_of(t: Translator, addresses: Addresses, post: Post) -> list[Medium]:
    """The media of a post, in order."""
    return [
        Medium(
            kind=t(f"media-{medium.kind.value}"),
            picture=addresses.media(post.id, number) if is_shown(medium) else "",
            has_spoiler=medium.has_spoiler,
        )
        for number, medium in enumerate(post.content.media, start=1)
    ]


def is_shown(medium: Media) -> bool:
    """Whether the web shows it: a photo that the bot can have from Telegram."""
    return medium.kind is MediaKind.PHOTO and medium.is_ours


def month_name(t: Translator, month: Month) -> str:
    """`May 2025`."""
    return t("web-month-year", month=t(f"web-month-{month.number}"), year=str(month.year))


def changed_at(entry: Entry) -> datetime | None:
    """When what a post's page says changed last: its words, or a number of it."""
    post, numbers = entry.post, entry.numbers
    counted = (numbers.reactions, numbers.reposts, numbers.forwards, numbers.comments,
               numbers.views)  # fmt: skip
    moments = [post.published_at, post.edited_at, *(number.counted_at for number in counted)]
    return max((moment for moment in moments if moment), default=None)


def legend(t: Translator, entries: Iterable[Entry], zone: ZoneInfo) -> str:
    """Who counted the numbers of a list, and when; empty for an empty one."""
    numbers = [entry.numbers for entry in entries]
    return number_views.legend(t, numbers, zone) if numbers else ""


def language_of(words: str) -> str:
    """The language of words by their script: `ru`, `en`, or empty where they are neither."""
    cyrillic, latin = len(_CYRILLIC.findall(words)), len(_LATIN.findall(words))
    if not cyrillic and not latin:
        return ""
    return "ru" if cyrillic > latin else "en"


def _pieces(excerpt: Excerpt) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, stop in excerpt.found:
        pieces += [
            Piece(clean(excerpt.text[at:start])),
            Piece(clean(excerpt.text[start:stop]), True),
        ]
        at = stop
    return tuple(piece for piece in (*pieces, Piece(clean(excerpt.text[at:]))) if piece.words)


def _body(post: Post) -> Text:
    """The text without a first line that is the title, and a last one of rubrics alone.

    Both stand elsewhere on the page.
    """
    text = strip(post.content.full_text)
    first, _, _ = text.text.partition("\n")
    if post.title and first.strip() == post.title:
        text = strip(cut(text, utf16_len(first), text.units))
    last = text.text.rpartition("\n")[2]
    if last and all(find_tags(word) == [word[1:]] for word in last.split()):
        text = strip(cut(text, 0, text.units - utf16_len(last)))
    return text


def _first_picture(addresses: Addresses, post: Post) -> str:
    for number, medium in enumerate(post.content.media, start=1):
        if is_shown(medium) and not medium.has_spoiler:
            return addresses.media(post.id, number)
    return ""


def _shorten(words: str, most: int) -> str:
    line = " ".join(clean(words).split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    if " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" .,;:-–—…") + "…"
