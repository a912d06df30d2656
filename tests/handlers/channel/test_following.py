"""Posts by hand, reactions and reposts reach the archive through the whole bot."""

import asyncio

import pytest

from bot.domain.posts import Origin, Post
from bot.sandbox import Fault
from storage import channels, messages, posts, threads
from tests.handlers.channel.unanswered import sent_unanswered
from tests.newsroom import Newsroom


async def stored(newsroom: Newsroom, message_id: int) -> Post | None:
    return await messages.get_post_of(newsroom.app.db, newsroom.channel_id, message_id)


async def test_a_hand_made_post_its_edit_and_its_reactions_are_taken_over(newsroom: Newsroom):
    author, world = newsroom.author, newsroom.world
    message = world.say(author.id, newsroom.channel_id, "Упаковка дня #рекламныйхит")
    await newsroom.settle()
    await newsroom.reader.send("упаковкой")
    assert "Упаковка дня" in newsroom.reader.text
    world.edit(author.id, newsroom.channel_id, message.message_id, "Слоган дня #слоган")
    world.react(newsroom.reader.id, newsroom.channel_id, message.message_id, ["🔥"])
    await newsroom.settle()
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.origin is Origin.CHANNEL
    assert (post.content.text.text, post.reactions) == ("Слоган дня #слоган", 1)
    assert post.edited_at is not None
    world.react(newsroom.reader.id, newsroom.channel_id, message.message_id, [])
    await newsroom.settle()
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.reactions == 0
    assert post.reactions_at is not None


async def test_a_hand_made_album_is_one_post(newsroom: Newsroom):
    items = newsroom.world.send_album(
        newsroom.author.id,
        newsroom.channel_id,
        [("photo", b"1", "1.jpg"), ("photo", b"2", "2.jpg"), ("photo", b"3", "3.jpg")],
        caption="Три плаката #наружка",
    )
    await newsroom.settle()
    found = [await stored(newsroom, item.message_id) for item in items]
    assert len({post.id for post in found if post}) == 1
    assert found[0] is not None
    assert len(found[0].content.media) == 3
    assert found[0].content.text.text == "Три плаката #наружка"


async def test_a_poll_and_a_pin_are_no_posts_of_the_archive(newsroom: Newsroom):
    author, world = newsroom.author, newsroom.world
    message = world.say(author.id, newsroom.channel_id, "Пост")
    world.send_poll(author.id, newsroom.channel_id, "Да?", ["Да", "Нет"])
    world.pin(author.id, newsroom.channel_id, message.message_id)
    await newsroom.settle()
    rows = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    assert len(rows) == 1
    channel = await channels.get_by_chat(newsroom.app.db, newsroom.channel_id)
    assert channel is not None
    assert channel.last_message_id >= message.message_id + 1


async def test_a_post_of_the_bot_edited_by_hand_is_heard_of_through_the_discussion_group(
    newsroom: Newsroom,
):
    author, world = newsroom.author, newsroom.world
    group = world.add_group("Разговоры", owner=author.id)
    world.link_discussion(newsroom.channel_id, group.id)
    world.promote(group.id, newsroom.bot_id, by=author.id)
    await author.send("Черновик #тег")
    await newsroom.tick(3)
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.tick(1)
    message = newsroom.channel[-1]
    newsroom.world.edit(author.id, newsroom.channel_id, message.message_id, "Правка рукой #другой")
    await newsroom.settle()
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.content.full_text.text == "Правка рукой #другой"
    assert post.author_id == author.id


async def test_forwards_in_groups_count_and_the_echo_does_not(newsroom: Newsroom):
    world, author, reader = newsroom.world, newsroom.author, newsroom.reader
    group = world.add_group("Разговоры", owner=author.id)
    world.link_discussion(newsroom.channel_id, group.id)
    world.promote(group.id, newsroom.bot_id, by=author.id)
    world.join(group.id, reader.id)
    other = world.add_group("Друзья", owner=reader.id)
    world.promote(other.id, newsroom.bot_id, by=reader.id)
    world.join(other.id, author.id)
    message = world.say(author.id, newsroom.channel_id, "Пост для репостов")
    await newsroom.settle()
    world.forward(reader.id, newsroom.channel_id, message.message_id, other.id)
    world.forward(author.id, newsroom.channel_id, message.message_id, other.id)
    world.forward(reader.id, newsroom.channel_id, message.message_id, newsroom.bot_id)
    await newsroom.settle()
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.reposts == 2
    echo = next(m for m in world.history(author.id, group.id) if m.is_automatic_forward)
    assert await threads.get_post_id(newsroom.app.db, group.id, echo.message_id) == post.id


async def test_a_share_through_inline_mode_counts(newsroom: Newsroom):
    world, reader = newsroom.world, newsroom.reader
    message = world.say(newsroom.author.id, newsroom.channel_id, "Пост про упаковку")
    await newsroom.settle()
    results = await world.inline(reader.id, newsroom.bot_id, "упаковка")
    friends = world.add_group("Друзья", owner=reader.id)
    world.choose_inline(reader.id, friends.id, "упаковка", results[0]["id"])
    await newsroom.settle()
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.reposts == 1


async def test_a_new_title_pauses_the_plan_until_an_owner_says_go_on(newsroom: Newsroom):
    author = newsroom.author
    newsroom.world.rename(newsroom.channel_id, title="Маркетинг вслух")
    newsroom.world.say(author.id, newsroom.channel_id, "Пост")
    await newsroom.settle()
    channel = await channels.get_by_chat(newsroom.app.db, newsroom.channel_id)
    assert channel is not None
    assert channel.title == "Маркетинг вслух"
    told = [text for text in author.texts if "is now called “Маркетинг вслух”" in text]
    assert len(told) == 1
    await author.send("A thought #case")
    await author.press("Publish now")
    assert "paused" in author.text
    await author.send("/channels")
    await author.press("Маркетинг вслух")
    await author.press("Go on")
    assert "Connected" in author.text
    await author.send("/drafts")
    await author.press("A thought")
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    assert author.text.startswith("Published")


async def test_the_own_post_of_the_bot_is_no_second_post(newsroom: Newsroom):
    author, world = newsroom.author, newsroom.world
    group = world.add_group("Разговоры", owner=author.id)
    world.link_discussion(newsroom.channel_id, group.id)
    world.promote(group.id, newsroom.bot_id, by=author.id)
    world.faults.add(Fault(method="sendMessage", kind="slow", seconds=0.5, chat_id=group.id))
    await author.send("Черновик #тег")
    await newsroom.tick(3)
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.tick(1)
    rows = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    assert len(rows) == 1
    post = await posts.get_post(newsroom.app.db, rows[0]["id"])
    echo = next(m for m in world.history(author.id, group.id) if m.is_automatic_forward)
    assert post is not None
    assert await threads.get_post_id(newsroom.app.db, group.id, echo.message_id) == post.id


async def test_a_reaction_that_outruns_the_answer_to_our_send_counts(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    async with sent_unanswered(newsroom, monkeypatch) as message:
        newsroom.world.react(newsroom.reader.id, newsroom.channel_id, message.message_id, ["🔥"])
        while not await newsroom.app.db.fetch_all("SELECT 1 FROM tellings"):
            await asyncio.sleep(0.01)
        assert await stored(newsroom, message.message_id) is None
    post = await stored(newsroom, message.message_id)
    assert post is not None
    assert post.reactions == 1
