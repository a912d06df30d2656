"""What the world holds, and how a bot or a person finds a chat in it."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from aiogram.types import CallbackQuery, InlineQuery

from bot.sandbox.calls import Call, Visit
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.events import Event, Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.limits import Limits
from bot.sandbox.people import Bot, People
from bot.sandbox.rooms import ChatRoom, Draft, PrivateRoom, Room, Stored

Access = Literal["read", "write"]
CALLS_KEPT = 100_000
DRAFT_SECONDS = 30.0
"""How long a streamed draft is shown: "a temporary 30-second preview", sendMessageDraft."""


@dataclass(slots=True)
class Callback:
    """A callback query and, once it came, its answer."""

    query: CallbackQuery
    bot_id: int
    at: float
    room: Room
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class Inline:
    """An inline query and the future of its answer: the arguments of answerInlineQuery."""

    query: InlineQuery
    bot_id: int
    at: float
    answer: asyncio.Future[dict[str, Any]]


@dataclass(slots=True)
class InlineSent:
    """A message sent through inline mode, for edits by `inline_message_id`."""

    room: Room
    message_id: int
    bot_id: int


@dataclass(slots=True)
class Queries:
    """Open and answered queries of people, and the last inline answers they saw."""

    callbacks: dict[str, Callback] = field(default_factory=dict)
    inline: dict[str, Inline] = field(default_factory=dict)
    shown: dict[tuple[int, str], tuple[int, list[Any]]] = field(default_factory=dict)
    sent: dict[str, InlineSent] = field(default_factory=dict)


class State:
    """Everything the server knows. `now` gives epoch seconds."""

    def __init__(self, now: Callable[[], float], limits: Limits) -> None:
        self.now = now
        self.limits = limits
        self.people = People(now, limits)
        self.chats: dict[int, ChatRoom] = {}
        self.usernames: dict[str, ChatRoom] = {}
        self.files = Files()
        self.faults = Faults()
        self.events = Events()
        self.queries = Queries()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.visits: deque[Visit] = deque(maxlen=CALLS_KEPT)
        self.versions: dict[str, tuple[str, datetime]] = {}
        """Of each page of the web: what it was when last shown, and since when."""
        self.web: dict[str, bytes] = {}
        """Pages of the internet that media may be sent from, by URL: the sandbox has no other."""
        self.late_reactions: set[tuple[int, int]] = set()
        self.late_calls: set[asyncio.Task[None]] = set()

    def room_for_bot(self, bot: Bot, chat_id: int | str | None, access: Access) -> Room:
        """The chat that a bot names by id or @username.

        Raises what `check_chat` of the Bot API server answers: 400 when the bot cannot know the
        chat, 403 when it was kicked, is not a member, was blocked or never was written to.
        """
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        if isinstance(chat_id, str):
            room = self._by_name(bot, chat_id)
            if room is not None:
                return _accessible(bot, room, access)
            try:
                chat_id = int(chat_id)
            except ValueError:
                raise bad_request("chat not found") from None
        if chat_id > 0:
            return self._private_for_bot(bot, chat_id, access)
        found = self.chats.get(chat_id)
        if found is None or not (found.chat.username or chat_id in bot.known):
            raise bad_request("chat not found")
        return _accessible(bot, found, access)

    def _by_name(self, bot: Bot, name: str) -> ChatRoom | None:
        room = self.usernames.get(name.removeprefix("@").lower()) if name[:1] == "@" else None
        if room is not None:
            bot.known.add(room.chat.id)
        return room

    def _private_for_bot(self, bot: Bot, user_id: int, access: Access) -> PrivateRoom:
        room = bot.private.get(user_id)
        if access == "read":
            if room is None:
                raise bad_request("chat not found")
            return room
        if user_id in self.people.bots:
            raise forbidden("the bot can't send messages to the bot")
        if user_id not in self.people.persons:
            raise bad_request("chat not found")
        if room is None:
            raise forbidden("bot can't initiate conversation with a user")
        if room.person.deactivated:
            raise forbidden("user is deactivated")
        if bot.id in room.person.blocked:
            raise forbidden("bot was blocked by the user")
        return room

    def room_for_person(self, person_id: int, chat_id: int) -> Room:
        """The chat as a person names it: a bot's id is the private chat with that bot.

        The private chat comes into being when it is first asked for. Raises KeyError with a
        sentence for a chat that does not exist.
        """
        if chat_id > 0:
            bot = self.people.bot(chat_id)
            person = self.people.person(person_id)
            room = bot.private.get(person_id)
            if room is None:
                room = bot.private[person_id] = PrivateRoom(bot, person)
            return room
        return self.chat_room(chat_id)

    def chat_room(self, chat_id: int) -> ChatRoom:
        """A channel or group by id; KeyError with a sentence when there is none."""
        if chat_id not in self.chats:
            raise KeyError(f"there is no chat {chat_id} in this world")
        return self.chats[chat_id]

    def bots_in(self, room: ChatRoom, *, administrators: bool = False) -> list[Bot]:
        """The bots in a chat, or those of them that are administrators."""
        return [
            self.people.bots[bot_id]
            for bot_id in room.bots
            if not administrators or room.is_administrator(bot_id)
        ]

    def shown_draft(self, room: Room | None) -> Draft | None:
        """The draft that a chat shows now, None when there is none or it was not renewed."""
        draft = room.draft if isinstance(room, PrivateRoom) else None
        return draft if draft and self.now() - draft.at < DRAFT_SECONDS else None

    def moment(self, date: float | None = None) -> datetime:
        """The moment of the world's clock, or the given epoch seconds, in whole seconds."""
        return datetime.fromtimestamp(int(self.now() if date is None else date), UTC)

    def tell(self, kind: str, room: Room, message_id: int | None = None) -> None:
        """Publishes an event about a room to those who look on."""
        if isinstance(room, PrivateRoom):
            people = frozenset({room.person.user.id})
            self.events.publish(Event(kind, room.bot.id, message_id, people))
        else:
            self.events.publish(Event(kind, room.chat.id, message_id, None))


def _accessible(bot: Bot, room: ChatRoom, access: Access) -> ChatRoom:
    if room.is_banned(bot.id):
        raise forbidden(f"bot was kicked from the {room.kind} chat")
    if not room.is_present(bot.id) and (access == "write" or not room.chat.username):
        raise forbidden(f"bot is not a member of the {room.kind} chat")
    return room


def found(bot: Bot, room: Room, message_id: int | None, what: str) -> Stored:
    """A living message of a room, or the 400 `<what> not found`.

    A bot that is not in a public channel sees the chat but none of its messages
    (`have_message_access` of the Bot API server).
    """
    stored = room.get(message_id)
    if stored is None or (isinstance(room, ChatRoom) and not room.is_present(bot.id)):
        raise bad_request(f"{what} not found")
    return stored
