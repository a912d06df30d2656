"""The card of a digest as a screen."""

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.subscriptions import Subscription
from bot.translator import Translator
from handlers.readers.digest_keyboards import card_keyboard
from handlers.readers.digest_text import digest_card
from handlers.readers.screens import Screen


def card_screen(
    clock: Clock, t: Translator, channel: Channel, subscription: Subscription
) -> Screen:
    """What is set, when the next one comes, and the choices."""
    now, schedule = clock.now(), subscription.schedule
    is_paused = schedule.frequency is not Frequency.OFF and schedule.is_paused(now)
    text = digest_card(t, channel, subscription, now)
    return Screen(text, card_keyboard(t, subscription, is_paused=is_paused))
