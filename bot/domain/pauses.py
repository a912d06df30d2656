"""Until when digests pause, said in words: `until Dec 1`, `до пятницы`, `two weeks`."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.dates import parse_duration, parse_moment
from bot.domain.subscriptions import MAX_PAUSE

_UNTIL = re.compile(r"^(?:пауза\s+|pause\s+)?(?:до|по|until|till|to)\s+", re.IGNORECASE)
_FOR = re.compile(r"^(?:пауза\s+|pause\s+)?(?:на|for)\s+", re.IGNORECASE)


def parse_pause(text: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    """The local day on which digests begin again; None when the words are not understood.

    A day or a length of whole days, in Russian or English. The day may be past, or too far away:
    whoever asks says so. A pause of less than a day is none.
    """
    words = text.strip().rstrip(".!")
    today = now.astimezone(zone).date()
    if length := parse_duration(_FOR.sub("", words)):
        # Years beyond the calendar's last one are as much too long as this is.
        return today + min(length, 2 * MAX_PAUSE) if length.days else None
    moment = parse_moment(_UNTIL.sub("", words), now=now, zone=zone)
    return moment.astimezone(zone).date() if moment else None
