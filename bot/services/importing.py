"""Importing in a chat: a file is looked into, offered, carried out, and told of; only for owners.

The file is kept in a folder beside the store until its import is over.
"""

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.exports.summaries import ExportSummary, channel_chat_id
from bot.domain.imports import Import, ImportSource, ImportState
from bot.errors import AppError, ChannelUnavailable, NotFound
from bot.services.carrying_out import carry_out, finish
from bot.services.reading_ahead import OpenExport, reading
from bot.services.rights import Rights
from bot.services.surveying_exports import choices, count_known, holding_of, matched
from bot.tasks import Tasks
from storage import channels, imports
from storage.db import Database, StoreFull

log = logging.getLogger(__name__)

LONGEST_NAME = 100
"""Characters of a file's name in a sentence."""

LARGEST_FILE = 20 * 2**20
"""Bytes that a bot may download (Bot API, `getFile`: 20 MB)."""
OFFER_LASTS = timedelta(days=1)
"""So long a file is kept for somebody to press Import."""


class Files(Protocol):
    """Brings files from Telegram."""

    async def download(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file. Raises SourceUnreadable: it is larger than `most`, or gone."""
        ...


class Teller(Protocol):
    """Shows imports to those who asked for them."""

    async def show(self, job: Import) -> None:
        """How far it is; asked often."""
        ...

    async def tell(self, job: Import) -> bool:
        """How it ended; False when it is to be tried again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a file holds. Without a channel one of `choices` is to be chosen, or connected first.

    `known` of its posts are in the archive; `unreadable` messages cannot be imported.
    """

    job: Import
    channel: Channel | None = None
    choices: tuple[Channel, ...] = ()
    known: int = 0
    unreadable: int = 0


class Importing:
    """waiting -> running -> done, for files that owners send."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        tasks: Tasks,
        files: Files,
        open_export: OpenExport,
        folder: Path,
        teller: Teller,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._tasks = tasks
        self._files = files
        self._open_export = open_export
        self._folder = folder
        self._teller = teller
        self._active: set[int] = set()
        self._telling = asyncio.Lock()
        self._fetched: set[Path] = set()

    async def find(self, person_id: int, message_id: int) -> Import | None:
        """The import of a file that was sent before."""
        return await imports.get_of_message(self._db, person_id, message_id)

    async def offer(self, person_id: int, message_id: int, file_id: str, name: str) -> Offer:
        """Fetch the file of a message and look into it, to its end.

        Raises:
            NotAllowed: the person is no owner.
            SourceUnreadable: Telegram does not give the file.
            InputRefused: it is no export of a channel, or broken; it is not kept then.
        """
        self._rights.require_owner(person_id)
        path = self._path(person_id, message_id, name)
        data = await self._files.download(file_id, most=LARGEST_FILE)
        self._fetched.add(path)
        try:
            await asyncio.to_thread(_keep, path, data)
            summary = await asyncio.to_thread(lambda: self._open_export(path).summary())
        except BaseException as error:
            self._fetched.discard(path)
            path.unlink(missing_ok=True)
            if isinstance(error, AppError) and error.params.get("name") == path.name:
                error.params["name"] = "".join(filter(str.isprintable, name))[:LONGEST_NAME]
            raise
        connected = await channels.list_channels(self._db)
        channel = matched(summary, connected)
        async with self._db.transaction() as session:
            job = await imports.insert(
                session, source=ImportSource.FILE, state=ImportState.WAITING,
                channel_id=channel.id if channel else None, person_id=person_id,
                message_id=message_id, name=name, size=len(data),
                holding=holding_of(summary, channel), now=self._clock.now(),
            )  # fmt: skip
        self._fetched.discard(path)
        if channel is None:
            return Offer(job=job, choices=choices(summary, connected))
        return await self._offer(job, summary, channel)

    async def choose(self, person_id: int, import_id: int, channel_id: int) -> Offer:
        """The file is the past of this channel.

        Raises:
            NotFound: the import is over, or its file is not kept any more.
            ChannelUnavailable: the channel is not connected.
        """
        job = await self.get(person_id, import_id)
        if job.state is not ImportState.WAITING:
            raise NotFound("import-gone")
        channel = await self._connected(channel_id)
        summary = await asyncio.to_thread(lambda: self._open_export(self._path_of(job)).summary())
        connected = await channels.list_channels(self._db)
        if channel.id not in {one.id for one in choices(summary, connected)}:
            raise ChannelUnavailable("error-channel-gone")
        async with self._db.transaction() as session:
            await imports.set_channel(session, job.id, channel.id)
            await imports.set_holding(session, job.id, holding_of(summary, channel))
        return await self._offer(await self.get(person_id, import_id), summary, channel)

    async def get(self, person_id: int, import_id: int) -> Import:
        """An import of a person's own.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is none, or it waits and its file is not kept any more.
        """
        self._rights.require_owner(person_id)
        job = await imports.get_import(self._db, import_id)
        if job is None or job.person_id != person_id:
            raise NotFound("import-gone")
        if job.state is ImportState.WAITING and not await self._is_kept(job):
            raise NotFound("import-gone")
        return job

    async def start(self, person_id: int, import_id: int) -> None:
        """Import what was offered; a second press changes nothing.

        Raises:
            NotFound: the file is not kept any more.
            ChannelUnavailable: the channel is not connected any more.
        """
        job = await self.get(person_id, import_id)
        if job.state is ImportState.WAITING:
            await self._connected(job.channel_id or 0)
            await self._move(job, ImportState.RUNNING)

    async def cancel(self, person_id: int, import_id: int) -> Import:
        """Import no more; what is in stays in. The import as it ended."""
        job = await self.get(person_id, import_id)
        if job.state in (ImportState.WAITING, ImportState.RUNNING):
            await self._move(job, ImportState.CANCELLED)
            if job.id not in self._active:
                await self._drop(job)
        return await self.get(person_id, import_id)

    async def card_shown(self, import_id: int, message_id: int) -> None:
        """The card of an import stands in its person's chat."""
        async with self._db.transaction() as session:
            await imports.set_card(session, import_id, message_id)

    async def carry_on(self) -> None:
        """Go on with what is running, and tell what ended (a job); waits for none of it."""
        for job in await imports.list_running(self._db):
            if job.id not in self._active and await self._db.is_writable():
                self._active.add(job.id)
                self._tasks.start(self._run(job), name=f"import {job.id}")
        await self._tell()

    async def forget_offers(self) -> None:
        """Files that nobody imported within a day go, and those of nobody (a job)."""
        before = self._clock.now() - OFFER_LASTS
        for job in await imports.list_waiting(self._db, before=before):
            await self._move(job, ImportState.CANCELLED)
            await self._drop(job)
        kept = {self._path_of(job) for job in await imports.list_open(self._db)}
        await asyncio.to_thread(self._sweep, kept | self._fetched)

    def _sweep(self, kept: set[Path]) -> None:
        """Whose process died before the import was noted, or who asked to be forgotten."""
        for path in set(self._folder.glob("*-*.*")) - kept:
            path.unlink(missing_ok=True)

    async def _run(self, job: Import) -> None:
        try:
            await self._carry_out(job)
        except StoreFull:
            raise
        except AppError as error:
            log.warning("import %s: %s", job.id, error)
            await finish(self._db, self._clock, job.id, error=_as_json(error))
        except Exception:
            log.exception("import %s", job.id)
            await finish(self._db, self._clock, job.id, error=_as_json(AppError("import-failed")))
        finally:
            self._active.discard(job.id)
        await self._drop(job)
        await self._tell()

    async def _tell(self) -> None:
        async with self._telling:
            for job in await imports.list_notices_due(self._db):
                if job.id not in self._active and await self._teller.tell(job):
                    async with self._db.transaction() as session:
                        await imports.clear_notice(session, job.id)

    async def _carry_out(self, job: Import) -> None:
        channel = await self._connected(job.channel_id or 0)
        export = await asyncio.to_thread(self._open_export, self._path_of(job))
        chat_id = channel_chat_id(job.holding.history_id or 0)
        told_at = min(job.holding.told_at, self._clock.now())
        async with reading(
            export, chat_id, channel.zoneinfo, source=job.source, told_at=told_at
        ) as reader:
            await carry_out(self._db, self._clock, job, channel, reader, self._teller.show)

    async def _offer(self, job: Import, summary: ExportSummary, channel: Channel) -> Offer:
        history = next(one for one in summary.chats if one.bare_id == job.holding.history_id)
        export = await asyncio.to_thread(self._open_export, self._path_of(job))
        posts = export.posts(history.chat_id, channel.zoneinfo)
        known = await count_known(self._db, channel, posts)
        return Offer(job=job, channel=channel, known=known, unreadable=history.unreadable)

    async def _is_kept(self, job: Import) -> bool:
        return await asyncio.to_thread(self._path_of(job).exists)

    async def _drop(self, job: Import) -> None:
        """The file is needed no more."""
        await asyncio.to_thread(self._path_of(job).unlink, missing_ok=True)

    async def _connected(self, channel_id: int) -> Channel:
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            raise ChannelUnavailable("error-channel-gone")
        return channel

    async def _move(self, job: Import, target: ImportState) -> None:
        async with self._db.transaction() as session:
            await imports.move(
                session, job.id, sources=[job.state], target=target, now=self._clock.now()
            )

    def _path_of(self, job: Import) -> Path:
        return self._path(job.person_id or 0, job.message_id or 0, job.name)

    def _path(self, person_id: int, message_id: int, name: str) -> Path:
        suffix = ".zip" if name.lower().endswith(".zip") else ".json"
        return self._folder / f"{person_id}-{message_id}{suffix}"


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data)


def _as_json(error: AppError) -> str:
    return json.dumps({"key": error.message_key, "params": error.params}, ensure_ascii=False)
