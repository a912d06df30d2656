"""The words about who gets the next digest, and when."""

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.zones import name_zone
from bot.services.foretelling import Subscribers
from bot.translator import Translator
from handlers.moments import describe_distance, describe_moment


def overview(t: Translator, subscribers: Subscribers, link: str, *, is_empty: bool) -> Text:
    """Readers by frequency and the next delivery; `link` is for readers while there are none."""
    channel = subscribers.channel
    lines: list[Text | str] = [Bold(t("foretell-title", channel=channel.title)), ""]
    if subscribers.total:
        lines += _readers(t, subscribers)
    else:
        lines += [t("foretell-none"), link]
    if is_empty:
        lines += ["", t("digest-nothing", channel=channel.title), t("foretell-empty")]
    else:
        lines += ["", t("foretell-below")]
    return as_list(*lines)


def _readers(t: Translator, subscribers: Subscribers) -> list[str]:
    at = describe_moment(t, subscribers.at, subscribers.channel.zoneinfo)
    lines = [t("foretell-readers", count=subscribers.total, at=at)]
    for frequency, count in subscribers.by_frequency.items():
        lines.append(f"· {t(f'button-digest-{frequency.value}')}: {count}")
    if subscribers.paused:
        lines.append(t("foretell-paused", count=subscribers.paused))
    lines.append(t("foretell-unreachable"))
    if subscribers.next_at is not None:
        lines += ["", _next(t, subscribers), t("foretell-whose")]
    return lines


def _next(t: Translator, subscribers: Subscribers) -> str:
    at, count = subscribers.next_at, subscribers.next_count
    if at is None or at <= subscribers.at:
        return t("foretell-next-now", count=count)
    channel = subscribers.channel
    return t(
        "foretell-next",
        moment=describe_moment(t, at, channel.zoneinfo),
        distance=describe_distance(t, subscribers.at, at),
        zone=name_zone(channel.zone, t.language),
        count=count,
    )
