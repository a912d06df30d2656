"""Sending texts with aiogram."""

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)

from tests.sandbox.asking import keyboard, refusal
from tests.sandbox.conftest import Scene


async def test_a_text_arrives_with_its_entities_on_both_sides(scene: Scene):
    sent = await scene.bot.send_message(scene.reader.id, "<b>Раз</b> #два", parse_mode="HTML")
    assert sent.text == "Раз #два"
    assert [entity.type for entity in sent.entities or []] == ["bold", "hashtag"]
    seen = scene.world.history(scene.reader.id, 42)[-1]
    assert (seen.message_id, seen.text, seen.chat.id) == (sent.message_id, sent.text, 42)
    assert scene.world.get_message(scene.reader.id, sent.message_id) is not None
    assert scene.world.refusals == []


async def test_ids_of_private_chats_come_from_one_counter_of_the_bot(scene: Scene):
    scene.world.say(scene.owner.id, 42, "a")
    first = await scene.bot.send_message(scene.reader.id, "b")
    second = await scene.bot.send_message(scene.owner.id, "c")
    assert second.message_id == first.message_id + 1


async def test_posts_of_a_channel_are_signed_by_it_and_numbered_by_one(scene: Scene):
    first = await scene.bot.send_message("@marketing", "раз")
    second = await scene.bot.send_message(scene.channel.id, "два")
    assert second.message_id == first.message_id + 1
    assert first.from_user is None
    assert first.sender_chat is not None
    assert first.sender_chat.id == scene.channel.id


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("x" * 4097, "Bad Request: message is too long"),
        ("", "Bad Request: message text is empty"),
        (" \n ", "Bad Request: text must be non-empty"),
        ("ы" * 17_000, "Bad Request: text is too long"),
    ],
)
async def test_a_text_outside_the_limits_is_refused(scene: Scene, text: str, answer: str):
    assert (await refusal(scene.bot.send_message(scene.reader.id, text))).endswith(answer)


async def test_broken_markup_is_refused_with_its_place(scene: Scene):
    said = await refusal(scene.bot.send_message(scene.reader.id, "<b>x", parse_mode="HTML"))
    assert "can't parse entities" in said


async def test_entities_are_taken_as_given_and_mentions_are_filled_in(scene: Scene):
    mention = MessageEntity.model_validate(
        {
            "type": "text_mention",
            "offset": 0,
            "length": 1,
            "user": {"id": scene.owner.id, "is_bot": False, "first_name": "?"},
        }
    )
    sent = await scene.bot.send_message(scene.reader.id, "Анна", entities=[mention])
    assert sent.entities is not None
    assert sent.entities[0].user is not None
    assert sent.entities[0].user.first_name == "Анна"


async def test_where_a_bot_may_not_write_it_is_told_why(scene: Scene):
    world, bot = scene.world, scene.bot
    assert "chat not found" in await refusal(bot.send_message(1, "x"))
    assert "chat not found" in await refusal(bot.send_message("@nobody", "x"))
    with pytest.raises(
        TelegramForbiddenError, match="bot can't initiate conversation with a user"
    ):
        await bot.send_message(scene.owner.id, "x")
    with pytest.raises(TelegramForbiddenError, match="the bot can't send messages to the bot"):
        await bot.send_message(42, "x")
    world.block(scene.reader.id, 42)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(scene.reader.id, "x")
    secret = world.add_channel("Тайна", owner=scene.owner.id)
    assert "chat not found" in await refusal(bot.send_message(secret.id, "x"))
    public = world.add_channel("Чужой", owner=scene.owner.id, username="alien")
    with pytest.raises(TelegramForbiddenError, match="not a member of the channel chat"):
        await bot.send_message(public.id, "x")
    assert len(world.refusals) == 7


async def test_a_private_channel_is_known_to_a_bot_that_was_ever_in_it(scene: Scene):
    secret = scene.world.add_channel("Тайна", owner=scene.owner.id)
    scene.world.promote(secret.id, 42, by=scene.owner.id)
    assert (await scene.bot.send_message(secret.id, "x")).chat.id == secret.id
    scene.world.remove(secret.id, 42, by=scene.owner.id, banned=False)
    with pytest.raises(TelegramForbiddenError, match="not a member of the channel chat"):
        await scene.bot.send_message(secret.id, "x")


async def test_a_deleted_account_is_said_to_be_one(scene: Scene):
    scene.world.deactivate(scene.reader.id)
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await scene.bot.send_message(scene.reader.id, "x")


async def test_a_signed_channel_shows_its_authors(scene: Scene):
    scene.world.sign(scene.channel.id)
    assert (await scene.bot.send_message(scene.channel.id, "x")).author_signature == "Rubrika"
    post = scene.world.say(scene.owner.id, scene.channel.id, "y")
    assert post.author_signature == "Анна"


async def test_a_channel_is_closed_to_a_bot_without_the_right_and_to_one_thrown_out(scene: Scene):
    world = scene.world
    world.promote(scene.channel.id, 42, by=scene.owner.id, post_messages=False)
    with pytest.raises(TelegramBadRequest, match="need administrator rights in the channel chat"):
        await scene.bot.send_message(scene.channel.id, "x")
    world.remove(scene.channel.id, 42, by=scene.owner.id)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the channel chat"):
        await scene.bot.send_message(scene.channel.id, "x")


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        ({"callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "ы" * 33}, "BUTTON_DATA_INVALID"),
        ({"url": "http://localhost"}, "inline keyboard button URL 'http://localhost' is invalid"),
        ({"url": "http://127.0.0.1/x"}, "BUTTON_URL_INVALID"),
        ({}, "text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "a", "url": "https://a.ru"}, "BUTTON_TYPE_INVALID"),
        ({"copy_text": CopyTextButton(text="x" * 257)}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_bad_button_is_refused(scene: Scene, button: dict[str, object], answer: str):
    said = await refusal(
        scene.bot.send_message(scene.reader.id, "x", reply_markup=keyboard(**button))
    )
    assert answer in said


async def test_a_keyboard_of_more_than_ten_kilobytes_is_refused(scene: Scene):
    row = [InlineKeyboardButton(text="т" * 60, callback_data="d" * 60) for _ in range(8)]
    wide = InlineKeyboardMarkup(inline_keyboard=[row] * 8)
    said = await refusal(scene.bot.send_message(scene.reader.id, "x", reply_markup=wide))
    assert said.endswith("Bad Request: reply markup is too long")


@pytest.mark.parametrize(
    "button",
    [
        {"switch_inline_query": "x"},
        {"switch_inline_query_current_chat": "x"},
        {"switch_inline_query_chosen_chat": SwitchInlineQueryChosenChat(query="x")},
    ],
)
async def test_switch_buttons_are_for_private_chats_only(scene: Scene, button: dict[str, object]):
    await scene.bot.send_message(scene.reader.id, "x", reply_markup=keyboard(**button))
    said = await refusal(
        scene.bot.send_message(scene.channel.id, "x", reply_markup=keyboard(**button))
    )
    assert "button in a channel chat, because users will not be able to use the button" in said


async def test_a_channel_takes_inline_keyboards_only(scene: Scene):
    reply = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])
    said = await refusal(scene.bot.send_message(scene.channel.id, "x", reply_markup=reply))
    assert said.endswith("Bad Request: inline keyboard expected")


async def test_a_reply_keyboard_stays_until_it_is_removed(scene: Scene):
    reply = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Да")]])
    sent = await scene.bot.send_message(scene.reader.id, "x", reply_markup=reply)
    assert sent.reply_markup is None
    assert scene.world.reply_keyboard(scene.reader.id, 42) == reply
    await scene.bot.send_message(scene.reader.id, "x", reply_markup=ReplyKeyboardRemove())
    assert scene.world.reply_keyboard(scene.reader.id, 42) is None
    await scene.bot.send_message(scene.reader.id, "x", reply_markup=ForceReply())
    assert isinstance(scene.world.reply_keyboard(scene.reader.id, 42), ForceReply)


async def test_options_are_kept_at_the_message(scene: Scene):
    sent = await scene.bot.send_message(
        scene.reader.id,
        "x",
        link_preview_options=LinkPreviewOptions(url="https://a.ru", show_above_text=True),
        protect_content=True,
        disable_notification=True,
        message_effect_id="5104841245755180586",
    )
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.url == "https://a.ru"
    assert sent.link_preview_options.show_above_text is True
    assert sent.has_protected_content is True
    assert sent.effect_id == "5104841245755180586"
    assert scene.world.was_silent(scene.reader.id, sent.message_id)
    said = await refusal(scene.bot.send_message(scene.channel.id, "x", message_effect_id="5"))
    assert said.endswith("Bad Request: can't use message effects in the chat")


async def test_a_reply_carries_what_it_answers_and_a_missing_one_is_refused(scene: Scene):
    bot, reader = scene.bot, scene.reader.id
    first = await bot.send_message(reader, "длинный ответ")
    here = ReplyParameters(message_id=first.message_id, quote="ответ")
    reply = await bot.send_message(reader, "y", reply_parameters=here)
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == first.message_id
    assert reply.quote is not None
    assert reply.quote.position == 8
    said = await refusal(
        bot.send_message(reader, "y", reply_parameters=ReplyParameters(message_id=999))
    )
    assert said.endswith("Bad Request: message to be replied not found")
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await bot.send_message(reader, "y", reply_parameters=lenient)).text == "y"
    post = await bot.send_message(scene.channel.id, "пост")
    there = ReplyParameters(message_id=post.message_id, chat_id=scene.channel.id)
    across = await bot.send_message(reader, "y", reply_parameters=there)
    assert across.external_reply is not None
    assert across.external_reply.message_id == post.message_id


async def test_what_the_sandbox_does_not_have_is_answered_501(scene: Scene):
    assert "does not serve" in await refusal(scene.bot.get_my_star_balance())
    assert "does not serve" in await refusal(
        scene.bot.send_message(scene.reader.id, "x", business_connection_id="b")
    )
    assert [call.status for call in scene.world.refusals] == [501, 501]


async def test_drafts_are_for_private_chats_and_end_with_the_message(scene: Scene):
    await scene.bot.send_message_draft(scene.reader.id, draft_id=1, text="пиш")
    assert scene.world.draft(scene.reader.id, 42) == "пиш"
    await scene.bot.send_message(scene.reader.id, "пишу")
    assert scene.world.draft(scene.reader.id, 42) is None
    said = await refusal(scene.bot.send_message_draft(scene.channel.id, draft_id=1, text="x"))
    assert "private chats" in said


async def test_an_action_is_seen_by_lookers_on_and_an_unknown_one_refused(scene: Scene):
    queue = scene.world.subscribe()
    await scene.bot.send_chat_action(scene.reader.id, "typing")
    event = queue.get_nowait()
    assert (event.kind, event.chat_id) == ("typing", 42)
    assert event.people == frozenset({scene.reader.id})
    said = await refusal(scene.bot.send_chat_action(scene.reader.id, "dancing"))
    assert said.endswith("Bad Request: wrong parameter action in request")


async def test_polls_keep_their_limits(scene: Scene):
    poll = await scene.bot.send_poll(scene.channel.id, "Как?", ["Так", "Сяк"])
    assert poll.poll is not None
    assert [option.text for option in poll.poll.options] == ["Так", "Сяк"]
    too_many: list[InputPollOption | str] = [str(number) for number in range(13)]
    assert "more than 12" in await refusal(scene.bot.send_poll(scene.reader.id, "?", too_many))
    assert "must not exceed 300" in await refusal(
        scene.bot.send_poll(scene.reader.id, "x" * 301, ["a"])
    )
    assert "non-anonymous polls" in await refusal(
        scene.bot.send_poll(scene.channel.id, "?", ["a"], is_anonymous=False)
    )


async def test_an_empty_draft_is_a_placeholder_and_goes_when_it_is_not_renewed(scene: Scene):
    await scene.bot.send_message_draft(scene.reader.id, draft_id=1)
    assert scene.world.draft(scene.reader.id, 42) == ""
    scene.clock.now += 29
    assert scene.world.draft(scene.reader.id, 42) == ""
    scene.clock.now += 1
    assert scene.world.draft(scene.reader.id, 42) is None


async def test_a_draft_is_stopped_for_good_and_the_bot_is_told(scene: Scene):
    await scene.bot.send_message_draft(scene.reader.id, draft_id=7, text="пиш", can_stop=True)
    scene.world.stop_generation(scene.reader.id, 42, 7)
    assert scene.world.draft(scene.reader.id, 42) is None
    (update,) = await scene.updates()
    stopped = update.stopped_message_generation
    assert stopped is not None
    assert (stopped.chat.id, stopped.draft_id) == (scene.reader.id, 7)
    assert stopped.message_thread_id is None
    # What was on its way already shows nothing any more; another draft does.
    assert await scene.bot.send_message_draft(scene.reader.id, draft_id=7, text="пишу")
    assert scene.world.draft(scene.reader.id, 42) is None
    await scene.bot.send_message_draft(scene.reader.id, draft_id=8, text="снова", can_stop=True)
    assert scene.world.draft(scene.reader.id, 42) == "снова"


async def test_a_stopped_draft_is_kept_when_the_bot_asks_for_it(scene: Scene):
    await scene.bot.send_message_draft(
        scene.reader.id, draft_id=7, text="пиш", can_stop=True, keep_on_stop=True
    )
    scene.world.stop_generation(scene.reader.id, 42, 7)
    assert scene.world.draft(scene.reader.id, 42) == "пиш"
    with pytest.raises(PermissionError, match="cannot be stopped"):
        scene.world.stop_generation(scene.reader.id, 42, 7)
    await scene.bot.send_message(scene.reader.id, "пиш")
    assert scene.world.draft(scene.reader.id, 42) is None


async def test_only_a_draft_with_the_button_can_be_stopped(scene: Scene):
    await scene.bot.send_message_draft(scene.reader.id, draft_id=7, text="пиш")
    with pytest.raises(PermissionError, match="cannot be stopped"):
        scene.world.stop_generation(scene.reader.id, 42, 7)
    for chat, draft in ((42, 8), (scene.channel.id, 7)):
        with pytest.raises(KeyError, match="no draft"):
            scene.world.stop_generation(scene.reader.id, chat, draft)
    scene.clock.now += 30
    with pytest.raises(KeyError, match="no draft 7"):
        scene.world.stop_generation(scene.reader.id, 42, 7)
    assert await scene.updates() == []
