"""Less often: what each frequency of a digest steps down to."""

from bot.domain.digests import Frequency

_STEPS = {
    Frequency.DAILY: Frequency.WEEKDAYS,
    Frequency.WEEKDAYS: Frequency.WEEKLY,
    Frequency.CHOSEN: Frequency.WEEKLY,
    Frequency.WEEKLY: Frequency.TWICE,
}


def less_often(frequency: Frequency) -> Frequency | None:
    """The next rarer frequency; None for the rarest, and for none at all."""
    return _STEPS.get(frequency)
