"""A file is read beside its writer, by a thread or by a process, and either comes to the same."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.domain.channels import Channel
from bot.domain.imports import Holding, Import, ImportSource, ImportState, Tally
from bot.errors import AppError, InputRefused
from bot.gateways.exports import open_export
from bot.services.carrying_out import OnBatch, carry_out, reread
from bot.services.preparing import BATCH
from bot.services.reading_ahead import APART_FROM, reading
from storage import imports
from tests.services.archives import NOON, Archive, open_archive
from tests.services.exports import export, message
from tests.services.histories import EXPORTED
from tests.services.test_filing import dump, nobody

APART, BESIDE = 0, APART_FROM
MANY = BATCH * 2 + 1


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC
from multiprocessing import active_children
from pathlib import Path

from bot.domain.imports import ImportSource
from bot.gateways.exports import open_export
from bot.services.reading_ahead import reading
from tests.services.histories import EXPORTED

async def main(path, chat_id):
    async with reading(
        open_export(path), chat_id, UTC, source=ImportSource.FILE, told_at=EXPORTED, apart_from=0
    ) as reader:
        await reader.take()
        [child] = active_children()
        print(child.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as made:
        yield made


@pytest.fixture
async def channel(archive: Archive) -> Channel:
    return await archive.connect()


def written(folder: Path, channel: Channel, *, cut: int = 0) -> Path:
    past = [
        message(
            n, f"Пост {n} #тег{n % 3}", reactions=[{"type": "emoji", "count": n, "emoji": "🔥"}]
        )
        for n in range(1, MANY + 1)
    ]
    path = folder / "result.json"
    whole = export(channel.chat_id, *past)
    path.write_bytes(whole[: len(whole) - cut])
    return path


async def begin(archive: Archive, channel: Channel) -> Import:
    async with archive.db.transaction() as session:
        return await imports.insert(
            session, source=ImportSource.FILE, state=ImportState.RUNNING, channel_id=channel.id,
            name="result.json", holding=Holding(told_at=EXPORTED), now=NOON,
        )  # fmt: skip


async def bring(
    archive: Archive,
    channel: Channel,
    job: Import,
    path: Path,
    *,
    apart_from: int = APART,
    on_batch: OnBatch = nobody,
) -> Import:
    async with reading(
        open_export(path), channel.chat_id, channel.zoneinfo, source=job.source,
        told_at=EXPORTED, apart_from=apart_from,
    ) as reader:  # fmt: skip
        return await carry_out(archive.db, archive.clock, job, channel, reader, on_batch)


async def test_a_process_apart_writes_what_a_thread_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    dumps = []
    for apart_from in (APART, BESIDE):
        folder = tmp_path_factory.mktemp("store")
        async with open_archive(folder) as archive:
            channel = await archive.connect()
            job = await begin(archive, channel)
            path = written(folder, channel)
            over = await bring(archive, channel, job, path, apart_from=apart_from)
            assert (over.state, over.tally) == (ImportState.DONE, Tally(added=MANY))
            dumps.append(await dump(archive.db))
    assert dumps[0] == dumps[1]


async def test_the_sentence_about_a_cut_file_comes_whole_from_a_process_apart(
    archive: Archive, channel: Channel, tmp_path: Path
) -> None:
    path = written(tmp_path, channel, cut=20)
    told = []
    for apart_from in (APART, BESIDE):
        with pytest.raises(InputRefused) as refused:
            await bring(
                archive, channel, await begin(archive, channel), path, apart_from=apart_from
            )
        told.append((refused.value.message_key, refused.value.params))
    assert told[0] == told[1]
    assert told[0][0] == "history-cut"
    assert (await dump(archive.db))["posts"] == []


async def test_a_reader_that_was_killed_is_told_of_and_a_repeat_brings_the_rest(
    archive: Archive, channel: Channel, tmp_path: Path
) -> None:
    path = written(tmp_path, channel)
    job = await begin(archive, channel)

    async def kill(_: Import) -> None:
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
            await asyncio.to_thread(child.join)

    with pytest.raises(AppError) as gone:
        await bring(archive, channel, job, path, on_batch=kill)
    assert gone.value.message_key == "import-reader-gone"
    held = await reread(archive.db, job)
    assert held.position == held.tally.added == len((await dump(archive.db))["posts"])
    over = await bring(archive, channel, held, path)
    assert (over.state, over.tally.added) == (ImportState.DONE, MANY)
    assert len((await dump(archive.db))["posts"]) == MANY


async def test_the_end_of_a_whole_group_of_processes_makes_no_import_a_failed_one(
    archive: Archive, channel: Channel, tmp_path: Path
) -> None:
    path = written(tmp_path, channel)

    async def end(_: Import) -> None:
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGTERM)

    job = await begin(archive, channel)
    over = await bring(archive, channel, job, path, on_batch=end)
    assert (over.state, over.tally.added) == (ImportState.DONE, MANY)


async def test_a_process_apart_ends_with_whoever_started_it_and_was_killed(
    channel: Channel, tmp_path: Path
) -> None:
    path = written(tmp_path, channel)
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(path), str(channel.chat_id), stdout=PIPE
    )
    assert killed.stdout is not None
    number = int(await killed.stdout.readline())
    try:
        # Whoever lives holds the pipe open.
        assert await asyncio.wait_for(killed.stdout.read(), timeout=60) == b""
    except TimeoutError:
        os.kill(number, signal.SIGKILL)
        pytest.fail("it lives on")
    assert await killed.wait() == -signal.SIGKILL


async def test_an_import_given_up_in_the_middle_leaves_no_process(
    archive: Archive, channel: Channel, tmp_path: Path
) -> None:
    path = written(tmp_path, channel)
    job = await begin(archive, channel)

    async def cancel(_: Import) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(bring(archive, channel, job, path, on_batch=cancel))
    assert active_children() == []
    held = await reread(archive.db, job)
    assert held.position == held.tally.added == BATCH
    assert (await bring(archive, channel, held, path)).tally.added == MANY
