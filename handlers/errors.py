"""The one place where an error becomes words."""

import logging

from aiogram import Bot, Router
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update

from bot.errors import AppError
from bot.services.receiving import TryLater
from bot.translator import Translator, translator
from handlers.owners import tell_person
from storage.db import StoreFull

log = logging.getLogger(__name__)

# Troubles of the way to Telegram: a front that answers with a page cannot be decoded.
_PASSING = (
    TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError,
)  # fmt: skip
# Refusals of an answer that changed nothing anybody needs.
_HARMLESS = ("message is not modified", "query is too old", "message to edit not found")


def errors_router() -> Router:
    """Catches whatever a handler raised."""
    router = Router(name="errors")
    router.errors.register(tell)
    return router


async def tell(event: ErrorEvent, bot: Bot, t: Translator | None = None) -> None:
    """Say what happened to whom it concerns.

    Raises:
        TryLater: Telegram could not be reached, or what the update is about is still on its way;
            it is to be dispatched again.
        StoreFull: so it is when the disk has room again.
    """
    error = event.exception
    if isinstance(error, TryLater | StoreFull):
        raise error
    if isinstance(error, _PASSING):
        raise TryLater(str(error)) from error
    if isinstance(error, TelegramBadRequest) and any(
        text in error.message.lower() for text in _HARMLESS
    ):
        return
    if isinstance(error, TelegramForbiddenError):
        log.info("update %s: %s", event.update.update_id, error.message)
        return
    t = t or translator("en")
    if isinstance(error, AppError):
        sentence = sentence_of(error, t)
    else:
        log.error("update %s failed", event.update.update_id, exc_info=error)
        sentence = t("error-unexpected", number=str(event.update.update_id))
    chat_id = _private_chat(event.update)
    if chat_id is not None:
        await tell_person(bot, chat_id, sentence)


def sentence_of(error: AppError, t: Translator) -> str:
    """An error in words; Telegram's names of rights become words too."""
    params = dict(error.params)
    if rights := params.get("rights"):
        params["rights"] = ", ".join(t(f"right-{right}") for right in str(rights).split(","))
    return t(error.message_key, **params)


def _private_chat(update: Update) -> int | None:
    event = update.event
    message = event.message if isinstance(event, CallbackQuery) else event
    if isinstance(event, CallbackQuery) and message is None:
        return event.from_user.id
    if isinstance(message, Message) and message.chat.type == "private":
        return message.chat.id
    return None
