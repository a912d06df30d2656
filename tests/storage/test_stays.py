"""Stays are the same whatever the order and however often arrivals and departures are told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.subscribers import MONTH, WEEK, Figures, Move, Retention
from storage import channels, gaps, stays, subscriber_sources
from storage.db import Database, to_ms
from storage.migrate import migrate
from storage.sqlite import open_sqlite

BEGIN = datetime(2026, 8, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
LINKS = (None, "https://t.me/+first", "https://t.me/+second")


@dataclass
class Stay:
    """What really happened."""

    link: str | None
    joined_at: datetime
    left_at: datetime | None = None


@dataclass
class Crowd:
    """People who come and go, and everything Telegram tells of it."""

    stays: list[Stay] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def tell(self, person: int, at: datetime, *, link: str | None, is_arrival: bool) -> None:
        self.moves.append(
            Move(
                chat_id=-1001,
                person_id=person,
                moved_at=at,
                update_id=len(self.moves) + 1,
                is_arrival=is_arrival,
                invite_link=link,
            )
        )


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """Moments are whole seconds, and people may come, leave and come again in one of them."""
    crowd = Crowd()
    for person in range(1, draw(st.integers(1, 4)) + 1):
        at = BEGIN
        for _ in range(draw(st.integers(0, 3))):
            at += timedelta(seconds=draw(st.integers(0, 20) | st.integers(0, 40 * 86_400)))
            stay = Stay(draw(st.sampled_from(LINKS)), at)
            crowd.tell(person, at, link=stay.link, is_arrival=True)
            crowd.stays.append(stay)
            if not draw(st.booleans()):
                break
            at += timedelta(seconds=draw(st.integers(0, 20) | st.integers(0, 40 * 86_400)))
            stay.left_at = at
            crowd.tell(person, at, link=None, is_arrival=False)
    return crowd


def figures_of(told: Sequence[Stay]) -> Figures:
    return Figures(
        joined=len(told),
        left=sum(stay.left_at is not None for stay in told),
        week=_retention(told, WEEK),
        month=_retention(told, MONTH),
    )


def _retention(told: Sequence[Stay], span: timedelta) -> Retention | None:
    ripe = [stay for stay in told if stay.joined_at + span <= NOW]
    stayed = [one for one in ripe if one.left_at is None or one.left_at - one.joined_at >= span]
    return Retention(len(stayed), len(ripe)) if ripe else None


@cache
def _store() -> bytes:
    """A store with one channel and its two links, migrated once."""

    async def build(path: str) -> None:
        db = await open_sqlite(path)
        await migrate(db, now_ms=0)
        async with db.transaction() as session:
            await channels.upsert(
                session, chat_id=-1001, title="Marketing", username=None, linked_chat_id=None,
                zone="UTC", connected_by=1, now_ms=to_ms(BEGIN),
            )  # fmt: skip
            for number, link in enumerate(LINKS[1:]):
                source = await subscriber_sources.insert(
                    session, channel_id=1, name=link or "", name_key=link or "",
                    token=link or "", created_by=1, message_id=number, now=BEGIN,
                )  # fmt: skip
                await subscriber_sources.set_link(session, source.id, link or "")
        await db.close()

    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, build(str(path))).result()
        return path.read_bytes()


@asynccontextmanager
async def open_store() -> AsyncIterator[Database]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(_store())
        db = await open_sqlite(str(path))
        try:
            yield db
        finally:
            await db.close()


async def tell(db: Database, moves: Sequence[Move]) -> dict[int | None, Figures]:
    async with db.transaction() as session:
        for move in moves:
            link = move.invite_link
            source = await subscriber_sources.get_by_link(session, 1, link) if link else None
            await stays.insert(
                session, move, channel_id=1, source_id=source.id if source else None
            )
    return await stays.list_figures(db, 1, since=None, now=NOW)


async def count(moves: Sequence[Move]) -> tuple[dict[int | None, Figures], int]:
    async with open_store() as db:
        figures = await tell(db, moves)
        return figures, await stays.count_departures(db, 1, since=None)


@settings(max_examples=60, deadline=None)
@given(crowds(), st.data())
def test_any_order_and_repetition_ends_in_what_happened(crowd: Crowd, data: st.DataObject) -> None:
    again = st.lists(st.sampled_from(crowd.moves)) if crowd.moves else st.just([])
    told = data.draw(st.permutations([*crowd.moves, *data.draw(again)]))
    figures, departures = asyncio.run(count(told))
    by_link = {
        number: figures_of([stay for stay in crowd.stays if stay.link == link])
        for number, link in ((None, None), (1, LINKS[1]), (2, LINKS[2]))
    }
    assert figures == {key: one for key, one in by_link.items() if one.joined}
    assert departures == 0


@settings(max_examples=60, deadline=None)
@given(crowds(), st.data())
def test_what_is_lost_makes_no_negative_and_no_invented_number(
    crowd: Crowd, data: st.DataObject
) -> None:
    kept = [move for move in crowd.moves if data.draw(st.booleans())]
    figures, departures = asyncio.run(count(data.draw(st.permutations(kept))))
    arrivals = sum(move.is_arrival for move in kept)
    assert sum(one.joined for one in figures.values()) == arrivals
    assert departures <= len(kept) - arrivals
    for one in figures.values():
        assert 0 <= one.left <= one.joined
        for retention in (one.week, one.month):
            assert retention is None or 0 <= retention.stayed <= retention.of <= one.joined


def stay(person: int, joined: int, left: int | None, update_id: int = 0) -> list[Move]:
    """Days after the beginning."""
    days = [(joined, True), *([(left, False)] if left is not None else [])]
    return [
        Move(
            chat_id=-1001,
            person_id=person,
            moved_at=BEGIN + timedelta(days=day),
            update_id=update_id + number,
            is_arrival=is_arrival,
        )
        for number, (day, is_arrival) in enumerate(days)
    ]


async def test_a_departure_without_its_arrival_is_counted_apart() -> None:
    moves = stay(1, 3, 5)
    figures, departures = await count(moves[1:])
    assert (figures, departures) == ({}, 1)
    figures, departures = await count([moves[1], moves[0]])
    assert (figures[None].joined, figures[None].left, departures) == (1, 1, 0)


async def test_who_comes_again_with_the_departure_lost_has_left_once() -> None:
    figures, _ = await count([*stay(1, 3, None), *stay(1, 90, None, 5)])
    assert (figures[None].joined, figures[None].left) == (2, 1)
    # When the first stay ended is not known: it says nothing of how long people stay.
    assert figures[None].month is None
    assert figures[None].week == Retention(1, 1)


async def test_a_gap_takes_the_stays_that_it_touches_out_of_retention() -> None:
    async with open_store() as db:
        async with db.transaction() as session:
            await gaps.open_gap(session, 1, from_at=BEGIN + timedelta(days=12))
            await gaps.close_gap(session, 1, until_at=BEGIN + timedelta(days=14))
        figures = await tell(db, [*stay(1, 1, None), *stay(2, 10, None), *stay(3, 11, 12)])
    one = figures[None]
    assert (one.joined, one.left, one.is_left_at_least) == (3, 1, True)
    assert one.week == Retention(1, 1)
    assert one.month is None


async def test_a_gap_before_anybody_came_makes_nothing_unsure() -> None:
    async with open_store() as db:
        async with db.transaction() as session:
            await gaps.open_gap(session, 1, from_at=BEGIN)
            await gaps.close_gap(session, 1, until_at=BEGIN + timedelta(days=1))
        figures = await tell(db, stay(1, 2, None))
    assert figures[None] == Figures(joined=1, week=Retention(1, 1), month=Retention(1, 1))


async def test_a_gap_that_lasts_leaves_the_newest_unknown() -> None:
    async with open_store() as db:
        async with db.transaction() as session:
            await gaps.open_gap(session, 1, from_at=BEGIN + timedelta(days=20))
        figures = await tell(db, [*stay(1, 1, None), *stay(2, 15, None)])
    assert figures[None].week == Retention(1, 1)
    assert figures[None].month is None
    assert figures[None].is_left_at_least
