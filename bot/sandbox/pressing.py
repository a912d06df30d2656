"""People press, react, ask inline, share chats and block: all that is not writing."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import (
    CallbackQuery,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    ChatShared,
    ChosenInlineResult,
    InlineQuery,
    KeyboardButtonRequestChat,
    Message,
    MessageGenerationStopped,
    ReplyKeyboardMarkup,
)

from bot.sandbox.acting import writable
from bot.sandbox.inline_results import as_message
from bot.sandbox.making import FOREVER, Making
from bot.sandbox.posting import put
from bot.sandbox.reacting import give_stars, react, react_together
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room
from bot.sandbox.state import Callback, Inline, InlineSent

INLINE_WAIT = 10.0


class Pressing(Making):
    """The part of the world in which people use buttons, reactions and inline mode."""

    def press(
        self, person_id: int, chat_id: int, message_id: int, data: str, *, forged: bool = False
    ) -> str:
        """Presses the callback button with `data` and returns the id of the query.

        Raises KeyError when the message has no such button, unless `forged`: a client that
        was tampered with can send any data with any message it sees.
        """
        room = self.room_for_person(person_id, chat_id)
        stored = room.get(message_id)
        if stored is None:
            raise KeyError(f"there is no message {message_id} in {chat_id}")
        if not forged and data not in _callback_data(stored.message):
            raise KeyError(f"message {message_id} has no button with the data {data!r}")
        sent = self.queries.sent.get(stored.inline_id or "")
        bot_id = sent.bot_id if sent else stored.keyboard_by
        if bot_id is None:
            raise KeyError(f"message {message_id} has no keyboard of a bot")
        query = CallbackQuery(
            id=str(10**17 + secrets.randbelow(9 * 10**17)),
            from_user=self.people.person(person_id).user,
            chat_instance=str(room.chat.id * 7919),
            message=None if sent else stored.message,
            inline_message_id=stored.inline_id,
            data=data,
        )
        self.queries.callbacks[query.id] = Callback(query, bot_id, self.now(), room)
        self.people.bot(bot_id).updates.put("callback_query", query)
        return query.id

    def stop_generation(self, person_id: int, chat_id: int, draft_id: int) -> None:
        """Presses Stop at the draft that a bot streams; the bot hears of it.

        The draft goes, unless the bot asked to keep it. Raises KeyError when no such draft is
        shown, PermissionError when it has no such button.
        """
        room = self.room_for_person(person_id, chat_id)
        draft = self.shown_draft(room)
        if not isinstance(room, PrivateRoom) or draft is None or draft.id != draft_id:
            raise KeyError(f"no draft {draft_id} is shown in {chat_id}")
        if not draft.can_stop:
            raise PermissionError(f"draft {draft_id} cannot be stopped")
        room.stopped_drafts.add(draft_id)
        room.draft = replace(draft, can_stop=False) if draft.keep_on_stop else None
        stopped = MessageGenerationStopped(
            chat=room.chat, draft_id=draft_id, message_thread_id=draft.thread_id
        )
        room.bot.updates.put("stopped_message_generation", stopped)
        self.tell("draft", room)

    def callback_answer(self, query_id: str) -> dict[str, Any] | None:
        """What the bot answered to a press: text, show_alert, url; None as long as it did not."""
        return self.queries.callbacks[query_id].answer

    def react_together(
        self, chat_id: int, message_id: int, reactions: Mapping[int, list[str]], *, date: float
    ) -> None:
        """People react to a post of a channel, at a moment that may be long past."""
        react_together(self, self.chat_room(chat_id), message_id, reactions, date)

    def react(self, person_id: int, chat_id: int, message_id: int, emoji: list[str]) -> None:
        """Replaces the reactions of a person to a message; an empty list takes them back.

        A custom emoji is written `custom:<id>`.
        """
        room = self._room_of(person_id, chat_id, message_id)
        react(self, room, message_id, self.people.person(person_id).user, emoji)

    def give_stars(self, person_id: int, chat_id: int, message_id: int, stars: int) -> None:
        """Gives stars to a post, on top of those that the person gave before."""
        room = self._room_of(person_id, chat_id, message_id)
        give_stars(self, room, message_id, self.people.person(person_id).user, stars)

    def _room_of(self, person_id: int, chat_id: int, message_id: int) -> Room:
        room = self.room_for_person(person_id, chat_id)
        if room.get(message_id) is None:
            raise KeyError(f"there is no message {message_id} in {chat_id}")
        return room

    async def inline(
        self,
        person_id: int,
        bot_id: int,
        query: str,
        *,
        offset: str = "",
        chat_id: int | None = None,
    ) -> list[dict[str, Any]]:
        """Types `@bot query` and waits up to 10 s for the results; none when no answer came."""
        bot = self.people.bot(bot_id)
        room = self.room_for_person(person_id, chat_id) if chat_id is not None else None
        asked = InlineQuery(
            id=str(10**17 + secrets.randbelow(9 * 10**17)),
            from_user=self.people.person(person_id).user,
            query=query[:256],
            offset=offset,
            chat_type=_chat_type(room, bot_id),
        )
        answer = asyncio.get_running_loop().create_future()
        self.queries.inline[asked.id] = Inline(asked, bot_id, self.now(), answer)
        bot.updates.put("inline_query", asked)
        try:
            async with asyncio.timeout(INLINE_WAIT):
                given = await answer
        except TimeoutError:
            return []
        results = given["results"]
        self.queries.shown[person_id, query] = (bot_id, results)
        return [
            one.model_dump(mode="json", exclude_none=True, fallback=lambda _: None)
            for one in results
        ]

    def choose_inline(self, person_id: int, chat_id: int, query: str, result_id: str) -> Message:
        """Sends a result of the last answer to `query` into a chat, via the bot."""
        if (person_id, query) not in self.queries.shown:
            raise KeyError(f"{person_id} sees no results for {query!r}")
        bot_id, results = self.queries.shown[person_id, query]
        result = next((one for one in results if one.id == result_id), None)
        if result is None:
            raise KeyError(f"no result {result_id} for {query!r}")
        bot = self.people.bot(bot_id)
        room = writable(self, person_id, chat_id)
        fields = as_message(self, result) | {"via_bot": bot.user}
        stored = put(self, room, person_id, fields)
        if result.reply_markup is not None:
            stored.inline_id = secrets.token_urlsafe(20)
            self.queries.sent[stored.inline_id] = InlineSent(room, stored.id, bot_id)
        chosen = ChosenInlineResult(
            result_id=result_id,
            from_user=self.people.person(person_id).user,
            query=query,
            inline_message_id=stored.inline_id,
        )
        bot.updates.put("chosen_inline_result", chosen)
        return stored.message

    def share_chat(self, person_id: int, bot_id: int, request_id: int, channel_id: int) -> Message:
        """Answers a button that asks for a chat: promotes the bot if asked, then chat_shared.

        Raises KeyError when no such button is shown, PermissionError when the chat does not
        fit the request or the person may not do what it asks.
        """
        private = self.room_for_person(person_id, bot_id)
        request = _chat_request(private, request_id)
        room = self.chat_room(channel_id)
        if room.is_channel != request.chat_is_channel:
            raise PermissionError("the request asks for the other kind of chat")
        if request.chat_is_created and not room.is_owner(person_id):
            raise PermissionError("the request asks for a chat of one's own")
        if request.bot_is_member or request.bot_administrator_rights is not None:
            self._bring(person_id, bot_id, room, request)
        shared = ChatShared(
            request_id=request_id,
            chat_id=channel_id,
            title=room.chat.title if request.request_title else None,
            username=room.chat.username if request.request_username else None,
        )
        self.people.bot(bot_id).known.add(channel_id)
        return put(self, private, person_id, {"chat_shared": shared}).message

    def _bring(
        self, person_id: int, bot_id: int, room: ChatRoom, request: KeyboardButtonRequestChat
    ) -> None:
        if room.is_administrator(bot_id):
            return
        asked = request.bot_administrator_rights
        if asked is None:
            self.join(room.chat.id, bot_id)
            return
        rights = asked.model_dump(exclude_none=True, exclude={"is_anonymous"})
        known = {name: bool(on) for name, on in rights.items() if name != "can_manage_tags"}
        self.promote(room.chat.id, bot_id, by=person_id, **known)

    def block(self, person_id: int, bot_id: int) -> None:
        """Blocks a bot: it is told, and can write no more."""
        self._set_blocked(person_id, bot_id, blocked=True)

    def unblock(self, person_id: int, bot_id: int) -> None:
        """Takes a block back, as pressing Restart does."""
        self._set_blocked(person_id, bot_id, blocked=False)

    def _set_blocked(self, person_id: int, bot_id: int, *, blocked: bool) -> None:
        person, bot = self.people.person(person_id), self.people.bot(bot_id)
        if (bot_id in person.blocked) == blocked:
            return
        self.room_for_person(person_id, bot_id)
        (person.blocked.add if blocked else person.blocked.discard)(bot_id)
        banned = ChatMemberBanned(user=bot.user, until_date=FOREVER)
        member = ChatMemberMember(user=bot.user)
        update = ChatMemberUpdated(
            chat=person.chat,
            from_user=person.user,
            date=self.moment(),
            old_chat_member=member if blocked else banned,
            new_chat_member=banned if blocked else member,
        )
        bot.updates.put("my_chat_member", update)


def _chat_type(room: Room | None, bot_id: int) -> str | None:
    """Where a query is typed: "sender" is the chat with the bot itself."""
    if isinstance(room, PrivateRoom):
        return "sender" if room.bot.id == bot_id else "private"
    return room.chat.type if room else None


def _callback_data(message: Message) -> set[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return {button.callback_data for row in rows for button in row if button.callback_data}


def _chat_request(room: Room, request_id: int) -> KeyboardButtonRequestChat:
    keyboard = room.keyboard if isinstance(room, PrivateRoom) else None
    if isinstance(keyboard, ReplyKeyboardMarkup):
        for button in (button for row in keyboard.keyboard for button in row):
            if button.request_chat and button.request_chat.request_id == request_id:
                return button.request_chat
    raise KeyError(f"no button asks for a chat with the request id {request_id}")
