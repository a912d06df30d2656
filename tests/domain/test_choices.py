"""Which of several counts is shown."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.choices import FRESH, choose
from bot.domain.numbers import UNKNOWN, Number, NumberSource

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def number(
    total: int, source: NumberSource, *, hours_ago: float = 0, is_rounded: bool = False
) -> Number:
    return Number(
        total=total,
        source=source,
        counted_at=NOON - timedelta(hours=hours_ago),
        is_rounded=is_rounded,
    )


ROUNDED = number(4020, NumberSource.PREVIEW, is_rounded=True)


def test_what_nobody_counted_is_unknown():
    assert choose([]) == UNKNOWN
    assert choose([UNKNOWN, UNKNOWN]) == UNKNOWN


def test_an_exact_count_beats_a_rounded_one_until_it_is_a_day_older():
    exact = number(4017, NumberSource.METER, hours_ago=24)
    assert choose([ROUNDED, exact]) == exact
    older = number(4017, NumberSource.METER, hours_ago=24.1)
    assert choose([ROUNDED, older]) == ROUNDED


def test_the_meter_beats_the_page_and_an_author_is_asked_last():
    page = number(900, NumberSource.PREVIEW)
    meter = number(897, NumberSource.METER, hours_ago=3)
    author = number(905, NumberSource.AUTHOR)
    assert choose([page, author, meter]) == meter
    assert choose([author, page]) == page
    assert choose([author, number(1, NumberSource.METER, hours_ago=30)]) == author


def test_a_zero_that_was_counted_is_a_number():
    zero = number(0, NumberSource.UPDATES)
    assert choose([UNKNOWN, zero]) == zero


_NUMBERS = st.builds(
    number,
    st.integers(0, 9999),
    st.sampled_from(list(NumberSource)),
    hours_ago=st.floats(0, 100),
    is_rounded=st.booleans(),
)


@given(st.lists(_NUMBERS, min_size=1, max_size=5), st.randoms())
def test_the_choice_is_one_of_them_fresh_enough_whatever_their_order(known, random):
    chosen = choose(known)
    assert chosen in known
    assert chosen.counted_at is not None
    newest = max(one.counted_at for one in known)
    assert newest - chosen.counted_at <= FRESH
    mixed = list(known)
    random.shuffle(mixed)
    again = choose(mixed)
    assert (again.is_rounded, again.source, again.counted_at) == (
        chosen.is_rounded, chosen.source, chosen.counted_at,
    )  # fmt: skip
