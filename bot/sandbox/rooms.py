"""Rooms where messages live: private chats of a bot, channels and supergroups."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiogram.types import (
    Chat,
    ChatInviteLink,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    ForceReply,
    Message,
    ReplyKeyboardMarkup,
    User,
)

if TYPE_CHECKING:
    from bot.sandbox.people import Bot, Person

Member = (
    ChatMemberOwner
    | ChatMemberAdministrator
    | ChatMemberMember
    | ChatMemberLeft
    | ChatMemberBanned
)
PRESENT = (ChatMemberOwner, ChatMemberAdministrator, ChatMemberMember)


@dataclass(slots=True)
class Stored:
    """A message and what the server knows beside it.

    `author` is the account that sent it (a channel's id for an automatic forward); `reactions`
    are the reactions of each account, an emoji or `custom:<id>`, and `stars` how many of them
    it gave; `echo` is the id of its automatic forward in the discussion group; `silent` whether
    it came without a notification; `inline_id` names it when it was sent through inline mode;
    `was_held` whether the server sent it later by itself; `keyboard_by` is the bot whose inline
    keyboard it has; `views` is how often a post of a channel was seen (its sender has seen it),
    `viewers` are those known by name.
    """

    message: Message
    author: int
    had_reply_keyboard: bool = False
    silent: bool = False
    was_held: bool = False
    echo: int | None = None
    inline_id: str | None = None
    keyboard_by: int | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)
    stars: dict[int, int] = field(default_factory=dict)
    views: int = 1
    viewers: set[int] = field(default_factory=set)

    @property
    def id(self) -> int:
        """Its id in its room."""
        return self.message.message_id

    @property
    def is_service(self) -> bool:
        """Whether it only tells of an event in the chat."""
        m = self.message
        return bool(
            m.pinned_message
            or m.new_chat_members
            or m.left_chat_member
            or m.new_chat_title
            or m.chat_shared
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way, as sendMessageDraft streams it; `at` are epoch seconds.

    `thread_id` is the message thread that the call named.
    """

    id: int
    text: str
    at: float
    can_stop: bool = False
    keep_on_stop: bool = False
    thread_id: int | None = None


Held = tuple[int, dict[str, Any]]
"""The author and the fields of a message that waits to be sent."""


class Room(ABC):
    """A chat with its messages, oldest first; `chat` is how bots see it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.stored: dict[int, Stored] = {}
        self.pinned: list[int] = []
        self.albums: dict[str, list[int]] = {}

    @abstractmethod
    def next_id(self) -> int:
        """The id of the next message."""

    def get(self, message_id: int | None) -> Stored | None:
        """A living message."""
        return self.stored.get(message_id) if message_id else None

    def drop(self, message_id: int) -> None:
        """Deletes a message, its pin and its place in an album."""
        stored = self.stored.pop(message_id, None)
        if message_id in self.pinned:
            self.pinned.remove(message_id)
        if stored is not None and stored.message.media_group_id in self.albums:
            self.albums[stored.message.media_group_id].remove(message_id)


class PrivateRoom(Room):
    """The chat of one person with one bot."""

    def __init__(self, bot: Bot, person: Person) -> None:
        super().__init__(person.chat)
        self.bot = bot
        self.person = person
        self.keyboard: ReplyKeyboardMarkup | ForceReply | None = None
        self.draft: Draft | None = None
        self.stopped_drafts: set[int] = set()

    def next_id(self) -> int:
        """The id of the next message: one counter over all private chats of the bot."""
        return self.bot.next_message_id()


class ChatRoom(Room):
    """A channel or a supergroup with its members."""

    def __init__(self, chat: Chat, owner: User) -> None:
        super().__init__(chat)
        self.members: dict[int, Member] = {
            owner.id: ChatMemberOwner(user=owner, is_anonymous=False)
        }
        self.bots: set[int] = set()
        self.linked: ChatRoom | None = None
        self.protected = False
        self.has_preview = True
        self.signed = False
        self.holds_videos = False
        self.held: list[Held] = []
        self.invite_links: dict[str, ChatInviteLink] = {}
        self.came_by: dict[int, str] = {}
        self.last_id = 1  # the first id is the service message of the chat's creation

    @property
    def is_channel(self) -> bool:
        """Whether this is a channel and not a group."""
        return self.chat.type == "channel"

    @property
    def kind(self) -> str:
        """How error texts name the chat."""
        return "channel" if self.is_channel else "supergroup"

    def next_id(self) -> int:
        """The id of the next message: consecutive within the chat."""
        self.last_id += 1
        return self.last_id

    def member(self, user_id: int) -> Member | None:
        """The state of an account in this chat; None when it never was here."""
        return self.members.get(user_id)

    def is_present(self, user_id: int) -> bool:
        """Whether an account is in the chat."""
        return isinstance(self.members.get(user_id), PRESENT)

    def is_banned(self, user_id: int) -> bool:
        """Whether an account was thrown out for good."""
        return isinstance(self.members.get(user_id), ChatMemberBanned)

    def is_owner(self, user_id: int) -> bool:
        """Whether an account owns the chat."""
        return isinstance(self.members.get(user_id), ChatMemberOwner)

    def is_administrator(self, user_id: int) -> bool:
        """Whether an account is the owner or an administrator."""
        return isinstance(self.members.get(user_id), ChatMemberOwner | ChatMemberAdministrator)

    def may(self, user_id: int, right: str) -> bool:
        """Whether an account has an administrator's right (`can_post_messages`, ...)."""
        member = self.members.get(user_id)
        if isinstance(member, ChatMemberOwner):
            return True
        return isinstance(member, ChatMemberAdministrator) and bool(getattr(member, right))


GROUP_RIGHTS = frozenset({"can_pin_messages", "can_manage_topics"})
CHANNEL_RIGHTS = frozenset(
    {"can_post_messages", "can_edit_messages", "can_manage_direct_messages"}
)
COMMON_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    }
)
DEFAULT_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_post_messages",
        "can_edit_messages",
        "can_delete_messages",
        "can_invite_users",
    }
)


def administrator(room: ChatRoom, user: User, rights: dict[str, bool]) -> ChatMemberAdministrator:
    """An administrator of a room with the default rights changed by `rights`.

    Names may come with or without `can_`. Raises ValueError for a right that Telegram does not
    know; a right of the other kind of chat is left out, as Telegram leaves it out.
    """
    named = {name if name.startswith("can_") else f"can_{name}": on for name, on in rights.items()}
    unknown = named.keys() - GROUP_RIGHTS - CHANNEL_RIGHTS - COMMON_RIGHTS
    if unknown:
        raise ValueError(f"no such right: {', '.join(sorted(unknown))}")
    own = CHANNEL_RIGHTS if room.is_channel else GROUP_RIGHTS
    fields: dict[str, Any] = {
        name: named.get(name, name in DEFAULT_RIGHTS) for name in COMMON_RIGHTS | own
    }
    fields["can_manage_chat"] = True
    return ChatMemberAdministrator(user=user, can_be_edited=False, is_anonymous=False, **fields)
