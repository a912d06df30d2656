"""What stands behind the screens of /digest, and the screen that they all lead back to."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.people import Person
from bot.domain.subscriptions import Subscription
from bot.services.browsing import Browsing
from bot.services.declining import Declining
from bot.services.following import Following
from bot.services.registering import Registering
from bot.services.subscribing import Subscribing
from bot.translator import Translator
from handlers.readers.digest_keyboards import card_keyboard
from handlers.readers.digest_text import digest_card
from handlers.readers.screens import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDesk:
    """The services that a reader's choices go through."""

    registering: Registering
    browsing: Browsing
    subscribing: Subscribing
    following: Following
    declining: Declining
    clock: Clock

    async def card_of(self, t: Translator, person: Person, channel: Channel) -> Screen:
        """The card of a person's subscription, as it is stored now."""
        return self.card(t, channel, await self.subscribing.get(person, channel.id))

    def card(self, t: Translator, channel: Channel, subscription: Subscription) -> Screen:
        """What is set, when the next one comes, and the choices."""
        now, schedule = self.clock.now(), subscription.schedule
        is_paused = schedule.frequency is not Frequency.OFF and schedule.is_paused(now)
        text = digest_card(t, channel, subscription, now)
        return Screen(text, card_keyboard(t, subscription, is_paused=is_paused))
