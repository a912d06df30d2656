"""An owner sends an export to the bot, sees what it holds, and imports it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.domain.posts import Origin
from bot.errors import AppError
from bot.services import carrying_out, reading_ahead
from bot.services.preparing import take
from handlers.authors.import_callbacks import ImportDo, OnImport
from storage import channels, messages
from tests.newsroom import Newsroom, Person, open_newsroom
from tests.services.exports import PAST, account, export, message, zipped

LARGE = 20 * 2**20 + 1


async def send(room: Newsroom, data: bytes, name: str = "result.json") -> None:
    await room.author.send_media("document", data, filename=name)


def kept(room: Newsroom) -> list[Path]:
    folder = Path(room.app.settings.database_path + ".imports")
    return sorted(folder.iterdir()) if folder.exists() else []


async def count(room: Newsroom, table: str = "posts") -> int:
    row = await room.app.db.fetch_one(f"SELECT count(*) AS n FROM {table}")
    assert row is not None
    return int(row["n"])


async def test_an_export_is_looked_into_imported_and_told_of(newsroom: Newsroom) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))
    told = newsroom.author.text
    assert "Export of “Marketing aloud”" in told
    assert "Posts: 2. Messages: 3." in told
    assert "New: 2." in told
    assert newsroom.author.buttons() == ["Import", "Cancel"]
    assert await count(newsroom) == 0, "nothing is written before Import"
    await newsroom.author.press("Import")
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\nNew posts: 2.")
    assert newsroom.author.buttons() == []
    post = await messages.get_post_of(newsroom.app.db, newsroom.channel_id, 2)
    assert post is not None
    assert (post.origin, post.reactions) == (Origin.IMPORT, 3)
    assert kept(newsroom) == []


@pytest.mark.parametrize("pack", [zipped, account], ids=["zip", "account"])
async def test_the_other_forms_are_imported_too(newsroom: Newsroom, pack: Any) -> None:
    name = "history.zip" if pack is zipped else "result.json"
    await send(newsroom, pack(export(newsroom.channel_id, *PAST)), name)
    await newsroom.author.press("Import")
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\nNew posts: 2.")


async def test_a_second_time_changes_nothing_and_says_so(newsroom: Newsroom) -> None:
    for expected in ("New posts: 2.", "New posts: 0.\nHere already: 2.\nNothing changed"):
        await send(newsroom, export(newsroom.channel_id, *PAST))
        await newsroom.author.press("Import")
        await newsroom.work()
        assert newsroom.author.text.startswith(f"Imported\n{expected}")
    assert await count(newsroom) == 2


async def test_in_russian_it_is_russian(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, language="ru") as room:
        await send(room, export(room.channel_id, *PAST))
        assert "Новых: 2." in room.author.text
        await room.author.press("Импортировать")
        await room.work()
        assert room.author.text.startswith("Импортировано\nНовых постов: 2.")


async def test_cancel_before_imports_nothing_and_keeps_no_file(newsroom: Newsroom) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))
    assert len(kept(newsroom)) == 1
    await newsroom.author.press("Cancel")
    await newsroom.work()
    assert newsroom.author.text == "Cancelled\nNothing was imported."
    assert (await count(newsroom), kept(newsroom)) == (0, [])


async def test_cancel_in_the_middle_keeps_what_is_in_and_says_how_much(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()
    write = carrying_out.write

    async def halting(*arguments: Any, **named: Any) -> Any:
        if named["position"] == 2:
            reached.set()
            await go_on.wait()
        return await write(*arguments, **named)

    monkeypatch.setattr(
        reading_ahead, "take", lambda posts, source, told_at: take(posts, source, told_at, 1)
    )
    monkeypatch.setattr(carrying_out, "write", halting)
    await send(newsroom, export(newsroom.channel_id, *PAST[1:]))
    pressing = asyncio.ensure_future(newsroom.author.press("Import"))
    await asyncio.wait_for(reached.wait(), 30)
    owner = newsroom.author
    job = (await newsroom.app.db.fetch_one("SELECT id FROM imports"))["id"]  # type: ignore[index]
    newsroom.world.press(
        owner.id, newsroom.bot_id, owner.last.message_id,
        OnImport(do=ImportDo.CANCEL, job=job).pack(), forged=True,
    )  # fmt: skip
    while not owner.text.startswith("Cancelled"):
        await asyncio.sleep(0.01)
    go_on.set()
    await pressing
    await newsroom.work()
    assert owner.text.startswith("Cancelled\nNew posts: 1.\nWhat is in stays.")
    assert (await count(newsroom), kept(newsroom)) == (1, [])


async def test_a_disconnect_in_the_middle_ends_it_with_the_next_step(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = carrying_out.write

    async def disconnecting(*arguments: Any, **named: Any) -> Any:
        if named["position"] == 2:
            (channel,) = await channels.list_channels(newsroom.app.db)
            await newsroom.app.dispatcher["registering"].disconnect(newsroom.author.id, channel.id)
        return await write(*arguments, **named)

    monkeypatch.setattr(
        reading_ahead, "take", lambda posts, source, told_at: take(posts, source, told_at, 1)
    )
    monkeypatch.setattr(carrying_out, "write", disconnecting)
    await send(newsroom, export(newsroom.channel_id, *PAST[1:]))
    await newsroom.author.press("Import")
    await newsroom.work()
    assert newsroom.author.text == (
        "This channel is no longer connected. Connect it in /channels.\nNew posts: 1.\n"
        "What is in stays. Send the file again to go on: nothing is doubled."
    )
    assert (await count(newsroom), kept(newsroom)) == (1, [])


@pytest.mark.parametrize(
    ("behind", "next_step"),
    [
        (1, "Nothing was imported yet. Send the file again to try once more."),
        (2, "New posts: 1.\nWhat is in stays. Send the file again to go on: nothing is doubled."),
    ],
)
async def test_a_reader_that_was_killed_is_told_of_with_one_next_step(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, behind: int, next_step: str
) -> None:
    write = carrying_out.write

    async def dying(*arguments: Any, **named: Any) -> Any:
        if named["position"] == behind:
            raise AppError("import-reader-gone")
        return await write(*arguments, **named)

    monkeypatch.setattr(
        reading_ahead, "take", lambda posts, source, told_at: take(posts, source, told_at, 1)
    )
    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "write", dying)
        await send(newsroom, export(newsroom.channel_id, *PAST[1:]))
        await newsroom.author.press("Import")
        await newsroom.work()
    assert newsroom.author.text == (
        "The process that reads the file was ended, perhaps because memory ran short.\n"
        + next_step
    )
    assert kept(newsroom) == []
    await send(newsroom, export(newsroom.channel_id, *PAST[1:]))
    await newsroom.author.press("Import")
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\n")
    assert await count(newsroom) == 2


async def test_an_import_under_way_goes_on_after_a_restart(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))

    async def nothing(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "write", nothing)
        pressing = asyncio.ensure_future(newsroom.author.press("Import"))
        while not (
            await newsroom.app.db.fetch_one("SELECT 1 FROM imports WHERE state = 'running'")
        ):
            await asyncio.sleep(0.01)
        while newsroom.app.tasks.is_idle:
            await asyncio.sleep(0.01)
        # The process goes; what it had in hand goes with it.
        await newsroom.app.tasks.finish(timeout_seconds=0)
    await pressing
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\nNew posts: 2.")


async def test_a_broken_file_imports_nothing_and_says_where(newsroom: Newsroom) -> None:
    whole = export(newsroom.channel_id, *PAST)
    await send(newsroom, whole[:-20])
    assert "ends in the middle, at byte" in newsroom.author.text
    assert (await count(newsroom), kept(newsroom)) == (0, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("package.json", b'{"name": "thing"}'),
        ("list.json", b"[1, 2]"),
        ("broken.json", b'{"a": '),
        ("pictures.zip", zipped(b"...", "one.jpg")),
        ("torn.zip", b"PK\x03\x04 no more"),
    ],
)
async def test_what_is_no_export_is_a_draft_with_a_document(
    newsroom: Newsroom, name: str, data: bytes
) -> None:
    await send(newsroom, data, name)
    assert not any("Looking" in text for text in newsroom.author.texts)
    assert await count(newsroom) == 1
    assert kept(newsroom) == []


@pytest.mark.parametrize("name", ["result.json", "ChatExport_2026.json"])
async def test_a_file_that_is_only_called_as_exports_are_is_told_to_be_none(
    newsroom: Newsroom, name: str
) -> None:
    await send(newsroom, b'{"passed": 3, "failed": 0}', name)
    assert newsroom.author.text.startswith(f"{name} is not an export of Telegram.")
    assert (await count(newsroom), kept(newsroom)) == (0, [])


async def test_a_file_that_is_too_large_is_answered_with_the_line(newsroom: Newsroom) -> None:
    await send(newsroom, b" " * LARGE)
    line = '.venv/bin/rubrika import "result.json" --channel @marketing_aloud'
    assert line in newsroom.author.text.splitlines()
    assert await count(newsroom) == 0


async def test_a_channel_that_is_not_connected_is_to_be_connected_first(
    newsroom: Newsroom,
) -> None:
    other = export(-1009999, *PAST, name="Elsewhere")
    await send(newsroom, account(other, export(-1008888, *PAST)))
    assert "“Elsewhere” is not connected. Connect it first" in newsroom.author.text
    assert newsroom.author.buttons() == []


async def test_a_history_under_another_id_is_asked_about(newsroom: Newsroom) -> None:
    await send(newsroom, export(-1009999, *PAST, name="Old name"))
    assert "“Old name” is not connected under this id" in newsroom.author.text
    assert newsroom.author.buttons() == ["Marketing aloud", "Cancel"]
    await newsroom.author.press("Marketing aloud")
    assert newsroom.author.buttons() == ["Import", "Cancel"]
    await newsroom.author.press("Import")
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\nNew posts: 2.")


async def test_of_several_channels_in_a_file_one_is_chosen(newsroom: Newsroom) -> None:
    second = newsroom.world.add_channel("Second", owner=newsroom.author.id, username="second_one")
    newsroom.world.promote(second.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    both = account(
        export(newsroom.channel_id, *PAST), export(second.id, message(7, "Второй"), name="Second")
    )
    await send(newsroom, both)
    assert newsroom.author.buttons() == ["Marketing aloud", "Second", "Cancel"]
    await newsroom.author.press("Second")
    assert "Posts: 1." in newsroom.author.text
    await newsroom.author.press("Import")
    await newsroom.work()
    assert await messages.get_post_of(newsroom.app.db, second.id, 7)
    assert await count(newsroom) == 1


async def test_only_owners_import(newsroom: Newsroom) -> None:
    data = export(newsroom.channel_id, *PAST)
    await newsroom.reader.send_media("document", data, filename="result.json")
    assert newsroom.reader.buttons() == []
    await send(newsroom, data)
    forged = OnImport(do=ImportDo.START, job=1).pack()
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, forged)
    await newsroom.reader.send("/import")
    assert "authors" in newsroom.reader.text
    assert await count(newsroom) == 0


async def test_a_copied_button_of_another_owner_is_nothing(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path) as room:
        await send(room, export(room.channel_id, *PAST))
        other = Person(room, room.world.add_person("Vera", language_code="en").id)
        room.app.dispatcher["registering"].rights.owner_ids |= {other.id}
        await other.send("/start")
        await room.forge_press(other, OnImport(do=ImportDo.START, job=1).pack())
        assert await count(room) == 0


async def test_the_ways_in_are_told(newsroom: Newsroom) -> None:
    await newsroom.author.send("/import")
    assert "Export chat history" in newsroom.author.text
    assert "https://t.me/s/marketing_aloud" in newsroom.author.text


async def test_an_offer_of_yesterday_is_over(newsroom: Newsroom) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))
    await newsroom.tick(25 * 3600)
    await newsroom.work()
    assert kept(newsroom) == []
    assert newsroom.author.text.startswith("Cancelled")


async def test_a_press_and_a_file_that_come_twice_do_once(newsroom: Newsroom) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))
    card = newsroom.author.last.message_id
    data = OnImport(do=ImportDo.START, job=1).pack()
    for _ in range(2):
        newsroom.world.press(newsroom.author.id, newsroom.bot_id, card, data, forged=True)
    await newsroom.settle()
    await newsroom.work()
    assert newsroom.author.text.startswith("Imported\nNew posts: 2.")
    assert await count(newsroom, "imports") == 1


async def open_post(room: Newsroom, title: str) -> None:
    await room.author.send("/posts")
    await room.author.press(title)


async def test_an_imported_post_is_listed_and_repeated_unless_its_media_are_not_ours(
    newsroom: Newsroom,
) -> None:
    photo = message(4, "С картинкой", photo="photos/photo_1.jpg", width=10, height=10)
    await send(newsroom, export(newsroom.channel_id, *PAST, photo))
    await newsroom.author.press("Import")
    await newsroom.work()
    await open_post(newsroom, "С картинкой")
    await newsroom.author.press("Repeat")
    assert "came with an import" in newsroom.author.text
    assert await count(newsroom) == 3
    await open_post(newsroom, "Скидки")
    await newsroom.author.press("Repeat")
    await newsroom.work()
    assert await count(newsroom) == 4


async def test_an_imported_post_is_edited_in_the_channel(newsroom: Newsroom) -> None:
    shown = newsroom.world.say(newsroom.author.id, newsroom.channel_id, "Было так")
    await newsroom.settle()
    async with newsroom.app.db.transaction() as session:
        await session.execute("DELETE FROM posts")
        await session.execute("DELETE FROM inputs")
    await send(newsroom, export(newsroom.channel_id, message(shown.message_id, "Было так")))
    await newsroom.author.press("Import")
    await newsroom.work()
    await open_post(newsroom, "Было так")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Text")
    await newsroom.author.send("Стало так")
    await newsroom.author.press("Save")
    await newsroom.work()
    assert newsroom.channel[-1].text == "Стало так"


async def test_a_file_of_nobody_goes(newsroom: Newsroom) -> None:
    await send(newsroom, export(newsroom.channel_id, *PAST))
    offered = kept(newsroom)
    stray = offered[0].with_name("7-7.json")
    stray.write_bytes(b"{}")
    await newsroom.app.jobs.run("offers of imports")
    assert kept(newsroom) == offered
