"""Export: the posts of a channel and their series as a file, made beside the handlers."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.clock import Clock
from bot.domain.statistics import Span
from bot.domain.statistics.periods import period_of
from bot.domain.tables import TableFormat, TableWords
from bot.errors import InputRefused, NotFound
from bot.services.export_files import Filling, Progress, Selection, Tables
from bot.services.numbering import Numbering
from bot.services.rights import Rights
from bot.tasks import Tasks
from storage import channels, exports, statistics
from storage.db import Database

LARGEST_FILE = 50_000_000
"""Bytes that a bot may send (Bot API, `sendDocument`: 50 MB)."""
_POINT_BYTES = {TableFormat.CSV: 8, TableFormat.XLSX: 28}
"""What a point takes in a file, measured."""
_AHEAD = timedelta(days=1)
_SURELY = 1.5
"""A file that is estimated to be so many times too large is not begun."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file and what it holds. It is gone as soon as it was delivered."""

    path: Path
    rows: Progress


class Stopped(Exception):
    """The person wants the file no more."""


class Recipient(Protocol):
    """Whom a file is for."""

    async def show(self, progress: Progress) -> None:
        """So much is written; asked often."""
        ...

    async def deliver(self, exported: Exported) -> None:
        """Send the file."""
        ...

    async def fail(self, error: Exception) -> None:
        """There will be no file: `Stopped`, `AppError`, or what nobody expected."""
        ...


class Exporting:
    """Makes files, one at a time for a person."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        tasks: Tasks,
        numbering: Numbering,
        open_tables: Callable[[TableFormat, Path], Tables],
        *,
        largest_file: int = LARGEST_FILE,
    ) -> None:
        self._db, self._clock = db, clock
        self._rights = rights
        self._tasks = tasks
        self._filling = Filling(db, numbering, open_tables)
        self._largest_file = largest_file
        # Who waits for a file, and whether they still want it.
        self._wanted: dict[int, bool] = {}

    async def select(self, person_id: int, channel_id: int, span: Span) -> Selection:
        """What an export would hold: the days that statistics of a span are of.

        Raises:
            NotAllowed: the person is a reader of the channel.
            NotFound: there is no such channel.
        """
        await self._rights.require_member(person_id, channel_id)
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None:
            raise NotFound
        now = self._clock.now()
        first = await statistics.first_published(self._db, channel_id)
        period = period_of(span, until=now, first=first, zone=channel.zoneinfo)
        # Telegram's clock may be ahead of ours.
        bounds = {"since": period.since, "until": now + _AHEAD}
        return Selection(
            channel=channel,
            since=period.since,
            until=now + _AHEAD,
            today=now.astimezone(channel.zoneinfo).date(),
            posts=await exports.count_posts(self._db, channel_id, **bounds),
            points=await exports.count_points(self._db, channel_id, **bounds),
        )

    def is_busy(self, person_id: int) -> bool:
        """Whether a file is being made for a person."""
        return person_id in self._wanted

    def start(
        self,
        person_id: int,
        selection: Selection,
        format_: TableFormat,
        words: TableWords,
        recipient: Recipient,
    ) -> None:
        """Begin to make a file of what `select` gave.

        Raises:
            InputRefused: one is being made for this person, or this one would be too large.
        """
        if person_id in self._wanted:
            raise InputRefused("export-already")
        estimate = selection.points * _POINT_BYTES[format_]
        if estimate > _SURELY * self._largest_file:
            raise self._too_large(estimate)
        self._wanted[person_id] = True
        running = self._run(person_id, selection, format_, words, recipient)
        self._tasks.start(running, name=f"export of channel {selection.channel.id}")

    def stop(self, person_id: int) -> bool:
        """The person pressed Cancel; False when nothing is being made for them."""
        if person_id not in self._wanted:
            return False
        self._wanted[person_id] = False
        return True

    async def _run(
        self,
        person_id: int,
        selection: Selection,
        format_: TableFormat,
        words: TableWords,
        recipient: Recipient,
    ) -> None:
        async def on_rows(done: Progress, size: int) -> None:
            self._require_size(size)
            if not self._wanted[person_id]:
                raise Stopped
            await recipient.show(done)

        try:
            with tempfile.TemporaryDirectory(prefix="rubrika-export-") as folder:
                path, rows = await self._filling.fill(
                    Path(folder), selection, format_, words, on_rows
                )
                self._require_size(path.stat().st_size)
                await recipient.deliver(Exported(path, rows))
        except Exception as error:
            await recipient.fail(error)
        finally:
            del self._wanted[person_id]

    def _require_size(self, size: int) -> None:
        if size > self._largest_file:
            raise self._too_large(size)

    def _too_large(self, size: int) -> InputRefused:
        size_mb, limit_mb = -(-size // 10**6), self._largest_file // 10**6
        return InputRefused("export-too-large", size=size_mb, limit=limit_mb)
