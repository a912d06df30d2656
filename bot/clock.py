"""The only reader of time."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where everybody asks for the time; tests put their own in."""

    def now(self) -> datetime:
        """The present moment: aware, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)
