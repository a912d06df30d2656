"""One process a store."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.lock import StoreLock, StoreLocked

_HOLD = """
import sys
from storage.lock import StoreLock
StoreLock(sys.argv[1]).take()
"""
_TAKE = (
    _HOLD.replace("StoreLock(sys.argv[1]).take()", "lock = StoreLock(sys.argv[1])\nlock.take()")
    + """
print("held", flush=True)
sys.stdin.read()
"""
)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", _TAKE, str(tmp_path / "rubrika.db")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_told_which_is_the_first(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(StoreLocked, match=f"process {holder.pid} already works with"):
        StoreLock(str(tmp_path / "rubrika.db")).take()


def test_a_killed_process_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    lock = StoreLock(str(tmp_path / "rubrika.db"))
    lock.take()
    lock.release()


def test_another_process_is_stopped_while_we_hold_and_passes_when_we_release(
    tmp_path: Path,
) -> None:
    def take_elsewhere() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", _HOLD, str(tmp_path / "rubrika.db")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    lock = StoreLock(str(tmp_path / "rubrika.db"))
    lock.take()
    refused = take_elsewhere()
    assert refused.returncode == 1
    assert "StoreLocked" in refused.stderr
    lock.release()
    assert take_elsewhere().returncode == 0
