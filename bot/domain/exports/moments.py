"""Moments of an export: seconds since 1970, or the clock of the computer that exported."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from bot.domain.exports.values import integer, string

_FIRST, _LAST = 1, 2**32 - 1
# Old exports write 1970-01-01 at the offset of their zone for what never happened.
_NEVER = timedelta(days=2).total_seconds()


def moment_of(raw: Mapping[str, Any], name: str, zone: tzinfo) -> datetime | None:
    """The moment of a message that a key tells, aware, UTC; None when it cannot be read.

    `date_unixtime` goes before `date`, a local time without a zone: that of `zone`.
    """
    seconds = integer(raw.get(f"{name}_unixtime"))
    if seconds is None:
        seconds = _local(string(raw.get(name)), zone)
    if seconds is None or not _FIRST <= seconds <= _LAST:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def edit_of(raw: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    """When a message was last edited, None for never (1970 in old exports)."""
    moment = moment_of(raw, "edited", zone)
    return moment if moment and moment.timestamp() > _NEVER else None


def _local(text: str, zone: tzinfo) -> int | None:
    if not text or len(text) > 40:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())
    except (ValueError, OverflowError):
        return None
