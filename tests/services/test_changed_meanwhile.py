"""What people do between the look at who is due, the claim and the send of a digest."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channels import ChannelState
from bot.domain.editions import Edition
from bot.domain.publications import SendOutcome
from bot.domain.runs import RunKind, RunState
from storage import channels, runs
from tests.services.archives import NOON, open_archive
from tests.services.test_mailing import DAY, TEN, Post


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_archive(tmp_path) as archive:
        yield Post(archive, await archive.connect())


def before_room(post: Post, number: int, change: Callable[[], Awaitable[object]]) -> None:
    """One message at a time; something happens before the room for a certain one is given."""
    asked = 0

    async def wait_for_room(*, is_paid: bool = False) -> int:
        nonlocal asked
        asked += 1
        if asked == number:
            await change()
        return 1

    post.letters.wait_for_room = wait_for_room  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("time", TEN + DAY - timedelta(hours=1)),
        ("zone", TEN + DAY - timedelta(hours=2)),
    ],
)
async def test_a_time_or_zone_chosen_while_the_digest_is_due_holds_from_the_next_one_on(
    post: Post, change: str, expected: datetime
) -> None:
    await post.publish("Новость", NOON)
    await post.subscribe(2)
    late = await post.subscribe(3)

    async def choose() -> object:
        if change == "time":
            return await post.subscribing.set_minute(late, post.channel.id, 9 * 60)
        return await post.subscribing.set_zone(late, post.channel.id, "Asia/Yekaterinburg")

    before_room(post, 2, choose)
    await post.run(TEN)
    assert post.letters.of(3) == [["Новость"]]
    assert await post.next_at(late) == expected


async def test_a_taste_chosen_while_the_digest_is_due_is_that_of_the_digest(post: Post) -> None:
    for number in range(5):
        await post.publish(f"Новость {number}", NOON)
    await post.subscribe(2)
    late = await post.subscribe(3)

    before_room(post, 2, lambda: post.subscribing.set_most(late, post.channel.id, 3))
    await post.run(TEN)
    assert [edition.taste.most for person, edition in post.letters.sent if person == 3] == [3]


async def test_a_run_that_is_stopped_ends_when_what_is_in_flight_has_arrived(post: Post) -> None:
    await post.publish("Новость", NOON)
    for person_id in range(2, 12):
        await post.subscribe(person_id)
    begun, release = asyncio.Event(), asyncio.Event()
    deliver = post.letters.deliver

    async def slowly(
        person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        begun.set()
        await release.wait()
        return await deliver(person_id, language, edition, is_paid=is_paid)

    post.letters.deliver = slowly  # type: ignore[method-assign]
    before_room(post, 2, lambda: _stop(post, begun))
    post.clock.moment = TEN
    job = asyncio.create_task(post.mailing.deliver_due())
    async with asyncio.timeout(10):
        while not await _skipped(post):
            await asyncio.sleep(0.01)
    open_run = await runs.find_open(post.db, post.channel.id, RunKind.DIGEST)
    assert open_run is not None, "its report would leave out the one in flight"
    release.set()
    await asyncio.wait_for(job, 10)
    run = await runs.get(post.db, open_run.id)
    assert run is not None
    assert (run.state, run.is_open, run.sent, run.skipped) == (RunState.STOPPED, False, 1, 9)


async def _stop(post: Post, begun: asyncio.Event) -> None:
    await begun.wait()
    run = await runs.find_open(post.db, post.channel.id, RunKind.DIGEST)
    assert run is not None
    async with post.db.transaction() as session:
        await runs.set_state(session, run.id, RunState.STOPPED, now=post.clock.now())


async def _skipped(post: Post) -> int:
    row = await post.db.fetch_one("SELECT max(skipped) AS n FROM runs")
    return row["n"] or 0 if row else 0


async def test_a_disconnected_channel_has_no_runs_and_its_readers_miss_nothing(post: Post) -> None:
    reader = await post.subscribe(2)
    await post.publish("Новость", NOON)
    async with post.db.transaction() as session:
        await channels.set_state(session, post.channel.id, ChannelState.DISCONNECTED)
    await post.run(TEN)
    assert post.letters.sent == []
    assert await post.next_at(reader) == TEN + DAY
    rows = await post.db.fetch_all("SELECT * FROM runs")
    assert rows == [], "owners would be told of it every day"
    async with post.db.transaction() as session:
        await channels.set_state(session, post.channel.id, ChannelState.CONNECTED)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Новость"]]
