"""Reposts: each once, at its own moment, whatever is told when."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.posts import Content, PostState
from bot.domain.reposts import Place, Repost, RepostKind
from bot.domain.texts import Text
from bot.services.reposting import Reposting
from bot.services.rights import Rights
from storage import channels, messages, posts, reposts
from tests.services.archives import NOON, Archive, open_archive

OWNER, READER = 1, 2


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


def make_reposting(archive: Archive) -> Reposting:
    return Reposting(archive.db, Rights(archive.db, frozenset({OWNER})))


def forward(number: int, *, minute: int = 0, person_id: int | None = READER) -> Repost:
    return Repost(
        key=f"forward:-5:{number}",
        kind=RepostKind.FORWARD,
        seen_at=NOON + timedelta(minutes=minute),
        place_id=-5,
        person_id=person_id,
        message_id=number,
    )


def place(title: str = "Friends", username: str | None = "friends", minute: int = 0) -> Place:
    return Place(
        chat_id=-5,
        title=title,
        username=username,
        named_at=NOON + timedelta(minutes=minute),
    )


async def seen(archive: Archive, post_id: int) -> int:
    """How many reposts are counted; the list and the column must agree."""
    post = await posts.get_post(archive.db, post_id)
    assert post is not None
    kinds = await reposts.count_kinds(archive.db, post_id)
    assert post.reposts == sum(kinds.values())
    return post.reposts


async def test_each_repost_counts_once_and_the_team_does_not_count(archive: Archive):
    reposting, channel = make_reposting(archive), await archive.connect()
    post = await archive.publish(channel, "Пост")
    for _ in range(2):
        await reposting.take_forward(channel.chat_id, 1, forward(1))
        await reposting.take_forward(channel.chat_id, 1, forward(2, person_id=None))
        await reposting.take_forward(channel.chat_id, 1, forward(3, person_id=OWNER))
        for person_id in (READER, OWNER):
            await reposting.take_share(post.id, person_id, seen_at=NOON)
            await reposting.take_inline(post.id, person_id, key=f"7{person_id}", seen_at=NOON)
    assert await seen(archive, post.id) == 4
    assert await reposts.count_kinds(archive.db, post.id) == {
        "forward": 2, "inline": 1, "link": 1,
    }  # fmt: skip


async def test_a_repost_of_a_post_that_is_gone_counts_nowhere(archive: Archive):
    reposting = make_reposting(archive)
    assert not await reposting.take_share(12345, READER, seen_at=NOON)
    assert not await reposting.take_forward(-77, 1, forward(1))
    assert await archive.db.fetch_all("SELECT * FROM reposts") == []
    assert await archive.db.fetch_all("SELECT * FROM early_reposts") == []


async def test_a_disconnected_channel_counts_nothing(archive: Archive):
    reposting, channel = make_reposting(archive), await archive.connect()
    post = await archive.publish(channel, "Пост")
    async with archive.db.transaction() as session:
        await channels.set_state(session, channel.id, ChannelState.DISCONNECTED)
    assert not await reposting.take_forward(channel.chat_id, 1, forward(1))
    assert await seen(archive, post.id) == 0


async def publish_long(archive: Archive, channel: Channel) -> int:
    """An album with its text below: two parts."""
    async with archive.db.transaction() as session:
        post = await posts.insert(
            session, channel_id=channel.id, author_id=OWNER,
            content=Content(text=Text("слово " * 300)), now=NOON,
            state=PostState.PUBLISHED, published_at=NOON,
        )  # fmt: skip
        await messages.insert(session, post.id, channel.chat_id, [11, 12], part=0)
        await messages.insert(session, post.id, channel.chat_id, [14], part=1)
    return post.id


@pytest.mark.parametrize("is_early", [True, False])
async def test_the_parts_of_a_long_post_forwarded_together_are_one_repost(
    archive: Archive, is_early: bool
):
    reposting, channel = make_reposting(archive), await archive.connect()
    post_id = 0 if is_early else await publish_long(archive, channel)
    await reposting.take_forward(channel.chat_id, 11, forward(1))
    await reposting.take_forward(channel.chat_id, 14, forward(2))
    await reposting.take_forward(channel.chat_id, 14, forward(3, person_id=3))
    await reposting.take_forward(channel.chat_id, 14, forward(4, minute=1))
    post_id = post_id or await publish_long(archive, channel)
    assert await seen(archive, post_id) == 3


async def test_a_forward_told_before_its_post_is_known_counts_when_it_is(archive: Archive):
    reposting, channel = make_reposting(archive), await archive.connect()
    for _ in range(2):
        await reposting.take_forward(channel.chat_id, 1, forward(1, minute=3))
    post = await archive.publish(channel, "Пост")
    assert await seen(archive, post.id) == 1
    await reposting.take_forward(channel.chat_id, 1, forward(1, minute=3))
    assert await seen(archive, post.id) == 1
    assert await archive.db.fetch_all("SELECT * FROM early_reposts") == []
    ((_, point),) = await reposts.list_series(archive.db, [post.id])
    assert (point.counted_at, point.total) == (NOON + timedelta(minutes=3), 1)


async def test_places_keep_their_newest_name_and_only_public_ones_are_listed(archive: Archive):
    reposting, channel = make_reposting(archive), await archive.connect()
    post = await archive.publish(channel, "Пост")
    hidden = replace(place("Hidden", None), chat_id=-6)
    await reposting.take_forward(channel.chat_id, 1, forward(9, minute=9), place("New", minute=9))
    await reposting.take_forward(channel.chat_id, 1, forward(1), place("Old", "gone"))
    in_hidden = replace(forward(2), key="forward:-6:2", place_id=-6)
    await reposting.take_forward(channel.chat_id, 1, in_hidden, hidden)
    await reposting.take_forward(channel.chat_id, 1, replace(forward(3), place_id=READER))
    ((shown, message_id),) = await reposts.list_public(archive.db, post.id, limit=5)
    assert (shown.title, shown.link(message_id)) == ("New", "https://t.me/friends/9")
    assert await reposts.count_places(archive.db, post.id) == (1, 1)


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_order_and_repetition_gives_the_same_monotone_series(data: st.DataObject):
    minutes = data.draw(st.lists(st.integers(0, 5), min_size=1, max_size=6))
    numbers = list(range(len(minutes)))
    again = data.draw(st.lists(st.sampled_from(numbers), max_size=4))
    order = data.draw(st.permutations(numbers + again))
    known_after = data.draw(st.integers(0, len(order)))
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            reposting, channel = make_reposting(archive), await archive.connect()
            post = None
            for step, number in enumerate(order):
                if step == known_after:
                    post = await archive.publish(channel, "Пост")
                repost = forward(number, minute=minutes[number])
                await reposting.take_forward(channel.chat_id, 1, repost)
            post = post or await archive.publish(channel, "Пост")
            assert await seen(archive, post.id) == len(minutes)
            series = await reposts.list_series(archive.db, [post.id])
            truth = [
                (NOON + timedelta(minutes=at), sum(one <= at for one in minutes))
                for at in sorted(set(minutes))
            ]
            assert [(point.counted_at, point.total) for _, point in series] == truth
