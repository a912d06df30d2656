"""What is known of posts: from which source, as of when, and what is not known."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.channels import Channel
from bot.domain.numbers import UNKNOWN, Metric, NumberSource
from bot.domain.posts import Post
from bot.domain.reactions import PAID, emoji_kind
from bot.domain.reposts import Repost, RepostKind
from bot.services.numbering import Numbering
from bot.services.reacting import Reacting
from storage import comments, counts, gaps, numbers, reposts, rubrics, threads
from storage.counts import Count
from tests.services.archives import NOON, Archive, open_archive

FIRE = emoji_kind("🔥")


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


async def tell(archive: Archive, channel: Channel, message_id: int, total: int, minute: int = 0):
    """An update about reactions."""
    await Reacting(archive.db).take(
        channel.chat_id, message_id, {FIRE: total, PAID: 50},
        counted_at=NOON + timedelta(minutes=minute),
    )  # fmt: skip


async def open_thread(archive: Archive, post: Post, *, is_heard: bool) -> None:
    async with archive.db.transaction() as session:
        await threads.insert(
            session, group_id=-9, message_id=post.id, post_id=post.id,
            heard_at=NOON if is_heard else None,
        )  # fmt: skip


async def comment(archive: Archive, post: Post, minute: int) -> None:
    async with archive.db.transaction() as session:
        await comments.insert(
            session, group_id=-9, thread_id=post.id, message_id=1000 + minute,
            written_at=NOON + timedelta(minutes=minute),
        )  # fmt: skip


async def test_of_a_post_that_nobody_told_of_nothing_is_known(archive: Archive):
    post = await archive.publish(await archive.connect(), "Пост")
    known = await Numbering(archive.db).of(post)
    assert (
        known.reactions, known.stars, known.reposts, known.forwards, known.comments, known.views
    ) == (UNKNOWN,) * 6  # fmt: skip
    assert known.kinds == {}
    assert await Numbering(archive.db).of_many([]) == {}


async def test_reactions_have_their_moment_and_stars_are_apart(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    await tell(archive, channel, 1, 7, minute=5)
    known = await Numbering(archive.db).of(post)
    assert (known.reactions.total, known.stars.total, known.kinds) == (7, 50, {FIRE: 7})
    assert known.reactions.source is NumberSource.UPDATES
    assert known.reactions.counted_at == NOON + timedelta(minutes=5)
    await tell(archive, channel, 1, 0, minute=6)
    known = await Numbering(archive.db).of(post)
    assert known.reactions.total == 0


async def test_reposts_are_a_lower_bound_as_of_the_last_one_seen(archive: Archive):
    post = await archive.publish(await archive.connect(), "Пост")
    async with archive.db.transaction() as session:
        for minute in (9, 2):
            moment = NOON + timedelta(minutes=minute)
            repost = Repost(key=f"k{minute}", kind=RepostKind.LINK, seen_at=moment)
            await reposts.insert(session, post.id, repost)
    seen = (await Numbering(archive.db).of(post)).reposts
    assert (seen.total, seen.is_at_least) == (2, True)
    assert seen.counted_at == NOON + timedelta(minutes=9)


async def test_no_comment_is_a_number_only_where_the_thread_was_heard(archive: Archive):
    channel = await archive.connect()
    heard, learnt, silent = [await archive.publish(channel, "Пост") for _ in range(3)]
    await open_thread(archive, heard, is_heard=True)
    await open_thread(archive, learnt, is_heard=False)
    found = await Numbering(archive.db).of_many([heard, learnt, silent])
    assert found[heard.id].comments.total == 0
    assert found[learnt.id].comments == UNKNOWN
    assert found[silent.id].comments == UNKNOWN
    await comment(archive, learnt, 3)
    learnt_of = (await Numbering(archive.db).of(learnt)).comments
    assert (learnt_of.total, learnt_of.is_at_least) == (1, True)
    assert learnt_of.counted_at == NOON + timedelta(minutes=3)


async def test_numbers_of_before_a_gap_are_stale_since_it_began(archive: Archive):
    channel = await archive.connect()
    old = await archive.publish(channel, "Старый", ago=timedelta(days=5))
    new = await archive.publish(channel, "Новый")
    await tell(archive, channel, 1, 3, minute=-7200)
    await open_thread(archive, old, is_heard=True)
    began = NOON - timedelta(days=3)
    async with archive.db.transaction() as session:
        await gaps.open_gap(session, channel.id, from_at=began)
        await gaps.close_gap(session, channel.id, until_at=NOON - timedelta(days=1))
    found = await Numbering(archive.db).of_many([old, new])
    assert found[old.id].reactions.stale_since == began
    assert found[old.id].comments.stale_since == began
    assert found[new.id].reactions == UNKNOWN
    await tell(archive, channel, 1, 4)
    assert (await Numbering(archive.db).of(old)).reactions.stale_since is None


async def test_views_and_forwards_come_from_the_best_source(archive: Archive):
    post = await archive.publish(await archive.connect(), "Пост")
    async with archive.db.transaction() as session:
        for metric, source, total, rounded, person in (
            (Metric.VIEWS, NumberSource.PREVIEW, 4020, True, None),
            (Metric.VIEWS, NumberSource.METER, 4017, False, None),
            (Metric.FORWARDS, NumberSource.AUTHOR, 25, False, 7),
        ):
            await counts.put(session, post.id, Count(
                metric=metric, source=source, total=total, counted_at=NOON,
                is_rounded=rounded, person_id=person,
            ))  # fmt: skip
    known = await Numbering(archive.db).of(post)
    assert (known.views.total, known.views.source) == (4017, NumberSource.METER)
    assert (known.forwards.total, known.forwards.person_id) == (25, 7)
    async with archive.db.transaction() as session:
        assert await counts.remove(session, post.id, Metric.FORWARDS, NumberSource.AUTHOR)
        assert not await counts.remove(session, post.id, Metric.FORWARDS, NumberSource.AUTHOR)
    assert (await Numbering(archive.db).of(post)).forwards == UNKNOWN
    assert await archive.db.fetch_all("SELECT * FROM points WHERE name = 'forwards'") == []


async def test_ranks_share_places_and_pass_over_what_is_not_known(archive: Archive):
    channel = await archive.connect()
    found = [await archive.publish(channel, f"Пост {n} #тег") for n in range(6)]
    for post, total in zip(found, (5, 9, 5, 1, 7), strict=False):
        await tell(archive, channel, post.id, total)
    rubric = await rubrics.find_rubric(archive.db, channel.id, "тег")
    assert rubric is not None

    async def rank(post: Post) -> numbers.Rank | None:
        since, until = NOON - timedelta(days=365), NOON
        return await numbers.get_rank(archive.db, rubric.id, post.id, since=since, until=until)

    assert await rank(found[1]) == numbers.Rank(1, 1, 5)
    assert await rank(found[0]) == await rank(found[2]) == numbers.Rank(3, 4, 5)
    assert await rank(found[5]) is None
    old = await archive.publish(channel, "Старый #тег", ago=timedelta(days=400))
    await tell(archive, channel, old.id, 99)
    assert await rank(old) is None
    assert await rank(found[1]) == numbers.Rank(1, 1, 5)
