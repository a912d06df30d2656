"""/privacy: what is kept about a person; Export my data, Forget me."""

import logging

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    Message,
)

from bot.domain.people import Person
from bot.services.forgetting import Forgetting
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.commands import Typed
from handlers.readers.privacy_callbacks import Privacy, PrivacyDo
from handlers.readers.privacy_views import ask_screen, forgotten_screen, kept_screen
from handlers.readers.screens import Screen, send, turn

log = logging.getLogger(__name__)

FILE = "rubrika-my-data.json"


def privacy_router() -> Router:
    """What is kept about whoever asks."""
    router = Router(name="privacy")
    router.message.register(show, Typed("privacy"))
    press = router.callback_query.register
    press(show_again, Privacy.filter(F.do == PrivacyDo.SHOW))
    press(export, Privacy.filter(F.do == PrivacyDo.EXPORT))
    press(ask, Privacy.filter(F.do == PrivacyDo.ASK))
    press(forget, Privacy.filter(F.do == PrivacyDo.FORGET))
    return router


async def show(
    message: Message,
    person: Person,
    forgetting: Forgetting,
    registering: Registering,
    t: Translator,
) -> None:
    """Name what is kept."""
    await send(message, await _kept(person, forgetting, registering, t))


async def show_again(
    query: CallbackQuery,
    person: Person,
    forgetting: Forgetting,
    registering: Registering,
    t: Translator,
) -> None:
    """Back from the confirmation: nothing is forgotten."""
    await turn(query, await _kept(person, forgetting, registering, t))


async def export(
    _query: CallbackQuery, bot: Bot, person: Person, forgetting: Forgetting, t: Translator
) -> None:
    """Send everything as a document."""
    data = await forgetting.export(person.id)
    await bot.send_document(
        person.id, BufferedInputFile(data, FILE), caption=t("privacy-exported")
    )


async def ask(query: CallbackQuery, person: Person, forgetting: Forgetting, t: Translator) -> None:
    """Say what goes and what stays before it cannot be undone."""
    await turn(query, ask_screen(t, await forgetting.kept(person.id)))


async def forget(
    query: CallbackQuery, bot: Bot, person: Person, forgetting: Forgetting, t: Translator
) -> None:
    """Forget whoever pressed; the menu of the chat is everybody's again."""
    await forgetting.forget(person.id)
    await turn(query, forgotten_screen(t))
    try:
        await bot.delete_my_commands(BotCommandScopeChat(chat_id=person.id))
    except TelegramAPIError as error:
        log.info("the menu of a chat stays as it is: %s", error)


async def _kept(
    person: Person, forgetting: Forgetting, registering: Registering, t: Translator
) -> Screen:
    channel = await registering.channel_of(person)
    chosen = channel.title if channel and channel.id == person.channel_id else ""
    return kept_screen(t, person, await forgetting.kept(person.id), chosen)
