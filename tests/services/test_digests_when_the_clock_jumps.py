"""A clock set forward and back costs no reader a post or a day, and tells nothing twice."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.digests import Frequency
from bot.services.replanning import Replanning
from tests.services.archives import NOON, open_archive
from tests.services.test_mailing import DAY, HOUR, TEN, Post


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_archive(tmp_path) as archive:
        yield Post(archive, await archive.connect())


def _told(post: Post) -> Counter[str]:
    return Counter(title for digest in post.letters.of(2) for title in digest)


@pytest.mark.parametrize("jump", [timedelta(minutes=30), 5 * HOUR, 3 * DAY], ids=str)
async def test_posts_that_came_while_the_clock_was_ahead_are_told(post: Post, jump: timedelta):
    await post.subscribe(2)
    replanning = Replanning(post.db, post.clock)
    await replanning.look()
    await post.publish("До скачка", NOON)
    true = TEN - timedelta(minutes=10)
    await post.run(true + jump)
    await replanning.look()
    assert _told(post) == {"До скачка": 1}
    # Telegram's moments are true ones, whatever our clock shows.
    await post.publish("Во время скачка", true + timedelta(minutes=5))
    post.clock.moment = true + timedelta(minutes=8)
    await replanning.look()
    await post.publish("После скачка", true + HOUR)
    for day in range(1, 3):
        await post.run(TEN + day * DAY)
    assert _told(post) == {"До скачка": 1, "Во время скачка": 1, "После скачка": 1}


async def test_a_post_that_the_bot_hears_of_after_the_digest_comes_in_the_next_one(post: Post):
    await post.subscribe(2)
    await post.publish("Вовремя", TEN - 2 * HOUR)
    await post.run(TEN)
    await post.publish("Услышан поздно", TEN - timedelta(seconds=2))
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Вовремя"], ["Услышан поздно"]]


async def test_the_days_of_a_clock_set_back_have_their_digests(post: Post):
    person = await post.subscribe(2)
    replanning = Replanning(post.db, post.clock)
    await replanning.look()
    await post.publish("До скачка", NOON)
    await post.run(TEN + 3 * DAY)
    await replanning.look()
    assert await post.next_at(person) == TEN + 4 * DAY
    post.clock.moment = TEN + HOUR
    await replanning.look()
    assert await post.next_at(person) == TEN + DAY
    await post.publish("После скачка", TEN + 2 * HOUR)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["До скачка"], ["После скачка"]]


async def test_a_bot_that_starts_after_its_clock_was_set_right_plans_anew(post: Post):
    person = await post.subscribe(2)
    await post.run(TEN + 3 * DAY)
    post.clock.moment = TEN + HOUR
    await Replanning(post.db, post.clock).look()
    assert await post.next_at(person) == TEN + DAY


async def test_who_subscribed_while_the_clock_was_ahead_is_told_of_what_came_before(post: Post):
    await post.publish("До скачка", NOON - HOUR)
    post.clock.moment = NOON + 9 * DAY
    await post.subscribe(2)
    replanning = Replanning(post.db, post.clock)
    await replanning.look()
    post.clock.moment = NOON
    await replanning.look()
    await post.run(TEN)
    assert post.letters.of(2) == [["До скачка"]]


async def test_what_is_planned_rightly_stays_as_it_is_however_many_there_are(post: Post):
    people = [
        await post.subscribe(number, frequency)
        for number, frequency in enumerate(list(Frequency) * 100, start=2)
    ]
    before = [await post.next_at(person) for person in people]
    replanning = Replanning(post.db, post.clock)
    looks = 1
    while await replanning.look():
        looks += 1
    assert looks > 1
    assert [await post.next_at(person) for person in people] == before
