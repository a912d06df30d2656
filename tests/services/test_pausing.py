"""What Telegram asked to wait holds the next process too."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.pausing import LONGEST, PREDECESSOR, Pausing
from bot.tasks import Tasks
from tests.services.archives import open_archive


class Rate:
    """Remembers for how long bulk is held."""

    def __init__(self) -> None:
        self.held: list[float] = []

    def hold_bulk(self, seconds: float) -> None:
        self.held.append(seconds)


@pytest.mark.parametrize(
    ("asked", "passed", "left"),
    [
        ([30.0], 10.0, 20.0),
        ([30.0, 5.0], 10.0, 20.0),
        ([5.0, 30.0], 10.0, 20.0),
        # It is over, or there was none: what an earlier process sent just now is waited out.
        ([30.0], 31.0, PREDECESSOR.total_seconds()),
        ([], 0.0, PREDECESSOR.total_seconds()),
        # The clock was set back by a year meanwhile.
        ([30.0], -365 * 86_400.0, LONGEST.total_seconds()),
    ],
)
async def test_a_new_process_waits_as_long_as_the_old_one_was_told(
    tmp_path: Path, asked: list[float], passed: float, left: float
):
    async with open_archive(tmp_path) as archive:
        tasks, rate = Tasks(), Rate()
        before = Pausing(archive.db, archive.clock, tasks, rate)
        for seconds in asked:
            before.note(seconds)
        await tasks.finish(timeout_seconds=5)
        archive.clock.moment += timedelta(seconds=passed)
        await Pausing(archive.db, archive.clock, tasks, rate).restore()
        assert rate.held == [left]
