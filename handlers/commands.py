"""Commands: their names, who sees them, and the menus made of them."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.translator import LANGUAGES, translator


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its help is the sentence `command-<name>`."""

    name: str
    is_for_authors: bool = False


COMMANDS = (
    Command("new", is_for_authors=True),
    Command("drafts", is_for_authors=True),
    Command("plan", is_for_authors=True),
    Command("posts", is_for_authors=True),
    Command("channels", is_for_authors=True),
    Command("tags"),
    Command("search"),
    Command("top"),
    Command("digest"),
    Command("language"),
    Command("cancel"),
    Command("help"),
)


def menu(language: str, *, is_author: bool) -> list[BotCommand]:
    """The commands of a role with their help."""
    t = translator(language)
    return [
        BotCommand(command=command.name, description=t(f"command-{command.name}"))
        for command in COMMANDS
        if is_author or not command.is_for_authors
    ]


async def set_menus(bot: Bot, author_ids: frozenset[int], default_language: str) -> None:
    """Show each role its commands, in every language of ours."""
    for language in (None, *LANGUAGES):
        spoken = language or default_language
        await bot.set_my_commands(
            menu(spoken, is_author=False), BotCommandScopeAllPrivateChats(), language_code=language
        )
        for person_id in author_ids:
            await _set_author_menu(bot, person_id, spoken, language)


async def _set_author_menu(bot: Bot, person_id: int, spoken: str, language: str | None) -> None:
    try:
        await bot.set_my_commands(
            menu(spoken, is_author=True),
            BotCommandScopeChat(chat_id=person_id),
            language_code=language,
        )
    except TelegramBadRequest as error:
        # An owner who never pressed Start has no chat with the bot yet.
        if "chat not found" not in error.message.lower():
            raise
