"""What an export of Telegram Desktop holds: its chats, their messages, what cannot be read."""

from dataclasses import dataclass
from datetime import datetime

CHANNEL_TYPES = frozenset({"public_channel", "private_channel"})
MOST_PLACES = 20
"""So many places of unreadable messages are named; all are counted."""
_CHANNEL_OFFSET = 10**12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands that cannot be read.

    `number` counts the messages of its chat from 1, `id` is the one it names, None without, and
    `reason` says in English, for the log, what is wrong with it.
    """

    number: int
    id: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSummary:
    """What an export holds of one chat; moments are aware, UTC.

    `bare_id` is as the export writes it. `type` is the export's word (`public_channel`,
    `private_group`, …), "" for none. `messages` counts all of them: `post_messages` (`posts`
    when the items of an album are one), `service`, `unsupported` and `unreadable` ones.
    `is_left` is for a chat that its exporter has left.
    """

    bare_id: int
    name: str = ""
    type: str = ""
    is_left: bool = False
    messages: int = 0
    post_messages: int = 0
    posts: int = 0
    service: int = 0
    unsupported: int = 0
    unreadable: int = 0
    first: datetime | None = None
    last: datetime | None = None
    places: tuple[Place, ...] = ()

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel, no group and no private chat."""
        return self.type in CHANNEL_TYPES

    @property
    def chat_id(self) -> int:
        """The id by which the Bot API knows a channel (-100…); of other chats the bare one."""
        return channel_chat_id(self.bare_id) if self.is_channel else self.bare_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What an export holds; `exported_at` is the newest moment that it knows of."""

    chats: tuple[ChatSummary, ...]
    is_whole_account: bool = False
    exported_at: datetime | None = None
    size: int = 0
    """Bytes of the JSON, unpacked."""

    def channel(self, chat_id: int) -> ChatSummary | None:
        """The channel of a Bot API id (-100…)."""
        return next((chat for chat in self.channels if chat.chat_id == chat_id), None)

    @property
    def channels(self) -> tuple[ChatSummary, ...]:
        """The channels among its chats, in its order."""
        return tuple(chat for chat in self.chats if chat.is_channel)


def channel_chat_id(bare_id: int) -> int:
    """The Bot API's id of a channel; Telegram Desktop writes the bare one (MTProto's)."""
    return -_CHANNEL_OFFSET - bare_id
