"""What every test may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.newsroom import Newsroom, open_newsroom

pytest_plugins = ["tests.browser"]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """The whole bot on a sandbox, in English, with one channel connected."""
    async with open_newsroom(tmp_path) as room:
        yield room
