"""`rubrika export`: a channel's archive as files."""

import argparse
import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.cli.ending import fail
from bot.cli.progress import Progress

if TYPE_CHECKING:
    from bot.domain.channels import Channel
    from bot.services.archiving import Archiving
    from storage.db import Database

TEXT = "give a channel's archive back as files"
FORMATS = ("json", "markdown")


class _Writer(Protocol):
    def write(self, item: Any, /) -> None: ...


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `rubrika export` takes."""
    command.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    command.add_argument(
        "--channel", metavar="ID", help="-100… or @name; may be left out with one channel"
    )
    command.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0],
        help="json: result.json as Telegram Desktop writes it; markdown: a file a post",
    )  # fmt: skip


def work(options: argparse.Namespace) -> int:
    """What `rubrika export` does; its exit code. It reads the store beside a running bot."""
    from bot.config import load_database_path
    from bot.gateways.archives.folder import FolderRefused
    from storage.db import StoreUnusable

    path = load_database_path()
    if not Path(path).is_file():
        fail(f"DATABASE_URL: {path} does not exist: there is nothing to export yet", code=1)
    try:
        told = asyncio.run(_export(path, options))
    except FolderRefused as error:
        fail(str(error))
    except (StoreUnusable, sqlite3.Error) as error:
        fail(f"DATABASE_URL: {error}", code=1)
    except OSError as error:
        fail(f"{error.filename or options.folder}: {error.strerror or error}", code=1)
    print(told)
    return 0


async def _export(path: str, options: argparse.Namespace) -> str:
    from bot.services.archiving import Archiving
    from storage.db import StoreUnusable
    from storage.migrate import list_pending
    from storage.sqlite import open_sqlite

    db = await open_sqlite(path)
    try:
        if await list_pending(db):
            raise StoreUnusable("the store is of another version; run `rubrika migrate` first")
        channel = await _pick_channel(db, options.channel)
        archiving = Archiving(db)
        write = _write_json if options.format == "json" else _write_markdown
        return await write(archiving, channel, options.folder)
    finally:
        await db.close()


async def _pick_channel(db: "Database", wanted: str | None) -> "Channel":
    from storage import archives

    known = await archives.list_channels(db)
    if not known:
        fail("no channel was ever connected: there is nothing to export", code=1)
    names = ", ".join(f"@{one.username}" if one.username else str(one.chat_id) for one in known)
    if wanted is None:
        if len(known) > 1:
            fail(f"there are several channels; name one by --channel: {names}")
        return known[0]
    name = wanted.removeprefix("@").lower()
    for channel in known:
        if wanted == str(channel.chat_id) or name == (channel.username or "").lower():
            break
    else:
        fail(f"--channel {wanted}: there is no such channel; known are {names}")
    return channel


async def _write_json(archiving: "Archiving", channel: "Channel", folder: Path) -> str:
    from bot.domain.desktop import bare_id
    from bot.gateways.archives.desktop import NAME, DesktopWriter
    from bot.gateways.archives.folder import ExportFolder

    ExportFolder.claim(folder, chat_id=channel.chat_id, form="json")
    kind = "public_channel" if channel.username else "private_channel"
    writer = DesktopWriter(folder, name=channel.title, chat_type=kind, bare_id=bare_id(channel))
    total = await archiving.count_messages(channel)
    count = await _pour(archiving.messages(channel), writer, total, "messages")
    return f"Exported {count} messages of {channel.title} to {folder / NAME}"


async def _write_markdown(archiving: "Archiving", channel: "Channel", folder: Path) -> str:
    from bot.gateways.archives.folder import ExportFolder
    from bot.gateways.archives.notes import NotesWriter

    ExportFolder.claim(folder, chat_id=channel.chat_id, form="markdown")
    total = await archiving.count_posts(channel)
    count = await _pour(archiving.notes(channel), NotesWriter(folder), total, "posts")
    return f"Exported {count} posts of {channel.title} to {folder}"


async def _pour(
    items: AsyncIterator[Any], writing: AbstractContextManager[_Writer], total: int, name: str
) -> int:
    """Write items as they come; how many there were."""
    count = 0
    with Progress(total, name, sys.stderr) as progress, writing as writer:
        async for item in items:
            writer.write(item)
            count += 1
            progress.show(count)
    return count
