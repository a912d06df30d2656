"""Editions: as the channel is now, without what their reader knows, in bounded memory."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.editions import Edition
from bot.domain.people import Person
from bot.domain.publications import SendOutcome
from bot.services import digesting
from bot.services.digesting import Editions
from storage import alerts, notices
from tests.services.archives import NOON, open_archive
from tests.services.test_mailing import TEN, Letters, Post

DAY = timedelta(days=1)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_archive(tmp_path) as archive:
        yield Post(archive, await archive.connect())


class Meanwhile(Letters):
    """Something happens in the channel when the first digest has gone; batches are of one."""

    def __init__(self, happen: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self.room = 1
        self._happen = happen

    async def deliver(
        self, person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        outcome = await super().deliver(person_id, language, edition, is_paid=is_paid)
        if len(self.sent) == 1:
            await self._happen()
        return outcome


async def run_to_readers(post: Post, sql: str, count: int = 150) -> list[list[str]]:
    """Titles that each of many readers gets, while something is written behind the first."""

    async def happen() -> None:
        async with post.db.transaction() as session:
            assert await session.execute(sql)

    post.letters = Meanwhile(happen)
    post.start()
    people = [await post.subscribe(number) for number in range(2, 2 + count)]
    await post.run(TEN)
    return [titles for person in people for titles in post.letters.of(person.id)]


async def test_what_is_deleted_in_the_middle_of_a_run_is_not_told_any_more(post: Post):
    await post.publish("One", NOON)
    await post.publish("Two", NOON)
    got = await run_to_readers(post, "UPDATE posts SET state = 'deleted' WHERE title = 'Two'")
    assert len(got) == 150
    assert got[0] == ["One", "Two"]
    assert got[-1] == ["One"]


async def test_what_is_edited_in_the_middle_of_a_run_is_told_as_it_is_now(post: Post):
    await post.publish("One", NOON)
    change = "UPDATE posts SET title = 'Uno', revision = revision + 1 WHERE title = 'One'"
    got = await run_to_readers(post, change)
    assert (got[0], got[-1]) == (["One"], ["Uno"])


async def test_a_channel_that_is_disconnected_in_the_middle_of_a_run_is_left(post: Post):
    await post.publish("One", NOON)
    got = await run_to_readers(post, "UPDATE channels SET state = 'disconnected'")
    assert 0 < len(got) < 150


async def test_a_run_of_one_batch_reads_its_period_once(
    post: Post, monkeypatch: pytest.MonkeyPatch
):
    composed: list[int] = []
    compose = digesting.compose

    async def counted(*args: object, **kwargs: object) -> object:
        composed.append(1)
        return await compose(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(digesting, "compose", counted)
    await post.publish("One", NOON)
    for number in range(2, 40):
        await post.subscribe(number)
    await post.run(TEN)
    assert len(post.letters.sent) == 38
    assert len(composed) == 1


async def tell_at_once(post: Post, person: Person, state: notices.State) -> None:
    """The reader was told of every post in a notice that came to this."""
    async with post.db.transaction() as session:
        await alerts.turn_on(session, person.id, post.channel.id)
        await session.execute(
            "UPDATE alerts SET due_at = 1 WHERE person_id = :person", {"person": person.id}
        )
        [alert] = await alerts.list_due(session, now=post.clock.now(), limit=1)
        rows = await session.fetch_all("SELECT id FROM posts ORDER BY id")
        now = post.clock.now()
        assert await notices.claim(
            session, alert, until_id=7, now=now, free_at=now, post_ids=[row["id"] for row in rows]
        )
        await notices.settle(session, alert.id, 7, state=state, now=now)


@pytest.mark.parametrize("state", ["sent", "unknown"])
async def test_what_a_notice_told_is_not_told_again(post: Post, state: notices.State):
    told, other = await post.subscribe(2), await post.subscribe(3)
    await post.publish("Known", NOON)
    await tell_at_once(post, told, state)
    await post.publish("New", NOON)
    await post.run(TEN)
    assert post.letters.of(told.id) == [["New"]]
    assert post.letters.of(other.id) == [["Known", "New"]]


async def test_a_notice_that_was_refused_told_nothing(post: Post):
    person = await post.subscribe(2)
    await post.publish("Known", NOON)
    await tell_at_once(post, person, "failed")
    await post.run(TEN)
    assert post.letters.of(person.id) == [["Known"]]


async def test_nothing_is_sent_to_who_knows_it_all(post: Post):
    person = await post.subscribe(2)
    await post.publish("Known", NOON)
    await tell_at_once(post, person, "sent")
    await post.run(TEN)
    assert post.letters.of(person.id) == []
    assert await post.states() == ["empty"]
    assert not (await post.leafing.edition_now(person, post.channel.id)).items


async def test_what_is_kept_does_not_grow_with_the_periods_of_readers(post: Post):
    person = await post.subscribe(2)
    subscription = await post.subscribing.get(person, post.channel.id)
    editions = Editions(post.db)
    for number in range(digesting.MOST_PERIODS + 20):
        since = NOON - timedelta(minutes=number)
        await editions.of(subscription, since=since, until=NOON)
    assert len(editions._wholes) == digesting.MOST_PERIODS


async def test_fewer_posts_than_wanted_come_with_the_next_ones(post: Post):
    person = await post.subscribe(2)
    async with post.db.transaction() as session:
        await session.execute("UPDATE subscriptions SET at_least = 2")
    await post.publish("One", NOON)
    await post.run(TEN)
    assert post.letters.of(person.id) == []
    await post.publish("Two", TEN)
    await post.run(TEN + DAY)
    assert post.letters.of(person.id) == [["One", "Two"]]
