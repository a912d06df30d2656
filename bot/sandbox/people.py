"""Accounts: bots with their tokens and queues, people with whom they have blocked."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram.types import BotCommand, Chat, User

from bot.sandbox.floods import Floods
from bot.sandbox.limits import Limits
from bot.sandbox.rooms import PrivateRoom
from bot.sandbox.updates import UpdateQueue

TELEGRAM = User(id=777000, is_bot=False, first_name="Telegram")
"""The service account that a client shows as the sender of automatic forwards."""

CommandKey = tuple[str, int | None, int | None, str]
"""Scope type, its chat, its user, language code."""


@dataclass(eq=False)
class Bot:
    """A bot: its account, what it was told to look like, its queue and its private chats."""

    user: User
    token: str
    updates: UpdateQueue
    floods: Floods
    privacy: bool = False
    last_message_id: int = 0
    private: dict[int, PrivateRoom] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    commands: dict[CommandKey, list[BotCommand]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The bot's user id, the first part of its token."""
        return self.user.id

    @property
    def me(self) -> User:
        """What getMe answers: the account with its abilities."""
        return self.user.model_copy(
            update={
                "can_join_groups": True,
                "can_read_all_group_messages": not self.privacy,
                "supports_inline_queries": True,
                "can_connect_to_business": False,
                "has_main_web_app": False,
            }
        )

    @property
    def chat(self) -> Chat:
        """The private chat with this bot, as a person sees it."""
        return Chat(
            id=self.user.id,
            type="private",
            first_name=self.user.first_name,
            username=self.user.username,
        )

    def next_message_id(self) -> int:
        """The next id of the one counter over all private chats of this bot."""
        self.last_message_id += 1
        return self.last_message_id


@dataclass(eq=False)
class Person:
    """Somebody with a client."""

    user: User
    blocked: set[int] = field(default_factory=set)
    personal_chat: int | None = None
    hides_forwards: bool = False
    deactivated: bool = False

    @property
    def chat(self) -> Chat:
        """The private chat with this person, as a bot sees it."""
        return Chat(
            id=self.user.id,
            type="private",
            first_name=self.user.first_name,
            last_name=self.user.last_name,
            username=self.user.username,
        )


class People:
    """Every account of the world, by id, and bots by token."""

    def __init__(self, now: Callable[[], float], limits: Limits) -> None:
        self._now = now
        self._limits = limits
        self._next_id = 100_000_001
        self.bots: dict[int, Bot] = {}
        self.persons: dict[int, Person] = {}
        self.by_token: dict[str, Bot] = {}

    def add_bot(self, token: str, username: str, name: str, *, privacy: bool) -> Bot:
        """Makes a bot; its id is the number before the colon of the token."""
        bot_id = int(token.partition(":")[0])
        if bot_id in self.bots or bot_id in self.persons:
            raise ValueError(f"the id {bot_id} is taken")
        user = User(id=bot_id, is_bot=True, first_name=name, username=username)
        bot = Bot(
            user=user,
            token=token,
            updates=UpdateQueue(self._now),
            floods=Floods(self._limits, self._now),
            privacy=privacy,
        )
        self.bots[bot_id] = bot
        self.by_token[token] = bot
        return bot

    def add_person(self, user_id: int | None, fields: dict[str, str | None]) -> Person:
        """Makes a person with the given id or the next free one."""
        while user_id is None:
            if self._next_id not in self.persons and self._next_id not in self.bots:
                user_id = self._next_id
            self._next_id += 1
        if user_id in self.bots or user_id in self.persons:
            raise ValueError(f"the id {user_id} is taken")
        user = User.model_validate({"id": user_id, "is_bot": False, **fields})
        person = Person(user)
        self.persons[user_id] = person
        return person

    def user(self, user_id: int) -> User | None:
        """The account with this id, bot or person."""
        if user_id in self.bots:
            return self.bots[user_id].user
        person = self.persons.get(user_id)
        return person.user if person else None

    def person(self, user_id: int) -> Person:
        """The person with this id; KeyError with a sentence when there is none."""
        if user_id not in self.persons:
            raise KeyError(f"there is no person {user_id} in this world")
        return self.persons[user_id]

    def bot(self, bot_id: int) -> Bot:
        """The bot with this id; KeyError with a sentence when there is none."""
        if bot_id not in self.bots:
            raise KeyError(f"there is no bot {bot_id} in this world")
        return self.bots[bot_id]


def random_token() -> str:
    """An id nobody can guess, in Telegram's alphabet of links and file ids."""
    return secrets.token_urlsafe(12)
