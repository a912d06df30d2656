"""Touches: what somebody does to an unpublished post of another person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Touch(StrEnum):
    """What its author is told of."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    CHANGED = "changed"

    @property
    def patience(self) -> timedelta:
        """How long it waits for more of the same: words are rarely changed once."""
        return timedelta(minutes=1) if self is Touch.CHANGED else timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A post that was touched by a person, which its author does not know yet."""

    post_id: int
    what: Touch
    person_id: int
    due_at: datetime
