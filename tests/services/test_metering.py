"""The exact meter: what Telegram gives is kept, what it does not give is nobody's zero."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.channels import Channel
from bot.domain.metering import MOST_IDS, Reading, Refusal, Trouble
from bot.domain.numbers import Metric, NumberSource
from bot.services.metering import IN_VAIN, TOLD_AGAIN, Metering
from storage import counts, meterings
from storage.meterings import Metered
from tests.services.archives import NOON, Archive, open_archive


class Telegram:
    """Knows messages by id; says what it is told to say."""

    def __init__(self) -> None:
        self.given: dict[int, tuple[int | None, int | None]] = {}
        self.refusals: list[Refusal] = []
        self.asked: list[tuple[int, ...]] = []

    async def read(self, chat_id: int, message_ids: Sequence[int]) -> Sequence[Reading] | Refusal:
        self.asked.append(tuple(message_ids))
        if self.refusals:
            return self.refusals.pop(0)
        return [Reading(n, *self.given[n]) for n in message_ids if n in self.given]

    async def close(self) -> None:
        self.asked.append(())


class Owners:
    """Hear what they are told, once they can be reached."""

    def __init__(self) -> None:
        self.heard: list[tuple[str | None, dict[Metric, int]]] = []
        self.can_hear = True
        self.asked = 0

    async def tell(self, channel: Channel, metered: Metered) -> bool:
        self.asked += 1
        if self.can_hear:
            self.heard.append((metered.trouble, dict(metered.gave)))
        return self.can_hear


@pytest.fixture
async def archive(tmp_path):
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def telegram():
    return Telegram()


@pytest.fixture
def owners():
    return Owners()


@pytest.fixture
def metering(archive: Archive, telegram: Telegram, owners: Owners):
    return Metering(archive.db, archive.clock, telegram, owners)


async def work(metering: Metering, times: int = 3) -> None:
    for _ in range(times):
        await metering.read_due()


async def known(archive: Archive, post_id: int) -> dict[Metric, int]:
    found = await counts.list_counts(archive.db, post_id)
    assert all(count.source is NumberSource.METER for count in found)
    return {count.metric: count.total for count in found}


async def test_views_and_forwards_are_kept_as_telegram_gives_them(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост #тег")
    telegram.given = {1: (4321, 0)}
    await work(metering)
    assert await known(archive, post.id) == {Metric.VIEWS: 4321, Metric.FORWARDS: 0}
    assert owners.heard == [(None, {Metric.VIEWS: 1, Metric.FORWARDS: 1})]


async def test_what_is_not_filled_in_is_not_written(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост #тег")
    telegram.given = {1: (None, None)}
    await work(metering)
    assert await known(archive, post.id) == {}
    assert owners.heard == [(None, {})]
    telegram.asked.clear()
    archive.clock.moment += IN_VAIN - timedelta(minutes=1)
    await work(metering)
    assert telegram.asked == []
    archive.clock.moment += timedelta(minutes=2)
    telegram.given = {1: (10, None)}
    await work(metering)
    assert await known(archive, post.id) == {Metric.VIEWS: 10}
    assert owners.heard[1:] == [(None, {Metric.VIEWS: 1})]


async def test_owners_who_cannot_be_reached_are_told_later_and_once(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    await archive.publish(await archive.connect(), "Пост #тег")
    telegram.given = {1: (10, 1)}
    owners.can_hear = False
    await work(metering)
    assert (owners.heard, owners.asked) == ([], 1)
    owners.can_hear = True
    archive.clock.moment += TOLD_AGAIN
    await work(metering)
    assert len(owners.heard) == 1


async def test_every_post_is_read_a_hundred_a_call(
    archive: Archive, metering: Metering, telegram: Telegram
):
    channel = await archive.connect()
    count = 2 * MOST_IDS + 50
    for n in range(count):
        await archive.publish(channel, f"Пост {n}", ago=timedelta(days=60, minutes=n))
    telegram.given = {n + 1: (n + 1, 0) for n in range(count)}
    await work(metering, times=10)
    asked = [ids for ids in telegram.asked if ids]
    assert max(map(len, asked)) == MOST_IDS
    assert sorted(n for ids in asked for n in ids) == sorted(telegram.given)


async def test_fresh_posts_are_read_again_soon_and_old_ones_are_left_alone(
    archive: Archive, metering: Metering, telegram: Telegram
):
    channel = await archive.connect()
    old = await archive.publish(channel, "Давно", ago=timedelta(days=90))
    fresh = await archive.publish(channel, "Сегодня")
    telegram.given = {1: (500, 5), 2: (10, 0)}
    await work(metering)
    telegram.given = {1: (501, 5), 2: (20, 1)}
    archive.clock.moment += timedelta(minutes=11)
    await work(metering)
    assert (await known(archive, fresh.id))[Metric.VIEWS] == 20
    assert (await known(archive, old.id))[Metric.VIEWS] == 500


async def test_a_channel_that_cannot_be_seen_rests_and_others_go_on(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    hidden, seen = await archive.connect("Один"), await archive.connect("Два")
    await archive.publish(hidden, "Пост")
    post = await archive.publish(seen, "Пост")
    telegram.given = {2: (7, 0)}
    telegram.refusals = [Refusal(Trouble.INVISIBLE, "ChannelPrivateError")]
    await work(metering, times=6)
    assert (await known(archive, post.id))[Metric.VIEWS] == 7
    assert ("invisible", {}) in owners.heard
    assert telegram.asked.count((1,)) == 1


async def test_a_flood_wait_holds_every_channel_until_its_end(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    await archive.publish(await archive.connect(), "Пост")
    telegram.refusals = [Refusal(Trouble.BUSY, "FloodWaitError", timedelta(seconds=300))]
    await work(metering, times=5)
    assert len(telegram.asked) == 1
    assert owners.heard == []
    archive.clock.moment = NOON + timedelta(seconds=301)
    telegram.given = {1: (3, 0)}
    await work(metering)
    assert owners.heard == [(None, {Metric.VIEWS: 1, Metric.FORWARDS: 1})]


async def test_a_channel_without_posts_is_not_said_to_give_nothing(
    archive: Archive, metering: Metering, telegram: Telegram, owners: Owners
):
    channel = await archive.connect()
    await work(metering)
    assert (telegram.asked, owners.heard) == ([], [])
    assert await meterings.get_metering(archive.db, channel.id) is None


async def test_nothing_is_written_while_nothing_is_due(
    archive: Archive, metering: Metering, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
):
    await archive.publish(await archive.connect(), "Пост")
    telegram.given = {1: (3, 0)}
    await work(metering, times=5)
    with monkeypatch.context() as patch:
        patch.setattr(archive.db, "transaction", lambda **_: pytest.fail("it writes"))
        await work(metering)
    await archive.connect("Новый")
    await work(metering, times=1)
    row = await archive.db.fetch_one("SELECT count(*) AS passes FROM meter_passes")
    assert row is not None
    assert row["passes"] == 6


async def test_an_answer_that_is_not_understood_is_not_asked_for_again_at_once(
    archive: Archive, owners: Owners
):
    class Changed(Telegram):
        async def read(
            self, chat_id: int, message_ids: Sequence[int]
        ) -> Sequence[Reading] | Refusal:
            await super().read(chat_id, message_ids)
            raise KeyError("a constructor of a later Telegram")

    telegram = Changed()
    metering = Metering(archive.db, archive.clock, telegram, owners)
    await archive.publish(await archive.connect(), "Пост")
    await work(metering, times=5)
    assert telegram.asked == [(1,)]


async def test_the_session_is_kept(archive: Archive):
    assert await meterings.get_session(archive.db, 77) == ""
    for session in ("first", "second"):
        async with archive.db.transaction() as transaction:
            await meterings.set_session(transaction, 77, session)
    assert await meterings.get_session(archive.db, 77) == "second"
