"""Every setting, command and target is where people look for it."""

import re

import pytest
from aiogram.filters import Command as CommandFilter

from bot.__main__ import _parser
from bot.config import Settings
from bot.translator import LANGUAGES, translator
from handlers.commands import COMMANDS
from handlers.routers import build_router
from tests.house.tree import ROOT

SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
LINES = re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.M)


def test_the_example_names_exactly_the_settings() -> None:
    names = [name for name, _ in LINES]
    assert sorted(names) == sorted(SETTINGS), (
        f".env.example: missing {sorted(SETTINGS.keys() - set(names))},"
        f" unknown or twice {sorted(set(names) - SETTINGS.keys())}"
    )


def test_the_example_shows_the_defaults() -> None:
    for name, value in LINES:
        field = SETTINGS[name]
        default = "" if field.is_required() else str(field.default)
        assert value == default, f".env.example: {name}={value}, its default is {default!r}"


def test_the_example_explains_every_group_of_settings() -> None:
    for block in re.split(r"\n(?=#)", EXAMPLE):
        for name in re.findall(r"^([A-Z_]+)=", block, re.M):
            assert block.startswith("#"), f".env.example: nothing is said about {name}"


def test_every_setting_is_described() -> None:
    for name, field in SETTINGS.items():
        assert field.description, f"bot/config.py: {name} has no description"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_help(language: str) -> None:
    for command in COMMANDS:
        key = f"command-{command.name}"
        file = (ROOT / f"bot/locales/{language}.ftl").read_text("utf-8")
        assert f"\n{key} = " in file, f"bot/locales/{language}.ftl: no {key}"
        text = translator(language)(key)
        # Bot API, BotCommand: 1-256 characters; 1-32 of a-z, 0-9, _ for the name.
        assert 1 <= len(text) <= 256, f"bot/locales/{language}.ftl: {key} is too long"
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name), f"handlers/commands.py: {command}"


def test_every_command_has_a_handler_and_every_handled_command_is_listed() -> None:
    handled = {
        str(name)
        for router in build_router().chain_tail
        for handler in router.message.handlers
        for item in handler.filters or ()
        if isinstance(item.callback, CommandFilter)
        for name in item.callback.commands
    }
    listed = {command.name for command in COMMANDS}
    assert listed <= handled, f"no handler for /{', /'.join(listed - handled)}"
    # /start is Telegram's own button.
    silent = handled - listed - {"start"}
    assert not silent, f"handlers/commands.py does not list /{', /'.join(silent)}"


def _promises() -> list[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):.*## ", makefile, re.M)
    console = _parser()._subparsers
    assert console is not None
    words = next(iter(console._group_actions)).choices
    return [
        *(f"`{name}`" for name in SETTINGS),
        *(f"`/{command.name}`" for command in COMMANDS),
        *(f"make {target}" for target in targets if target != "help"),
        *(f"rubrika {word}" for word in words or ()),
    ]


def test_the_readme_names_every_setting_command_and_target() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [promise for promise in _promises() if promise not in readme]
    assert not missing, f"README.md says nothing about {', '.join(missing)}"
