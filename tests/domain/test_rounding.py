"""Rounded figures: as the public pages write them, and what they may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rounding import is_shown_as, parse_shown, round_as_shown

COUNTS = st.integers(0, 2 * 10**10) | st.integers(0, 2000)


@pytest.mark.parametrize(
    ("total", "shown"),
    [
        (0, "0"),
        (873, "873"),
        (999, "999"),
        (1000, "1K"),
        (1004, "1K"),
        (4023, "4.02K"),
        (4100, "4.1K"),
        (12_345, "12.3K"),
        (110_000, "110K"),
        (999_400, "999K"),
        (999_999, "1M"),
        (2_808_000, "2.81M"),
        (999_999_999, "1B"),
    ],
)
def test_counts_are_shown_with_three_digits_from_a_thousand_on(total: int, shown: str) -> None:
    assert round_as_shown(total) == shown


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("873", (873, False)),
        (" 4.02K ", (4020, True)),
        ("1k", (1000, True)),
        ("2.81M", (2_810_000, True)),
        ("0.95K", (950, True)),
        ("1.29M", (1_290_000, True)),
    ],
)
def test_figures_are_read(text: str, count: tuple[int, bool]) -> None:
    assert parse_shown(text) == count


@pytest.mark.parametrize(
    "text", ["", "K", "4.02", "1,5K", "-3", "1e3", "4.025K", "1 000", "٣", "9" * 10]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no count"):
        parse_shown(text)


@given(COUNTS)
def test_a_figure_read_back_may_stand_for_its_count(total: int) -> None:
    shown, is_rounded = parse_shown(round_as_shown(total))
    assert is_rounded == (total >= 1000)
    assert is_shown_as(total, shown, is_rounded=is_rounded)
    assert abs(shown - total) * 200 <= total or shown == total


@given(COUNTS)
def test_shown_again_a_figure_stays(total: int) -> None:
    text = round_as_shown(total)
    assert round_as_shown(parse_shown(text)[0]) == text


@given(st.integers(1000, 2 * 10**10), st.sampled_from(["down", "up"]))
def test_whichever_way_the_page_rounds_the_count_is_recognised(total: int, way: str) -> None:
    unit = 10 ** (len(str(total)) - 3)
    shown = total // unit * unit if way == "down" else -(-total // unit) * unit
    assert is_shown_as(total, shown, is_rounded=True)


@given(COUNTS, COUNTS)
def test_a_count_that_is_further_off_is_another_one(exact: int, shown: int) -> None:
    if is_shown_as(exact, shown, is_rounded=shown >= 1000):
        assert abs(Decimal(exact) - shown) * 100 < max(shown, 1)
