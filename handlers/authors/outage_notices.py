"""Tells people that Telegram takes no posts of their channels, and when it takes them again."""

import logging
from collections.abc import Sequence
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramForbiddenError

from bot.domain.outages import Outage
from handlers.authors.cards import Cards
from handlers.moments import describe_span
from storage import channels
from storage.db import Database

log = logging.getLogger(__name__)

# Channels that are named; of the others only the number is told.
MOST_NAMES = 10


class OutageNotices:
    """The reporter of outages."""

    def __init__(self, bot: Bot, db: Database, cards: Cards) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards

    async def tell_outages(self, person_id: int, told: Sequence[Outage], *, now: datetime) -> bool:
        """Tell that posts wait, or of outages that ended that they go on; False: not reached."""
        t = await self._cards.translator_for(person_id)
        began = min(outage.began_at for outage in told)
        names = await self._names(told)
        if more := len(told) - MOST_NAMES:
            names += f" {t('outage-more', count=more)}" if more > 0 else ""
        ended = [outage.ended_at for outage in told if outage.ended_at is not None]
        if ended:
            span = describe_span(t, began, max(ended))
            text = t("outage-over", channels=names, span=span)
        else:
            span, reason = describe_span(t, began, now), told[0].reason
            text = t("outage-begun", channels=names, span=span, reason=reason)
        try:
            await self._bot.send_message(person_id, text)
        except TelegramForbiddenError:
            log.info("person %s blocked the bot", person_id)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("person %s could not be told of an outage: %s", person_id, error)
            return False
        return True

    async def _names(self, told: Sequence[Outage]) -> str:
        names = []
        for outage in told[:MOST_NAMES]:
            channel = await channels.get_channel(self._db, outage.channel_id)
            names.append(f"“{channel.title}”" if channel else str(outage.channel_id))
        return ", ".join(names)
