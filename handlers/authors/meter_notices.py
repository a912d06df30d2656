"""Tells owners what the exact meter gets in a channel, on its first look and when it changes."""

import logging

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError

from bot.domain.channels import Channel
from bot.domain.metering import Trouble
from bot.domain.numbers import Metric
from bot.services.registering import Registering
from handlers.owners import tell_owners
from storage.db import Database
from storage.meterings import Metered

log = logging.getLogger(__name__)


class MeterNotices:
    """The reporter of the meter."""

    def __init__(self, bot: Bot, db: Database, registering: Registering) -> None:
        self._bot = bot
        self._db = db
        self._registering = registering

    async def tell(self, channel: Channel, metered: Metered) -> bool:
        """Tell what was given, or what keeps the meter from reading; False: not reached."""
        try:
            await tell_owners(
                self._bot, self._db, self._registering, _key(metered), channel=channel.title,
                posts=metered.posts, views=metered.gave.get(Metric.VIEWS, 0),
                forwards=metered.gave.get(Metric.FORWARDS, 0),
            )  # fmt: skip
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("the owners could not be told of the meter: %s", error)
            return False
        return True


def _key(metered: Metered) -> str:
    if metered.trouble == Trouble.SIGN_IN:
        return "meter-sign-in"
    if metered.trouble:
        return "meter-invisible"
    return "meter-gives" if metered.gave else "meter-gives-nothing"
