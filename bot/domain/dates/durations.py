"""How long something lasts, said in words: `3 hours`, `2 дня`, `полтора часа`."""

import re
from datetime import timedelta

from bot.domain.dates.distance import distance
from bot.domain.dates.grammar import readings
from bot.domain.dates.tokens import tokenize

DAYS_OF_MONTH = 30

_BEFORE = re.compile(r"^(?:через|спустя|in|after)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s+(?:после\s+(?:публикации|выхода)|спустя|after\s+(?:the\s+)?publication|later)\s*\.?$",
    re.IGNORECASE,
)


def parse_duration(text: str) -> timedelta | None:
    """How long a time is in Russian or English words; None when not understood to the last one.

    `через` or `in` may stand before, `after publication` behind. A month is thirty days.
    """
    words = _BEHIND.sub("", _BEFORE.sub("", text.strip()))
    # A unit alone is one of them: `неделя`, `day`.
    return _read(f"через {words}") or _read(f"через 1 {words}")


def _read(phrase: str) -> timedelta | None:
    for reading in readings(tokenize(phrase) or [], (distance,)):
        if step := reading.distance:
            days = step.days + DAYS_OF_MONTH * step.months
            return timedelta(days=days, minutes=step.minutes or 0)
    return None
