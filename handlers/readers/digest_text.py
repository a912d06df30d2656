"""The words of a digest: an edition in one message, and the card of a subscription."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.editions import Edition, Item, Section, fit, group, lead
from bot.domain.subscriptions import Scope, Subscription
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, utf16_len
from bot.domain.zones import describe_zone
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.moments import describe_day, describe_distance, describe_moment
from handlers.number_views import SHORT

# UTF-16 units of the sentence under a title.
LEAD_LIMIT = 160


def digest_text(t: Translator, edition: Edition) -> Text:
    """An edition as one message: what does not fit is the least liked, and is counted."""
    ranked = edition.ranked[: edition.taste.most]
    kept = fit(ranked, lambda items: _length(_text(t, edition, items)), TEXT_LIMIT)
    return _text(t, edition, ranked[:kept])


def _text(t: Translator, edition: Edition, items: Sequence[Item]) -> Text:
    blocks: list[Text] = [
        as_list(
            Bold(t("digest-title", channel=edition.channel.title)),
            _period(t, edition),
        )
    ]
    sections = group(items, edition.folds)
    for section in sections:
        heading = _heading(t, section, is_only=len(sections) == 1)
        lines = [_item(t, item) for item in section.items]
        blocks.append(as_list(*heading, *lines))
    numbers = [item.numbers for item in items]
    zone = edition.channel.zoneinfo
    if legend := number_views.legend(t, numbers, zone, SHORT, is_unknown_shown=False):
        blocks.append(Text(legend))
    if rest := len(edition.items) - len(items):
        blocks.append(Text(t("digest-more", count=rest)))
    return as_list(*blocks, sep="\n\n")


def _length(text: Text) -> int:
    """UTF-16 units; beyond the limit when Telegram would drop formatting."""
    words, entities = text.render()
    return utf16_len(words) if len(entities) <= ENTITY_LIMIT else TEXT_LIMIT + 1


def _period(t: Translator, edition: Edition) -> str:
    """Days by the channel's calendar; the last one is that of the last moment inside."""
    zone = edition.channel.zoneinfo
    first = describe_day(t, edition.since.astimezone(zone).date())
    last = describe_day(t, (edition.until - timedelta(seconds=1)).astimezone(zone).date())
    return first if first == last else t("digest-period", first=first, last=last)


def _heading(t: Translator, section: Section, *, is_only: bool) -> list[Text]:
    if section.tag is not None:
        return [Bold(f"#{section.tag}")]
    return [] if is_only else [Bold(t("digest-no-rubric"))]


def _item(t: Translator, item: Item) -> Text:
    title = title_of(t, item.post)
    lines: list[Text | str] = [
        Text("• ", TextLink(title, url=item.link) if item.link else Text(title))
    ]
    if words := lead(item.post, LEAD_LIMIT):
        lines.append(words)
    if numbers := _numbers(t, item):
        lines.append(numbers)
    return as_list(*lines)


def _numbers(t: Translator, item: Item) -> str:
    """Only what is known: no update about reactions yet is not the same as none."""
    parts = []
    for key, number in (
        ("digest-reactions", item.numbers.reactions),
        ("digest-reposts", item.numbers.reposts),
    ):
        if number.total is not None:
            words = t(key, count=number.total, shown=number_views.plain(number))
            parts.append(number_views.marked(words, number))
    return " · ".join(parts)


def digest_card(
    t: Translator, channel: Channel, subscription: Subscription, now: datetime
) -> Text:
    """What is set, and when the next digest comes, by the person's clock."""
    schedule = subscription.schedule
    time = f"{schedule.minute // 60:02}:{schedule.minute % 60:02}"
    lines: list[Text | str] = [Bold(t("digest-card", channel=channel.title))]
    if schedule.frequency is Frequency.OFF or subscription.next_at is None:
        lines.append(t("digest-card-off"))
    else:
        zone = ZoneInfo(schedule.zone)
        next_at = subscription.next_at
        how_often = t(f"digest-comes-{schedule.frequency.value}", time=time)
        moment = describe_moment(t, next_at, zone)
        distance = describe_distance(t, now, next_at)
        lines += [how_often, t("digest-next", moment=moment, distance=distance)]
    lines.append(t("digest-clock", time=time, zone=describe_zone(schedule.zone)))
    if subscription.taste.scope is Scope.FOLLOWED:
        lines.append(t("digest-card-followed"))
    return as_list(*lines)


def rubrics_text(t: Translator, subscription: Subscription, *, follows_any: bool) -> Text:
    """Which rubrics a digest brings, and how to choose them."""
    if subscription.taste.scope is Scope.ALL:
        return Text(t("digest-rubrics-all"))
    return Text(t("digest-rubrics-followed" if follows_any else "digest-rubrics-none"))
