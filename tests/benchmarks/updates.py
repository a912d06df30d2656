"""Updates a second: a reader's /tags through the whole bot, against a bare echo bot."""

from pathlib import Path
from statistics import median

from tests.benchmarks.processes import BARE, WHOLE, Running, running
from tests.benchmarks.table import Line

COUNT = 600
PEOPLE = 300
REPETITIONS = 5


def measure(store: Path) -> list[Line]:
    """Both bots run side by side, each idle while the other works."""
    with running(WHOLE, store) as whole, running(BARE, store) as bare:
        for bot in (whole, bare):
            bot.wait_for_poll()
            # Everybody is met before it counts.
            _rate(bot)
        rates = [(_rate(whole), _rate(bare)) for _ in range(REPETITIONS)]
    ratio = median(ours / theirs for ours, theirs in rates)
    return [
        Line(
            "updates a second, whole bot",
            f"{median(ours for ours, _ in rates):.0f}/s",
            f"bare aiogram echo {median(theirs for _, theirs in rates):.0f}/s",
            f"{ratio:.2f}", "at least 0.4", ratio >= 0.4,
        )
    ]  # fmt: skip


def _rate(bot: Running) -> float:
    bot.stub.ask(f"/load/{COUNT}/{PEOPLE}")
    return COUNT / bot.stub.ask(f"/sent/{COUNT}")
