"""What happens in a channel by other hands: posts and edits."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.channels import Channel, ChannelState
from bot.domain.pieces import Piece
from bot.domain.posts import Content, Media, MediaKind, Origin, PostState
from bot.domain.reactions import emoji_kind
from bot.domain.texts import Entity, Text
from bot.services.tracking import Tracking
from storage import channels, messages, posts
from tests.services.archives import NOON, Archive, open_archive

OWNER, READER = 1, 2
FIRE, HEART = emoji_kind("🔥"), emoji_kind("❤")


def make_tracking(archive: Archive, **kw: Any) -> Tracking:
    return Tracking(archive.db, archive.clock, **kw)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def tracking(archive: Archive) -> Tracking:
    return make_tracking(archive)


def photo(name: str) -> Media:
    return Media(kind=MediaKind.PHOTO, file_id=f"file-{name}", unique_id=name)


def piece(channel: Channel, message_id: int, text: str = "", **kw: Any) -> Piece:
    return Piece(
        chat_id=channel.chat_id,
        message_id=message_id,
        text=kw.pop("entities", None) or Text(text),
        sent_at=kw.pop("sent_at", NOON),
        **kw,
    )


async def test_a_post_made_by_hand_joins_the_archive(archive: Archive, tracking: Tracking):
    channel = await archive.connect()
    sent_at = NOON - timedelta(minutes=3)
    post = await tracking.take_post(
        piece(channel, 7, "Скидка дня\n#рекламныйхит", sent_at=sent_at)
    )
    assert post is not None
    assert (post.origin, post.state, post.published_at) == (
        Origin.CHANNEL,
        PostState.PUBLISHED,
        sent_at,
    )
    assert post.author_id is None
    found = await archive.searching.find(channel.id, "скидками")
    assert [entry.post.id for entry in found.items] == [post.id]
    assert found.items[0].message_id == 7
    assert (await archive.browsing.rubrics(channel.id)).items[0].tag == "рекламныйхит"
    stored = await channels.get_channel(archive.db, channel.id)
    assert stored is not None
    assert stored.last_message_id == 7


async def test_a_redelivered_post_is_taken_once(archive: Archive, tracking: Tracking):
    channel = await archive.connect()
    first = await tracking.take_post(piece(channel, 7, "Раз #тег"))
    second = await tracking.take_post(piece(channel, 7, "Раз #тег"))
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert (await archive.browsing.rubrics(channel.id)).items[0].posts == 1


async def test_the_items_of_an_album_are_one_post_in_their_order(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    for number, words in ((5, ""), (6, "Подпись #альбом"), (7, "")):
        item = piece(channel, number, words, media=photo(f"p{number}"), album_id="a")
        post = await tracking.take_post(item)
        await tracking.take_post(item)
    assert post is not None
    stored = await posts.get_post(archive.db, post.id)
    assert stored is not None
    assert [media.unique_id for media in stored.content.media] == ["p5", "p6", "p7"]
    assert stored.content.text.text == "Подпись #альбом"
    assert await messages.list_ids(archive.db, post.id) == [5, 6, 7]
    assert (await archive.searching.find(channel.id, "подпись")).items


async def test_what_has_neither_words_nor_media_is_left_aside(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    assert await tracking.take_post(piece(channel, 7)) is None
    await tracking.note_message(channel.chat_id, 9)
    stored = await channels.get_channel(archive.db, channel.id)
    assert stored is not None
    assert stored.last_message_id == 9


async def test_a_channel_that_is_not_connected_is_not_archived(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    async with archive.db.transaction() as session:
        await channels.set_state(session, channel.id, ChannelState.DISCONNECTED)
    assert await tracking.take_post(piece(channel, 7, "words")) is None


@dataclass
class Claims:
    """Says of every post whether it is ours."""

    answer: bool
    asked: list[int] = field(default_factory=list)

    async def claim(self, channel: Channel, piece: Piece, *, is_echo: bool = False) -> int | None:
        self.asked.append(piece.message_id)
        return 1 if self.answer else None


@pytest.mark.parametrize("is_ours", [True, False])
async def test_a_post_of_ours_in_doubt_does_not_join_as_one_made_by_hand(
    archive: Archive, is_ours: bool
):
    claims = Claims(is_ours)
    tracking = make_tracking(archive, claimant=claims)
    channel = await archive.connect()
    post = await tracking.take_post(piece(channel, 7, "words"))
    assert (post is None) is is_ours
    assert claims.asked == [7]


async def test_a_hand_edit_becomes_a_revision_and_is_found_by_its_new_words(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Было слово #старый")
    edited_at = NOON + timedelta(minutes=5)
    changed = await tracking.take_edit(
        piece(channel, 1, "Стало дерево #новый"), edited_at=edited_at
    )
    assert changed is not None
    stored = await posts.get_post(archive.db, post.id)
    assert stored is not None
    assert stored.edited_at == edited_at
    assert stored.revision == 2
    assert (await archive.searching.find(channel.id, "деревом")).items
    assert not (await archive.searching.find(channel.id, "слово")).items
    tags = [rubric.tag for rubric in (await archive.browsing.rubrics(channel.id)).items]
    assert tags == ["новый"]


async def test_an_edit_that_readers_do_not_see_makes_no_revision(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    await archive.publish(channel, "Слова #тег")
    seen = Text("Слова #тег", (Entity("hashtag", 6, 4),))
    assert await tracking.take_edit(piece(channel, 1, entities=seen), edited_at=NOON) is None


async def test_new_formatting_is_an_edit(archive: Archive, tracking: Tracking):
    channel = await archive.connect()
    await archive.publish(channel, "Слова")
    bold = Text("Слова", (Entity("bold", 0, 5),))
    assert await tracking.take_edit(piece(channel, 1, entities=bold), edited_at=NOON)


async def test_an_older_edit_that_comes_again_changes_nothing(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    post = await archive.publish(channel, "Ноль")
    for minute, words in ((1, "Один"), (2, "Два"), (1, "Один"), (2, "Два")):
        await tracking.take_edit(
            piece(channel, 1, words), edited_at=NOON + timedelta(minutes=minute)
        )
    stored = await posts.get_post(archive.db, post.id)
    assert stored is not None
    assert stored.content.text.text == "Два"
    assert stored.revision == 3


async def test_an_edit_of_an_unknown_post_is_left_aside(archive: Archive, tracking: Tracking):
    channel = await archive.connect()
    assert await tracking.take_edit(piece(channel, 99, "words"), edited_at=NOON) is None


async def publish_album(archive: Archive, channel: Channel, content: Content) -> int:
    """A post of ours: an album of three, and the text below if it is long."""
    async with archive.db.transaction() as session:
        post = await posts.insert(
            session,
            channel_id=channel.id,
            author_id=OWNER,
            content=content,
            now=NOON,
            state=PostState.PUBLISHED,
            published_at=NOON,
        )
        await messages.insert(session, post.id, channel.chat_id, [11, 12, 13], part=0)
        await messages.insert(session, post.id, channel.chat_id, [14], part=1)
    return post.id


async def test_an_edit_of_a_silent_item_keeps_the_words_of_its_album(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    media = (photo("a"), photo("b"), photo("c"))
    content = Content(text=Text("Слова"), media=media, tags=("тег",))
    post_id = await publish_album(archive, channel, content)
    await tracking.take_edit(piece(channel, 12, media=photo("new")), edited_at=NOON)
    stored = await posts.get_post(archive.db, post_id)
    assert stored is not None
    assert [item.unique_id for item in stored.content.media] == ["a", "new", "c"]
    assert stored.content.full_text.text == "Слова\n\n#тег"
    await tracking.take_edit(piece(channel, 11, media=photo("a")), edited_at=NOON)
    stored = await posts.get_post(archive.db, post_id)
    assert stored is not None
    assert stored.content.full_text.text == ""


async def test_an_edit_of_the_text_below_an_album_keeps_the_album(
    archive: Archive, tracking: Tracking
):
    channel = await archive.connect()
    content = Content(text=Text("слово " * 300), media=(photo("a"), photo("b"), photo("c")))
    post_id = await publish_album(archive, channel, content)
    await tracking.take_edit(piece(channel, 14, "Коротко #тег"), edited_at=NOON)
    stored = await posts.get_post(archive.db, post_id)
    assert stored is not None
    assert stored.content.text.text == "Коротко #тег"
    assert len(stored.content.media) == 3
