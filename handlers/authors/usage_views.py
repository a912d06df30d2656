"""What a channel has asked of the language model, in two lines of its page."""

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.usage import ChannelUsage
from bot.services.usage import Usage
from bot.translator import Translator

# The page of a channel is one message, and a team may be large.
_MOST_PEOPLE = 5


class UsageViews:
    """Words about usage; none where no language model is set."""

    def __init__(self, usage: Usage, clock: Clock, *, has_model: bool) -> None:
        self._usage = usage
        self._clock = clock
        self._has_model = has_model

    async def lines(self, t: Translator, channel: Channel) -> list[str]:
        """Who asked today and how often, over all channels; the channel's last 30 days."""
        if not self._has_model:
            return []
        used = await self._usage.get_of_channel(channel, self._clock.now())
        return [_today(t, used), _month(t, used)]


def _today(t: Translator, used: ChannelUsage) -> str:
    if not used.people:
        return t("usage-nobody", limit=used.limit)
    people = [f"{person.name} {person.requests}" for person in used.people[:_MOST_PEOPLE]]
    if more := len(used.people) - len(people):
        people.append(t("usage-more", count=more))
    return t("usage-today", people=", ".join(people), limit=used.limit)


def _month(t: Translator, used: ChannelUsage) -> str:
    requests, characters = used.month.requests, used.month.characters
    if used.month.tokens is None:
        return t("usage-month", requests=requests, characters=characters)
    return t(
        "usage-month-tokens", requests=requests, characters=characters, tokens=used.month.tokens
    )
