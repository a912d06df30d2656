"""Reposts and comments reach the store through the whole bot."""

import asyncio
from datetime import UTC, datetime, timedelta
from inspect import getsource
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.types import Chat, Message, MessageOriginChannel

from handlers.channel.discussion import SPOKEN, read_echo
from storage import comments, messages, reposts
from tests.handlers.channel.unanswered import sent_unanswered
from tests.newsroom import Newsroom

# Neither said by anybody nor marked as a service message in Telegram's own words.
SILENT = {
    "unknown", "any", "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
    "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "successful_payment",
    "refunded_payment", "connected_website", "passport_data",
}  # fmt: skip


async def discuss(newsroom: Newsroom) -> Any:
    """A discussion group of the channel that the bot hears."""
    group = newsroom.world.add_group("Разговоры", owner=newsroom.author.id)
    newsroom.world.link_discussion(newsroom.channel_id, group.id)
    newsroom.world.promote(group.id, newsroom.bot_id, by=newsroom.author.id)
    newsroom.world.join(group.id, newsroom.reader.id)
    return group


async def say_post(newsroom: Newsroom, text: str = "Пост") -> Message:
    message = newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()
    return message


async def post_id_of(newsroom: Newsroom, message_id: int) -> int:
    post = await messages.get_post_of(newsroom.app.db, newsroom.channel_id, message_id)
    assert post is not None
    return post.id


async def count_comments(newsroom: Newsroom, message_id: int) -> int | None:
    post_id = await post_id_of(newsroom, message_id)
    heard = (await comments.count_of(newsroom.app.db, [post_id])).get(post_id)
    return heard.total if heard else None


def echo_in(newsroom: Newsroom, group_id: int) -> Message:
    found = newsroom.world.history(newsroom.author.id, group_id)
    return [message for message in found if message.is_automatic_forward][-1]


async def test_replies_in_the_thread_are_comments_and_the_echo_and_the_service_are_not(
    newsroom: Newsroom,
):
    group, world, reader = await discuss(newsroom), newsroom.world, newsroom.reader
    message = await say_post(newsroom)
    assert await count_comments(newsroom, message.message_id) == 0
    echo = echo_in(newsroom, group.id)
    first = world.say(reader.id, group.id, "Согласен", reply_to=echo.message_id)
    world.say(newsroom.author.id, group.id, "Спасибо", reply_to=first.message_id)
    world.say(reader.id, group.id, "О погоде")
    world.pin(newsroom.author.id, group.id, first.message_id)
    await newsroom.settle()
    assert await count_comments(newsroom, message.message_id) == 2
    world.edit(reader.id, group.id, first.message_id, "Совсем согласен")
    await newsroom.settle()
    assert await count_comments(newsroom, message.message_id) == 2


async def test_a_post_whose_echo_was_not_heard_has_no_number_of_comments(newsroom: Newsroom):
    message = await say_post(newsroom)
    assert await count_comments(newsroom, message.message_id) is None


async def test_a_forward_into_the_discussion_group_is_a_repost(newsroom: Newsroom):
    group, world, reader = await discuss(newsroom), newsroom.world, newsroom.reader
    message = await say_post(newsroom)
    newsroom.clock.move(60)
    forwarded = world.forward(reader.id, newsroom.channel_id, message.message_id, group.id)
    newsroom.clock.move(60)
    await newsroom.settle()
    post_id = await post_id_of(newsroom, message.message_id)
    ((_, point),) = await reposts.list_series(newsroom.app.db, [post_id])
    assert point.counted_at == forwarded.date
    assert await count_comments(newsroom, message.message_id) == 0


async def test_a_forward_that_outruns_the_answer_to_our_send_counts(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    world, reader = newsroom.world, newsroom.reader
    friends = world.add_group("Друзья", owner=reader.id)
    world.promote(friends.id, newsroom.bot_id, by=reader.id)
    async with sent_unanswered(newsroom, monkeypatch) as shown:
        world.forward(reader.id, newsroom.channel_id, shown.message_id, friends.id)
        world.forward(reader.id, newsroom.channel_id, shown.message_id, newsroom.bot_id)
        while not await newsroom.app.db.fetch_all("SELECT key FROM early_reposts"):
            await asyncio.sleep(0.01)
    post_id = await post_id_of(newsroom, shown.message_id)
    assert (await reposts.count_kinds(newsroom.app.db, post_id)) == {"forward": 2}


async def test_a_forward_of_a_forward_keeps_its_first_origin_and_a_copy_is_nothing(
    newsroom: Newsroom,
):
    world, reader = newsroom.world, newsroom.reader
    friends = world.add_group("Друзья", owner=reader.id)
    world.promote(friends.id, newsroom.bot_id, by=reader.id)
    message = await say_post(newsroom)
    first = world.forward(reader.id, newsroom.channel_id, message.message_id, friends.id)
    world.forward(reader.id, friends.id, first.message_id, friends.id)
    world.say(reader.id, friends.id, "Пост")
    await newsroom.settle()
    post_id = await post_id_of(newsroom, message.message_id)
    assert (await reposts.count_kinds(newsroom.app.db, post_id)) == {"forward": 2}


async def test_the_echo_of_a_channels_own_forward_is_no_thread_of_the_first_post(
    newsroom: Newsroom,
):
    group, world = await discuss(newsroom), newsroom.world
    first = await say_post(newsroom)
    newsroom.clock.move(timedelta(days=3).total_seconds())
    world.forward(newsroom.author.id, newsroom.channel_id, first.message_id, newsroom.channel_id)
    await newsroom.settle()
    again = echo_in(newsroom, group.id)
    world.say(newsroom.reader.id, group.id, "О втором", reply_to=again.message_id)
    await newsroom.settle()
    assert await count_comments(newsroom, first.message_id) == 0


async def test_the_echo_of_another_channels_repost_is_no_thread_of_ours(newsroom: Newsroom):
    origin = MessageOriginChannel(
        date=datetime(2026, 11, 18, 9, tzinfo=UTC),
        chat=Chat(id=newsroom.channel_id, type="channel", title="Ours"),
        message_id=5,
    )
    echo = Message(
        message_id=1, date=origin.date, chat=Chat(id=-5, type="supergroup", title="Theirs"),
        sender_chat=Chat(id=-100777, type="channel", title="Another"),
        is_automatic_forward=True, forward_origin=origin, text="Пост",
    )  # fmt: skip
    assert read_echo(echo) is None
    assert read_echo(echo.model_copy(update={"sender_chat": origin.chat})) is not None


@pytest.mark.parametrize("kind", sorted(ContentType, key=str))
def test_what_somebody_may_say_is_what_telegram_does_not_call_a_service_message(
    kind: ContentType,
):
    source = getsource(Message)
    _, _, rest = source.partition(f"\n    {kind.value}: ")
    words = rest.split('"""')[1] if rest else ""
    is_service = "Service message" in words or kind.value in SILENT
    assert (kind in SPOKEN) is not is_service
