"""Which of several counts of one thing is shown, and which mark the shown ones need."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.numbers import UNKNOWN, Number, NumberSource

FRESH = timedelta(days=1)
"""A better source is preferred until it is so much older than a worse one."""

# The meter reads Telegram's own counter; a page is cached; a person copies what an app shows.
_TRUST = (
    NumberSource.METER, NumberSource.UPDATES, NumberSource.EXPORT, NumberSource.PREVIEW,
    NumberSource.AUTHOR,
)  # fmt: skip


def choose(known: Iterable[Number]) -> Number:
    """The number to be shown; `UNKNOWN` when nobody counted.

    Of those not more than a day older than the newest: an exact one before a rounded one, then
    by who counted, then the newest.
    """
    counted = [(number.counted_at, number) for number in known if number.counted_at is not None]
    if not counted:
        return UNKNOWN
    newest = max(at for at, _ in counted)
    fresh = [(at, number) for at, number in counted if newest - at <= FRESH]
    return max(fresh, key=lambda item: _rank(*item))[1]


def _rank(counted_at: datetime, number: Number) -> tuple[bool, int, datetime]:
    trust = -_TRUST.index(number.source) if number.source else -len(_TRUST)
    return not number.is_rounded, trust, counted_at
