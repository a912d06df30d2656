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
from urllib.request import urlopen

TOKEN = "42:BENCHMARK"
BARE = ("-m", "tests.benchmarks.echo")
WHOLE = ("-m", "bot", "run")
LADEN = ("-m", "tests.benchmarks.laden")
JOB_A_POST = ("-m", "tests.benchmarks.job_a_post")


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
def running(arguments: Sequence[str], store: Path, *, rate: int = 1000) -> Iterator[Running]:
    """A bot on a stub of its own, at work on a store (the bare one has none).

    `rate`: messages a second over all chats.
    """
    with _process(["-m", "tests.benchmarks.stub"]) as server:
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
