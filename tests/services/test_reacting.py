"""Reactions: updates and public pages, in any order, end in the same counts."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.numbers import NumberSource
from bot.domain.posts import Content, Post, PostState
from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.domain.texts import Text
from bot.services.numbering import Numbering
from bot.services.reacting import Reacting
from storage import channels, gaps, messages, points, posts, reactions
from tests.services.archives import NOON, Archive, open_archive

FIRE, HEART, CUSTOM = emoji_kind("🔥"), emoji_kind("❤"), custom_kind("5368324170671202286")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def reacting(archive: Archive) -> Reacting:
    return Reacting(archive.db)


@asynccontextmanager
async def fresh_archive() -> AsyncIterator[Archive]:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as opened:
            yield opened


async def stored_post(archive: Archive, post_id: int) -> Post:
    post = await posts.get_post(archive.db, post_id)
    assert post is not None
    return post


async def told_of(archive: Archive, post_id: int) -> tuple[str | None, datetime | None]:
    """Who counted the reactions, and when a page last said the same."""
    row = await archive.db.fetch_one(
        "SELECT reactions_source, reactions_seen_at FROM posts WHERE id = :id", {"id": post_id}
    )
    assert row is not None
    seen = row["reactions_seen_at"]
    moment = None if seen is None else datetime.fromtimestamp(seen / 1000, UTC)
    return row["reactions_source"], moment


async def series(archive: Archive, post_id: int) -> list[tuple[str, str, int]]:
    return [
        (point.name, point.source.value, point.total)
        for point in await points.list_points(archive.db, post_id)
    ]


async def test_counts_replace_those_before_and_stars_are_kept_apart(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост #тег")
    updates: list[Mapping[str, int]] = [
        {FIRE: 1},
        {FIRE: 3, HEART: 2, PAID: 50},
        {FIRE: 2, CUSTOM: 1, PAID: 50},
    ]
    for minute, counts in enumerate(updates):
        at = NOON + minute * MINUTE
        assert await reacting.take(channel.chat_id, 1, counts, counted_at=at)
    assert await reactions.get_counts(archive.db, post.id) == {FIRE: 2, CUSTOM: 1, PAID: 50}
    stored = await stored_post(archive, post.id)
    assert (stored.reactions, stored.reactions_at) == (3, NOON + 2 * MINUTE)
    row = await archive.db.fetch_one("SELECT reactions FROM post_rubrics")
    assert row is not None
    assert row["reactions"] == 3
    assert await series(archive, post.id) == [
        (FIRE, "updates", 1), (HEART, "updates", 2), (FIRE, "updates", 3), (PAID, "updates", 50),
        (CUSTOM, "updates", 1), (HEART, "updates", 0), (FIRE, "updates", 2),
    ]  # fmt: skip


async def test_of_two_updates_in_one_second_the_one_with_the_higher_id_holds(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    first = await archive.publish(channel, "Один")
    second = await archive.publish(channel, "Два")
    one, two = {FIRE: 1}, {FIRE: 2}
    for message_id, order in ((1, ((7, one), (8, two))), (2, ((8, two), (7, one)))):
        for update_id, counts in order:
            await reacting.take(
                channel.chat_id, message_id, counts, counted_at=NOON, update_id=update_id
            )
    for post in (first, second):
        assert await reactions.get_counts(archive.db, post.id) == two
        assert (await series(archive, post.id))[-1] == (FIRE, "updates", 2)


async def test_reactions_in_a_channel_that_is_not_connected_are_left_aside(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    await archive.publish(channel, "Пост")
    assert not await reacting.take(-1, 1, {FIRE: 1}, counted_at=NOON)
    async with archive.db.transaction() as session:
        await channels.set_state(session, channel.id, ChannelState.DISCONNECTED)
    assert not await reacting.take(channel.chat_id, 1, {FIRE: 1}, counted_at=NOON)
    assert await archive.db.fetch_all("SELECT * FROM tellings") == []


async def become_post(archive: Archive, channel: Channel, parts: Sequence[Sequence[int]]) -> int:
    async with archive.db.transaction() as session:
        post = await posts.insert(
            session, channel_id=channel.id, author_id=None, content=Content(text=Text("Пост")),
            now=NOON, state=PostState.PUBLISHED, published_at=NOON,
        )  # fmt: skip
        for part, ids in enumerate(parts):
            await messages.insert(session, post.id, channel.chat_id, ids, part=part)
    return post.id


async def test_reactions_that_came_before_their_post_count_when_it_is_known(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    assert not await reacting.take(channel.chat_id, 40, {FIRE: 2}, counted_at=NOON)
    assert not await reacting.take(channel.chat_id, 40, {FIRE: 1}, counted_at=NOON - MINUTE)
    post_id = await become_post(archive, channel, [[40]])
    stored = await stored_post(archive, post_id)
    assert (stored.reactions, stored.reactions_at) == (2, NOON)
    assert await series(archive, post_id) == [(FIRE, "updates", 2)]


async def test_reactions_to_any_item_of_an_album_are_the_posts(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post_id = await become_post(archive, channel, [[11, 12, 13]])
    await reacting.take(channel.chat_id, 11, {FIRE: 4}, counted_at=NOON)
    # The first item was deleted: Telegram counts at the next one.
    await reacting.take(channel.chat_id, 12, {FIRE: 5}, counted_at=NOON + MINUTE)
    await reacting.take(channel.chat_id, 13, {FIRE: 3}, counted_at=NOON - MINUTE)
    assert await reactions.get_counts(archive.db, post_id) == {FIRE: 5}


async def test_a_post_of_several_messages_has_the_reactions_of_all(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post_id = await become_post(archive, channel, [[11, 12], [13]])
    await reacting.take(channel.chat_id, 11, {FIRE: 4, HEART: 1}, counted_at=NOON + MINUTE)
    await reacting.take(channel.chat_id, 13, {FIRE: 2}, counted_at=NOON)
    assert await reactions.get_counts(archive.db, post_id) == {FIRE: 6, HEART: 1}
    stored = await stored_post(archive, post_id)
    assert (stored.reactions, stored.reactions_at) == (7, NOON + MINUTE)


async def test_a_sum_is_as_old_as_what_is_known_longest_ago(archive: Archive, reacting: Reacting):
    channel = await archive.connect()
    post_id = await become_post(archive, channel, [[11], [13]])
    await reacting.take(channel.chat_id, 11, {FIRE: 4}, counted_at=NOON)
    await reacting.take(channel.chat_id, 13, {FIRE: 2}, counted_at=NOON)
    await lose_updates(archive, channel, NOON + HOUR, NOON + 2 * HOUR)
    await reacting.take(channel.chat_id, 13, {FIRE: 3}, counted_at=NOON + 3 * HOUR)
    known = await Numbering(archive.db).of(await stored_post(archive, post_id))
    assert (known.reactions.total, known.reactions.counted_at) == (7, NOON)
    assert known.reactions.stale_since == NOON + HOUR


async def lose_updates(
    archive: Archive, channel: Channel, from_at: datetime, until_at: datetime
) -> None:
    async with archive.db.transaction() as session:
        await gaps.open_gap(session, channel.id, from_at=from_at)
        await gaps.close_gap(session, channel.id, until_at=until_at)


async def test_a_page_of_other_reactions_tells_that_all_of_a_post_were_taken_back(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post, untold = await archive.publish(channel, "Пост"), await archive.publish(channel, "Два")
    await reacting.take(channel.chat_id, 1, {FIRE: 5, PAID: 3}, counted_at=NOON)
    page_at = NOON + 40 * HOUR

    async def adopt(post_id: int, *, is_sure: bool) -> bool:
        return await reacting.adopt(post_id, {}, rounded=(), seen_at=page_at, is_none_sure=is_sure)

    # Updates would have told: the page may leave something out.
    assert not await adopt(post.id, is_sure=True)
    await lose_updates(archive, channel, NOON + HOUR, NOON + 30 * HOUR)
    assert not await adopt(post.id, is_sure=False)
    assert not await adopt(untold.id, is_sure=True)
    assert await adopt(post.id, is_sure=True)
    assert await reactions.get_counts(archive.db, post.id) == {PAID: 3}
    known = await Numbering(archive.db).of(await stored_post(archive, post.id))
    assert (known.reactions.total, known.reactions.source) == (0, NumberSource.PREVIEW)
    assert (known.reactions.counted_at, known.reactions.stale_since) == (page_at, None)
    assert not (await Numbering(archive.db).of(untold)).reactions.is_known


async def test_exact_counts_stay_when_the_page_agrees(archive: Archive, reacting: Reacting):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    counts = {FIRE: 4023, HEART: 7, PAID: 30}
    await reacting.take(channel.chat_id, 1, counts, counted_at=NOON)
    seen_at = NOON + 30 * HOUR
    page = {FIRE: 4020, HEART: 7}
    assert not await reacting.adopt(post.id, page, rounded={FIRE}, seen_at=seen_at)
    assert await reactions.get_counts(archive.db, post.id) == counts
    assert await told_of(archive, post.id) == ("updates", seen_at)
    assert (await stored_post(archive, post.id)).reactions_at == NOON


async def test_the_page_replaces_counts_that_are_older_and_an_update_replaces_the_page(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    await reacting.take(channel.chat_id, 1, {FIRE: 990, PAID: 30}, counted_at=NOON)
    seen_at = NOON + 30 * HOUR
    page = {FIRE: 1020, HEART: 3}
    assert await reacting.adopt(post.id, page, rounded={FIRE}, seen_at=seen_at)
    # Stars are never taken back: the page shows none of them.
    assert await reactions.get_counts(archive.db, post.id) == page | {PAID: 30}
    assert await told_of(archive, post.id) == ("preview", None)
    row = await archive.db.fetch_one("SELECT kind FROM reactions WHERE is_rounded = 1")
    assert row is not None
    assert row["kind"] == FIRE
    assert (await stored_post(archive, post.id)).reactions_at == seen_at
    assert await reacting.take(
        channel.chat_id, 1, {FIRE: 1024, HEART: 3, PAID: 31}, counted_at=seen_at + HOUR
    )
    assert await told_of(archive, post.id) == ("updates", None)
    assert await archive.db.fetch_all("SELECT 1 FROM reactions WHERE is_rounded = 1") == []
    assert [entry for entry in await series(archive, post.id) if entry[0] == FIRE] == [
        (FIRE, "updates", 990), (FIRE, "preview", 1020), (FIRE, "updates", 1024),
    ]  # fmt: skip


async def test_a_page_may_be_older_than_an_update_of_the_same_quarter_of_an_hour(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    await reacting.take(channel.chat_id, 1, {FIRE: 5}, counted_at=NOON)
    page = {FIRE: 4}
    assert not await reacting.adopt(
        post.id, page, rounded=(), seen_at=NOON + timedelta(minutes=15)
    )
    assert await reactions.get_counts(archive.db, post.id) == {FIRE: 5}
    assert await told_of(archive, post.id) == ("updates", None)
    assert await reacting.adopt(post.id, page, rounded=(), seen_at=NOON + timedelta(minutes=16))


async def test_an_update_that_is_later_than_the_page_by_its_way_still_holds(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    await reacting.adopt(post.id, {FIRE: 4}, rounded=(), seen_at=NOON)
    await reacting.take(
        channel.chat_id, 1, {FIRE: 5}, counted_at=NOON - timedelta(minutes=5), update_id=3
    )
    assert await reactions.get_counts(archive.db, post.id) == {FIRE: 5}
    assert await series(archive, post.id) == [(FIRE, "updates", 5)]


async def test_a_page_without_reactions_says_nothing(archive: Archive, reacting: Reacting):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    assert not await reacting.adopt(post.id, {}, rounded=(), seen_at=NOON)
    assert (await stored_post(archive, post.id)).reactions_at is None
    await reacting.take(channel.chat_id, 1, {FIRE: 5}, counted_at=NOON)
    assert not await reacting.adopt(post.id, {}, rounded=(), seen_at=NOON + 40 * HOUR)
    assert await told_of(archive, post.id) == ("updates", None)


async def test_a_page_of_a_post_or_message_that_is_not_known_changes_nothing(
    archive: Archive, reacting: Reacting
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Пост")
    assert not await reacting.adopt(999, {FIRE: 1}, rounded=(), seen_at=NOON)
    assert not await reacting.adopt(post.id, {FIRE: 1}, rounded=(), seen_at=NOON, message_id=8)
    assert await archive.db.fetch_all("SELECT * FROM tellings") == []


Update = tuple[int, dict[str, int]]
_COUNTS = st.dictionaries(
    st.sampled_from([FIRE, HEART, CUSTOM, PAID]), st.integers(0, 5), max_size=4
)


@given(st.lists(_COUNTS, min_size=1, max_size=6), st.integers(0, 3), st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_order_and_repetition_ends_in_the_newest_counts(
    told: list[dict[str, int]], known_after: int, data: st.DataObject
):
    """Updates of a few seconds, some before the post is known."""
    updates = list(enumerate(told))
    again = data.draw(st.lists(st.sampled_from(updates), max_size=4))
    order: list[Update] = data.draw(st.permutations(updates + again))
    async with fresh_archive() as archive:
        reacting = Reacting(archive.db)
        channel = await archive.connect()
        post_id = 0
        for step, (number, counts) in enumerate(order):
            if step == min(known_after, len(order) - 1):
                post_id = await become_post(archive, channel, [[40]])
            await reacting.take(
                channel.chat_id, 40, counts,
                counted_at=NOON + timedelta(seconds=number // 2), update_id=number,
            )  # fmt: skip
        newest = {kind: total for kind, total in told[-1].items() if total}
        assert await reactions.get_counts(archive.db, post_id) == newest
        stored = await stored_post(archive, post_id)
        assert stored.reactions == sum(newest.values()) - newest.get(PAID, 0)
        last = {point.name: point.total for point in await points.list_points(archive.db, post_id)}
        assert {kind: total for kind, total in last.items() if total} == newest
        assert all(
            point.source is NumberSource.UPDATES
            for point in await points.list_points(archive.db, post_id)
        )
