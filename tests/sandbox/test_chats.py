"""Chats, members, commands and the profile of the bot, with aiogram."""

import pytest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ChatMemberAdministrator,
    ChatMemberOwner,
)

from tests.sandbox.asking import refusal
from tests.sandbox.conftest import Scene


async def test_a_chat_tells_what_it_is(scene: Scene):
    scene.world.link_discussion(scene.channel.id, scene.group.id)
    chat = await scene.bot.get_chat(scene.channel.id)
    assert (chat.type, chat.title, chat.username) == ("channel", "Маркетинг", "marketing")
    assert chat.active_usernames == ["marketing"]
    assert chat.linked_chat_id == scene.group.id
    assert chat.invite_link is not None
    private = await scene.bot.get_chat(scene.reader.id)
    assert (private.type, private.first_name) == ("private", "Борис")
    assert "chat not found" in await refusal(scene.bot.get_chat(scene.owner.id))


async def test_the_personal_channel_of_a_person_shows_its_last_posts(scene: Scene):
    for number in range(25):
        scene.world.say(scene.owner.id, scene.channel.id, str(number))
    assert await scene.bot.get_user_personal_chat_messages(scene.reader.id, 20) == []
    scene.world.set_personal_chat(scene.reader.id, scene.channel.id)
    posts = await scene.bot.get_user_personal_chat_messages(scene.reader.id, 20)
    assert [post.text for post in posts] == [str(number) for number in range(24, 4, -1)]
    chat = (await scene.bot.get_chat(scene.reader.id)).personal_chat
    assert chat is not None
    assert chat.id == scene.channel.id
    assert "limit" in await refusal(scene.bot.get_user_personal_chat_messages(scene.reader.id, -1))


async def test_members_are_told_apart(scene: Scene):
    bot, channel = scene.bot, scene.channel.id
    assert isinstance(await bot.get_chat_member(channel, scene.owner.id), ChatMemberOwner)
    mine = await bot.get_chat_member(channel, 42)
    assert isinstance(mine, ChatMemberAdministrator)
    assert mine.can_post_messages is True
    assert mine.can_promote_members is False
    assert (await bot.get_chat_member(channel, scene.reader.id)).status == "member"
    stranger = scene.world.add_person("Вера")
    assert (await bot.get_chat_member(channel, stranger.id)).status == "left"
    assert "user not found" in await refusal(bot.get_chat_member(channel, 5))
    assert await bot.get_chat_member_count(channel) == 3
    scene.world.leave(channel, scene.reader.id)
    assert (await bot.get_chat_member(channel, scene.reader.id)).status == "left"
    assert await bot.get_chat_member_count(channel) == 2


async def test_administrators_are_listed_without_other_bots(scene: Scene):
    other = scene.world.add_bot(token="43:OTHER", username="other_bot", name="O")
    scene.world.promote(scene.channel.id, other.id, by=scene.owner.id)
    listed = await scene.bot.get_chat_administrators(scene.channel.id)
    assert {member.user.id for member in listed} == {scene.owner.id, 42}
    assert "no administrators in the private chat" in await refusal(
        scene.bot.get_chat_administrators(scene.reader.id)
    )


async def test_a_bot_that_leaves_is_out(scene: Scene):
    assert await scene.bot.leave_chat(scene.channel.id)
    assert "not a member of the channel chat" in await refusal(
        scene.bot.send_message(scene.channel.id, "x")
    )


async def test_links_need_the_right_to_invite(scene: Scene):
    scene.world.promote(scene.channel.id, 42, by=scene.owner.id, can_invite_users=False)
    said = await refusal(scene.bot.create_chat_invite_link(scene.channel.id))
    assert said.endswith("not enough rights to manage chat invite link")


async def test_the_menu_is_the_narrowest_for_the_person_and_the_language(scene: Scene):
    bot, world, reader = scene.bot, scene.world, scene.reader.id
    await bot.set_my_commands([BotCommand(command="start", description="Начать")])
    assert [one.command for one in world.bot_commands(42, reader)] == ["start"]
    await bot.set_my_commands(
        [BotCommand(command="tags", description="Tags")],
        scope=BotCommandScopeAllPrivateChats(),
        language_code="en",
    )
    assert [one.command for one in world.bot_commands(42, reader)] == ["tags"]
    assert [one.command for one in world.bot_commands(42, scene.owner.id)] == ["start"]
    mine = BotCommandScopeChat(chat_id=reader)
    await bot.set_my_commands([BotCommand(command="new", description="New")], scope=mine)
    assert [one.command for one in world.bot_commands(42, reader)] == ["new"]
    assert [one.command for one in await bot.get_my_commands(scope=mine)] == ["new"]
    await bot.delete_my_commands(scope=mine)
    assert [one.command for one in world.bot_commands(42, reader)] == ["tags"]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (BotCommand(command="Start", description="x"), "BOT_COMMAND_INVALID"),
        (BotCommand(command="x" * 33, description="x"), "BOT_COMMAND_INVALID"),
        (BotCommand(command="x", description="y" * 257), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_bad_command_is_refused(scene: Scene, command: BotCommand, answer: str):
    assert answer in await refusal(scene.bot.set_my_commands([command]))


async def test_name_and_descriptions_are_kept_by_language(scene: Scene):
    bot = scene.bot
    assert (await bot.get_my_name()).name == "Rubrika"
    await bot.set_my_name("Рубрика", language_code="ru")
    assert (await bot.get_my_name(language_code="ru")).name == "Рубрика"
    await bot.set_my_description("Описание")
    await bot.set_my_short_description("Кратко", language_code="ru")
    assert (await bot.get_my_description(language_code="en")).description == "Описание"
    assert (await bot.get_my_short_description()).short_description == ""
    assert "INVALID" in await refusal(bot.set_my_name("x" * 65))
    assert (await bot.get_user_profile_photos(scene.reader.id)).total_count == 0
