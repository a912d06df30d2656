"""Writes digests to people: the messenger of the mailing service."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import LinkPreviewOptions, Message

from bot.domain.editions import Edition
from bot.domain.publications import SendOutcome, Sent
from bot.domain.subscriptions import Taste
from bot.gateways.limiter import Limiter, bulk
from bot.gateways.telegram.sender import outcome_of
from bot.services.registering import Registering
from bot.translator import Translator, translator
from handlers.owners import tell_owners
from handlers.readers.digest_keyboards import digest_keyboard
from handlers.readers.edition_text import digest_page
from storage.db import Database

# Names in one message to the owners; more are only counted.
MOST_NAMES = 20
# Composed texts that are kept, at most 4,096 units each.
MOST_READY = 200
_Key = tuple[int, datetime, datetime, frozenset[str] | None, frozenset[str], Taste, str]


class DigestMessenger:
    """Sends editions in what the interactive traffic leaves of the rate."""

    def __init__(self, bot: Bot, db: Database, limiter: Limiter, registering: Registering) -> None:
        self._bot = bot
        self._db = db
        self._limiter = limiter
        self._registering = registering
        self._ready: dict[_Key, dict[str, Any]] = {}

    async def wait_for_room(self) -> int:
        """Return when digests may be sent now: how many at once."""
        return await self._limiter.wait_for_room()

    async def deliver(self, person_id: int, language: str, edition: Edition) -> SendOutcome:
        """Send an edition to a person; never twice."""
        try:
            words = self._composed(language, edition)
            t = translator(language)
            with bulk():
                message = await send_digest(self._bot, t, person_id, edition.channel.id, words)
        except (TelegramAPIError, ClientDecodeError) as error:
            return outcome_of(error)
        return Sent((message.message_id,))

    def _composed(self, language: str, edition: Edition) -> dict[str, Any]:
        """One text for all who share a period, their rubrics and a language."""
        period = edition.channel.id, edition.since, edition.until
        key = *period, edition.folds, edition.without, edition.taste, language
        if key not in self._ready:
            if len(self._ready) >= MOST_READY:
                self._ready.clear()
            self._ready[key] = compose_digest(translator(language), edition)
        return self._ready[key]

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose digest may not have come; False when it is to be tried again."""
        shown = ", ".join(names[:MOST_NAMES])
        if len(names) > MOST_NAMES:
            shown += ", …"
        try:
            await tell_owners(
                self._bot, self._db, self._registering, "digest-unknown",
                count=len(names), names=shown,
            )  # fmt: skip
        except TelegramAPIError:
            return False
        return True


async def send_digest(
    bot: Bot, t: Translator, person_id: int, channel_id: int, words: Mapping[str, Any]
) -> Message:
    """Send a composed digest, with Stop and Settings under it."""
    return await bot.send_message(
        person_id,
        reply_markup=digest_keyboard(t, channel_id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        **words,
    )


def compose_digest(t: Translator, edition: Edition) -> dict[str, Any]:
    """Text and entities of an edition, as the Bot API takes them."""
    return digest_page(t, edition).text.as_kwargs()
