"""What a bot shows of itself: commands, name, descriptions; and pictures of users."""

import re
from typing import Any

from aiogram.methods import (
    DeleteMyCommands,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    GetUserProfilePhotos,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import (
    BotCommand,
    BotDescription,
    BotName,
    BotShortDescription,
    UserProfilePhotos,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.people import Bot, CommandKey
from bot.sandbox.registry import serves
from bot.sandbox.state import State

MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def _key(state: State, bot: Bot, call: Any) -> CommandKey:
    language = call.language_code or ""
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    scope = call.scope
    if scope is None:
        return ("default", None, None, language)
    chat_id = getattr(scope, "chat_id", None)
    if chat_id is not None:
        chat_id = state.room_for_bot(bot, chat_id, "read").chat.id
    return (scope.type, chat_id, getattr(scope, "user_id", None), language)


@serves(SetMyCommands)
def set_my_commands(state: State, bot: Bot, call: SetMyCommands) -> bool:
    """Sets the menu of commands for a scope and a language."""
    if len(call.commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for command in call.commands:
        name = command.command.removeprefix("/")
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= LONGEST_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append(command.model_copy(update={"command": name}))
    bot.commands[_key(state, bot, call)] = commands
    return True


@serves(GetMyCommands)
def get_my_commands(state: State, bot: Bot, call: GetMyCommands) -> list[BotCommand]:
    """The menu of exactly this scope and language."""
    return bot.commands.get(_key(state, bot, call), [])


@serves(DeleteMyCommands)
def delete_my_commands(state: State, bot: Bot, call: DeleteMyCommands) -> bool:
    """Takes the menu of a scope and a language away."""
    bot.commands.pop(_key(state, bot, call), None)
    return True


def _set(bot: Bot, what: str, text: str | None, language: str | None) -> bool:
    if not _LANGUAGE.fullmatch(language or ""):
        raise bad_request("invalid language code specified")
    if len(text or "") > _LONGEST[what]:
        raise bad_request(f"BOT_{'TITLE' if what == 'name' else 'ABOUT'}_INVALID")
    bot.profile[what, language or ""] = text or ""
    return True


def _get(bot: Bot, what: str, language: str | None) -> str:
    return bot.profile.get((what, language or "")) or bot.profile.get((what, ""), "")


@serves(SetMyName)
def set_my_name(_state: State, bot: Bot, call: SetMyName) -> bool:
    """Sets the name for a language."""
    return _set(bot, "name", call.name, call.language_code)


@serves(GetMyName)
def get_my_name(_state: State, bot: Bot, call: GetMyName) -> BotName:
    """The name in a language."""
    return BotName(name=_get(bot, "name", call.language_code) or bot.user.first_name)


@serves(SetMyDescription)
def set_my_description(_state: State, bot: Bot, call: SetMyDescription) -> bool:
    """Sets the description shown in an empty chat."""
    return _set(bot, "description", call.description, call.language_code)


@serves(GetMyDescription)
def get_my_description(_state: State, bot: Bot, call: GetMyDescription) -> BotDescription:
    """The description in a language."""
    return BotDescription(description=_get(bot, "description", call.language_code))


@serves(SetMyShortDescription)
def set_my_short_description(_state: State, bot: Bot, call: SetMyShortDescription) -> bool:
    """Sets the description shown in the profile."""
    return _set(bot, "short_description", call.short_description, call.language_code)


@serves(GetMyShortDescription)
def get_my_short_description(
    _state: State, bot: Bot, call: GetMyShortDescription
) -> BotShortDescription:
    """The short description in a language."""
    return BotShortDescription(
        short_description=_get(bot, "short_description", call.language_code)
    )


@serves(GetUserProfilePhotos)
def get_user_profile_photos(
    state: State, _bot: Bot, call: GetUserProfilePhotos
) -> UserProfilePhotos:
    """Nobody in this world has a picture."""
    if state.people.user(call.user_id) is None:
        raise bad_request("user not found")
    return UserProfilePhotos(total_count=0, photos=[])
