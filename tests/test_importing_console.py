"""`rubrika import` as it is started: what comes in, clear lines, exit codes."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.channels import Channel, ChannelState
from storage import channels, messages
from tests.newsroom import open_newsroom
from tests.services.archives import Archive, open_archive
from tests.services.exports import PAST, account, export, message, zipped
from tests.test_console import RUBRIKA, environment, one_line, rubrika


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = environment(DATABASE_URL=f"sqlite:///{folder / 'rubrika.db'}")
    return rubrika("import", *arguments, folder=folder, env=env)


async def count(archive: Archive) -> int:
    row = await archive.db.fetch_one("SELECT count(*) AS n FROM posts")
    assert row is not None
    return int(row["n"])


async def has_post(archive: Archive, channel: Channel, number: int) -> bool:
    return await messages.get_post_of(archive.db, channel.chat_id, number) is not None


async def test_a_file_is_imported_beside_an_open_store_and_once(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        (tmp_path / "result.json").write_bytes(export(channel.chat_id, *PAST))
        done = run("result.json", "--channel", str(channel.chat_id), folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert one_line(done.stdout) == "Imported into Маркетинг: 2 new posts, 0 known\n"
        done = run("result.json", "--channel", "@Channel0", folder=tmp_path)
        assert "0 new posts, 2 known; nothing changed" in one_line(done.stdout)
        assert await has_post(archive, channel, 2)
        assert await count(archive) == 2


async def test_an_archive_a_folder_and_an_account_do_as_well(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        whole = export(channel.chat_id, *PAST)
        (tmp_path / "history.zip").write_bytes(zipped(whole))
        (tmp_path / "ChatExport").mkdir()
        (tmp_path / "ChatExport" / "result.json").write_bytes(whole)
        (tmp_path / "account.json").write_bytes(account(export(-10077, *PAST), whole))
        for source in ("history.zip", "ChatExport", "account.json"):
            done = run(source, folder=tmp_path)
            assert (done.returncode, done.stderr) == (0, ""), source
        assert await count(archive) == 2


async def test_an_interrupted_import_goes_on(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        (tmp_path / "result.json").write_bytes(export(channel.chat_id, *PAST))
        assert run("result.json", folder=tmp_path).returncode == 0
        async with archive.db.transaction() as session:
            await session.execute("UPDATE imports SET state = 'running', position = 2, added = 1")
            await session.execute("DELETE FROM posts WHERE title LIKE 'Разбор%'")
        done = run("result.json", folder=tmp_path)
        assert one_line(done.stdout) == "Imported into Маркетинг: 2 new posts, 0 known\n"
        assert await has_post(archive, channel, 3)


@pytest.mark.parametrize("cut", [5, 60, 300])
async def test_a_cut_file_imports_nothing_and_says_where(tmp_path: Path, cut: int) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        whole = export(channel.chat_id, *PAST)
        (tmp_path / "result.json").write_bytes(whole[:-cut])
        done = run("result.json", "--channel", "@channel0", folder=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "at byte" in one_line(done.stderr)
        assert await count(archive) == 0


async def test_mistakes_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await archive.connect()
    (tmp_path / "other.json").write_bytes(export(-10077, *PAST, name="Other"))
    for arguments, words in (
        (("nowhere.json", "--channel", "@channel0"), "nowhere.json"),
        (("other.json",), "name the channel by --channel; connected are @channel0"),
        (("other.json", "--channel", "@nobody"), "@nobody: it is not connected"),
        (("https://example.com/s/channel0",), "https://t.me/s/<name>"),
        (("https://t.me/s/nobody",), "@nobody: it is not connected"),
        ((), "FILE"),
    ):
        done = run(*arguments, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert words in one_line(done.stderr)


async def test_a_file_of_another_id_comes_in_where_it_is_said_to_with_a_word(
    tmp_path: Path,
) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        (tmp_path / "old.json").write_bytes(export(-1009999, *PAST, name="Old"))
        done = run("old.json", "--channel", "@channel0", folder=tmp_path)
        assert done.returncode == 0
        assert "the file is of “Old”" in one_line(done.stderr)
        assert await has_post(archive, channel, 2)


async def test_without_a_store_or_a_channel_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(export(-1001, *PAST))
    done = run("result.json", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "connect a channel" in one_line(done.stderr)
    assert not (tmp_path / "rubrika.db").exists()
    async with open_archive(tmp_path):
        done = run("result.json", folder=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "no channel is connected yet" in one_line(done.stderr)


async def test_a_public_page_comes_in_beside_a_running_bot_and_then_what_is_newer(
    tmp_path: Path,
) -> None:
    async with open_newsroom(tmp_path) as room:
        env = environment(
            DATABASE_URL=f"sqlite:///{room.app.settings.database_path}",
            PREVIEW_URL=room.sandbox.url,
        )

        async def read() -> str:
            process = await asyncio.create_subprocess_exec(
                RUBRIKA, "import", "https://t.me/s/marketing_aloud", cwd=tmp_path, env=env,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            out, err = await process.communicate()
            assert (process.returncode, err) == (0, b"")
            return out.decode()

        room.world.say(room.author.id, room.channel_id, "До бота #кейс")
        await room.settle()
        async with room.app.db.transaction() as session:
            await session.execute("DELETE FROM posts")
        assert "1 new posts" in await read()
        assert "0 new posts, 0 known; nothing changed" in await read()
        row = await room.app.db.fetch_one("SELECT title, origin FROM posts")
        assert row is not None
        assert (row["title"], row["origin"]) == ("До бота", "import")


MANY = 6000
"""Posts that take a second or more, in batches of 200."""


@asynccontextmanager
async def under_way(
    archive: Archive, channel: Channel, folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """An import of a process apart, of which something is in."""
    past = [message(number, f"Пост {number} #кейс") for number in range(1, MANY + 1)]
    (folder / "result.json").write_bytes(export(channel.chat_id, *past))
    env = environment(DATABASE_URL=f"sqlite:///{folder / 'rubrika.db'}")
    process = await asyncio.create_subprocess_exec(
        RUBRIKA, "import", "result.json", cwd=folder, env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        while not await archive.db.fetch_one("SELECT 1 FROM imports WHERE position > 0"):
            assert process.returncode is None
            await asyncio.sleep(0.01)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def test_a_second_import_beside_one_is_refused_and_goes_on_where_the_first_died(
    tmp_path: Path,
) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        async with under_way(archive, channel, tmp_path) as first:
            first.send_signal(signal.SIGSTOP)
            done = await asyncio.to_thread(run, "result.json", folder=tmp_path)
            assert (done.returncode, done.stdout) == (1, "")
            assert "an import into @channel0 is under way; wait until" in one_line(done.stderr)
        assert 0 < await count(archive) < MANY, "the first was killed in the middle"
        done = await asyncio.to_thread(run, "result.json", folder=tmp_path)
        assert one_line(done.stdout) == f"Imported into Маркетинг: {MANY} new posts, 0 known\n"
        assert await count(archive) == MANY


async def test_a_disconnect_in_the_middle_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        channel = await archive.connect()
        async with under_way(archive, channel, tmp_path) as process:
            async with archive.db.transaction() as session:
                await channels.set_state(session, channel.id, ChannelState.DISCONNECTED)
                row = await session.fetch_one("SELECT count(*) AS n FROM posts")
            _, err = await process.communicate()
        assert process.returncode == 1
        assert "no longer connected" in err.decode()
        assert err.decode().rstrip().endswith("run the same line again to go on.")
        assert row is not None
        assert await count(archive) == row["n"], "no batch was written afterwards"
        async with archive.db.transaction() as session:
            await channels.set_state(session, channel.id, ChannelState.CONNECTED)
        done = await asyncio.to_thread(run, "result.json", folder=tmp_path)
        assert one_line(done.stdout) == f"Imported into Маркетинг: {MANY} new posts, 0 known\n"
