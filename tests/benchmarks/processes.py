"""The stub and the bots, each in a process of its own."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any
from urllib.request import urlopen

TOKEN = "42:BENCHMARK"
BARE = ("-m", "tests.benchmarks.echo")
WHOLE = ("-m", "bot", "run")
LADEN = ("-m", "tests.benchmarks.laden")
JOB_A_POST = ("-m", "tests.benchmarks.job_a_post")
UNLIMITED = ("-m", "tests.benchmarks.unlimited")
LEAN = ("-m", "tests.benchmarks.stub")


@dataclass(frozen=True)
class Sent:
    """What a strict server took: when each message came, in seconds of the machine's clock."""

    moments: list[float]
    refusals: int
    duplicates: int

    @property
    def per_second(self) -> float:
        """Messages a second from the first to the last."""
        return (len(self.moments) - 1) / (self.moments[-1] - self.moments[0])

    def share(self, rate: float) -> float:
        """Of a rate that is kept over any second: without the first one, which may be a burst."""
        begun, ended = self.moments[0] + 1, self.moments[-1]
        return sum(moment > begun for moment in self.moments) / (rate * (ended - begun))


@dataclass(frozen=True)
class Pressed:
    """How long people waited for the answers to their presses, in seconds."""

    waited: list[float]
    unanswered: int


def strict(rate: int, delay: float = 0.0) -> tuple[str, ...]:
    """A server that refuses more than so many messages in any second (0: takes all)."""
    return "-m", "tests.benchmarks.strict", str(rate), str(delay)


@dataclass
class Stub:
    """The lean Bot API of one bot."""

    url: str

    def ask(self, path: str) -> float:
        """The answer to a control request; blocks until it comes."""
        with urlopen(f"{self.url}{path}", timeout=120) as answer:
            text = answer.read().decode()
        return float(text.rpartition(":")[2].strip(" }"))

    def late(self, count: int, within: int) -> list[float]:
        """How late, in seconds, posts came; waits for so many, and at most so many seconds."""
        with urlopen(f"{self.url}/late/{count}/{within}", timeout=within + 60) as answer:
            return [float(seconds) for seconds in json.load(answer)["result"]]

    def arrived(self, count: int, within: float) -> Sent:
        """What a strict server took, when there is so much or after so many seconds."""
        return Sent(**self._get(f"/arrived/{count}/{within}", within))

    def press(self, count: int, per_second: float) -> Pressed:
        """Let people press a button of the bot's at a strict server."""
        return Pressed(**self._get(f"/press/{count}/{per_second}", count / per_second))

    def last_body(self) -> dict[str, Any]:
        """The last message that a strict server took."""
        return self._get("/body", 0)

    def _get(self, path: str, seconds: float) -> dict[str, Any]:
        with urlopen(f"{self.url}{path}", timeout=seconds + 60) as answer:
            found: dict[str, Any] = json.load(answer)["result"]
        return found


@dataclass
class Running:
    """A bot that polls a stub."""

    stub: Stub
    process: Popen[bytes]
    started_at: float

    def wait_for_poll(self) -> float:
        """Seconds from the start of the process to its first poll."""
        return self.stub.ask("/polled") - self.started_at

    @property
    def memory_mb(self) -> float:
        """Resident memory, 10^6 bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024 / 1e6

    @property
    def cpu_seconds(self) -> float:
        """Seconds of the processor, in hundredths, since the process started."""
        # After the name in brackets: the 14th and 15th fields of the line, proc(5).
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _process(arguments: Sequence[str], **environment: str) -> Iterator[Popen[bytes]]:
    with Popen(
        [sys.executable, *arguments], stdout=PIPE, stderr=DEVNULL, env=os.environ | environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def running(
    arguments: Sequence[str],
    store: Path,
    *,
    rate: int = 1000,
    server_arguments: Sequence[str] = LEAN,
) -> Iterator[Running]:
    """A bot on a server of its own, at work on a store (the bare one has none).

    `rate`: messages a second over all chats.
    """
    with _process(server_arguments) as server:
        assert server.stdout is not None
        stub = Stub(f"http://127.0.0.1:{int(server.stdout.readline())}")
        started_at = time.monotonic()
        with _process(
            arguments, BOT_API_URL=stub.url, BOT_TOKEN=TOKEN, OWNER_IDS="1", SEND_RATE=str(rate),
            DATABASE_URL=f"sqlite:///{store}", LOG_LEVEL="ERROR",
            # Nobody serves it: a measurement asks nobody for pages.
            PREVIEW_URL="http://127.0.0.1:9", HTTP_PORT="0",
        ) as bot:  # fmt: skip
            yield Running(stub, bot, started_at)
