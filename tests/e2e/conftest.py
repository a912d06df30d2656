"""The stage of the walks: a world with an archive, its chat page, and a bot of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage, build_stage
from bot.sandbox import Sandbox
from bot.sandbox.page import add_page
from tests.e2e.walking import BotProcess


@pytest.fixture
async def stage() -> Stage:
    return build_stage()


@pytest.fixture
async def sandbox(stage: Stage) -> AsyncIterator[Sandbox]:
    server = Sandbox(stage.world)
    add_page(server, list(stage.people))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(sandbox: Sandbox, stage: Stage, tmp_path: Path) -> AsyncIterator[BotProcess]:
    process = BotProcess(sandbox, stage, tmp_path)
    await process.start()
    yield process
    await process.stop()
