"""The words of a digest: one message of an edition, and what it leaves for the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.utils.formatting import Bold, Italic, Text, TextLink, as_list

from bot.domain.editions import Edition, Item, Section, fit, group, in_telling_order
from bot.domain.leads import lead
from bot.domain.pages import Cursor
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, plain_title, utf16_len
from bot.domain.texts import Text as PostText
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.number_views import HEART, REPOST, SHORT

# UTF-16 units of the sentence under a title: four lines on a phone.
LEAD_LIMIT = 160
# Of what its author says of a rubric, beside its tag.
DESCRIPTION_LIMIT = 60


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One message of an edition: `rest` posts come behind it, from the place `more` on."""

    text: Text
    rest: int = 0
    more: Cursor | None = None


def digest_page(t: Translator, edition: Edition, place: Cursor | None = None) -> DigestPage:
    """The posts behind a place, the first ones behind none, as many as a message may hold."""
    ranked = edition.behind(place)
    first = len(edition.items) - len(ranked)
    told = ranked[: edition.taste.most]
    kept = fit(told, lambda items: _length(_text(t, edition, items, first)), TEXT_LIMIT)
    rest = len(ranked) - kept
    more = Cursor(told[kept - 1].key) if rest and kept else None
    return DigestPage(_text(t, edition, told[:kept], first), rest, more)


def _text(t: Translator, edition: Edition, items: Sequence[Item], first: int) -> Text:
    title = Bold(t("digest-title", channel=edition.channel.title))
    blocks: list[Text] = [as_list(title, _subtitle(t, edition, len(items), first))]
    sections = group(in_telling_order(items, edition.taste.sorting), edition.folds)
    for section in sections:
        heading = _heading(t, section, is_only=len(sections) == 1)
        told = [_item(t, item) for item in section.items]
        blocks += [as_list(*heading, told[0]), *told[1:]]
    numbers = [item.numbers for item in items]
    zone = edition.channel.zoneinfo
    if rest := len(edition.items) - first - len(items):
        blocks.append(Text(t("digest-rest", count=rest)))
    if legend := number_views.legend(t, numbers, zone, SHORT, is_unknown_shown=False):
        blocks.append(Italic(legend))
    return as_list(*blocks, sep="\n\n")


def _length(text: Text) -> int:
    """UTF-16 units; beyond the limit when Telegram would drop formatting."""
    words, entities = text.render()
    return utf16_len(words) if len(entities) <= ENTITY_LIMIT else TEXT_LIMIT + 1


def _subtitle(t: Translator, edition: Edition, count: int, first: int) -> str:
    """The period and how many posts it has; further messages say which of them they tell."""
    period, total = period_words(t, edition), len(edition.items)
    if not first:
        return t("digest-subtitle", period=period, count=total)
    if count == 1:
        return t("digest-subtitle-one", period=period, total=total, place=first + 1)
    return t(
        "digest-subtitle-more", period=period, total=total, first=first + 1, last=first + count
    )


def period_words(t: Translator, edition: Edition) -> str:
    """Days by the channel's calendar, `16-23 November`; the last is that of the last moment."""
    zone = edition.channel.zoneinfo
    first = edition.since.astimezone(zone)
    last = (edition.until - timedelta(seconds=1)).astimezone(zone)
    if last.date() <= first.date():
        return f"{t(f'weekday-{first.weekday()}')}, {_day(t, first)}"
    if (first.year, first.month) == (last.year, last.month):
        return t("digest-days", first=first.day, last=_day(t, last))
    return t("digest-period", first=_day(t, first), last=_day(t, last))


def _day(t: Translator, moment: datetime) -> str:
    return t("digest-day", day=moment.day, month=t(f"month-{moment.month}"))


def _heading(t: Translator, section: Section, *, is_only: bool) -> list[Text]:
    rubric = section.rubric
    if rubric is None:
        return [] if is_only else [Bold(t("digest-no-rubric"))]
    sign = f"{rubric.sign} " if rubric.sign else ""
    heading: list[Text] = [Bold(f"{sign}#{rubric.tag}")]
    if words := plain_title(PostText(rubric.description), DESCRIPTION_LIMIT):
        heading.append(Italic(words))
    return heading


def _item(t: Translator, item: Item) -> Text:
    """What a post is called and about; its numbers last, and only those that are known."""
    title = title_of(t, item.post)
    lines: list[Text | str] = [TextLink(title, url=item.link) if item.link else Bold(title)]
    if words := lead(item.post, LEAD_LIMIT):
        lines.append(words)
    if numbers := _numbers(item):
        lines.append(numbers)
    return as_list(*lines)


def _numbers(item: Item) -> str:
    """`❤ 12 · ↗ 3`: no update about reactions yet is not the same as none."""
    known = ((HEART, item.numbers.reactions), (REPOST, item.numbers.reposts))
    parts = (f"{sign} {number_views.figure(number)}" for sign, number in known if number.is_known)
    return " · ".join(parts)
