"""A connected channel, and links to its posts."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class ChannelState(StrEnum):
    """Whether the bot works in a channel."""

    CONNECTED = "connected"
    PAUSED = "paused"
    DISCONNECTED = "disconnected"


class LatePolicy(StrEnum):
    """What becomes of a post that is late beyond the grace."""

    PUBLISH = "publish"
    ASK = "ask"
    SKIP = "skip"


class WebAccess(StrEnum):
    """Whether the archive of a channel stands on the web; AUTO: while the channel is public."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel as we know it. `chat_id` is Telegram's -100…; `username` has no @."""

    id: int
    chat_id: int
    title: str
    username: str | None
    zone: str
    state: ChannelState
    linked_chat_id: int | None
    last_message_id: int
    needs_review: bool = False
    """What authors write goes out when an editor has approved it."""
    late_policy: LatePolicy = LatePolicy.ASK
    web_access: WebAccess = WebAccess.AUTO

    @property
    def is_on_web(self) -> bool:
        """Whether anybody may read its archive on the web."""
        if self.state is ChannelState.DISCONNECTED or self.web_access is WebAccess.OFF:
            return False
        return self.web_access is WebAccess.ON or self.username is not None

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The channel's time zone."""
        return ZoneInfo(self.zone)

    def link(self, message_id: int) -> str:
        """Address of a post: by public name, or private `t.me/c/` for members."""
        if self.username:
            return f"https://t.me/{self.username}/{message_id}"
        return f"https://t.me/c/{str(self.chat_id).removeprefix('-100')}/{message_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen: the channel's profile, and the rights that the bot lacks there."""

    title: str
    username: str | None
    linked_chat_id: int | None
    missing_rights: tuple[str, ...]
    is_person_admin: bool
