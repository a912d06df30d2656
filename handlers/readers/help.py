"""/help and /cancel."""

from typing import Any

from aiogram import Router
from aiogram.types import Message, ReplyKeyboardRemove
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.team import TEAM, Role
from bot.errors import AppError
from bot.services.drafting import Drafting
from bot.translator import Translator
from handlers.authors.cards import Cards
from handlers.commands import Typed, menu


def help_router() -> Router:
    """What everybody may ask at any time."""
    router = Router(name="help")
    router.message.register(show_help, Typed("help"))
    router.message.register(cancel, Typed("cancel"))
    return router


async def show_help(message: Message, role: Role, t: Translator) -> None:
    """The commands of the person's role."""
    is_author = role in TEAM
    commands = menu(t.language, role)
    lines = [f"/{command.command} - {command.description}" for command in commands]
    opening = t("help-author" if is_author else "help-reader")
    await message.answer("\n".join([opening, "", *lines]))


async def cancel(
    message: Message,
    person: Person,
    drafting: Drafting,
    cards: Cards,
    t: Translator,
    left: dict[str, Any] | None = None,
) -> None:
    """The question was left before this was called, as by any command.

    A draft that it was about is shown again, as the question may stand in place of its card.
    """
    words = t("question-cancelled")
    try:
        post = await drafting.get_for(person.id, int((left or {})["post"]))
    except (KeyError, AppError):
        await message.answer(words, reply_markup=ReplyKeyboardRemove())
        return
    text, keyboard = await cards.compose(t, post, person.id)
    await message.answer(reply_markup=keyboard, **Text(words, "\n\n", text).as_kwargs())
