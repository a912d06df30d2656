"""Reposts that a bot can see: where, when, by whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RepostKind(StrEnum):
    """How a repost was seen: a forward, a share through inline mode, a share link opened."""

    FORWARD = "forward"
    INLINE = "inline"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repost:
    """One repost; `key` names it, whoever tells of it again.

    `place_id` is the chat it was made into and `message_id` the message there: of inline shares
    and links neither is known. `person_id` is None for a channel, and for somebody who speaks in
    a chat's name.
    """

    key: str
    kind: RepostKind
    seen_at: datetime
    place_id: int | None = None
    person_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A group or channel where posts were seen; `username` is None where not anybody may look."""

    chat_id: int
    title: str
    username: str | None
    named_at: datetime

    def link(self, message_id: int) -> str | None:
        """Address of a message, if anybody may open it."""
        return f"https://t.me/{self.username}/{message_id}" if self.username else None
