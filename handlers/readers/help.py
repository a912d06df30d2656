"""/help and /cancel."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.services.registering import Role
from bot.translator import Translator
from handlers.commands import menu


def help_router() -> Router:
    """What everybody may ask at any time."""
    router = Router(name="help")
    router.message.register(show_help, Command("help", ignore_case=True))
    router.message.register(cancel, Command("cancel", ignore_case=True))
    return router


async def show_help(message: Message, role: Role, t: Translator) -> None:
    """The commands of the person's role."""
    is_author = role is Role.OWNER
    commands = menu(t.language, is_author=is_author)
    lines = [f"/{command.command} - {command.description}" for command in commands]
    opening = t("help-author" if is_author else "help-reader")
    await message.answer("\n".join([opening, "", *lines]))


async def cancel(message: Message, t: Translator) -> None:
    """The question was left before this was called, as by any command."""
    await message.answer(t("question-cancelled"))
