"""A channel of the sandbox, read back from its public pages: nothing lost, nothing invented."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiogram.types import MessageEntity

from bot.domain.histories import HistoryPage, HistoryPost, Special
from bot.domain.posts import MediaKind
from bot.errors import InputRefused, SourceUnreadable
from bot.gateways.previews.history import PublicHistory
from bot.sandbox import Sandbox, World
from bot.sandbox.faults import Fault

EMOJI = "5368324170671202286"


class Channel:
    """A public channel, its author and the reader of its pages."""

    def __init__(self, world: World, url: str) -> None:
        self.world = world
        self.owner = world.add_person("Anna").id
        self.room = world.add_channel("Вслух", owner=self.owner, username="Aloud")
        self.reader = PublicHistory(url, pause=timedelta(0))

    def say(self, text: str, **options) -> int:
        return self.world.say(self.owner, self.room.id, text, **options).message_id

    async def pages(self) -> list[HistoryPage]:
        """All of them, the newest first."""
        found = [await self.reader.page("aloud")]
        while (before := found[-1].previous) is not None:
            found.append(await self.reader.page("aloud", before))
        return found

    async def posts(self) -> list[HistoryPost]:
        """Every post and event, the oldest first."""
        return [post for page in reversed(await self.pages()) for post in page.posts]


@pytest.fixture
async def channel() -> AsyncIterator[Channel]:
    world = World()
    sandbox = Sandbox(world)
    await sandbox.start()
    yield Channel(world, sandbox.url)
    await sandbox.stop()


async def test_a_long_channel_is_read_page_by_page_to_its_beginning(channel: Channel):
    said = {channel.say(f"Пост {number}"): f"Пост {number}" for number in range(50)}
    pages = await channel.pages()
    assert len(pages) >= 3
    assert {page.chat_id for page in pages} == {channel.room.id}
    assert pages[0].title == "Вслух"
    posts = [post for post in await channel.posts() if post.is_post]
    assert {post.ids[0]: post.main.text.text for post in posts} == said
    assert [post.ids for post in posts] == sorted(post.ids for post in posts)


async def test_formatting_comes_back_as_it_was_sent(channel: Channel):
    text = "Жирно 😀 и вместе\nкод ссылка тайна цитата"
    entities = [
        MessageEntity(type="bold", offset=0, length=5),
        MessageEntity(type="custom_emoji", offset=6, length=2, custom_emoji_id=EMOJI),
        MessageEntity(type="bold", offset=11, length=6),
        MessageEntity(type="italic", offset=11, length=6),
        MessageEntity(type="code", offset=18, length=3),
        MessageEntity(type="text_link", offset=22, length=6, url="https://example.org/a?b=1"),
        MessageEntity(type="spoiler", offset=29, length=5),
        MessageEntity(type="expandable_blockquote", offset=35, length=6),
    ]  # fmt: skip
    channel.say(text, entities=entities)
    post = (await channel.posts())[-1]
    read = {(one.type, one.offset, one.length) for one in post.main.text.entities}
    # A quote stands on a line of its own: one character more before it.
    expected = {(one.type, one.offset, one.length) for one in entities[:-1]}
    assert read == {*expected, ("expandable_blockquote", 36, 6)}
    assert post.main.text.text == text.replace(" цитата", " \nцитата")


async def test_albums_polls_stickers_and_events_are_what_they_are(channel: Channel):
    pictures: list[tuple[str, bytes, str | None]] = [
        ("photo", b"one", "1.jpg"), ("photo", b"two", "2.jpg"),
    ]  # fmt: skip
    album = channel.world.send_album(channel.owner, channel.room.id, pictures, caption="Двое")
    channel.world.send_poll(channel.owner, channel.room.id, "Где?", ["Тут", "Там"])
    channel.world.send_media(channel.owner, channel.room.id, "sticker", b"x", filename="a.webp")
    channel.world.send_media(channel.owner, channel.room.id, "video_note", b"x", filename="a.mp4")
    channel.world.send_media(channel.owner, channel.room.id, "animation", b"x", filename="a.mp4")
    *_, two, poll, sticker, round_video, moving = await channel.posts()
    assert two.ids == tuple(one.message_id for one in album)
    assert [one.text.text for one in two.messages] == ["Двое", ""]
    assert poll.main.special is Special.POLL
    assert poll.main.text.text == "Где?\n• Тут\n• Там"
    assert (sticker.main.special, sticker.media) == (Special.STICKER, ())
    assert round_video.main.special is Special.VIDEO_MESSAGE
    assert [one.kind for one in moving.media] == [MediaKind.ANIMATION]


async def test_a_forward_and_an_answer_name_what_they_are_of(channel: Channel):
    other = channel.world.add_channel("Источник", owner=channel.owner, username="source")
    message = channel.world.say(channel.owner, other.id, "чужое")
    channel.world.forward(channel.owner, other.id, message.message_id, channel.room.id)
    first = channel.say("своё")
    channel.say("ответ", reply_to=first)
    forwarded, own, answer = (await channel.posts())[-3:]
    assert forwarded.main.forwarded_from == "Источник"
    assert own.main.forwarded_from is None
    assert (answer.main.text.text, answer.main.reply_to) == ("ответ", first)


async def test_a_channel_that_hides_its_page_is_refused_and_a_fault_is_not_the_end(
    channel: Channel,
):
    channel.say("слова")
    channel.world.faults.add(Fault("preview", "bad_gateway"))
    with pytest.raises(SourceUnreadable):
        await channel.reader.page("aloud")
    assert (await channel.reader.page("aloud")).posts
    with pytest.raises(InputRefused) as refusal:
        await channel.reader.page("nobody")
    assert refusal.value.message_key == "history-page-none"
