"""/language: Russian or English, whatever Telegram is set to."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.errors import InputRefused
from bot.services.registering import Registering, Role
from bot.translator import LANGUAGES, Translator, translator
from handlers.commands import Typed, set_menu
from handlers.readers.callbacks import Speak
from handlers.readers.keyboards import languages_keyboard
from handlers.readers.screens import Screen, send, turn


def language_router() -> Router:
    """Choosing a language."""
    router = Router(name="language")
    router.message.register(ask, Typed("language"))
    router.callback_query.register(choose, Speak.filter())
    return router


async def ask(message: Message, t: Translator) -> None:
    await send(message, Screen(Text(t("language-ask")), languages_keyboard(t.language)))


async def choose(
    query: CallbackQuery,
    callback_data: Speak,
    bot: Bot,
    person: Person,
    role: Role,
    registering: Registering,
) -> None:
    """Remember the language; the answer and the menu of commands speak it at once."""
    language = callback_data.language
    if language not in LANGUAGES:
        raise InputRefused
    await registering.set_language(person.id, language)
    t = translator(language)
    await turn(query, Screen(Text(t("language-chosen")), languages_keyboard(language)))
    await set_menu(bot, person.id, language, role)
