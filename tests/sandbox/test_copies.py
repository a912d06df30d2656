"""Copies and forwards with aiogram."""

from aiogram.types import InputMediaPhoto, MessageOriginChannel, MessageOriginUser

from tests.sandbox.asking import keyboard, picture, refusal
from tests.sandbox.conftest import Scene


async def test_a_copy_has_the_content_and_no_origin(scene: Scene):
    source = scene.world.say(scene.reader.id, 42, "текст #тег")
    copy = await scene.bot.copy_message(
        scene.channel.id,
        scene.reader.id,
        source.message_id,
        reply_markup=keyboard(callback_data="a"),
    )
    post = scene.world.get_message(scene.channel.id, copy.message_id)
    assert post is not None
    assert (post.text, post.forward_origin) == ("текст #тег", None)
    assert post.entities == source.entities
    assert post.reply_markup is not None


async def test_a_copy_takes_another_caption_or_keeps_its_own(scene: Scene):
    source = await scene.bot.send_photo(scene.reader.id, picture(), caption="своя")
    kept = await scene.bot.copy_message(scene.channel.id, scene.reader.id, source.message_id)
    other = await scene.bot.copy_message(
        scene.channel.id,
        scene.reader.id,
        source.message_id,
        caption="<b>другая</b>",
        parse_mode="HTML",
        show_caption_above_media=True,
    )
    first = scene.world.get_message(scene.channel.id, kept.message_id)
    second = scene.world.get_message(scene.channel.id, other.message_id)
    assert first is not None
    assert second is not None
    assert first.caption == "своя"
    assert (second.caption, second.show_caption_above_media) == ("другая", True)


async def test_a_forward_names_its_first_origin(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "пост")
    first = await scene.bot.forward_message(
        scene.reader.id, scene.channel.id, post.message_id, disable_notification=True
    )
    second = await scene.bot.forward_message(scene.channel.id, scene.reader.id, first.message_id)
    for forward in (first, second):
        assert isinstance(forward.forward_origin, MessageOriginChannel)
        assert forward.forward_origin.message_id == post.message_id
        assert forward.forward_origin.chat.id == scene.channel.id
    said = scene.world.say(scene.reader.id, 42, "я")
    third = await scene.bot.forward_message(scene.channel.id, scene.reader.id, said.message_id)
    assert isinstance(third.forward_origin, MessageOriginUser)
    assert third.forward_origin.sender_user.id == scene.reader.id


async def test_what_is_not_there_cannot_be_copied_or_forwarded(scene: Scene):
    bot, reader, channel = scene.bot, scene.reader.id, scene.channel.id
    assert (await refusal(bot.copy_message(reader, channel, 99))).endswith(
        "Bad Request: message to copy not found"
    )
    assert (await refusal(bot.forward_message(reader, channel, 99))).endswith(
        "Bad Request: message to forward not found"
    )
    assert (await refusal(bot.forward_messages(reader, channel, [98, 99]))).endswith(
        "Bad Request: there are no messages to forward"
    )
    assert (await refusal(bot.copy_messages(reader, channel, [2, 2]))).endswith(
        "message identifiers must be in a strictly increasing order"
    )
    assert (await refusal(bot.copy_messages(reader, channel, list(range(1, 102))))).endswith(
        "Bad Request: too many message identifiers specified"
    )


async def test_several_are_copied_without_the_missing_and_albums_stay_together(scene: Scene):
    album = await scene.bot.send_media_group(
        scene.channel.id, [InputMediaPhoto(media=picture(), caption="к") for _ in range(2)]
    )
    text = await scene.bot.send_message(scene.channel.id, "текст")
    ids = [album[0].message_id, album[1].message_id, text.message_id, text.message_id + 9]
    copies = await scene.bot.copy_messages(
        scene.reader.id, scene.channel.id, ids, remove_caption=True
    )
    got = [scene.world.get_message(scene.reader.id, one.message_id) for one in copies]
    assert [bool(one and one.media_group_id) for one in got] == [True, True, False]
    assert len({one.media_group_id for one in got if one}) == 2
    assert [one and one.caption for one in got] == [None, None, None]
    forwards = await scene.bot.forward_messages(scene.reader.id, scene.channel.id, ids)
    assert len(forwards) == 3


async def test_protected_content_is_copied_by_bots_and_not_forwarded(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "x", protect_content=True)
    args = (scene.reader.id, scene.channel.id, post.message_id)
    assert (await refusal(scene.bot.forward_message(*args))).endswith(
        "Bad Request: the message can't be forwarded"
    )
    await scene.bot.copy_message(*args)
    scene.world.protect(scene.channel.id)
    assert (await refusal(scene.bot.forward_message(*args))).endswith(
        "Bad Request: message has protected content and can't be forwarded"
    )
    later = await scene.bot.send_message(scene.channel.id, "y")
    assert later.has_protected_content is True


async def test_a_public_channel_that_the_bot_is_not_in_shows_no_messages(scene: Scene):
    alien = scene.world.add_channel("Чужой", owner=scene.owner.id, username="alien")
    post = scene.world.say(scene.owner.id, alien.id, "чужое")
    said = await refusal(scene.bot.copy_message(scene.reader.id, "@alien", post.message_id))
    assert said.endswith("Bad Request: message to copy not found")


async def test_people_forward_to_the_bot_with_the_origin(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "пост")
    scene.world.forward(scene.reader.id, scene.channel.id, post.message_id, 42)
    (update,) = await scene.updates("message")
    assert update.message is not None
    assert isinstance(update.message.forward_origin, MessageOriginChannel)
    assert update.message.forward_origin.message_id == post.message_id


async def test_a_person_can_hide_behind_a_name(scene: Scene):
    shy = scene.world.add_person("Вера", hides_forwards=True)
    said = scene.world.say(shy.id, 42, "тайно")
    forward = await scene.bot.forward_message(scene.reader.id, shy.id, said.message_id)
    assert forward.forward_origin is not None
    assert forward.forward_origin.type == "hidden_user"
