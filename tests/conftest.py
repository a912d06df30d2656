"""What every test may ask for."""

import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.newsroom import Newsroom, open_newsroom

pytest_plugins = ["tests.browser"]

# A busy machine is no fault of the code: `make bench` looks at speed. CI draws the same examples
# in each run, so that a red one can be repeated; at home each run looks somewhere else.
settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Tests and modules stay to the end: the collector need not walk them for each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """The whole bot on a sandbox, in English, with one channel connected."""
    async with open_newsroom(tmp_path) as room:
        yield room
