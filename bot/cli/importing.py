"""`rubrika import`: the past of a channel, from an export or from its public page."""

import argparse
import asyncio
import hashlib
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.ending import fail
from bot.cli.progress import Progress
from bot.errors import AppError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.channels import Channel
    from bot.domain.exports.summaries import ExportSummary
    from bot.domain.imports import Import, Tally
    from bot.gateways.exports import Export
    from storage.db import Database

TEXT = "bring in the history of a channel"
_PAGE = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(?:s/)?@?(\w+)/?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LOOK_SECONDS = 0.2
_RESUMABLE = ("import-reader-gone", "error-channel-gone")
_GO_ON = "What is in stays; then run the same line again to go on."


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `rubrika import` takes."""
    command.add_argument(
        "source", metavar="FILE",
        help="result.json of Telegram Desktop, a .zip with it, or its folder; or the address of"
        " a public page, https://t.me/s/<name>",
    )  # fmt: skip
    command.add_argument(
        "--channel", metavar="ID", help="-100… or @name; may be left out where the source tells it"
    )


def work(options: argparse.Namespace) -> int:
    """What `rubrika import` does; its exit code. It works beside a running bot."""
    from bot.config import load_database_path
    from storage.db import StoreUnusable

    path = load_database_path()
    if not Path(path).is_file():
        fail(f"DATABASE_URL: {path} does not exist: start the bot and connect a channel", code=1)
    try:
        told = asyncio.run(_import(path, options))
    except AppError as error:
        code = 2 if error.message_key == "history-no-file" else 1
        again = f" {_GO_ON}" if error.message_key in _RESUMABLE else ""
        fail(_sentence(error) + again, code=code)
    except (StoreUnusable, sqlite3.Error) as error:
        fail(f"DATABASE_URL: {error}; run the same line again to go on", code=1)
    except OSError as error:
        fail(f"{error.filename or options.source}: {error.strerror or error}", code=1)
    except KeyboardInterrupt:
        fail("stopped; run the same line again to go on", code=130)
    print(told)
    return 0


async def _import(path: str, options: argparse.Namespace) -> str:
    from storage.db import StoreUnusable
    from storage.migrate import list_pending
    from storage.sqlite import open_sqlite

    db = await open_sqlite(path)
    try:
        if await list_pending(db):
            raise StoreUnusable("the store is of another version; run `rubrika migrate` first")
        page = _PAGE.fullmatch(options.source)
        if page:
            return await _from_page(db, path, page[1], options.channel)
        if _ADDRESS.match(options.source):
            fail(f"{options.source}: the page of a channel is https://t.me/s/<name>")
        return await _from_file(db, path, Path(options.source), options.channel)
    finally:
        await db.close()


async def _from_file(db: "Database", store: str, path: Path, wanted: str | None) -> str:
    from bot.gateways.exports import open_export

    channels = await _list_connected(db)
    named = _find(channels, wanted) if wanted else None
    export = await asyncio.to_thread(open_export, path)
    summary = await _read_whole(export, (named or channels[0]).zoneinfo)
    channel = named or _matching(summary, channels)
    with _alone(store, channel):
        job = await _begin(db, path, summary, channel)
        return _told(await _carry_out(db, export, job, channel), channel)


async def _carry_out(
    db: "Database", export: "Export", job: "Import", channel: "Channel"
) -> "Tally":
    from bot.clock import SystemClock
    from bot.services.carrying_out import carry_out
    from bot.services.reading_ahead import reading

    with Progress(job.holding.posts, "posts", sys.stderr) as progress:

        async def show(now: "Import") -> None:
            progress.show(now.tally.added + now.tally.known + now.tally.left_alone)

        clock = SystemClock()
        async with reading(
            export, _chat_id(job), channel.zoneinfo, source=job.source,
            told_at=min(job.holding.told_at, clock.now()),
        ) as reader:  # fmt: skip
            over = await carry_out(db, clock, job, channel, reader, show)
    return over.tally


@contextmanager
def _alone(store: str, channel: "Channel") -> Iterator[None]:
    """One import of the command line into a channel at a time: the next goes on at its row.

    The lock ends with its process, however that ends.
    """
    from storage.lock import StoreLock, StoreLocked

    lock = StoreLock(f"{store}.import-{channel.id}")
    try:
        lock.take()
    except StoreLocked:
        fail(
            f"an import into {_names([channel])} is under way; wait until it has ended, then run"
            " the same line again", code=1,
        )  # fmt: skip
    try:
        yield
    finally:
        lock.release()


async def _from_page(db: "Database", store: str, name: str, wanted: str | None) -> str:
    from bot.clock import SystemClock
    from bot.config import load_preview_url
    from bot.domain.imports import Tally
    from bot.gateways.previews.history import PublicHistory
    from bot.services.backfilling import backfill

    channel = _find(await _list_connected(db), wanted or f"@{name}")
    pages = PublicHistory(load_preview_url())
    with _alone(store, channel), Progress(0, "messages", sys.stderr) as progress:

        async def show(now: "Import") -> None:
            progress.show(now.tally.added + now.tally.known, total=max(0, now.top - now.floor))

        done = await backfill(db, SystemClock(), channel, name, pages, show)
    return _told(sum((job.tally for job in done), Tally()), channel)


async def _list_connected(db: "Database") -> "list[Channel]":
    from storage import channels

    connected = await channels.list_channels(db)
    if not connected:
        fail("no channel is connected yet: start the bot and connect one", code=1)
    return connected


def _find(connected: "list[Channel]", wanted: str) -> "Channel":
    name = wanted.removeprefix("@").lower()
    for channel in connected:
        if wanted == str(channel.chat_id) or name == (channel.username or "").lower():
            return channel
    return fail(f"--channel {wanted}: it is not connected; connected are {_names(connected)}")


def _matching(summary: "ExportSummary", connected: "list[Channel]") -> "Channel":
    """The one connected channel that a file names by its id."""
    from bot.services.surveying_exports import matched

    channel = matched(summary, connected)
    if channel is None:
        fail(f"name the channel by --channel; connected are {_names(connected)}")
    return channel


def _names(connected: "list[Channel]") -> str:
    return ", ".join(f"@{one.username}" if one.username else str(one.chat_id) for one in connected)


async def _read_whole(export: "Export", zone: "ZoneInfo") -> "ExportSummary":
    """Read a file to its end: what is broken is known before anything is written."""
    reading = asyncio.ensure_future(asyncio.to_thread(export.summary, zone))
    with Progress(export.size, "bytes read", sys.stderr, has_lines=False) as progress:
        while not reading.done():
            await asyncio.wait([reading], timeout=_LOOK_SECONDS)
            progress.show(export.bytes_read)
    return reading.result()


async def _begin(
    db: "Database", path: Path, summary: "ExportSummary", channel: "Channel"
) -> "Import":
    """The import of a file: the one that was interrupted, or a new one."""
    from bot.clock import SystemClock
    from bot.domain.imports import ImportSource, ImportState
    from bot.services.surveying_exports import chat_for, holding_of
    from storage import imports

    chat = chat_for(summary, channel)
    if chat is None:
        raise AppError("history-other-channel")
    if chat.chat_id != channel.chat_id:
        print(
            f"rubrika: the file is of “{chat.name}” ({chat.chat_id}); it is imported as the"
            f" history of {_names([channel])}", file=sys.stderr,
        )  # fmt: skip
    if chat.unreadable:
        places = ", ".join(str(place.number) for place in chat.places)
        print(f"rubrika: left out as unreadable: messages {places}", file=sys.stderr)
    digest = _identity(path)
    begun = await imports.get_unfinished(db, channel.id, ImportSource.FILE, digest=digest)
    if begun is not None:
        return begun
    async with db.transaction() as session:
        return await imports.insert(
            session, source=ImportSource.FILE, state=ImportState.RUNNING, channel_id=channel.id,
            name=path.name, digest=digest, size=summary.size,
            holding=holding_of(summary, channel), now=SystemClock().now(),
        )  # fmt: skip


def _chat_id(job: "Import") -> int:
    from bot.domain.exports.summaries import channel_chat_id

    return channel_chat_id(job.holding.history_id or 0)


def _identity(path: Path) -> str:
    """What tells whether a file is the one that was begun."""
    whole = path / "result.json" if (path / "result.json").is_file() else path
    stat = whole.stat()
    told = f"{whole.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
    return hashlib.sha256(told.encode()).hexdigest()


def _told(tally: "Tally", channel: "Channel") -> str:
    line = f"Imported into {channel.title}: {tally.added} new posts, {tally.known} known"
    for count, words in (
        (tally.changed, "with newer words"),
        (tally.counted, "with newer reactions"),
        (tally.left_alone, "left alone"),
    ):
        if count:
            line += f", {count} {words}"
    return line if tally.has_changed else f"{line}; nothing changed"


def _sentence(error: AppError) -> str:
    from bot.translator import translator

    return translator("en")(error.message_key, **error.params).replace("\n", " ")
