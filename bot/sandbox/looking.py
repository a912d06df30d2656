"""Looking at the world: what a person sees, what the bot did."""

import asyncio

from aiogram.types import BotCommand, Chat, ForceReply, Message, ReplyKeyboardMarkup

from bot.sandbox.calls import Call
from bot.sandbox.events import Event
from bot.sandbox.people import CommandKey
from bot.sandbox.reacting import counts, target
from bot.sandbox.rooms import PrivateRoom, Room, Stored
from bot.sandbox.state import State


class Looking(State):
    """The part of the world that only looks and changes nothing."""

    def history(self, person_id: int, chat_id: int) -> list[Message]:
        """The living messages of a chat as a person sees it, oldest first."""
        room = self.room_for_person(person_id, chat_id)
        messages = [stored.message for stored in room.stored.values()]
        if isinstance(room, PrivateRoom):
            seen = {"chat": room.bot.chat}
            return [message.model_copy(update=seen) for message in messages]
        return messages

    def chats_of(self, person_id: int) -> list[Chat]:
        """Private chats with bots (whose id is the bot's), channels and groups of a person."""
        private = [bot.chat for bot in self.people.bots.values() if person_id in bot.private]
        shared = [room.chat for room in self.chats.values() if room.is_present(person_id)]
        return private + shared

    def get_message(
        self, chat_id: int, message_id: int, *, bot_id: int | None = None
    ) -> Message | None:
        """A living message; a private chat is named as the Bot API names it, by the person's id.

        With several bots, `bot_id` says whose private chat is meant; the first bot's otherwise.
        """
        stored = self._stored(chat_id, message_id, bot_id)
        return stored.message if stored else None

    def was_silent(self, chat_id: int, message_id: int) -> bool:
        """Whether a message came without a notification; chat_id as for get_message."""
        stored = self._stored(chat_id, message_id, None)
        return stored is not None and stored.silent

    def reactions(self, chat_id: int, message_id: int) -> dict[str, int]:
        """Counts of the reactions to a message, as of `counts`; chat_id as for get_message."""
        stored = self._stored(chat_id, message_id, None)
        return counts(stored) if stored else {}

    def reactions_of(self, person_id: int, chat_id: int, message_id: int) -> list[str]:
        """The reactions of one person to a message; chat_id as the person names it."""
        room = self.room_for_person(person_id, chat_id)
        if room.get(message_id) is None:
            return []
        return list(target(room, message_id).reactions.get(person_id, []))

    def _stored(self, chat_id: int, message_id: int, bot_id: int | None) -> Stored | None:
        for room in self._rooms(chat_id, bot_id):
            stored = room.get(message_id)
            if stored is not None:
                return stored
        return None

    def _rooms(self, chat_id: int, bot_id: int | None) -> list[Room]:
        if chat_id < 0:
            return [self.chats[chat_id]] if chat_id in self.chats else []
        bots = self.people.bots.values() if bot_id is None else [self.people.bot(bot_id)]
        return [bot.private[chat_id] for bot in bots if chat_id in bot.private]

    def file_bytes(self, file_id: str) -> bytes:
        """The content of a file; KeyError for an unknown id."""
        file = self.files.get(file_id)
        if file is None:
            raise KeyError(f"there is no file {file_id}")
        return file.data

    def file_meta(self, file_id: str) -> tuple[str, str | None]:
        """MIME type and name of a file; KeyError for an unknown id."""
        file = self.files.get(file_id)
        if file is None:
            raise KeyError(f"there is no file {file_id}")
        return file.mime_type, file.filename

    def reply_keyboard(
        self, person_id: int, bot_id: int
    ) -> ReplyKeyboardMarkup | ForceReply | None:
        """The keyboard that a bot shows in place of a person's own."""
        room = self.room_for_person(person_id, bot_id)
        return room.keyboard if isinstance(room, PrivateRoom) else None

    def draft(self, person_id: int, bot_id: int) -> str | None:
        """The text that a bot streams with sendMessageDraft and has not sent yet.

        Empty for the placeholder, None without a draft; one that was not renewed is gone.
        """
        draft = self.shown_draft(self.room_for_person(person_id, bot_id))
        return draft.text if draft else None

    def bot_commands(self, bot_id: int, person_id: int) -> list[BotCommand]:
        """The command menu of a private chat: the narrowest scope, the person's language first.

        The order is the one of core.telegram.org/bots/api#determining-list-of-commands.
        """
        commands = self.people.bot(bot_id).commands
        language = self.people.person(person_id).user.language_code or ""
        scopes: list[tuple[str, int | None]] = [
            ("chat", person_id),
            ("all_private_chats", None),
            ("default", None),
        ]
        for scope, chat_id in scopes:
            for code in (language, ""):
                key: CommandKey = (scope, chat_id, None, code)
                if commands.get(key):
                    return list(commands[key])
        return []

    def pending_updates(self, bot_id: int) -> int:
        """How many updates a bot has not confirmed yet."""
        return len(self.people.bot(bot_id).updates)

    @property
    def refusals(self) -> list[Call]:
        """Calls answered with an error that no fault asked for; 409 is not counted."""
        return [
            call
            for call in self.calls
            if call.fault is None and call.status >= 400 and call.status != 409
        ]

    def subscribe(self) -> asyncio.Queue[Event]:
        """A queue of every event from now on."""
        return self.events.subscribe()

    def unsubscribe(self, queue: asyncio.Queue[Event]) -> None:
        """Stops filling a queue."""
        self.events.unsubscribe(queue)
