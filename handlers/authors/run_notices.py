"""Tells owners what became of a run by itself, beside the message that shows how it goes."""

from functools import partial

from aiogram import Bot

from bot.domain.runs import RunKind
from bot.services.registering import Registering
from handlers.authors.run_keyboards import paid_digests_link, paused_keyboard
from handlers.owners import tell_owners
from storage import channels
from storage.db import Database


class RunNotices:
    """Writes to owners at once, in their languages."""

    def __init__(self, bot: Bot, db: Database, registering: Registering) -> None:
        self._bot = bot
        self._db = db
        self._registering = registering

    async def tell_paused(self, kind: RunKind, run_id: int, channel_id: int, reason: str) -> None:
        """A run is paused, as Telegram refuses what it sends."""
        await tell_owners(
            self._bot, self._db, self._registering,
            f"run-paused-{kind.value}",
            keyboard=partial(paused_keyboard, run_id=run_id),
            channel=await self._title(channel_id), reason=reason,
        )  # fmt: skip

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        """Telegram did not take Stars for digests: they go for free."""
        await tell_owners(
            self._bot, self._db, self._registering, "digest-run-unpaid",
            keyboard=partial(paid_digests_link, channel_id=channel_id),
            channel=await self._title(channel_id), reason=reason,
        )  # fmt: skip

    async def _title(self, channel_id: int) -> str:
        channel = await channels.get_channel(self._db, channel_id)
        return channel.title if channel else "-"
