"""Commands: their names, who sees them, and the menus made of them."""

import logging
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, F
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command as CommandFilter
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
)

from bot.domain.team import TEAM, Role
from bot.translator import LANGUAGES, translator

log = logging.getLogger(__name__)

# As Telegram marks commands: `/` and Latin letters; `/ so` and `/вот` are words.
IS_COMMAND = F.text.regexp(r"/[A-Za-z0-9_]")


class Typed(CommandFilter):
    """Commands in any case, typed as a text: the caption of a picture is no command."""

    def __init__(self, *names: str) -> None:
        super().__init__(*names, ignore_case=True)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        return await super().__call__(message, bot) if message.text else False


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its help is the sentence `command-<name>`."""

    name: str
    roles: tuple[Role, ...] = tuple(Role)


COMMANDS = (
    Command("new", TEAM),
    Command("drafts", TEAM),
    Command("plan", TEAM),
    Command("posts", TEAM),
    Command("stats", TEAM),
    Command("channels", (Role.OWNER,)),
    Command("team", (Role.OWNER,)),
    Command("import", (Role.OWNER,)),
    Command("tags"),
    Command("search"),
    Command("top"),
    Command("random"),
    Command("saved"),
    Command("digest"),
    Command("language"),
    Command("privacy"),
    Command("cancel"),
    Command("help"),
)


def menu(language: str, role: Role) -> list[BotCommand]:
    """The commands of a role with their help."""
    t = translator(language)
    return [
        BotCommand(command=command.name, description=t(f"command-{command.name}"))
        for command in COMMANDS
        if role in command.roles
    ]


class Menus:
    """Shows everybody the readers' commands, in every language of ours."""

    def __init__(self, bot: Bot, default_language: str) -> None:
        self._bot = bot
        self._default_language = default_language
        self._is_shown = False

    async def show_once(self) -> None:
        """Show the menus; when Telegram cannot be reached, the next call tries again (a job)."""
        if self._is_shown:
            return
        try:
            for language in (None, *LANGUAGES):
                await self._bot.set_my_commands(
                    menu(language or self._default_language, Role.READER),
                    BotCommandScopeAllPrivateChats(),
                    language_code=language,
                )
        except TelegramAPIError as error:
            log.info("menus: %s", error)
        else:
            self._is_shown = True


async def set_menu(bot: Bot, person_id: int, language: str, role: Role) -> None:
    """Show a person the commands of their role; their chat with the bot has to exist.

    The menu of one chat goes before those of all chats, whatever Telegram's language is.
    """
    await bot.set_my_commands(menu(language, role), BotCommandScopeChat(chat_id=person_id))
