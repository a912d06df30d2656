"""Words to people who did not ask: owners, and whoever added the bot to a channel."""

import logging
from collections.abc import Callable, Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import InlineKeyboardMarkup

from bot.domain.texts import fitting
from bot.services.registering import Registering
from bot.translator import Translator, translator
from storage import people
from storage.db import Database

log = logging.getLogger(__name__)

# Of a message's 4,096 units; a sentence stands before the names.
_ROOM_OF_NAMES = 3_500


async def tell_person(
    bot: Bot, person_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> bool:
    """Write to a person in private; False when the bot may not: blocked, or never started."""
    try:
        await bot.send_message(person_id, text, reply_markup=keyboard)
    except TelegramForbiddenError as error:
        log.info("person %s: %s", person_id, error.message)
        return False
    except TelegramBadRequest as error:
        if "chat not found" not in error.message.lower():
            raise
        log.info("person %s never started the bot", person_id)
        return False
    return True


async def tell_owners(
    bot: Bot,
    db: Database,
    registering: Registering,
    key: str,
    *,
    keyboard: Callable[[Translator], InlineKeyboardMarkup] | None = None,
    **params: str | int,
) -> int:
    """Tell every owner a sentence in their own language, with buttons; how many could be told."""
    told = 0
    for owner_id in sorted(registering.owner_ids):
        t = await translator_of(db, registering, owner_id)
        under = keyboard(t) if keyboard else None
        told += await tell_person(bot, owner_id, t(key, **params), under)
    if not told:
        log.warning("no owner could be told: %s %s", key, params)
    return told


async def tell_names(
    bot: Bot, db: Database, registering: Registering, names: Sequence[str], *, key: str
) -> bool:
    """Tell every owner whom a sentence is about: all of them, in as many messages as it takes.

    Behind the sentence, with their `count`, stand the names. False when Telegram could not be
    asked: it is to be tried again.
    """
    left = list(names)
    try:
        while left:
            part = left[: max(1, fitting(left, _ROOM_OF_NAMES))]
            del left[: len(part)]
            for owner_id in sorted(registering.owner_ids):
                t = await translator_of(db, registering, owner_id)
                told = f"{t(key, count=len(part))} {', '.join(part)}"
                await tell_person(bot, owner_id, told)
    except TelegramAPIError:
        return False
    return True


async def translator_of(db: Database, registering: Registering, person_id: int) -> Translator:
    """The language of a person, whether they ever wrote or not."""
    person = await people.get_person(db, person_id)
    return translator(registering.language_of(person) if person else registering.default_language)
