"""What people do: press, react, ask inline, share chats, write at length."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import (
    ChatAdministratorRights,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestChat,
    Message,
    MessageEntity,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    ReactionTypePaid,
    ReactionTypeUnion,
    ReplyKeyboardMarkup,
)

from bot.sandbox import Limits
from bot.sandbox.emoji import REACTIONS
from tests.sandbox.asking import keyboard, picture, refusal
from tests.sandbox.conftest import Scene

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def pressed(scene: Scene) -> tuple[str, str]:
    sent = await scene.bot.send_message(
        scene.reader.id, "x", reply_markup=keyboard(callback_data="да")
    )
    query_id = scene.world.press(scene.reader.id, 42, sent.message_id, "да")
    (update,) = await scene.updates("callback_query")
    assert update.callback_query is not None
    assert update.callback_query.data == "да"
    assert isinstance(update.callback_query.message, Message)
    return query_id, update.callback_query.id


async def test_a_press_is_answered_once(scene: Scene):
    query_id, heard = await pressed(scene)
    assert query_id == heard
    assert scene.world.callback_answer(query_id) is None
    await scene.bot.answer_callback_query(heard, "Готово", show_alert=True)
    assert scene.world.callback_answer(query_id) == {
        "text": "Готово",
        "show_alert": True,
        "url": None,
    }
    assert (await refusal(scene.bot.answer_callback_query(heard))).endswith(TOO_OLD)


async def test_a_press_is_answered_in_time_or_never(scene: Scene):
    _, heard = await pressed(scene)
    scene.clock.now += 151
    assert (await refusal(scene.bot.answer_callback_query(heard))).endswith(TOO_OLD)
    assert (await refusal(scene.bot.answer_callback_query("nonsense"))).endswith(TOO_OLD)


async def test_an_answer_has_at_most_200_characters_and_opens_only_the_bot(scene: Scene):
    _, heard = await pressed(scene)
    assert "MESSAGE_TOO_LONG" in await refusal(scene.bot.answer_callback_query(heard, "x" * 201))
    assert "URL_INVALID" in await refusal(
        scene.bot.answer_callback_query(heard, url="https://a.ru")
    )
    assert await scene.bot.answer_callback_query(heard, url="t.me/rubrika_bot?start=x")


async def test_a_button_that_is_not_there_is_pressed_only_by_a_forger(scene: Scene):
    sent = await scene.bot.send_message(
        scene.reader.id, "x", reply_markup=keyboard(callback_data="a")
    )
    with pytest.raises(KeyError, match="no button"):
        scene.world.press(scene.reader.id, 42, sent.message_id, "b")
    scene.world.press(scene.reader.id, 42, sent.message_id, "b", forged=True)
    (update,) = await scene.updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "b"


async def test_a_keyboard_put_under_the_post_of_an_author_calls_the_bot(scene: Scene):
    post = scene.world.say(scene.owner.id, scene.channel.id, "пост")
    await scene.bot.edit_message_reply_markup(
        chat_id=scene.channel.id,
        message_id=post.message_id,
        reply_markup=keyboard(callback_data="a"),
    )
    await scene.updates()
    scene.world.press(scene.reader.id, scene.channel.id, post.message_id, "a")
    (update,) = await scene.updates()
    assert update.callback_query is not None
    assert update.callback_query.from_user.id == scene.reader.id


async def test_reactions_to_a_post_come_as_whole_counts(scene: Scene):
    await scene.bot.get_updates(allowed_updates=["message_reaction", "message_reaction_count"])
    post = await scene.bot.send_message(scene.channel.id, "x")
    scene.world.react(scene.reader.id, scene.channel.id, post.message_id, ["👍"])
    scene.world.react(scene.owner.id, scene.channel.id, post.message_id, ["👍", "🔥"])
    scene.world.react(scene.reader.id, scene.channel.id, post.message_id, [])
    updates = [update.message_reaction_count for update in await scene.updates()]
    counted = [
        {
            count.type.emoji: count.total_count
            for count in update.reactions
            if isinstance(count.type, ReactionTypeEmoji)
        }
        for update in updates
        if update
    ]
    assert counted == [{"👍": 1}, {"👍": 2, "🔥": 1}, {"👍": 1, "🔥": 1}]
    assert scene.world.reactions(scene.channel.id, post.message_id) == {"👍": 1, "🔥": 1}
    assert scene.world.reactions_of(scene.owner.id, scene.channel.id, post.message_id) == [
        "👍",
        "🔥",
    ]


async def test_custom_emoji_and_stars_are_counted_by_their_kind(scene: Scene):
    await scene.bot.get_updates(allowed_updates=["message_reaction_count"])
    post = await scene.bot.send_message(scene.channel.id, "x")
    where = (scene.channel.id, post.message_id)
    scene.world.react(scene.reader.id, *where, ["👍", "custom:5368324170671202286"])
    scene.world.give_stars(scene.reader.id, *where, 50)
    scene.world.give_stars(scene.owner.id, *where, 3)
    scene.world.give_stars(scene.reader.id, *where, 7)
    update = (await scene.updates())[-1].message_reaction_count
    assert update is not None
    paid, thumb, custom = update.reactions
    assert isinstance(paid.type, ReactionTypePaid)
    assert isinstance(custom.type, ReactionTypeCustomEmoji)
    assert custom.type.custom_emoji_id == "5368324170671202286"
    assert [one.total_count for one in (paid, thumb, custom)] == [60, 1, 1]
    assert scene.world.reactions(*where)["paid"] == 60


async def test_stars_are_for_posts_of_channels(scene: Scene):
    sent = await scene.bot.send_message(scene.reader.id, "x")
    with pytest.raises(PermissionError):
        scene.world.give_stars(scene.reader.id, 42, sent.message_id, 1)
    post = await scene.bot.send_message(scene.channel.id, "x")
    with pytest.raises(ValueError, match="stars"):
        scene.world.give_stars(scene.reader.id, scene.channel.id, post.message_id, -1)


async def test_a_reaction_in_private_names_its_person(scene: Scene):
    await scene.bot.get_updates(allowed_updates=["message_reaction", "message_reaction_count"])
    sent = await scene.bot.send_message(scene.reader.id, "x")
    scene.world.react(scene.reader.id, 42, sent.message_id, ["👍"])
    (update,) = await scene.updates()
    assert update.message_reaction is not None
    assert update.message_reaction.user is not None
    assert update.message_reaction.user.id == scene.reader.id


async def test_a_reaction_to_an_album_belongs_to_its_first_living_message(scene: Scene):
    album = scene.world.send_album(
        scene.owner.id, scene.channel.id, [("photo", b"", None), ("photo", b"", None)]
    )
    first, second = album[0].message_id, album[1].message_id
    scene.world.react(scene.reader.id, scene.channel.id, second, ["🔥"])
    assert scene.world.reactions(scene.channel.id, first) == {"🔥": 1}


async def test_an_empty_reaction_of_the_bot_tells_whether_a_post_exists(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "x")
    assert await scene.bot.set_message_reaction(scene.channel.id, post.message_id, reaction=[])
    said = await refusal(scene.bot.set_message_reaction(scene.channel.id, 999, reaction=[]))
    assert said.endswith("Bad Request: message to react not found")


async def test_a_bot_has_one_reaction_of_the_known_ones(scene: Scene):
    post = await scene.bot.send_message(scene.channel.id, "x")
    react = scene.bot.set_message_reaction
    where = (scene.channel.id, post.message_id)
    await react(*where, reaction=[ReactionTypeEmoji(emoji="👍")])
    assert scene.world.reactions(*where) == {"👍": 1}
    assert "REACTION_INVALID" in await refusal(
        react(*where, reaction=[ReactionTypeEmoji(emoji="🧀")])
    )
    two: list[ReactionTypeUnion] = [ReactionTypeEmoji(emoji="👍"), ReactionTypeEmoji(emoji="🔥")]
    assert "REACTIONS_TOO_MANY" in await refusal(react(*where, reaction=two))


class TestLateReactions:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(enabled=False, reaction_delay=0.05)

    async def test_counts_are_grouped_and_late(self, scene: Scene):
        await scene.bot.get_updates(allowed_updates=["message_reaction_count"])
        post = await scene.bot.send_message(scene.channel.id, "x")
        scene.world.react(scene.reader.id, scene.channel.id, post.message_id, ["👍"])
        scene.world.react(scene.owner.id, scene.channel.id, post.message_id, ["👍"])
        assert scene.world.pending_updates(42) == 0
        await asyncio.sleep(0.1)
        (update,) = await scene.updates()
        assert update.message_reaction_count is not None
        assert update.message_reaction_count.reactions[0].total_count == 2


def article(
    result_id: str = "1", text: str = "<b>Итог</b>", **more: Any
) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=result_id,
        title="т",
        input_message_content=InputTextMessageContent(message_text=text, parse_mode="HTML"),
        **more,
    )


async def asked(
    scene: Scene, query: str = "слово"
) -> tuple[asyncio.Future[list[dict[str, Any]]], str]:
    waiting = asyncio.ensure_future(scene.world.inline(scene.reader.id, 42, query))
    await asyncio.sleep(0)
    (update,) = await scene.updates("inline_query")
    assert update.inline_query is not None
    assert update.inline_query.query == query
    return waiting, update.inline_query.id


async def test_inline_results_are_shown_chosen_sent_and_edited(scene: Scene):
    waiting, query_id = await asked(scene)
    await scene.bot.answer_inline_query(
        query_id, [article(reply_markup=keyboard(callback_data="a"))], cache_time=0
    )
    (shown,) = await waiting
    assert (shown["id"], shown["title"]) == ("1", "т")
    scene.world.join(scene.group.id, scene.reader.id)
    sent = scene.world.choose_inline(scene.reader.id, scene.group.id, "слово", "1")
    assert sent.text == "Итог"
    assert sent.via_bot is not None
    (update,) = await scene.updates("chosen_inline_result")
    assert update.chosen_inline_result is not None
    inline_id = update.chosen_inline_result.inline_message_id
    assert inline_id is not None
    done = await scene.bot.edit_message_text("Другой", inline_message_id=inline_id)
    assert done is True
    assert scene.world.history(scene.reader.id, scene.group.id)[-1].text == "Другой"


async def test_a_press_under_an_inline_message_names_it_and_not_the_chat(scene: Scene):
    waiting, query_id = await asked(scene)
    await scene.bot.answer_inline_query(
        query_id, [article(reply_markup=keyboard(callback_data="a"))]
    )
    await waiting
    scene.world.join(scene.group.id, scene.reader.id)
    sent = scene.world.choose_inline(scene.reader.id, scene.group.id, "слово", "1")
    scene.world.press(scene.owner.id, scene.group.id, sent.message_id, "a")
    (update,) = await scene.updates("callback_query")
    assert update.callback_query is not None
    assert update.callback_query.message is None
    assert update.callback_query.inline_message_id is not None


async def test_a_cached_photo_is_sent_with_its_caption(scene: Scene):
    photo = (await scene.bot.send_photo(scene.reader.id, picture())).photo
    assert photo is not None
    waiting, query_id = await asked(scene)
    result = InlineQueryResultCachedPhoto(
        id="p", photo_file_id=photo[-1].file_id, caption="<b>к</b>", parse_mode="HTML"
    )
    await scene.bot.answer_inline_query(query_id, [result])
    await waiting
    sent = scene.world.choose_inline(scene.reader.id, 42, "слово", "p")
    assert sent.photo is not None
    assert sent.caption == "к"


@pytest.mark.parametrize(
    ("results", "more", "answer"),
    [
        ([article(str(n)) for n in range(51)], {}, "too many inline query results specified"),
        ([article("1"), article("1")], {}, "RESULT_ID_DUPLICATE"),
        ([article("ы" * 33)], {}, "RESULT_ID_INVALID"),
        ([article(text="<b>")], {}, "can't parse entities"),
        ([article(text="x" * 4097)], {}, "message is too long"),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        (
            [],
            {"button": InlineQueryResultsButton(text="x", start_parameter="x" * 65)},
            "too long start_parameter specified",
        ),
        (
            [],
            {"button": InlineQueryResultsButton(text="x", start_parameter="тег")},
            "unallowed characters in start_parameter are used",
        ),
    ],
)
async def test_a_bad_inline_answer_is_refused(
    scene: Scene, results: list[Any], more: dict[str, Any], answer: str
):
    waiting, query_id = await asked(scene)
    assert answer in await refusal(scene.bot.answer_inline_query(query_id, results, **more))
    await scene.bot.answer_inline_query(query_id, [])
    assert await waiting == []


async def test_an_inline_query_waits_30_seconds(scene: Scene):
    waiting, query_id = await asked(scene)
    scene.clock.now += 31
    said = await refusal(scene.bot.answer_inline_query(query_id, []))
    assert said.endswith(TOO_OLD)
    waiting.cancel()


def request(**fields: object) -> ReplyKeyboardMarkup:
    asked_for = KeyboardButtonRequestChat.model_validate(
        {"request_id": 7, "chat_is_channel": True, **fields}
    )
    return ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Канал", request_chat=asked_for)]])


RIGHTS = ChatAdministratorRights(
    is_anonymous=False,
    can_manage_chat=True,
    can_delete_messages=True,
    can_manage_video_chats=False,
    can_restrict_members=False,
    can_promote_members=False,
    can_change_info=False,
    can_invite_users=True,
    can_post_stories=False,
    can_edit_stories=False,
    can_delete_stories=False,
    can_send_welcome_messages=False,
    can_post_messages=True,
    can_edit_messages=True,
)


async def test_a_shared_channel_promotes_the_bot_first(scene: Scene):
    fresh = scene.world.add_channel("Новый", owner=scene.owner.id, username="fresh")
    scene.world.say(scene.owner.id, 42, "/start")
    await scene.bot.send_message(
        scene.owner.id,
        "Какой?",
        reply_markup=request(
            bot_administrator_rights=RIGHTS, request_title=True, request_username=True
        ),
    )
    await scene.updates()
    scene.world.share_chat(scene.owner.id, 42, 7, fresh.id)
    first, second = await scene.updates()
    assert first.my_chat_member is not None
    assert isinstance(first.my_chat_member.new_chat_member, ChatMemberAdministrator)
    assert first.my_chat_member.new_chat_member.can_post_messages is True
    assert second.message is not None
    shared = second.message.chat_shared
    assert shared is not None
    assert (shared.request_id, shared.chat_id) == (7, fresh.id)
    assert (shared.title, shared.username) == ("Новый", "fresh")
    await scene.bot.send_message(fresh.id, "x")


async def test_a_channel_of_somebody_else_cannot_be_shared_with_rights(scene: Scene):
    fresh = scene.world.add_channel("Новый", owner=scene.owner.id)
    await scene.bot.send_message(
        scene.reader.id, "Какой?", reply_markup=request(bot_administrator_rights=RIGHTS)
    )
    with pytest.raises(PermissionError):
        scene.world.share_chat(scene.reader.id, 42, 7, fresh.id)
    with pytest.raises(KeyError):
        scene.world.share_chat(scene.reader.id, 42, 8, fresh.id)


async def test_a_long_text_comes_in_parts_with_its_entities(scene: Scene):
    text = "слово " * 1000 + "конец"
    bold = MessageEntity(type="bold", offset=0, length=len(text))
    last = scene.world.say(scene.reader.id, 42, text, entities=[bold])
    messages = [update.message for update in await scene.updates() if update.message]
    assert len(messages) == 2
    assert messages[-1].message_id == last.message_id
    assert " ".join(message.text or "" for message in messages) == text
    for message in messages:
        assert message.entities is not None
        assert message.entities[0].length == len(message.text or "")


async def test_people_are_held_to_what_a_client_allows(scene: Scene):
    world, reader = scene.world, scene.reader.id
    with pytest.raises(PermissionError):
        world.say(reader, scene.channel.id, "x")
    with pytest.raises(PermissionError):
        world.say(reader, scene.group.id, "x")
    with pytest.raises(PermissionError):
        world.promote(scene.channel.id, reader, by=reader)
    with pytest.raises(ValueError, match="empty"):
        world.say(reader, 42, "")
    post = world.say(scene.owner.id, scene.channel.id, "x")
    with pytest.raises(PermissionError):
        world.edit(reader, scene.channel.id, post.message_id, "y")
    with pytest.raises(PermissionError):
        world.delete(reader, scene.channel.id, post.message_id)
    world.block(reader, 42)
    with pytest.raises(PermissionError):
        world.say(reader, 42, "x")


async def test_people_edit_and_delete_what_is_theirs(scene: Scene):
    said = scene.world.say(scene.reader.id, 42, "раз")
    scene.world.edit(scene.reader.id, 42, said.message_id, "два #тег")
    updates = await scene.updates("edited_message")
    assert updates[0].edited_message is not None
    assert updates[0].edited_message.text == "два #тег"
    assert updates[0].edited_message.entities is not None
    scene.world.delete(scene.reader.id, 42, said.message_id)
    assert scene.world.get_message(scene.reader.id, said.message_id) is None
    assert await scene.updates() == []


async def test_a_pin_by_hand_is_told(scene: Scene):
    post = scene.world.say(scene.owner.id, scene.channel.id, "x")
    await scene.updates()
    scene.world.pin(scene.owner.id, scene.channel.id, post.message_id)
    (update,) = await scene.updates()
    assert update.channel_post is not None
    assert isinstance(update.channel_post.pinned_message, Message)
    assert update.channel_post.pinned_message.message_id == post.message_id


async def test_a_person_sees_private_chats_by_the_bots_id(scene: Scene):
    chats = scene.world.chats_of(scene.reader.id)
    assert [chat.id for chat in chats] == [42, scene.channel.id]
    assert chats[0].username == "rubrika_bot"
    assert scene.world.history(scene.reader.id, 42)[0].chat.id == 42


def test_a_poll_of_a_person_is_seen(scene: Scene):
    sent = scene.world.send_poll(scene.reader.id, 42, "Как?", ["Так", "Сяк"])
    assert sent.poll is not None
    assert sent.poll.question == "Как?"


async def test_lookers_on_are_told_of_everything(scene: Scene):
    queue = scene.world.subscribe()
    sent = await scene.bot.send_message(
        scene.reader.id,
        "x",
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="a")]]
        ),
    )
    query_id = scene.world.press(scene.reader.id, 42, sent.message_id, "a")
    await scene.bot.answer_callback_query(query_id)
    await scene.bot.edit_message_text("y", chat_id=scene.reader.id, message_id=sent.message_id)
    scene.world.react(scene.reader.id, 42, sent.message_id, ["👍"])
    await scene.bot.send_message_draft(scene.reader.id, draft_id=1, text="x")
    await scene.bot.delete_message(scene.reader.id, sent.message_id)
    scene.world.rename(scene.channel.id, title="Новое")
    kinds = [queue.get_nowait().kind for _ in range(queue.qsize())]
    assert kinds == [
        "message",
        "callback_answer",
        "edited",
        "reactions",
        "draft",
        "deleted",
        "message",
        "chats",
    ]
    scene.world.unsubscribe(queue)
    await scene.bot.send_message(scene.reader.id, "z")
    assert queue.empty()


def test_all_73_reactions_are_known():
    assert len(REACTIONS) == 73
    assert {"👍", "❤", "🤷‍♀", "😡"} <= REACTIONS


async def test_reactions_of_many_are_told_as_one_change_of_their_moment(scene: Scene):
    await scene.bot.get_updates(allowed_updates=["message_reaction_count"])
    post = scene.world.say(scene.owner.id, scene.channel.id, "Пост")
    people = {scene.reader.id: ["👍"], scene.owner.id: ["🔥"]}
    scene.world.react_together(scene.channel.id, post.message_id, people, date=1_700_000_000)
    (update,) = await scene.updates()
    assert update.message_reaction_count is not None
    assert update.message_reaction_count.date == datetime.fromtimestamp(1_700_000_000, UTC)
    assert scene.world.reactions(scene.channel.id, post.message_id) == {"👍": 1, "🔥": 1}
