"""`rubrika demo`: a Telegram of its own on this machine, with the bot and an archive in it."""

import asyncio
import os
import socket
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.app import App, build
from bot.config import Settings
from bot.demo.news import add_news, announce
from bot.demo.stage import TOKEN, Stage, build_stage, enliven
from bot.errors import AddressTaken, SettingsError
from bot.log import set_up
from bot.sandbox import Sandbox
from bot.sandbox.page import add_page

DEFAULT_PORT = 8080
LAST_PORT = 65_535
# So many ports behind that of the chat page are tried for the archive's pages.
_TRIED = 100


async def run() -> int:
    """Serve the demo until it is interrupted; its store lives in a temporary folder.

    Raises:
        SettingsError: DEMO_PORT is no port, or is taken.
    """
    set_up("WARNING", "console")
    port = _port()
    with tempfile.TemporaryDirectory(prefix="rubrika-demo-") as folder:
        stage = build_stage()
        sandbox = Sandbox(stage.world, port=port)
        add_page(sandbox, list(stage.people))
        add_news(sandbox.app)
        try:
            await sandbox.start()
        except OSError as error:
            raise SettingsError(f"DEMO_PORT: port {port} cannot be used: {error}") from error
        announce(stage, sandbox.url)
        try:
            settings = _settings(sandbox.url, Path(folder), stage)
            await _serve(await build(settings), stage, sandbox.url, settings.web_url)
        except AddressTaken as error:
            raise SettingsError(f"DEMO_PORT: for the pages behind it: {error}") from error
        finally:
            await sandbox.stop()
    return 0


async def _serve(app: App, stage: Stage, url: str, web_url: str) -> None:
    app.tasks.start(_enliven_when_ready(app, stage), name="life of the demo")
    sys.stdout.write(f"Rubrika's demo is at {url} - stop it with Ctrl+C\n")
    sys.stdout.write(f"The channel's archive on the web is at {web_url}\n")
    sys.stdout.flush()
    await app.run()


async def _enliven_when_ready(app: App, stage: Stage) -> None:
    # No event tells it: the world's queue and the bot's inbox are both to be empty.
    while stage.world.pending_updates(stage.bot_id) or not app.receiving.is_idle:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    enliven(stage)


def _settings(url: str, folder: Path, stage: Stage) -> Settings:
    parts = urlsplit(url)
    port = _free_port_behind(parts.hostname or "", parts.port or 0)
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        owner_ids=frozenset({stage.author_id}),
        bot_api_url=url,
        preview_url=url,
        fetch_allow=parts.netloc,
        http_port=port,
        web_url=f"http://127.0.0.1:{port}",
        database_url=f"sqlite:///{folder / 'rubrika.db'}",
    )


def _port() -> int:
    value = os.environ.get("DEMO_PORT") or str(DEFAULT_PORT)
    if not value.isdecimal() or int(value) > LAST_PORT:
        raise SettingsError("DEMO_PORT: a port from 0 to 65535 is expected")
    return int(value)


def _free_port_behind(host: str, port: int) -> int:
    """The first free port above one; any other where none is near."""
    for candidate in (*range(port + 1, min(port + _TRIED, LAST_PORT) + 1), 0):
        try:
            with socket.create_server((host, candidate)) as found:
                return int(found.getsockname()[1])
        except OSError:
            continue
    raise SettingsError("DEMO_PORT: this machine has no free port for the pages of the archive")
