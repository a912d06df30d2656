"""The console script, as it is started: clear lines, exit codes, a clean end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.config import Settings
from storage.lock import StoreLock

RUBRIKA = Path(sys.executable).with_name("rubrika")
COMMANDS = ("run", "demo", "migrate", "import", "export", "backup", "doctor")
TOKEN = "42:TEST-TOKEN-OF-THE-CONSOLE"


def environment(**settings: str) -> dict[str, str]:
    """What the process sees: nothing of this machine's own settings."""
    names = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name not in names} | settings


@pytest.fixture
def working(tmp_path: Path) -> dict[str, str]:
    """Settings of a bot whose Bot API is not there."""
    return environment(
        BOT_TOKEN=TOKEN,
        OWNER_IDS="1",
        BOT_API_URL="http://127.0.0.1:9",
        HTTP_PORT="0",
        DATABASE_URL=f"sqlite:///{tmp_path / 'rubrika.db'}",
    )


def rubrika(
    *arguments: str, folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the script to its end in a folder without `.env`."""
    return subprocess.run(
        [RUBRIKA, *arguments], cwd=folder, env=env or environment(), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip


def one_line(text: str) -> str:
    assert text.endswith("\n")
    assert text.count("\n") == 1, f"more than one line: {text}"
    return text


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_explains_itself(command: str, tmp_path: Path) -> None:
    done = rubrika(*filter(None, [command, "--help"]), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: rubrika {command}".rstrip())
    if not command:
        for name in COMMANDS:
            assert name in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [(), ("fly",), ("run", "fast"), ("migrate", "--down"), ("--version-of-nothing",)],
    ids=" ".join,
)
def test_a_mistake_is_one_line_and_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = rubrika(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_line(done.stderr).startswith("rubrika")


@pytest.mark.parametrize(
    ("command", "settings", "named"),
    [
        ("run", {}, "BOT_TOKEN"),
        ("run", {"BOT_TOKEN": TOKEN}, "OWNER_IDS"),
        ("run", {"BOT_TOKEN": TOKEN, "OWNER_IDS": "me"}, "OWNER_IDS"),
        ("run", {"BOT_TOKEN": TOKEN, "OWNER_IDS": "1", "TIMEZONE": "Mars"}, "TIMEZONE"),
        ("run", {"BOT_TOKEN": TOKEN, "OWNER_IDS": "1", "REDIS_URL": "redis://x"}, "REDIS_URL"),
        ("migrate", {"DATABASE_URL": "postgresql://x"}, "DATABASE_URL"),
        ("demo", {"DEMO_PORT": "many"}, "DEMO_PORT"),
        ("demo", {"DEMO_PORT": "70000"}, "DEMO_PORT"),
    ],
)
def test_a_settings_mistake_names_the_setting(
    command: str, settings: dict[str, str], named: str, tmp_path: Path
) -> None:
    done = rubrika(command, folder=tmp_path, env=environment(**settings))
    assert (done.returncode, done.stdout) == (2, "")
    assert named in one_line(done.stderr)
    assert TOKEN not in done.stderr


def test_migrating_says_what_it_did_then_that_all_is_well(tmp_path: Path) -> None:
    first = rubrika("migrate", folder=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("applied 0001_initial.sql\n")
    assert (tmp_path / "data" / "rubrika.db").exists()
    second = rubrika("migrate", folder=tmp_path)
    assert (second.returncode, second.stdout) == (0, "the store is up to date\n")


def test_migrating_what_is_no_store_is_code_1(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rubrika.db").write_text("a letter to my aunt, not a database\n" * 100)
    done = rubrika("migrate", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/rubrika.db" in one_line(done.stderr)


def test_migrating_where_nothing_can_be_written_is_code_1(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    done = rubrika("migrate", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data" in one_line(done.stderr)


@contextmanager
def started(folder: Path, env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """`rubrika run` that has begun to poll."""
    with subprocess.Popen(
        [RUBRIKA, "run"], cwd=folder, env=env, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if "polling" in line:
                    break
            assert process.poll() is None, "it ended by itself"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_while_telegram_cannot_be_reached(
    number: signal.Signals, tmp_path: Path, working: dict[str, str]
) -> None:
    with started(tmp_path, working) as process:
        process.send_signal(number)
        _, rest = process.communicate(timeout=30)
        assert process.returncode == 0
    assert "stopping" in rest
    assert "Traceback" not in rest
    assert TOKEN not in rest
    # Whoever comes next finds the store free.
    lock = StoreLock(str(tmp_path / "rubrika.db"))
    lock.take()
    lock.release()


def test_a_second_process_on_one_store_is_refused_in_one_line(
    tmp_path: Path, working: dict[str, str]
) -> None:
    with started(tmp_path, working) as first:
        second = rubrika("run", folder=tmp_path, env=working)
        assert second.returncode == 1
        assert f"process {first.pid}" in one_line(second.stderr)
        assert "DATABASE_URL" in second.stderr
        assert first.poll() is None
