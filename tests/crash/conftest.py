"""The nursery, started once; a stage for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.crash.stage import Nursery, Stage, open_stage


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Forks the bot in milliseconds, after importing it once."""
    made = Nursery(tmp_path_factory.mktemp("nursery"))
    yield made
    made.close()


@pytest.fixture
async def stage(nursery: Nursery, tmp_path: Path) -> AsyncIterator[Stage]:
    """A world whose bot does not run yet."""
    async with open_stage(nursery, tmp_path) as made:
        yield made
