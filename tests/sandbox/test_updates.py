"""Updates: the queue, its filter, the long poll, and who hears what."""

import asyncio

import pytest
from aiogram.exceptions import TelegramConflictError
from aiogram.types import Chat, ChatMemberAdministrator, Message, MessageOriginChannel

from bot.sandbox.updates import UpdateQueue
from tests.sandbox.asking import keyboard, picture, refusal
from tests.sandbox.conftest import Clock, Scene


async def test_an_update_stays_until_a_higher_offset_confirms_it(scene: Scene):
    for text in "абв":
        scene.world.say(scene.reader.id, 42, text)
    first = await scene.bot.get_updates(limit=2)
    assert [update.message.text for update in first if update.message] == ["а", "б"]
    assert scene.world.pending_updates(42) == 3
    ids = [update.update_id for update in first]
    assert ids == [ids[0], ids[0] + 1]
    rest = await scene.bot.get_updates(offset=ids[-1] + 1)
    assert [update.message.text for update in rest if update.message] == ["в"]
    assert scene.world.pending_updates(42) == 1


async def test_a_negative_offset_keeps_the_last_ones(scene: Scene):
    for text in "абв":
        scene.world.say(scene.reader.id, 42, text)
    (last,) = await scene.bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "в"
    assert scene.world.pending_updates(42) == 1


async def test_a_poll_waits_for_the_first_update_and_no_longer(scene: Scene):
    poll = asyncio.ensure_future(scene.bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    scene.world.say(scene.reader.id, 42, "наконец")
    async with asyncio.timeout(15):
        (update,) = await poll
    assert update.message is not None
    assert update.message.text == "наконец"


async def test_a_poll_that_nobody_answers_ends_empty(scene: Scene):
    assert await scene.bot.get_updates(timeout=1) == []


async def test_a_second_poller_ends_the_first_with_409(scene: Scene):
    first = asyncio.ensure_future(scene.bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    second = asyncio.ensure_future(scene.bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    scene.world.say(scene.reader.id, 42, "x")
    assert len(await second) == 1
    assert scene.world.refusals == []


async def test_a_client_that_goes_away_leaves_no_poll_behind(scene: Scene):
    poll = asyncio.ensure_future(scene.bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    poll.cancel()
    await asyncio.sleep(0.1)
    scene.world.say(scene.reader.id, 42, "x")
    assert len(await scene.bot.get_updates(timeout=1)) == 1


async def test_the_default_set_leaves_reactions_and_members_out(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "x")
    scene.world.react(scene.reader.id, scene.channel.id, post.message_id, ["👍"])
    newcomer = scene.world.add_person("Вера")
    scene.world.join(scene.channel.id, newcomer.id)
    assert await scene.updates() == []


async def test_the_filter_is_remembered_and_meets_updates_when_they_are_made(scene: Scene):
    scene.world.say(scene.reader.id, 42, "раньше")
    await scene.bot.get_updates(allowed_updates=["chat_member"])
    scene.world.say(scene.reader.id, 42, "позже")
    scene.world.join(scene.channel.id, scene.world.add_person("Вера").id)
    kinds = [update.event_type for update in await scene.updates()]
    assert kinds == ["message", "chat_member"]
    await scene.bot.get_updates(allowed_updates=[])
    scene.world.say(scene.reader.id, 42, "снова")
    assert [update.event_type for update in await scene.updates()] == ["message"]


async def test_an_update_lives_a_day_and_a_press_150_seconds(scene: Scene):
    sent = await scene.bot.send_message(
        scene.reader.id, "x", reply_markup=keyboard(callback_data="a")
    )
    scene.world.say(scene.reader.id, 42, "x")
    scene.world.press(scene.reader.id, 42, sent.message_id, "a")
    scene.clock.now += 151
    assert [update.event_type for update in await scene.bot.get_updates()] == ["message"]
    scene.clock.now += 86_400
    assert await scene.bot.get_updates() == []


async def test_pending_updates_can_be_dropped_and_are_counted(scene: Scene):
    scene.world.say(scene.reader.id, 42, "x")
    assert (await scene.bot.get_webhook_info()).pending_update_count == 1
    assert await scene.bot.delete_webhook(drop_pending_updates=True)
    assert await scene.bot.get_updates() == []
    assert "does not serve" in await refusal(scene.bot.set_webhook("https://a.ru"))


async def test_an_answer_is_cut_at_about_four_megabytes():
    queue = UpdateQueue(Clock())
    clock_text = "x" * 1_000_000
    for number in range(6):
        queue.put(
            "message",
            Message.model_validate(
                {
                    "message_id": number,
                    "date": 1,
                    "chat": Chat(id=1, type="private"),
                    "text": clock_text,
                }
            ),
        )
    assert len(await queue.fetch(0, 100, 0)) == 3


async def test_the_bot_hears_no_post_of_its_own_but_those_of_others(scene: Scene):
    await scene.bot.send_message(scene.channel.id, "моё")
    scene.world.say(scene.owner.id, scene.channel.id, "чужое")
    (update,) = await scene.updates()
    assert update.channel_post is not None
    assert update.channel_post.text == "чужое"
    assert update.channel_post.from_user is None


async def test_a_second_bot_hears_the_posts_of_the_first(scene: Scene):
    witness = scene.world.add_bot(token="43:WITNESS", username="witness_bot", name="W")
    scene.world.promote(scene.channel.id, witness.id, by=scene.owner.id)
    before = scene.world.pending_updates(witness.id)
    await scene.bot.send_message(scene.channel.id, "моё")
    assert scene.world.pending_updates(witness.id) == before + 1


async def test_the_linked_group_echoes_every_post_and_its_edits(scene: Scene):
    scene.world.link_discussion(scene.channel.id, scene.group.id)
    scene.world.join(scene.group.id, 42)
    await scene.updates()
    post = await scene.bot.send_photo(scene.channel.id, picture(), caption="пост")
    (update,) = await scene.updates()
    echo = update.message
    assert echo is not None
    assert echo.is_automatic_forward is True
    assert echo.chat.id == scene.group.id
    assert echo.sender_chat is not None
    assert echo.sender_chat.id == scene.channel.id
    assert echo.from_user is not None
    assert echo.from_user.id == 777000
    assert isinstance(echo.forward_origin, MessageOriginChannel)
    assert echo.forward_origin.message_id == post.message_id
    assert echo.caption == "пост"
    await scene.bot.edit_message_caption(
        chat_id=scene.channel.id, message_id=post.message_id, caption="правка"
    )
    (update,) = await scene.updates()
    assert update.edited_message is not None
    assert update.edited_message.caption == "правка"
    scene.world.join(scene.group.id, scene.reader.id)
    comment = scene.world.say(
        scene.reader.id, scene.group.id, "согласен", reply_to=echo.message_id
    )
    assert comment.message_thread_id == echo.message_id
    deeper = scene.world.say(scene.owner.id, scene.group.id, "и я", reply_to=comment.message_id)
    assert deeper.message_thread_id == echo.message_id
    await scene.bot.delete_message(scene.channel.id, post.message_id)
    assert scene.world.get_message(scene.group.id, echo.message_id) is None


async def test_in_privacy_mode_a_bot_hears_only_what_is_meant_for_it(scene: Scene):
    shy = scene.world.add_bot(token="44:SHY", username="shy_bot", name="S", privacy=True)
    scene.world.join(scene.group.id, shy.id)
    before = scene.world.pending_updates(shy.id)
    scene.world.say(scene.owner.id, scene.group.id, "разговор")
    assert scene.world.pending_updates(shy.id) == before
    scene.world.say(scene.owner.id, scene.group.id, "/start")
    scene.world.say(scene.owner.id, scene.group.id, "эй, @shy_bot")
    assert scene.world.pending_updates(shy.id) == before + 2


async def test_a_bot_is_told_of_its_rights_and_of_being_blocked(scene: Scene):
    scene.world.promote(scene.channel.id, 42, by=scene.owner.id, can_edit_messages=False)
    scene.world.remove(scene.channel.id, 42, by=scene.owner.id)
    scene.world.block(scene.reader.id, 42)
    scene.world.unblock(scene.reader.id, 42)
    changes = [update.my_chat_member for update in await scene.updates("my_chat_member")]
    assert [change.new_chat_member.status for change in changes if change] == [
        "administrator",
        "kicked",
        "kicked",
        "member",
    ]
    rights = changes[0]
    assert rights is not None
    assert rights.from_user.id == scene.owner.id
    assert isinstance(rights.new_chat_member, ChatMemberAdministrator)
    assert rights.new_chat_member.can_edit_messages is False
    assert rights.new_chat_member.can_post_messages is True


async def test_a_join_by_a_link_names_the_link(scene: Scene):
    await scene.bot.get_updates(allowed_updates=["chat_member"])
    link = await scene.bot.create_chat_invite_link(scene.channel.id, name="реклама")
    newcomer = scene.world.add_person("Вера")
    scene.world.join(scene.channel.id, newcomer.id, invite_link=link.invite_link)
    (update,) = await scene.updates()
    assert update.chat_member is not None
    assert update.chat_member.invite_link is not None
    assert update.chat_member.invite_link.name == "реклама"
    revoked = await scene.bot.revoke_chat_invite_link(scene.channel.id, link.invite_link)
    assert revoked.is_revoked
    with pytest.raises(ValueError, match="does not lead"):
        scene.world.join(
            scene.channel.id, scene.world.add_person("Г").id, invite_link=link.invite_link
        )


async def test_a_link_ends_with_its_uses_or_its_time(scene: Scene):
    bot, world, channel = scene.bot, scene.world, scene.channel.id
    once = await bot.create_chat_invite_link(channel, member_limit=1)
    brief = await bot.create_chat_invite_link(channel, expire_date=int(scene.clock.now) + 60)
    world.join(channel, world.add_person("а").id, invite_link=once.invite_link)
    with pytest.raises(ValueError, match="does not lead"):
        world.join(channel, world.add_person("б").id, invite_link=once.invite_link)
    world.join(channel, world.add_person("в").id, invite_link=brief.invite_link)
    scene.clock.now += 60
    with pytest.raises(ValueError, match="does not lead"):
        world.join(channel, world.add_person("г").id, invite_link=brief.invite_link)


async def test_a_new_title_is_posted_and_a_new_name_finds_the_chat(scene: Scene):
    scene.world.rename(scene.channel.id, title="Новое", username="fresh")
    (update,) = await scene.updates()
    assert update.channel_post is not None
    assert update.channel_post.new_chat_title == "Новое"
    assert (await scene.bot.get_chat("@fresh")).title == "Новое"
    assert "chat not found" in await refusal(scene.bot.get_chat("@marketing"))
