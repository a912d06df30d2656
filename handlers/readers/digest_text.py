"""The words of the card of a subscription."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.subscriptions import Scope, Subscription
from bot.domain.zones import describe_zone
from bot.translator import Translator
from handlers.moments import describe_distance, describe_moment


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
