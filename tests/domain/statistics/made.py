"""Made posts of channels whose truth is known."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.statistics import Kind, Period, Sample, Span, Tag

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
PERIOD = Period(span=Span.ALL, since=START, until=END)
TAGS = tuple(Tag(number, f"рубрика{number}") for number in range(1, 4))

_totals = st.none() | st.integers(0, 1000)

samples = st.lists(
    st.builds(
        Sample,
        post_id=st.integers(1, 10_000),
        published_at=st.integers(0, (END - START) // timedelta(minutes=1) - 1).map(
            lambda minutes: START + timedelta(minutes=minutes)
        ),
        units=st.integers(0, 40_000),
        kind=st.sampled_from(Kind),
        rubrics=st.lists(st.sampled_from(TAGS), unique=True, max_size=3).map(tuple),
        reactions=_totals,
        stars=_totals,
        reposts=_totals,
        forwards=_totals,
        comments=_totals,
        views=_totals,
        is_settled=st.booleans(),
        is_heard=st.booleans(),
    ),
    unique_by=lambda sample: sample.post_id,
    max_size=40,
)


def sample(reactions: int | None, *, at: datetime = START, post_id: int = 1, **kw) -> Sample:
    return Sample(post_id=post_id, published_at=at, reactions=reactions, **kw)


def samples_of(values: Sequence[int | None], **kw) -> list[Sample]:
    """Posts an hour apart with these reactions."""
    return [
        sample(value, at=START + timedelta(hours=number), post_id=number + 1, **kw)
        for number, value in enumerate(values)
    ]


def made_channel(
    seed: int,
    *,
    days: int,
    a_day: int = 2,
    is_better: Callable[[datetime], bool] = lambda _: False,
    lift: float = 1.0,
    growth: float = 0.5,
    typical: float = 40.0,
    spread: float = 0.6,
    hours: Sequence[int] = (9, 11, 13, 15, 18, 20),
) -> list[Sample]:
    """A channel that posts at some of its hours each day, with reactions that vary log-normally.

    `growth` is the logarithm of how many times more there are in the end than at the beginning.
    """
    chance = random.Random(seed)
    found: list[Sample] = []
    for day in range(days):
        for hour in chance.sample(hours, a_day):
            at = datetime.combine(
                date(2026, 1, 1) + timedelta(days=day), time(hour, chance.randrange(60)), MOSCOW
            )
            level = typical * exp(growth * day / days + chance.gauss(0, spread))
            reactions = int(level * lift if is_better(at) else level)
            found.append(sample(reactions, at=at.astimezone(UTC), post_id=len(found) + 1))
    return found
