"""Counts as people copy them from an app."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.typed_counts import MOST, read_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25", (25, False)),
        (" 0 ", (0, False)),
        ("1 234", (1234, False)),
        ("1\u00a0234\u202f567", (1234567, False)),
        ("1,234", (1234, False)),
        ("1.2K", (1200, True)),
        ("1,2к", (1200, True)),
        ("3 тыс.", (3000, True)),
        ("2M", (2_000_000, True)),
        ("1,5 млн", (1_500_000, True)),
        ("10000000", (MOST, False)),
    ],
)
def test_what_an_app_shows_is_understood(text: str, expected: tuple[int, bool]):
    assert read_count(text) == expected


@pytest.mark.parametrize(
    "text", ["", "много", "-3", "1.5", "12,34", "1 23", "10000001", "11M", "9999M", "٢٥", "25 раз"]
)
def test_nonsense_and_absurd_sizes_are_none(text: str):
    assert read_count(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_count_within_the_limit_or_none(text: str):
    found = read_count(text)
    assert found is None or 0 <= found[0] <= MOST


@given(st.integers(0, MOST))
def test_every_count_is_understood_plain_and_in_groups(total: int):
    assert read_count(str(total)) == (total, False)
    assert read_count(f"{total:,}") == (total, False)
    assert read_count(f"{total:,}".replace(",", "\u00a0")) == (total, False)
