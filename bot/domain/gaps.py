"""Gaps: times of which a channel's updates are lost, and what they make of its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which updates are lost; `until_at` is None while it lasts."""

    from_at: datetime
    until_at: datetime | None = None


def stale_since(
    gaps: Iterable[Gap], *, counted_at: datetime | None, published_at: datetime
) -> datetime | None:
    """Since when changes of a post's number are lost; None when it is as fresh as can be.

    `counted_at` is the last moment at which somebody told the whole number; None: nobody ever
    did, so that every gap in the life of the post counts.
    """
    known_at = published_at if counted_at is None else max(counted_at, published_at)
    lost = [gap for gap in gaps if gap.until_at is None or gap.until_at > known_at]
    return max(known_at, min(gap.from_at for gap in lost)) if lost else None
