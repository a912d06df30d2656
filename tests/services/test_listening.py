"""Gaps: what was lost while nobody listened, or while the bot was no administrator."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.channels import Channel, ChannelState
from bot.domain.gaps import Gap
from bot.services.listening import Listening
from storage import channels, gaps
from storage.db import StoreFull
from tests.newsroom import FakeClock
from tests.services.archives import NOON, Archive, open_archive

HOUR = timedelta(hours=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


def start(archive: Archive, clock: FakeClock) -> Listening:
    """A process."""
    return Listening(archive.db, clock)


async def gaps_of(archive: Archive, channel: Channel) -> list[Gap]:
    return await gaps.list_gaps(archive.db, channel.id)


async def test_whoever_was_away_for_less_than_a_day_lost_nothing(
    archive: Archive, clock: FakeClock
):
    channel = await archive.connect()
    await start(archive, clock).hear(is_after_break=True)
    clock.move(24 * 3600)
    await start(archive, clock).hear(is_after_break=True)
    assert await gaps_of(archive, channel) == []


async def test_what_telegram_did_not_keep_for_whoever_comes_back_is_a_gap(
    archive: Archive, clock: FakeClock
):
    channel = await archive.connect()
    before = clock.now()
    await start(archive, clock).hear(is_after_break=True)
    clock.move(30 * 3600)
    later = start(archive, clock)
    await later.hear(is_after_break=True)
    gap = Gap(before, before + 6 * HOUR)
    assert await gaps_of(archive, channel) == [gap]
    await later.hear(is_after_break=True)
    await start(archive, clock).hear(is_after_break=True)
    assert await gaps_of(archive, channel) == [gap]


async def test_an_outage_of_the_network_inside_a_process_is_a_gap_too(
    archive: Archive, clock: FakeClock
):
    channel = await archive.connect()
    listening = start(archive, clock)
    await listening.hear(is_after_break=True)
    clock.move(50)
    await listening.hear(is_after_break=False)
    heard_at = clock.now()
    clock.move(25 * 3600)
    await listening.hear(is_after_break=True)
    assert await gaps_of(archive, channel) == [Gap(heard_at, heard_at + HOUR)]


async def test_no_gap_is_made_up_while_every_call_is_answered(archive: Archive, clock: FakeClock):
    channel = await archive.connect()
    listening = start(archive, clock)
    await listening.hear(is_after_break=True)
    clock.move(72 * 3600)
    await listening.hear(is_after_break=False)
    assert await gaps_of(archive, channel) == []
    assert await gaps.get_heard_at(archive.db) == clock.now()


async def test_the_moment_is_written_once_a_minute(archive: Archive, clock: FakeClock):
    listening = start(archive, clock)
    await listening.hear(is_after_break=True)
    first = clock.now()
    clock.move(59)
    await listening.hear(is_after_break=False)
    assert await gaps.get_heard_at(archive.db) == first
    clock.move(1)
    await listening.hear(is_after_break=False)
    assert await gaps.get_heard_at(archive.db) == clock.now()


async def test_a_gap_that_a_full_disk_refused_is_written_when_there_is_room(
    archive: Archive, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    channel = await archive.connect()
    await start(archive, clock).hear(is_after_break=True)
    clock.move(30 * 3600)
    listening = start(archive, clock)

    async def refuse(*_: object, **__: object) -> None:
        raise StoreFull("full")

    with monkeypatch.context() as patch:
        patch.setattr(gaps, "set_heard_at", refuse)
        await listening.hear(is_after_break=True)
    assert await gaps_of(archive, channel) == []
    await listening.hear(is_after_break=False)
    assert len(await gaps_of(archive, channel)) == 1


async def test_a_channel_that_hears_nothing_anyway_gets_no_second_gap(
    archive: Archive, clock: FakeClock
):
    channel, gone = await archive.connect(), await archive.connect()
    async with archive.db.transaction() as session:
        await channels.set_state(session, gone.id, ChannelState.DISCONNECTED)
    lost_at = clock.now()
    listening = start(archive, clock)
    await listening.hear(is_after_break=True)
    await listening.lose(channel.chat_id, at=lost_at)
    clock.move(48 * 3600)
    await start(archive, clock).hear(is_after_break=True)
    assert await gaps_of(archive, channel) == [Gap(lost_at)]
    assert await gaps_of(archive, gone) == []


async def test_a_loss_that_is_told_again_behind_its_end_opens_nothing(
    archive: Archive, clock: FakeClock
):
    channel = await archive.connect()
    listening = start(archive, clock)
    for _ in range(2):
        await listening.lose(channel.chat_id, at=NOON)
        await listening.regain(channel.chat_id, at=NOON + HOUR)
    assert await gaps_of(archive, channel) == [Gap(NOON, NOON + HOUR)]
    await listening.lose(channel.chat_id, at=NOON + 2 * HOUR)
    assert await gaps_of(archive, channel) == [
        Gap(NOON, NOON + HOUR), Gap(NOON + 2 * HOUR),
    ]  # fmt: skip
    await listening.lose(-1, at=NOON)
    await listening.regain(-1, at=NOON)
