"""The console script: run, demo, migrate, export; the rest is refused until it is built."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from bot.cli import exporting, importing
from bot.cli.ending import fail
from bot.cli.migrating import bring_up_to_date
from bot.errors import AddressTaken, SettingsError

NOT_BUILT_YET = ("backup", "doctor")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear line and exit code 2."""
        self.exit(2, f"{self.prog}: {message} (try {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exit code 0: well; 1: something is not well; 2: a mistake in the call."""
    options = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = options.work
    try:
        raise SystemExit(work(options))
    except SettingsError as error:
        fail(str(error))
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _parser() -> _Parser:
    parser = _Parser(prog="rubrika", description="The newsroom of a Telegram channel.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, text, work in (
        ("run", "run the bot with the settings of the environment and .env", _run),
        ("demo", "try everything on this machine: a Telegram of its own, no token", _demo),
        ("migrate", "bring the store up to date", bring_up_to_date),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(work=lambda _options, work=work: work())
    for name, module in (("import", importing), ("export", exporting)):
        command = commands.add_parser(name, help=module.TEXT, description=module.TEXT)
        module.add_arguments(command)
        command.set_defaults(work=module.work)
    for name in NOT_BUILT_YET:
        command = commands.add_parser(name, help="not built yet")
        command.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        command.set_defaults(work=lambda _options, name=name: _refuse(name))
    return parser


def _run() -> int:
    from bot import log
    from bot.config import load_settings

    # A mistake is told before aiogram, the slow part of a start, is read.
    settings = load_settings()
    log.set_up(settings.log_level, settings.log_format)
    from bot import app
    from storage.db import StoreUnusable

    try:
        asyncio.run(app.run(settings))
    except StoreUnusable as error:
        fail(f"DATABASE_URL: {error}", code=1)
    except AddressTaken as error:
        fail(f"HTTP_PORT: {error}", code=1)
    return 0


def _demo() -> int:
    from bot import demo

    return asyncio.run(demo.run())


def _refuse(name: str) -> int:
    print(f"rubrika: {name} is not built yet; a later version brings it", file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
