"""Comments: each message of a thread once, before and after the thread is known."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.channels import Channel
from bot.domain.pieces import Piece
from bot.domain.texts import Text
from bot.services.commenting import Commenting
from storage import comments, threads
from tests.services.archives import NOON, Archive, open_archive

GROUP = -9


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


class NoClaims:
    """Nothing is in doubt."""

    async def claim(self, channel: Channel, piece: Piece, *, is_echo: bool = False) -> int | None:
        return None


def piece(channel: Channel, message_id: int) -> Piece:
    return Piece(chat_id=channel.chat_id, message_id=message_id, text=Text("Пост"), sent_at=NOON)


async def connect(archive: Archive) -> Channel:
    """A channel with its discussion group."""
    channel = await archive.connect()
    async with archive.db.transaction() as session:
        await session.execute("UPDATE channels SET linked_chat_id = :g", {"g": GROUP})
    return channel


async def test_the_automatic_forward_opens_a_thread(archive: Archive):
    commenting, channel = Commenting(archive.db, NoClaims()), await connect(archive)
    post = await archive.publish(channel, "Пост")
    assert await commenting.take_echo(GROUP, 100, piece(channel, 1), heard_at=NOON)
    assert not await commenting.take_echo(GROUP, 101, piece(channel, 2), heard_at=NOON)
    assert await threads.get_post_id(archive.db, GROUP, 100) == post.id
    heard = (await comments.count_of(archive.db, [post.id]))[post.id]
    assert (heard.total, heard.last_at, heard.since) == (0, None, NOON)


async def test_comments_count_once_and_whenever_their_thread_becomes_known(archive: Archive):
    commenting, channel = Commenting(archive.db, NoClaims()), await connect(archive)
    post = await archive.publish(channel, "Пост")
    for _ in range(2):
        for message_id, minute in ((103, 3), (101, 1), (102, 1)):
            at = NOON + timedelta(minutes=minute)
            await commenting.take_comment(GROUP, 100, message_id, written_at=at)
    assert await comments.count_of(archive.db, [post.id]) == {}
    await commenting.take_echo(GROUP, 100, piece(channel, 1), heard_at=NOON)
    heard = (await comments.count_of(archive.db, [post.id]))[post.id]
    assert (heard.total, heard.last_at) == (3, NOON + timedelta(minutes=3))
    series = await comments.list_series(archive.db, [post.id])
    assert [(point.counted_at, point.total) for _, point in series] == [
        (NOON + timedelta(minutes=1), 2), (NOON + timedelta(minutes=3), 3),
    ]  # fmt: skip


async def test_a_thread_that_only_a_reply_tells_of_does_not_claim_to_have_heard_all(
    archive: Archive,
):
    commenting, channel = Commenting(archive.db, NoClaims()), await connect(archive)
    post = await archive.publish(channel, "Пост")
    await commenting.learn_thread(GROUP, 100, piece(channel, 1))
    await commenting.take_comment(GROUP, 100, 105, written_at=NOON)
    heard = (await comments.count_of(archive.db, [post.id]))[post.id]
    assert (heard.total, heard.since) == (1, None)
    await commenting.take_echo(GROUP, 100, piece(channel, 1), heard_at=NOON)
    await commenting.learn_thread(GROUP, 100, piece(channel, 1))
    heard = (await comments.count_of(archive.db, [post.id]))[post.id]
    assert heard.since == NOON


async def test_what_is_said_in_groups_of_others_is_not_kept(archive: Archive):
    commenting = Commenting(archive.db, NoClaims())
    await connect(archive)
    assert not await commenting.take_comment(-10, 100, 101, written_at=NOON)
    assert await archive.db.fetch_all("SELECT * FROM comments") == []


async def test_each_echo_of_an_album_leads_to_its_post(archive: Archive):
    commenting, channel = Commenting(archive.db, NoClaims()), await connect(archive)
    post = await archive.publish(channel, "Пост")
    for message_id in (100, 101):
        await commenting.take_echo(GROUP, message_id, piece(channel, 1), heard_at=NOON)
    for thread_id, message_id in ((100, 110), (101, 111)):
        await commenting.take_comment(GROUP, thread_id, message_id, written_at=NOON)
    assert (await comments.count_of(archive.db, [post.id]))[post.id].total == 2
