"""What finding, claiming and settling a digest costs, whatever the number of subscriptions.

Run as `python -m tests.benchmarks.engine STORE COUNT` it is one mailing whose messages are sent
at once: it delivers so many, and prints the CPU seconds of it and its peak of memory.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.domain.channels import Look
from bot.domain.publications import SendOutcome, Sent
from bot.services.mailing import Mailing
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage.sqlite import open_sqlite
from tests.benchmarks.subscribed import subscribe
from tests.benchmarks.table import Line

FEW, MANY = 10_000, 1_000_000
MOST = 50_000
"""Of a million that are due so many are delivered: each costs what the next one does."""
ROOM = 50
"""Messages that may be begun at once, as the limiter says it at its highest rate and above."""


class _Counting:
    """A messenger whose messages have arrived before they are sent; stops after so many."""

    def __init__(self, most: int) -> None:
        self.count = 0
        self._most = most
        self.mailing: Mailing | None = None

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        return ROOM

    async def deliver(self, *args: Any, **kwargs: Any) -> SendOutcome:
        self.count += 1
        if self.count >= self._most and self.mailing is not None:
            self.mailing.stop()
        return Sent((1,))

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        raise AssertionError(f"nothing was lost: {names}")

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        raise AssertionError(f"nothing was refused: {reason}")

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        raise AssertionError(f"nothing is paid for: {reason}")


class _NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


async def deliver(path: str, count: int) -> dict[str, float]:
    """Deliver so many digests; their number, CPU seconds and the peak of memory, 10^6 bytes."""
    db, clock = await open_sqlite(path), SystemClock()
    registering = Registering(
        db, clock, _NoLooker(), owner_ids=frozenset({1}), zone="Europe/Moscow",
        default_language="ru",
    )  # fmt: skip
    messenger = _Counting(count)
    messenger.mailing = Mailing(db, clock, Tasks(), registering, messenger)
    begun = time.process_time()
    await messenger.mailing.deliver_due()
    seconds = time.process_time() - begun
    await db.close()
    return {"count": messenger.count, "seconds": seconds, "memory_mb": _peak_mb()}


def _peak_mb() -> float:
    """The most memory that this process had, 10^6 bytes: ru_maxrss remembers its parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def measure(folder: Path) -> Iterator[Line]:
    """10,000 due among as many, the same among a million, and a million due."""
    alone = _run(folder, FEW, FEW)
    for name, due, count in (("10,000 due of", FEW, FEW), ("all due of", MANY, MOST)):
        found = _run(folder, MANY, due, count)
        cost, base = (one["seconds"] / one["count"] * 1e6 for one in (found, alone))
        yield Line(
            f"{name} {MANY:,}: cost a reader", f"{cost:.0f} µs of CPU",
            f"{FEW:,} of {FEW:,} {base:.0f} µs", f"{cost / base:.2f}", "at most 1.2",
            cost / base <= 1.2 and found["count"] >= count,
        )  # fmt: skip
        grown = found["memory_mb"] - alone["memory_mb"]
        yield Line(
            f"{name} {MANY:,}: memory, peak", f"{found['memory_mb']:.0f} MB",
            f"{FEW:,} of {FEW:,} {alone['memory_mb']:.0f} MB", f"{grown:+.0f} MB",
            "at most +20 MB", grown <= 20,
        )  # fmt: skip


def _run(folder: Path, size: int, due: int, count: int | None = None) -> dict[str, float]:
    """A store of its own, in a process of its own, whose memory is its own."""
    store = folder / f"subscriptions-{size}-{due}.db"
    subscribe(store, size, due=due)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.engine", str(store), str(count or due)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    for path in folder.glob(f"{store.name}*"):
        path.unlink()
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    result = asyncio.run(deliver(sys.argv[1], int(sys.argv[2])))
    sys.stdout.write(json.dumps(result) + "\n")
