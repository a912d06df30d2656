"""Carries imports out: batch by batch, each in a short transaction, beside whatever else goes on.

An import goes on behind its last batch after any end of the process; a cancelled one writes no
batch more.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.imports import Import, ImportState, Tally
from bot.errors import ChannelUnavailable
from bot.services.filing import file
from bot.services.preparing import Batch
from bot.services.reading_ahead import Reader
from storage import channels, imports
from storage.db import Database

OnBatch = Callable[[Import], Awaitable[None]]
"""Told of the import after each batch."""


async def carry_out(
    db: Database,
    clock: Clock,
    job: Import,
    channel: Channel,
    reader: Reader,
    on_batch: OnBatch,
) -> Import:
    """Import posts from a file, from where it stands to its end; the import as it ended.

    While one batch is written, the next is read. Whatever the reader raises ends the import as
    it is: its caller says what becomes of it.
    """
    await reader.skip(job.position)
    position = job.position
    batch = await reader.take()
    while batch is not None:
        coming = asyncio.ensure_future(reader.take())
        try:
            position += batch.size
            tally = await write(db, clock, job.id, channel, batch, position=position)
        finally:
            batch = await coming
        if tally is None:
            break
        await on_batch(await reread(db, job))
    await finish(db, clock, job.id)
    return await reread(db, job)


async def write(
    db: Database,
    clock: Clock,
    import_id: int,
    channel: Channel,
    batch: Batch,
    *,
    position: int,
    top: int = 0,
) -> Tally | None:
    """Write a batch, with how far the import is; None when it is not to go on.

    Raises:
        ChannelUnavailable: the channel was disconnected meanwhile; nothing of the batch is in.
    """
    now = clock.now()
    async with db.transaction() as session:
        job = await imports.get_import(session, import_id)
        if job is None or job.state is not ImportState.RUNNING:
            return None
        current = await channels.get_channel(session, channel.id)
        if current is None or current.state is ChannelState.DISCONNECTED:
            raise ChannelUnavailable("error-channel-gone")
        tally = await file(session, channel, batch, now=now)
        await imports.advance(session, import_id, position=position, tally=tally, top=top, now=now)
    return tally


async def finish(db: Database, clock: Clock, import_id: int, *, error: str | None = None) -> None:
    """A running import is over: done, or failed with an error; a cancelled one stays so."""
    target = ImportState.FAILED if error else ImportState.DONE
    async with db.transaction() as session:
        await imports.move(
            session, import_id, sources=[ImportState.RUNNING], target=target, error=error,
            now=clock.now(),
        )  # fmt: skip


async def reread(db: Database, job: Import) -> Import:
    """An import as it stands in the store."""
    return await imports.get_import(db, job.id) or job
