"""The clock of the plan: hours that are skipped or repeated, jumps both ways, and a long plan."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.posts import Content
from bot.domain.texts import Text
from bot.sandbox.limits import Limits
from storage import posts, publications
from storage.db import Params, Row
from storage.sqlite import SqliteDatabase
from tests.handlers.authors.test_late import set_policy
from tests.handlers.authors.test_plan import schedule, texts
from tests.newsroom import START, Newsroom, open_newsroom

AN_HOUR = 3600
PLANNED = 3000


async def move_to(newsroom: Newsroom, moment: datetime) -> None:
    """Let time pass up to a moment, then let the alarm clock ring."""
    await newsroom.tick((moment - newsroom.clock.now()).total_seconds())


@pytest.mark.parametrize(
    ("words", "shown", "due"),
    [
        # 02:00 CET is followed by 03:00 CEST.
        ("28.03.2027 02:30", "28 Mar 2027, 03:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # 02:30 CEST, and an hour later 02:30 CET: the first.
        ("31.10.2027 02:30", "31 Oct 2027, 02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
async def test_an_hour_that_summer_time_skips_or_repeats_publishes_once_at_its_moment(
    tmp_path: Path, words: str, shown: str, due: datetime
) -> None:
    async with open_newsroom(tmp_path, timezone="Europe/Berlin") as newsroom:
        await schedule(newsroom, words)
        assert f"Scheduled: Sun, {shown}" in newsroom.author.text
        await move_to(newsroom, due - timedelta(seconds=1))
        assert texts(newsroom) == []
        await newsroom.tick(1)
        assert texts(newsroom) == ["Headline #case"]
        # The same local time comes again an hour later, on the one day.
        for _ in range(3):
            await newsroom.tick(AN_HOUR)
        assert texts(newsroom) == ["Headline #case"]
        assert sum(text.startswith("Published") for text in newsroom.author.texts) == 1


async def test_posts_keep_their_local_hour_over_the_end_of_summer_time(
    tmp_path: Path,
) -> None:
    async with open_newsroom(tmp_path, timezone="Europe/Berlin") as newsroom:
        for day in (30, 31):
            await schedule(newsroom, f"{day}.10.2027 10:00", f"Day {day} #case")
        await move_to(newsroom, datetime(2027, 10, 30, 8, 0, tzinfo=UTC))
        assert texts(newsroom) == ["Day 30 #case"]
        await newsroom.tick(24 * AN_HOUR)
        assert texts(newsroom) == ["Day 30 #case"]
        await newsroom.tick(AN_HOUR)
        assert texts(newsroom) == ["Day 30 #case", "Day 31 #case"]


async def test_a_clock_set_back_an_hour_publishes_nothing_twice_and_holds_nothing_up(
    tmp_path: Path,
) -> None:
    # Telegram's clock, which is the sandbox's floods, is not set back: they are off.
    async with open_newsroom(tmp_path, limits=Limits(enabled=False)) as newsroom:
        await set_back(newsroom)


async def set_back(newsroom: Newsroom) -> None:
    """Two planned posts, and an hour taken back between them."""
    await schedule(newsroom, "in 1 minute", "First #case")
    await schedule(newsroom, "in 3 minutes", "Second #case")
    await newsroom.tick(60)
    assert texts(newsroom) == ["First #case"]
    await newsroom.tick(-AN_HOUR)
    for _ in range(3):
        await newsroom.tick(60)
    # Its moment is an hour away again by the clock that counts.
    assert texts(newsroom) == ["First #case"]
    await schedule(newsroom, "in 1 minute", "Between #case")
    await newsroom.tick(60)
    assert texts(newsroom) == ["First #case", "Between #case"]
    await newsroom.tick(AN_HOUR)
    await newsroom.tick(1)
    assert texts(newsroom) == ["First #case", "Between #case", "Second #case"]
    assert sum(text.startswith("Published: First") for text in newsroom.author.texts) == 1
    assert not newsroom.world.refusals


@pytest.mark.parametrize(
    ("policy", "outcome", "sent"),
    [
        ("Ask the author", "late by 7 h 59 min", []),
        ("Publish anyway", "Published 7 h 59 min late", ["Headline #case"]),
        ("Skip", "late", []),
    ],
)
async def test_posts_that_a_machine_slept_through_follow_the_policy_of_their_channel(
    newsroom: Newsroom, policy: str, outcome: str, sent: list[str]
) -> None:
    if policy != "Ask the author":
        await set_policy(newsroom, policy)
    await schedule(newsroom, "in 1 minute")
    await schedule(newsroom, "in 9 hours", "After the sleep #case")
    await newsroom.tick(8 * AN_HOUR)
    assert texts(newsroom) == sent
    assert outcome in newsroom.author.text
    await newsroom.tick(AN_HOUR)
    assert texts(newsroom) == [*sent, "After the sleep #case"]
    assert newsroom.author.text.startswith("Published: After the sleep")


def count_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each query of the store gives from now on."""
    counts: list[int] = []
    ask = SqliteDatabase.fetch_all

    async def fetch_all(db: SqliteDatabase, sql: str, params: Params) -> list[Row]:
        rows = await ask(db, sql, params)
        counts.append(len(rows))
        return rows

    monkeypatch.setattr(SqliteDatabase, "fetch_all", fetch_all)
    return counts


async def plan_many(newsroom: Newsroom) -> None:
    """Posts from tomorrow on, a minute between each two, straight into the store."""
    async with newsroom.app.db.transaction() as session:
        for number in range(PLANNED):
            content = Content(text=Text(f"Planned {number}"))
            post = await posts.insert(
                session, channel_id=1, author_id=newsroom.author.id, content=content, now=START
            )
            await publications.plan(
                session, post_id=post.id, channel_id=1, is_immediate=False, now=START,
                due_at=START + timedelta(days=1, minutes=number), requested_by=newsroom.author.id,
            )  # fmt: skip


async def test_a_look_at_a_plan_of_thousands_reads_what_is_due_and_little_else(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan_many(newsroom)
    await schedule(newsroom, "in 1 minute", "Soon #case")
    newsroom.clock.move(60)
    counts = count_rows(monkeypatch)
    await newsroom.work()
    assert texts(newsroom) == ["Soon #case"]
    assert counts
    assert sum(counts) < 100
