"""The disk is full while a post goes out, and while an author writes: nothing lost, nothing twice.

`CRASH_STRIDE=1 pytest tests/crash/test_full_disk.py` fills it at every point, not at each fifth.
"""

import asyncio
import logging
import os
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

from tests.crash.dial import empty_disk, fill_disk
from tests.crash.stage import Nursery, Stage, Victim, open_stage, words
from tests.crash.walk import ALBUM, LONG, Step, Walk, expected_texts

log = logging.getLogger(__name__)

# Points come in pairs, before and after: an odd stride sees both.
STRIDE = int(os.environ.get("CRASH_STRIDE", "5"))
STAGES_AT_ONCE = 2
# No step has so many points: something never comes to an end.
MOST_POINTS = 90
# The jobs look each 0.15 s: so long they try in vain, some ten times each.
FULL_SECONDS = 1.0
# However long the disk is full, it is said in a few lines.
MOST_LINES = 12


@asynccontextmanager
async def open_full_stage(nursery: Nursery, folder: Path) -> AsyncIterator[Stage]:
    """A stage whose bot writes its log into a pipe: a full disk would swallow the file."""
    async with open_stage(nursery, folder) as stage:
        stage.pipe = folder / "log.pipe"
        os.mkfifo(stage.pipe)
        # With an end of our own to write into, it does not end with the first victim.
        end = os.open(stage.pipe, os.O_RDWR | os.O_NONBLOCK)
        loop = asyncio.get_running_loop()
        with (folder / "bot.log").open("ab", buffering=0) as file:
            loop.add_reader(end, lambda: file.write(os.read(end, 1 << 16)))
            try:
                yield stage
            finally:
                loop.remove_reader(end)
                os.close(end)


@pytest.fixture
async def stage(nursery: Nursery, tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_full_stage(nursery, tmp_path) as made:
        yield made


@pytest.mark.parametrize("is_killed", [False, True], ids=["space is back", "killed meanwhile"])
async def test_a_disk_that_is_full_from_any_point_of_publishing_on_sends_each_post_once(
    nursery: Nursery, tmp_path: Path, is_killed: bool
) -> None:
    """From the n-th commit or call behind Publish on, for n from 1 until there is none."""
    points: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    numbers, is_over = count(1, STRIDE), asyncio.Event()

    async def work() -> None:
        while not is_over.is_set():
            number = next(numbers)
            assert number < MOST_POINTS, "the points never end"
            async with open_full_stage(nursery, tmp_path / str(number)) as stage:
                await _publish(stage, number, is_killed=is_killed)
                points.update(stage.dial.deaths)
                settled.update(stage.settled())
                if not stage.dial.deaths:
                    is_over.set()

    async with asyncio.TaskGroup() as group:
        for _ in range(STAGES_AT_ONCE):
            group.create_task(work(), name="stages")
    log.info("%s times full: %s", points.total(), dict(points))
    log.info("doubts settled by %s", dict(settled))
    assert {"before", "after"} == {point.partition(" ")[0] for point in points}
    assert "probes" in settled


async def _publish(stage: Stage, fuse: int, *, is_killed: bool) -> None:
    """An album and a long post; behind each Publish the disk is full at a point."""
    walk = Walk(stage)
    await walk.prepare()
    for step in (*walk.publish_album(), *walk.publish_long()):
        if step.name.startswith("sure"):
            await _take_when_full(walk, step, fuse, is_killed=is_killed)
        else:
            await walk.take(step)
    assert walk.channel_texts() == [ALBUM, *expected_texts(LONG)], stage.report()
    album = [message for message in stage.channel() if message.photo]
    assert [len(album), len({message.media_group_id for message in album})] == [3, 1]
    assert {row[0] for row in stage.query("SELECT state FROM publications")} == {"published"}
    assert walk.questions == []
    told = [m for m in stage.answers() if "Published: " in words(m).partition("\n")[0]]
    assert len(told) == 2, stage.report()


async def _take_when_full(walk: Walk, step: Step, fuse: int, *, is_killed: bool) -> None:
    stage, dial = walk.stage, walk.stage.dial
    dial.fills, dial.fuse = True, fuse
    before = len(dial.deaths)
    taking = asyncio.ensure_future(walk.take(step))
    while not taking.done() and len(dial.deaths) == before:
        await asyncio.sleep(0.01)
    dial.fuse = 0
    if len(dial.deaths) > before:
        await _stay_full(stage)
        if is_killed:
            assert stage.victim is not None
            stage.victim.strike(signal.SIGKILL)
        else:
            give_space(stage)
    await taking


async def _stay_full(stage: Stage) -> None:
    """Let the bot try for a while: it lives, is not loud, and sends next to nothing."""
    lines, calls = len(stage.log.splitlines()), len(sent(stage))
    await asyncio.sleep(FULL_SECONDS)
    assert stage.victim is not None
    assert stage.victim.code is None, stage.log
    assert len(stage.log.splitlines()) - lines <= MOST_LINES, stage.log
    assert "Traceback" not in stage.log, stage.log
    # What was under way at the point itself, and the answer to the press.
    assert len(sent(stage)) - calls <= 3, stage.report()


def sent(stage: Stage) -> list[str]:
    """The calls that somebody sees."""
    return [
        call.method
        for call in stage.world.calls
        if call.method.startswith(("send", "edit", "copy", "forward"))
    ]


def give_space(stage: Stage) -> None:
    assert stage.victim is not None
    empty_disk(stage.victim.pid)


async def test_a_post_whose_attempt_cannot_be_noted_is_not_sent_until_it_can(
    stage: Stage,
) -> None:
    walk = await _with_due_post(stage)
    assert stage.victim is not None
    fill_disk(stage.victim.pid)
    stage.dial.move(60)
    await _stay_full(stage)
    assert stage.channel() == []
    assert stage.query("SELECT count(*) FROM attempts") == [(0,)]
    give_space(stage)
    await stage.rest()
    assert walk.channel_texts() == ["Headline\n\nWords #case"]
    assert [row[0] for row in stage.query("SELECT outcome FROM attempts")] == ["sent"]


async def _with_due_post(stage: Stage) -> Walk:
    walk = Walk(stage)
    await walk.prepare()
    stage.say("Headline\n\nWords #case")
    await stage.rest()
    stage.press("Schedule")
    await stage.rest()
    stage.say("in 1 minute")
    await stage.rest()
    return walk


async def test_a_message_that_cannot_be_stored_is_not_confirmed_and_taken_when_it_can(
    stage: Stage,
) -> None:
    await Walk(stage).prepare()
    assert stage.victim is not None
    fill_disk(stage.victim.pid)
    stage.say("Headline\n\nWords #case")
    stage.say("/start", person_id=stage.reader_id)
    await _stay_full(stage)
    assert stage.world.pending_updates(stage.bot_id) == 2
    assert stage.query("SELECT count(*) FROM posts") == [(0,)]
    give_space(stage)
    await stage.rest()
    assert stage.query("SELECT title FROM posts") == [("Headline",)]
    cards = [text for m in stage.answers() if "Draft" in (text := words(m))]
    assert len(cards) == 1


async def test_a_bot_with_a_full_disk_ends_on_sigterm_and_does_what_was_left_undone(
    stage: Stage,
) -> None:
    walk = await _with_due_post(stage)
    assert stage.victim is not None
    fill_disk(stage.victim.pid)
    stage.say("Another headline\n\nWords #case")
    stage.dial.move(60)
    await _stay_full(stage)
    stage.victim.strike(signal.SIGTERM)
    assert await stage.victim.end() == 0
    assert "Traceback" not in stage.log
    await stage.kill()
    await stage.rest()
    assert walk.channel_texts() == ["Headline\n\nWords #case"]
    titles = stage.query("SELECT title FROM posts ORDER BY id")
    assert titles == [("Headline",), ("Another headline",)]


async def test_a_disk_that_is_full_from_any_point_of_an_update_on_loses_no_update(
    nursery: Nursery, tmp_path: Path
) -> None:
    """Two messages of one chat behind one another; the second waits for the first."""
    async with open_full_stage(nursery, tmp_path) as stage:
        await Walk(stage).prepare()
        titles: list[tuple[str]] = []
        for fuse in range(1, MOST_POINTS, 2 * STRIDE + 1):
            fresh = [(f"Headline {fuse} {word}",) for word in ("one", "two")]
            if not await _write_when_full(stage, fuse, [title for (title,) in fresh]):
                break
            titles += fresh
            assert stage.query("SELECT title FROM posts ORDER BY id") == titles, stage.report()
        else:
            raise AssertionError("the points never end")
        assert len(titles) > 2
        assert stage.starts == 1


async def _write_when_full(stage: Stage, fuse: int, titles: list[str]) -> bool:
    """Send two messages; whether the disk was full at that point."""
    stage.dial.fills, stage.dial.fuse = True, fuse
    before = len(stage.dial.deaths)
    for title in titles:
        stage.say(f"{title}\n\nWords #case")
    while stage.dial.fuse and not stage.is_quiet:
        await asyncio.sleep(0.01)
    if is_full := len(stage.dial.deaths) > before:
        await _stay_full(stage)
        give_space(stage)
    await stage.rest()
    stage.dial.fuse = 0
    return is_full


async def test_a_start_on_a_full_disk_ends_with_one_line_and_the_next_one_finds_everything(
    nursery: Nursery, stage: Stage
) -> None:
    await _start_on_full_disk(nursery, stage)
    walk = await _with_due_post(stage)
    await stage.kill()
    stage.dial.move(60)
    stage.say("Another headline\n\nWords #case")
    await _start_on_full_disk(nursery, stage)
    assert stage.world.pending_updates(stage.bot_id) == 1
    await stage.rest()
    assert walk.channel_texts() == ["Headline\n\nWords #case"]
    titles = stage.query("SELECT title FROM posts ORDER BY id")
    assert titles == [("Headline",), ("Another headline",)]


async def _start_on_full_disk(nursery: Nursery, stage: Stage) -> None:
    before = len(stage.log.splitlines())
    stage.dial.fills, stage.dial.fuse = True, 1
    other = await Victim.start(nursery, stage.order())
    try:
        assert await other.end() == 1
    finally:
        await other.bury()
    (line,) = stage.log.splitlines()[before:]
    assert line.startswith("rubrika: DATABASE_URL: ")
    assert "disk I/O error" in line


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no tmpfs may be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_a_real_file_system_that_is_full_is_waited_out_too(
    nursery: Nursery, small_disk: Path, tmp_path: Path
) -> None:
    async with open_stage(nursery, tmp_path / "stage") as stage:
        stage.store.symlink_to(small_disk / "rubrika.db")
        walk = await _with_due_post(stage)
        ballast = small_disk / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        stage.say("Another headline\n\nWords #case")
        stage.dial.move(60)
        await _stay_full(stage)
        assert "SQLITE_FULL" in stage.log
        assert stage.channel() == []
        assert stage.world.pending_updates(stage.bot_id) == 1
        ballast.unlink()
        await stage.rest()
        assert walk.channel_texts() == ["Headline\n\nWords #case"]
        titles = stage.query("SELECT title FROM posts ORDER BY id")
        assert titles == [("Headline",), ("Another headline",)]
