"""A store of the version before numbers had sources says the same after it was brought up."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.numbers import UNKNOWN, Number, NumberSource, PostNumbers
from bot.domain.reactions import PAID
from bot.services.listening import Listening
from bot.services.numbering import Numbering
from bot.services.reacting import Reacting
from storage import gaps, points, posts
from storage import migrate as migrating
from storage.db import to_ms
from storage.migrate import list_steps, migrate, split_statements
from storage.sqlite import SqliteDatabase, open_sqlite
from tests.services.archives import NOON, StoppedClock

FIRE, HEART = "emoji:🔥", "emoji:❤"
AT = to_ms(NOON)
_FILLING = f"""
    INSERT INTO channels (id, chat_id, title, zone, state, connected_by, connected_at)
        VALUES (1, -1001, 'Aloud', 'UTC', 'connected', 1, 5);
    INSERT INTO posts (id, channel_id, state, origin, title, text, entities, media, options, tags,
        published_at, created_at, updated_at, reactions, reactions_at, reposts)
        SELECT value, 1, 'published', 'channel', 't', 't', '[]', '[]', '{{}}', '[]', {AT} + value,
            {AT}, {AT}, 0, NULL, 0 FROM json_each('[1, 2, 3, 4]');
    INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
        VALUES (-1001, 40, 1, 0, 0), (-1001, 41, 1, 0, 1), (-1001, 50, 2, 0, 0),
            (-1001, 60, 3, 0, 0), (-1001, 61, 3, 1, 0), (-1001, 70, 4, 0, 0);
    INSERT INTO reactions (post_id, kind, total)
        VALUES (1, '{FIRE}', 3), (1, '{HEART}', 2), (1, 'paid', 50), (3, '{FIRE}', 4);
    UPDATE posts SET reactions = 5, reactions_at = {AT} + 9000 WHERE id = 1;
    UPDATE posts SET reactions = 0, reactions_at = {AT} + 9000 WHERE id = 2;
    UPDATE posts SET reactions = 4, reactions_at = {AT} + 9000 WHERE id = 3;
    INSERT INTO reaction_points (post_id, counted_at, kind, total)
        VALUES (1, {AT} + 1000, '{FIRE}', 1), (1, {AT} + 9000, '{FIRE}', 3),
            (1, {AT} + 9000, '{HEART}', 2), (1, {AT} + 9000, 'paid', 50),
            (2, {AT} + 1000, '{FIRE}', 1), (2, {AT} + 9000, '{FIRE}', 0),
            (3, {AT} + 9000, '{FIRE}', 4);
    INSERT INTO reposts (key, post_id, kind, place_id, person_id, seen_at)
        VALUES ('forward:-5:1', 1, 'forward', -5, 9, {AT} + 2000),
            ('link:1:8', 1, 'link', NULL, 8, {AT} + 3000);
    UPDATE posts SET reposts = 2 WHERE id = 1;
    INSERT INTO threads (group_id, message_id, post_id) VALUES (-6, 3, 1);
    INSERT INTO updates (id, body, received_at, done_at) VALUES (7, '{{}}', {AT}, {AT});
"""


@pytest.fixture
async def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteDatabase]:
    """A store that earlier versions filled, brought up to this one."""
    store = await open_sqlite(str(tmp_path / "rubrika.db"))
    steps = list_steps()
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "list_steps", lambda: [s for s in steps if s[0] < "0018"])
        await migrate(store, now_ms=1)
    async with store.transaction() as session:
        for statement in split_statements(_FILLING):
            if statement.strip():
                await session.execute(statement)
    await migrate(store, now_ms=2)
    yield store
    await store.close()


async def _numbers(db: SqliteDatabase) -> dict[int, PostNumbers]:
    return await Numbering(db).of_many(await posts.list_posts(db, [1, 2, 3, 4]))


def _counted(total: int, *, seconds: int = 9, is_at_least: bool = False) -> Number:
    return Number(
        total=total,
        source=NumberSource.UPDATES,
        counted_at=NOON + timedelta(seconds=seconds),
        is_at_least=is_at_least,
    )


async def test_every_number_is_as_it_was_and_none_is_made_up(db: SqliteDatabase) -> None:
    known = await _numbers(db)
    assert known[1] == PostNumbers(
        post_id=1,
        reactions=_counted(5),
        kinds={FIRE: 3, HEART: 2},
        stars=_counted(50),
        reposts=_counted(2, seconds=3, is_at_least=True),
    )
    assert known[2] == PostNumbers(post_id=2, reactions=_counted(0))
    assert known[3] == PostNumbers(post_id=3, reactions=_counted(4), kinds={FIRE: 4})
    assert known[4] == PostNumbers(post_id=4)
    assert known[1].comments == UNKNOWN
    series = await points.list_points(db, 1)
    assert [(point.name, point.total) for point in series] == [
        (FIRE, 1), (HEART, 2), (FIRE, 3), (PAID, 50),
    ]  # fmt: skip


async def test_updates_go_on_where_the_store_of_before_stood(db: SqliteDatabase) -> None:
    reacting = Reacting(db)
    late, new = NOON + timedelta(seconds=5), NOON + timedelta(seconds=20)
    assert not await reacting.take(-1001, 40, {FIRE: 9}, counted_at=late, update_id=8)
    assert await reacting.take(-1001, 41, {FIRE: 4}, counted_at=new, update_id=9)
    known = await _numbers(db)
    assert (known[1].reactions.total, known[1].kinds) == (4, {FIRE: 4})


async def test_counts_of_one_of_several_messages_are_not_added_to_themselves(
    db: SqliteDatabase,
) -> None:
    new = NOON + timedelta(seconds=20)
    assert await Reacting(db).take(-1001, 61, {FIRE: 5}, counted_at=new, update_id=9)
    assert (await _numbers(db))[3].reactions.total == 5


async def test_a_silence_before_the_new_version_is_a_gap(db: SqliteDatabase) -> None:
    clock = StoppedClock(NOON + timedelta(days=5))
    await Listening(db, clock).hear(is_after_break=True)
    [gap] = await gaps.list_gaps(db, 1)
    assert (gap.from_at, gap.until_at) == (NOON, NOON + timedelta(days=4))
    assert (await _numbers(db))[1].reactions.stale_since == NOON + timedelta(seconds=9)
