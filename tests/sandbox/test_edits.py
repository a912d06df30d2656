"""Edits, deletions and pins with aiogram."""

from typing import Any

from aiogram.types import (
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)

from tests.sandbox.asking import keyboard, picture, refusal, upload
from tests.sandbox.conftest import Scene


async def test_an_edit_changes_the_text_and_drops_the_keyboard(scene: Scene):
    sent = await scene.bot.send_message(
        scene.channel.id, "раз", reply_markup=keyboard(callback_data="a")
    )
    scene.clock.now += 5
    edited = await scene.bot.edit_message_text(
        "<b>два</b>", chat_id=scene.channel.id, message_id=sent.message_id, parse_mode="HTML"
    )
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("два", None)
    assert edited.edit_date == int(scene.clock.now)
    assert scene.world.history(scene.reader.id, scene.channel.id)[-1].text == "два"


async def test_the_same_again_is_not_modified(scene: Scene):
    sent = await scene.bot.send_message(
        scene.reader.id, "<b>раз</b>", parse_mode="HTML", reply_markup=keyboard(callback_data="a")
    )
    where: dict[str, Any] = {"chat_id": scene.reader.id, "message_id": sent.message_id}
    same = scene.bot.edit_message_text(
        "<b>раз</b> ", parse_mode="HTML", reply_markup=keyboard(callback_data="a"), **where
    )
    assert "message is not modified: specified new message content" in await refusal(same)
    options = LinkPreviewOptions(is_disabled=True)
    await scene.bot.edit_message_text(
        "<b>раз</b>", parse_mode="HTML", link_preview_options=options, **where
    )
    assert "not modified" in await refusal(scene.bot.edit_message_reply_markup(**where))
    photo = await scene.bot.send_photo(scene.reader.id, picture(), caption="к")
    assert photo.photo is not None
    same_photo = InputMediaPhoto(media=photo.photo[-1].file_id, caption="к")
    said = await refusal(
        scene.bot.edit_message_media(
            same_photo, chat_id=scene.reader.id, message_id=photo.message_id
        )
    )
    assert "not modified" in said


async def test_too_long_an_edit_has_words_of_its_own(scene: Scene):
    text = await scene.bot.send_message(scene.reader.id, "x")
    photo = await scene.bot.send_photo(scene.reader.id, picture())
    said = await refusal(
        scene.bot.edit_message_text(
            "x" * 4097, chat_id=scene.reader.id, message_id=text.message_id
        )
    )
    assert said.endswith("Bad Request: MESSAGE_TOO_LONG")
    said = await refusal(
        scene.bot.edit_message_caption(
            chat_id=scene.reader.id, message_id=photo.message_id, caption="x" * 1025
        )
    )
    assert said.endswith("Bad Request: MEDIA_CAPTION_TOO_LONG")


async def test_the_wrong_edit_for_a_kind_is_refused(scene: Scene):
    bot, reader = scene.bot, scene.reader.id
    text = await bot.send_message(reader, "x")
    photo = await bot.send_photo(reader, picture(), caption="к")
    sticker = await bot.send_sticker(reader, upload())
    assert (
        await refusal(bot.edit_message_text("y", chat_id=reader, message_id=photo.message_id))
    ).endswith("there is no text in the message to edit")
    assert (
        await refusal(
            bot.edit_message_caption(chat_id=reader, message_id=text.message_id, caption="y")
        )
    ).endswith("there is no caption in the message to edit")
    media = InputMediaPhoto(media=picture())
    assert (
        await refusal(bot.edit_message_media(media, chat_id=reader, message_id=sticker.message_id))
    ).endswith("message media can't be edited")
    assert (await refusal(bot.edit_message_text("y", chat_id=reader, message_id=999))).endswith(
        "message to edit not found"
    )


async def test_media_replace_media_but_not_the_kind_of_an_album(scene: Scene):
    photo = await scene.bot.send_photo(scene.channel.id, picture(), caption="было")
    edited = await scene.bot.edit_message_media(
        InputMediaDocument(media=upload(), caption="стало"),
        chat_id=scene.channel.id,
        message_id=photo.message_id,
    )
    assert isinstance(edited, Message)
    assert (edited.photo, edited.caption) == (None, "стало")
    assert edited.document is not None
    album = await scene.bot.send_media_group(
        scene.channel.id, [InputMediaPhoto(media=picture()) for _ in range(2)]
    )
    said = await refusal(
        scene.bot.edit_message_media(
            InputMediaDocument(media=upload()),
            chat_id=scene.channel.id,
            message_id=album[0].message_id,
        )
    )
    assert said.endswith("can't change media type in the album")


async def test_only_what_may_be_edited_is_edited(scene: Scene):
    bot, world, reader = scene.bot, scene.world, scene.reader.id
    theirs = world.say(reader, 42, "моё")
    forward = await bot.forward_message(reader, reader, theirs.message_id)
    reply = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])
    with_keyboard = await bot.send_message(reader, "x", reply_markup=reply)
    for message in (theirs, forward, with_keyboard):
        said = await refusal(
            bot.edit_message_text("y", chat_id=reader, message_id=message.message_id)
        )
        assert said.endswith("Bad Request: message can't be edited")
    post = world.say(scene.owner.id, scene.channel.id, "пост автора")
    await bot.edit_message_text("правка", chat_id=scene.channel.id, message_id=post.message_id)
    world.promote(scene.channel.id, 42, by=scene.owner.id, edit_messages=False)
    said = await refusal(
        bot.edit_message_text("ещё", chat_id=scene.channel.id, message_id=post.message_id)
    )
    assert said.endswith("Bad Request: message can't be edited")


async def test_an_edit_of_a_post_by_hand_is_heard_unless_the_post_is_the_bots_own(scene: Scene):
    own = await scene.bot.send_message(scene.channel.id, "бота")
    other = scene.world.say(scene.owner.id, scene.channel.id, "автора")
    await scene.updates()
    scene.world.edit(scene.owner.id, scene.channel.id, own.message_id, "бота, правка")
    scene.world.edit(scene.owner.id, scene.channel.id, other.message_id, "автора, правка")
    (update,) = await scene.updates()
    assert update.edited_channel_post is not None
    assert update.edited_channel_post.text == "автора, правка"


async def test_a_deleted_message_is_gone_for_everybody_without_an_update(scene: Scene):
    sent = await scene.bot.send_message(scene.channel.id, "x")
    assert await scene.bot.delete_message(scene.channel.id, sent.message_id)
    assert scene.world.get_message(scene.channel.id, sent.message_id) is None
    assert await scene.updates() == []
    said = await refusal(scene.bot.delete_message(scene.channel.id, sent.message_id))
    assert said.endswith("Bad Request: message to delete not found")
    again = await scene.bot.send_message(scene.channel.id, "y")
    assert again.message_id == sent.message_id + 1
    assert await scene.bot.delete_messages(scene.channel.id, [1, again.message_id, 999])
    assert scene.world.history(scene.reader.id, scene.channel.id) == []


async def test_after_48_hours_a_bot_can_delete_no_more(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "x")
    private = await scene.bot.send_message(scene.reader.id, "x")
    scene.clock.now += 48 * 3600 + 1
    said = await refusal(scene.bot.delete_message(scene.channel.id, post.message_id))
    assert said.endswith("Bad Request: message can't be deleted")
    said = await refusal(scene.bot.delete_message(scene.reader.id, private.message_id))
    assert said.endswith("Bad Request: message can't be deleted for everyone")


async def test_posts_of_others_need_the_right_to_delete(scene: Scene):
    post = scene.world.say(scene.owner.id, scene.channel.id, "x")
    scene.world.promote(scene.channel.id, 42, by=scene.owner.id, delete_messages=False)
    own = await scene.bot.send_message(scene.channel.id, "своё")
    said = await refusal(scene.bot.delete_message(scene.channel.id, post.message_id))
    assert said.endswith("Bad Request: message can't be deleted")
    assert await scene.bot.delete_message(scene.channel.id, own.message_id)


async def test_a_message_pinned_again_is_pinned_once(scene: Scene):
    first = await scene.bot.send_message(scene.channel.id, "раз")
    second = await scene.bot.send_message(scene.channel.id, "два")
    for message in (first, second, first):
        await scene.bot.pin_chat_message(scene.channel.id, message.message_id)
    await scene.bot.unpin_chat_message(scene.channel.id)
    pinned = (await scene.bot.get_chat(scene.channel.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == second.message_id
    await scene.bot.unpin_chat_message(scene.channel.id)
    assert (await scene.bot.get_chat(scene.channel.id)).pinned_message is None


async def test_a_pin_is_shown_told_and_taken_back(scene: Scene):
    sent = await scene.bot.send_message(scene.channel.id, "x")
    await scene.bot.pin_chat_message(scene.channel.id, sent.message_id)
    pinned = (await scene.bot.get_chat(scene.channel.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    (update,) = await scene.updates()
    assert update.channel_post is not None
    assert update.channel_post.pinned_message is not None
    await scene.bot.unpin_chat_message(scene.channel.id)
    assert (await scene.bot.get_chat(scene.channel.id)).pinned_message is None
    said = await refusal(scene.bot.pin_chat_message(scene.channel.id, 999))
    assert said.endswith("Bad Request: message to pin not found")
    scene.world.promote(scene.channel.id, 42, by=scene.owner.id, edit_messages=False)
    said = await refusal(scene.bot.pin_chat_message(scene.channel.id, sent.message_id))
    assert said.endswith("not enough rights to manage pinned messages in the chat")
