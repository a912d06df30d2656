"""Wall time of a zone and the instants it stands for."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def local_to_utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall time, aware UTC.

    A time that daylight saving skips moves forward by what is skipped, one that it repeats is
    the first of the two: both are what PEP 495 gives to `fold=0`.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)
