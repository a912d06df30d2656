"""Digests to many through the whole bot: at Telegram's rate beside others, and at our own ceiling.

The server is the lean strict one; its answers come at once, see `strict`.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.benchmarks.processes import UNLIMITED, WHOLE, Running, Sent, running, strict
from tests.benchmarks.subscribed import subscribe
from tests.benchmarks.table import Line

RATE, PAID_RATE = 30, 1_000
SLOW = 0.06
"""Seconds of an answer that comes from far away."""
STEADY = 600
"""Readers of what keeps to 30 a second: the rate is steady, twenty seconds of it tell the rest."""
FREE = 5_000
"""Readers where nothing is limited."""
REPETITIONS = 3
RIVALS = {
    "aiolimiter": "aiolimiter(30, 1)",
    "aiolimiter-spaced": "aiolimiter(1, 1/30)",
    "python-telegram-bot": "PTB AIORateLimiter",
    "aiogram-broadcaster": "aiogram-broadcaster",
}


class Broadcast(NamedTuple):
    """What came of one, and the CPU seconds of its process from the first message to the last."""

    sent: Sent
    cpu_seconds: float
    memory_mb: float

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a message."""
        return self.cpu_seconds / len(self.sent.moments) * 1e3


def measure_steady(folder: Path, count: int = STEADY) -> Iterator[Line]:
    """At 30 a second: ours to so many readers; others to 600; ours far from the server to 600."""
    ours, words = deliver(folder, count, RATE)
    yield _share(f"digest to {count:,}", ours.sent, count, RATE)
    for kind, name in RIVALS.items():
        other = _rival(folder, kind, words, STEADY, RATE).sent
        theirs = other.share(RATE)
        yield Line(
            f"the same beside others to {STEADY}",
            f"{ours.sent.share(RATE):.3f}, {ours.sent.refusals} refused",
            f"{name} {theirs:.3f}, {other.refusals} refused",
            f"{ours.sent.share(RATE) / theirs:.2f}", "none", True,
        )  # fmt: skip
    far, _ = deliver(folder, STEADY, RATE, delay=SLOW)
    work = f"digest to {STEADY}, answers in {SLOW * 1e3:.0f} ms"
    yield _share(work, far.sent, STEADY, RATE)


def measure_paid(folder: Path) -> Iterator[Line]:
    """At 1,000 a second: as much as a core can, never refused."""
    count = 10_000
    ours, _ = deliver(folder, count, PAID_RATE)
    yield _share(f"digest to {count:,}", ours.sent, count, PAID_RATE, is_ceiling=True)
    yield Line(
        f"digest to {count:,} at {PAID_RATE:,}/s",
        f"{ours.sent.per_second:.0f}/s, {ours.cpu_ms:.2f} ms each",
        "seconds of one core a second",
        f"{ours.cpu_ms * ours.sent.per_second / 1e3:.2f}", "said", True,
    )  # fmt: skip


def measure_free(folder: Path) -> Iterator[Line]:
    """Without a limit: the whole bot and bare sends of the same message, in turn."""
    pairs = []
    for _ in range(REPETITIONS):
        ours, words = deliver(folder, FREE, 0)
        pairs.append((ours, _rival(folder, "bare", words, FREE, 0)))
    ratio = median(ours.sent.per_second / bare.sent.per_second for ours, bare in pairs)
    mine, theirs = zip(*pairs, strict=True)
    all_came = all(
        len(one.sent.moments) == FREE and not one.sent.duplicates for one in (*mine, *theirs)
    )
    yield Line(
        f"digest to {FREE:,}, no limit",
        f"{median(one.sent.per_second for one in mine):.0f}/s",
        f"bare send_message, 50 at once {median(one.sent.per_second for one in theirs):.0f}/s",
        f"{ratio:.2f}", "at least 0.85", ratio >= 0.85 and all_came,
    )  # fmt: skip
    ours_ms, bare_ms = (median(one.cpu_ms for one in ones) for ones in (mine, theirs))
    yield Line(
        "CPU of a message", f"{ours_ms:.2f} ms", f"bare send_message {bare_ms:.2f} ms",
        f"{ours_ms / bare_ms:.2f}", "at most 1.2", ours_ms / bare_ms <= 1.2,
    )  # fmt: skip


def deliver(
    folder: Path, count: int, rate: int, *, delay: float = 0.0
) -> tuple[Broadcast, dict[str, Any]]:
    """A digest to so many readers who are due when the bot starts, and its last message.

    `rate` 0: neither the server nor the bot limits anything.
    """
    store = folder / "broadcast.db"
    _remove(store)
    subscribe(store, count)
    with running(
        WHOLE if rate else UNLIMITED, store, rate=rate or PAID_RATE,
        server_arguments=strict(rate, delay),
    ) as bot:  # fmt: skip
        return _watch(bot, count, rate), bot.stub.last_body()


def _rival(folder: Path, kind: str, words: dict[str, Any], count: int, rate: int) -> Broadcast:
    path = folder / "words.json"
    path.write_text(json.dumps(words), "utf-8")
    arguments: Sequence[str] = ("-m", "tests.benchmarks.rivals", kind, str(count), str(path))
    with running(
        arguments, folder / "none.db", rate=rate or PAID_RATE, server_arguments=strict(rate)
    ) as bot:
        return _watch(bot, count, rate)


def _watch(bot: Running, count: int, rate: int) -> Broadcast:
    """Wait for the first message and for the last, or three times as long as it should take."""
    bot.stub.arrived(1, 60)
    before = bot.cpu_seconds
    sent = bot.stub.arrived(count, 3 * count / min(rate or 500, 500) + 10)
    return Broadcast(sent, bot.cpu_seconds - before, bot.memory_mb)


def _share(work: str, sent: Sent, count: int, rate: int, *, is_ceiling: bool = False) -> Line:
    """The share of the rate that was used; `is_ceiling`: as much as there is, but never a 429."""
    share = sent.share(rate)
    is_whole = len(sent.moments) == count and not sent.duplicates and not sent.refusals
    return Line(
        work,
        f"{share:.3f}, {sent.refusals} refused",
        f"{rate:,}/s; {len(sent.moments):,} came, {sent.duplicates} twice",
        f"{share:.2f}",
        "none refused" if is_ceiling else "at least 0.95",
        is_whole and (is_ceiling or share >= 0.95),
    )


def _remove(store: Path) -> None:
    for path in store.parent.glob(f"{store.name}*"):
        path.unlink()
