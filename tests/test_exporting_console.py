"""`rubrika export` as it is started: files, clear lines, exit codes."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.services.archives import Archive, open_archive
from tests.services.exports import PAST
from tests.services.exports import export as told_by
from tests.test_console import environment, one_line, rubrika


def export(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = environment(DATABASE_URL=f"sqlite:///{folder / 'rubrika.db'}")
    return rubrika("export", *arguments, folder=folder, env=env)


async def fill(archive: Archive, *titles: str) -> None:
    for title in titles:
        channel = await archive.connect(title)
        await archive.publish(channel, f"Пост канала {title}")


async def test_an_archive_is_exported_in_both_forms_and_again(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await fill(archive, "Маркетинг")
        # The store is open, as by a bot that runs.
        for _ in range(2):
            done = export("out/json", folder=tmp_path)
            assert (done.returncode, done.stderr) == (0, "")
            assert "1 messages of Маркетинг" in one_line(done.stdout)
            done = export("--format", "markdown", "out/notes", folder=tmp_path)
            assert (done.returncode, done.stderr) == (0, "")
    told = json.loads((tmp_path / "out/json/result.json").read_text("utf-8"))
    assert [message["text"] for message in told["messages"]] == ["Пост канала Маркетинг"]
    [note] = (tmp_path / "out/notes").rglob("*.md")
    assert note.read_text("utf-8").endswith("\nПост канала Маркетинг\n")


async def test_one_of_several_channels_is_named_by_id_or_name(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await fill(archive, "One", "Two")
    for wanted in ("-1001000000001", "@channel1", "@Channel1"):
        done = export("--channel", wanted, f"out{wanted}", folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert "of Two" in done.stdout
    for arguments in (("out",), ("--channel", "@nobody", "out"), ("--channel", "-1", "out")):
        done = export(*arguments, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "@channel0, @channel1" in one_line(done.stderr)
    assert not (tmp_path / "out").exists()


async def test_a_folder_of_somebody_else_is_a_mistake(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await fill(archive, "One")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "result.json").write_text("mine")
    done = export("mine", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mine is not empty" in one_line(done.stderr)
    assert (tmp_path / "mine" / "result.json").read_text() == "mine"


def test_nothing_to_export_is_code_1(tmp_path: Path) -> None:
    done = export("out", folder=tmp_path)
    assert done.returncode == 1
    assert "does not exist" in one_line(done.stderr)
    assert not (tmp_path / "rubrika.db").exists()


@pytest.mark.parametrize("words", ["a letter to my aunt, no database" * 99, ""])
def test_a_store_that_is_none_or_is_old_is_code_1(words: str, tmp_path: Path) -> None:
    (tmp_path / "rubrika.db").write_text(words)
    done = export("out", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "DATABASE_URL" in one_line(done.stderr)


async def test_where_nothing_can_be_written_is_code_1(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await fill(archive, "One")
    done = export("rubrika.db/out", folder=tmp_path)
    assert done.returncode in (1, 2)
    one_line(done.stderr)


async def test_it_writes_nothing_into_the_store(tmp_path: Path) -> None:
    async with open_archive(tmp_path) as archive:
        await archive.publish(await archive.connect("One"), "x")

    def dump() -> list[str]:
        with sqlite3.connect(tmp_path / "rubrika.db") as db:
            return list(db.iterdump())

    before = dump()
    assert export("out", folder=tmp_path).returncode == 0
    assert dump() == before


async def dump(archive: Archive) -> dict[str, list[str]]:
    """Every row of what posts are made of; how lately a file told of them is not among it."""
    found = {}
    for name in ("post_messages", "post_rubrics", "rubrics", "revisions", "post_stems"):
        rows = await archive.db.fetch_all(f"SELECT * FROM {name}")
        found[name] = sorted(str(dict(row)) for row in rows)
    assert all(found.values())
    return found


async def test_an_export_that_is_imported_changes_nothing_and_fills_an_empty_archive(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    async with open_archive(here) as archive, open_archive(there) as empty:
        channel = await archive.connect()
        await empty.connect()
        picture = PAST[1] | {"id": 4, "text": "", "text_entities": [], "photo": "photos/a.jpg"}
        history = told_by(channel.chat_id, *PAST, picture)
        (here / "result.json").write_bytes(history)
        await take("result.json", folder=here)
        archive._last_message_id = 10
        await archive.publish(channel, "Own words #case\n\nand more of them")
        before = await dump(archive)
        assert export("out", folder=here).returncode == 0
        # The whole of it, in both ways: nothing is new, nothing is told otherwise.
        assert "0 new posts, 4 known; nothing changed" in await take("out", folder=here)
        assert await dump(archive) == before
        assert "4 new posts, 0 known" in await take(str(here / "out"), folder=there)
        for folder in (here, there):
            assert export("again", folder=folder).returncode == 0
    told = (here / "out" / "result.json").read_bytes()
    for folder in (here, there):
        assert json.loads((folder / "again" / "result.json").read_bytes()) == json.loads(told)


async def take(source: str, *, folder: Path) -> str:
    """What `rubrika import` says."""
    env = environment(DATABASE_URL=f"sqlite:///{folder / 'rubrika.db'}")
    done = rubrika("import", source, folder=folder, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout
