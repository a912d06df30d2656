"""Ticks are round and reach the top; figures are read as they were meant."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.pictures.axes import figure, short_figure, ticks, tight_figure

COUNTS = st.integers(0, 10**12) | st.floats(0, 1e9)


@given(COUNTS, st.integers(2, 10))
@example(0, 5)
@example(0.5, 5)
@example(999_999_999, 5)
def test_ticks_are_few_even_and_reach_just_over_the_top(top: float, most: int) -> None:
    marks = ticks(top, most)
    step = marks[1]
    assert 2 <= len(marks) <= most
    assert marks[0] == 0
    assert {after - before for before, after in pairwise(marks)} == {step}
    assert marks[-1] >= top
    assert marks[-1] - step < max(top, 1)


@given(COUNTS, st.integers(2, 10))
def test_the_step_of_ticks_is_round(top: float, most: int) -> None:
    assert re.fullmatch("[125]0*", str(ticks(top, most)[1]))


@given(st.integers(0, 10**9), st.integers(3, 10))
def test_no_rounder_step_would_do_with_as_few_ticks(top: int, most: int) -> None:
    step = ticks(top, most)[1]
    finer = {"1": step // 2, "2": step // 2, "5": step * 2 // 5}[str(step)[0]]
    assert step == 1 or -(-top // finer) > most - 1


@pytest.mark.parametrize(("top", "most"), [(-1, 5), (10, 1), (10, 0)])
def test_an_axis_that_cannot_be_is_refused(top: int, most: int) -> None:
    with pytest.raises(ValueError, match="no ticks"):
        ticks(top, most)


@pytest.mark.parametrize(
    ("value", "plain", "short", "tight"),
    [
        (None, "-", "-", "-"),
        (0, "0", "0", "0"),
        (7.5, "7,5", "7,5", "7,5"),
        (7.04, "7", "7", "7"),
        (99.95, "100", "100", "100"),
        (141.5, "142", "142", "142"),
        (999, "999", "999", "999"),
        (999.6, "1\u00a0000", "1\u00a0000", "1K"),
        (1_234, "1\u00a0234", "1\u00a0234", "1,2K"),
        (9_999, "9\u00a0999", "9\u00a0999", "10K"),
        (12_345, "12\u00a0345", "12,3K", "12K"),
        (99_960, "99\u00a0960", "100K", "100K"),
        (999_499, "999\u00a0499", "999K", "999K"),
        (999_500, "999\u00a0500", "1M", "1M"),
        (999_999_999, "999\u00a0999\u00a0999", "1B", "1B"),
        (123_456_789_012, "123\u00a0456\u00a0789\u00a0012", "123B", "123B"),
        (5 * 10**15, "5\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000", "5\u00a0000\u00a0000B",
         "5\u00a0000\u00a0000B"),
    ],
)  # fmt: skip
def test_figures_are_written_so(value: float | None, plain: str, short: str, tight: str) -> None:
    assert figure(value, ",") == plain
    assert short_figure(value, ",") == short
    assert tight_figure(value, ",") == tight


def read(words: str) -> float:
    units = {"K": 1e3, "M": 1e6, "B": 1e9}
    plain = words.replace("\u00a0", "").replace(",", ".")
    return float(plain.rstrip("KMB")) * units.get(plain[-1], 1)


@given(st.integers(0, 10**11) | st.floats(0, 1e11))
@example(99.949)
@example(9_949.9)
@example(9_950)
@example(99_500)
def test_what_is_written_is_close_to_what_was_counted(value: float) -> None:
    for words, least in (
        (figure(value, ","), 0.005), (short_figure(value, ","), 0.05),
        (tight_figure(value, ","), 0.05),
    ):  # fmt: skip
        assert abs(read(words) - value) <= max(0.0501, least * value), words


@given(st.integers(0, 999 * 10**9) | st.floats(0, 9.99e11))
def test_tight_figures_are_of_four_signs_at_most(value: float) -> None:
    assert len(tight_figure(value, ",")) <= 4


@given(st.lists(st.integers(0, 10**11), min_size=2))
def test_figures_keep_their_order(values: list[int]) -> None:
    written = [read(short_figure(value)) for value in sorted(values)]
    assert written == sorted(written)
