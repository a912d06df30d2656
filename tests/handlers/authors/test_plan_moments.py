"""Planned posts leave at their moment: what a look begins, and when it wants to look again."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.publications import Publication
from bot.gateways.limiter import Limiter, Urgency
from bot.sandbox import Fault
from storage import publications
from storage.db import Params, Row, Session
from storage.sqlite import SqliteDatabase
from tests.handlers.authors.desk import publish_draft
from tests.handlers.authors.test_clock import plan_many
from tests.handlers.authors.test_plan import schedule, texts
from tests.newsroom import START, Newsroom

SOON = START + timedelta(minutes=1)
A_MOMENT = timedelta(milliseconds=50)
List = Callable[..., Awaitable[list[Publication]]]


async def plan_two(newsroom: Newsroom) -> None:
    """One post at SOON, one a moment later; it is SOON."""
    for text in ("First #case", "Second #case"):
        await schedule(newsroom, "in 1 minute", text)
    async with newsroom.app.db.transaction() as session:
        await publications.set_moment(session, 2, SOON + A_MOMENT, now=START)
    newsroom.clock.move(60)


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], Awaitable[None]]) -> None:
    """A deed between the two steps of the next look: what is due was read, nothing begun."""
    ask = publications.list_due
    is_done = False

    async def list_due(db: Session, *, now: datetime) -> list[Publication]:
        nonlocal is_done
        found = await ask(db, now=now)
        if not is_done:
            is_done = True
            await deed()
        return found

    monkeypatch.setattr(publications, "list_due", list_due)


async def look(newsroom: Newsroom) -> datetime | None:
    """Look at the plan once, and let all that follows from it happen."""
    next_at = await newsroom.app.publishing.publish_due()
    await newsroom.settle()
    return next_at


async def test_a_post_that_becomes_due_during_a_look_is_what_the_next_look_is_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan_two(newsroom)

    async def pass_time() -> None:
        newsroom.clock.move(0.2)

    meanwhile(monkeypatch, pass_time)
    # Not None, although that moment has passed when the look is over.
    assert await newsroom.app.publishing.publish_due() == SOON + A_MOMENT
    await newsroom.settle()
    assert await look(newsroom) is None
    assert texts(newsroom) == ["First #case", "Second #case"]


async def test_whoever_asks_during_a_look_gets_a_look_of_his_own(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan_two(newsroom)
    asked: list[Any] = []
    tasks = newsroom.app.tasks

    async def ask_again() -> None:
        newsroom.clock.move(0.2)
        # Three ask; one look is enough for them, and it begins after they asked.
        asked.extend(
            tasks.start(newsroom.app.publishing.publish_due(), name="look") for _ in range(3)
        )

    looks = count_looks(monkeypatch)
    meanwhile(monkeypatch, ask_again)
    await look(newsroom)
    assert [task.result() for task in asked] == [None] * 3
    assert texts(newsroom) == ["First #case", "Second #case"]
    # The first, theirs, and those that follow the two sends.
    assert len(looks) <= 4


def count_looks(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments of all looks from now on."""
    moments: list[datetime] = []
    ask = publications.next_due

    async def next_due(db: Session, *, now: datetime) -> datetime | None:
        moments.append(now)
        return await ask(db, now=now)

    monkeypatch.setattr(publications, "next_due", next_due)
    return moments


async def test_a_post_that_is_moved_while_it_is_begun_stays_for_its_new_moment(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await schedule(newsroom, "in 1 minute")
    newsroom.clock.move(60)
    tomorrow = START + timedelta(days=1)

    async def move() -> None:
        async with newsroom.app.db.transaction() as session:
            await publications.set_moment(session, 1, tomorrow, now=START)

    meanwhile(monkeypatch, move)
    await look(newsroom)
    assert texts(newsroom) == []
    newsroom.clock.move(24 * 3600)
    await look(newsroom)
    assert texts(newsroom) == ["Headline #case"]


async def test_a_post_planned_for_sooner_than_the_next_moment_sets_it_earlier(
    newsroom: Newsroom,
) -> None:
    await schedule(newsroom, "in 2 hours", "Later #case")
    assert await look(newsroom) == START + timedelta(hours=2)
    await schedule(newsroom, "in 1 minute", "Sooner #case")
    assert await look(newsroom) == SOON


async def test_every_look_reminds_of_the_next_moment_whoever_asked_for_it(
    newsroom: Newsroom,
) -> None:
    reminded: list[datetime] = []
    newsroom.app.publishing.remind_by(reminded.append)
    await schedule(newsroom, "in 1 minute")
    newsroom.clock.move(60)
    newsroom.world.faults.add(
        Fault("sendMessage", "too_many", chat_id=newsroom.channel_id, retry_after=3)
    )
    # Only the look after the refused send knows for sure when Telegram takes posts again, and no
    # job asked for it. The first one knows it too where the refusal was faster than its reads.
    await look(newsroom)
    assert reminded
    assert set(reminded) == {await look(newsroom)}
    assert reminded[0] > newsroom.clock.now()


async def pause(newsroom: Newsroom) -> None:
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET state = 'paused'")


async def block(newsroom: Newsroom) -> None:
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET blocked_until_at = 1e13")


@pytest.mark.parametrize("hold", [pause, block])
async def test_posts_that_are_due_and_cannot_leave_ask_for_no_look(
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    hold: Callable[[Newsroom], Awaitable[None]],
) -> None:
    await plan_two(newsroom)
    await hold(newsroom)
    reminded: list[datetime] = []
    newsroom.app.publishing.remind_by(reminded.append)
    # The second is still to come: its moment is the only one to be woken at.
    assert await look(newsroom) == SOON + A_MOMENT
    newsroom.clock.move(1)
    looks = count_looks(monkeypatch)
    for _ in range(5):
        assert await look(newsroom) is None
    assert reminded == [SOON + A_MOMENT]
    assert len(looks) == 5, "no look of its own accord"
    assert texts(newsroom) == []


async def test_a_refusal_asks_for_one_look_and_not_for_one_after_the_other(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await schedule(newsroom, "in 1 minute")
    newsroom.clock.move(60)
    fault = newsroom.world.faults.add(
        Fault("sendMessage", "too_many", times=-1, chat_id=newsroom.channel_id, retry_after=3)
    )
    looks = count_looks(monkeypatch)
    await look(newsroom)
    assert fault.hits == 1
    assert len(looks) == 2


def count_queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every query of the plan from now on."""
    asked: list[str] = []
    ask = SqliteDatabase.fetch_all

    async def fetch_all(db: SqliteDatabase, sql: str, params: Params) -> list[Row]:
        asked.append(sql)
        return await ask(db, sql, params)

    monkeypatch.setattr(SqliteDatabase, "fetch_all", fetch_all)
    return asked


async def test_a_start_asks_a_plan_of_thousands_as_little_as_an_empty_one(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        empty = count_queries(patch)
        assert await look(newsroom) is None
    await plan_many(newsroom)
    full = count_queries(monkeypatch)
    assert await look(newsroom) == START + timedelta(days=1)
    assert full == empty


def note_turns(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int | str | None, Urgency]]:
    """Who was written to from now on, and how urgently."""
    turns: list[tuple[int | str | None, Urgency]] = []
    take = Limiter.turn

    def turn(limiter: Limiter, chat_id: int | str | None, count: int, **named: Any) -> Any:
        turns.append((chat_id, named["kind"]))
        return take(limiter, chat_id, count, **named)

    monkeypatch.setattr(Limiter, "turn", turn)
    return turns


async def test_posts_go_before_the_notices_of_those_that_are_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await schedule(newsroom, "in 1 minute")
    turns = note_turns(monkeypatch)
    await newsroom.tick(60)
    author, channel = newsroom.author.id, newsroom.channel_id
    assert (channel, Urgency.NO_WAITING) in turns
    assert [urgency for chat_id, urgency in turns if chat_id == author] == [Urgency.BULK]


async def test_whoever_publishes_by_hand_does_not_wait_behind_anything(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newsroom.author.send("Headline #case")
    turns = note_turns(monkeypatch)
    await publish_draft(newsroom)
    assert texts(newsroom) == ["Headline #case"]
    assert Urgency.BULK not in {urgency for _, urgency in turns}
