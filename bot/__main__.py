"""The console script: run, demo, migrate; the rest is refused until it is built."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from bot.errors import SettingsError

NOT_BUILT_YET = ("import", "export", "backup", "doctor")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear line and exit code 2."""
        self.exit(2, f"{self.prog}: {message} (try {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exit code 0: well; 1: something is not well; 2: a mistake in the call."""
    options = _parser().parse_args(arguments)
    work: Callable[[], int] = options.work
    try:
        raise SystemExit(work())
    except SettingsError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _parser() -> _Parser:
    parser = _Parser(prog="rubrika", description="The newsroom of a Telegram channel.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, text, work in (
        ("run", "run the bot with the settings of the environment and .env", _run),
        ("demo", "try everything on this machine: a Telegram of its own, no token", _demo),
        ("migrate", "bring the store up to date", _migrate),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(work=work)
    for name in NOT_BUILT_YET:
        command = commands.add_parser(name, help="not built yet")
        command.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        command.set_defaults(work=lambda name=name: _refuse(name))
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
        _fail(f"DATABASE_URL: {error}", code=1)
    return 0


def _demo() -> int:
    from bot import demo

    return asyncio.run(demo.run())


def _migrate() -> int:
    from bot.clock import SystemClock
    from bot.config import load_database_path
    from storage.db import StoreUnusable, to_ms
    from storage.migrate import migrate
    from storage.sqlite import open_sqlite

    async def work() -> list[str]:
        db = await open_sqlite(load_database_path())
        try:
            return await migrate(db, now_ms=to_ms(SystemClock().now()))
        finally:
            await db.close()

    try:
        applied = asyncio.run(work())
    except StoreUnusable as error:
        _fail(f"DATABASE_URL: {error}", code=1)
    print("\n".join(f"applied {name}" for name in applied) or "the store is up to date")
    return 0


def _refuse(name: str) -> int:
    print(f"rubrika: {name} is not built yet; a later version brings it", file=sys.stderr)
    return 2


def _fail(text: str, code: int = 2) -> NoReturn:
    print(f"rubrika: {text}", file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
