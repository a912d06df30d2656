"""The words of the card of a subscription and of its screens: what is set, and what comes next."""

from collections.abc import Collection
from datetime import datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.digests import Frequency, Schedule
from bot.domain.subscriptions import Scope, Subscription
from bot.domain.texts import utf16_len
from bot.domain.zones import name_zone
from bot.translator import Translator
from handlers.moments import describe_day, describe_distance, describe_moment
from handlers.readers.digest_choosing_keyboards import Choice

# UTF-16 units of the rubrics that are left out, of the 4,096 of a message.
TAGS_LIMIT = 2_000


def digest_card(
    t: Translator, channel: Channel, subscription: Subscription, now: datetime
) -> Text:
    """What is set, and when the next digest comes, by the person's clock."""
    schedule = subscription.schedule
    lines: list[Text | str] = [card_title(t, channel)]
    if schedule.frequency is Frequency.OFF:
        lines += [t("digest-card-off"), t("digest-clock", time=_clock(t, schedule))]
    else:
        lines += set_words(t, subscription, now)
    if schedule.quiet:
        lines.append(t("digest-card-quiet", days=_days(t, schedule.quiet)))
    return as_list(as_list(*lines), _taste(t, subscription), sep="\n\n")


def card_title(t: Translator, channel: Channel) -> Text:
    """Whose digest it is."""
    return Bold(t("digest-card", channel=channel.title))


def set_words(t: Translator, subscription: Subscription, now: datetime) -> list[str]:
    """How often a digest comes, and when next; it is not off."""
    return [_how_often(t, subscription.schedule), *_next(t, subscription, now)]


def choice_text(t: Translator, choice: Choice, subscription: Subscription, now: datetime) -> Text:
    """A question of the further choices, and what comes next as it is set."""
    return as_list(Text(t(f"digest-choose-{choice.value}")), *next_words(t, subscription, now))


def next_words(t: Translator, subscription: Subscription, now: datetime) -> list[str]:
    """When the next digest comes, in the zone of its person, and on which condition."""
    if subscription.schedule.frequency is Frequency.OFF:
        return [t("digest-card-off")]
    return _next(t, subscription, now)


def rubrics_text(
    t: Translator, subscription: Subscription, *, follows_any: bool, unwanted: Collection[str] = ()
) -> Text:
    """Which rubrics a digest brings, and how to choose them; `unwanted` are those left out."""
    match subscription.taste.scope:
        case Scope.ALL:
            return Text(t("digest-rubrics-all"))
        case Scope.FOLLOWED:
            return Text(t("digest-rubrics-followed" if follows_any else "digest-rubrics-none"))
        case Scope.EXCEPT:
            key = "digest-rubrics-but" if unwanted else "digest-rubrics-but-none"
            return Text(t(key, tags=_tags(t, unwanted)))


def left_out_text(t: Translator, unwanted: Collection[str]) -> Text:
    """Which rubrics a digest leaves out, and how to change that."""
    if not unwanted:
        return Text(t("digest-rubrics-except-none"))
    return Text(t("digest-rubrics-except", tags=_tags(t, unwanted)))


def _tags(t: Translator, folds: Collection[str]) -> str:
    """As many as have room, by the alphabet; the others are counted."""
    tags = [f"#{fold}" for fold in sorted(folds)]
    units = accumulate(utf16_len(tag) + 1 for tag in tags)
    shown = sum(1 for end in units if end <= TAGS_LIMIT)
    if shown < len(tags):
        tags[shown:] = [t("digest-tags-more", count=len(tags) - shown)]
    return " ".join(tags)


def _how_often(t: Translator, schedule: Schedule) -> str:
    time = _clock(t, schedule)
    key = f"digest-comes-{schedule.frequency.value}"
    if schedule.frequency is Frequency.CHOSEN:
        return t(key, time=time, days=_days(t, schedule.chosen))
    return t(key, time=time, day=t(f"digest-on-{schedule.weekday}"))


def _next(t: Translator, subscription: Subscription, now: datetime) -> list[str]:
    schedule, at = subscription.schedule, subscription.next_at
    if at is None:
        return [t("digest-next-none")]
    count, zone = subscription.taste.at_least, ZoneInfo(schedule.zone)
    if at <= now:
        return [t("digest-next-at-once", least=count)]
    moment, distance = describe_moment(t, at, zone), describe_distance(t, now, at)
    if schedule.paused_until is not None and schedule.is_paused(now):
        until = describe_day(t, schedule.paused_until)
        return [
            t("digest-paused", day=until),
            t("digest-next-paused", moment=moment, distance=distance, least=count),
        ]
    lines = [t("digest-next", moment=moment, distance=distance, least=count)]
    if at != schedule.moment_on(at.astimezone(zone).date()):
        lines.append(t("digest-next-kept", time=_time(schedule.minute)))
    return lines


def _taste(t: Translator, subscription: Subscription) -> str:
    taste = subscription.taste
    return t(
        "digest-card-taste",
        scope=t(f"digest-scope-{taste.scope.value}"),
        count=taste.most,
        order=t(f"digest-order-{taste.sorting.value}"),
    )


def _clock(t: Translator, schedule: Schedule) -> str:
    """`10:00 (Moscow)`: when, and by whose clock."""
    return f"{_time(schedule.minute)} ({name_zone(schedule.zone, t.language)})"


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(t: Translator, days: Collection[int]) -> str:
    return ", ".join(t(f"weekday-{day}") for day in sorted(days))
