"""Less often, step by step."""

import pytest

from bot.domain.digests import Frequency
from bot.domain.slowing import less_often


def test_it_steps_down_to_twice_a_month():
    steps = [Frequency.DAILY]
    while rarer := less_often(steps[-1]):
        steps.append(rarer)
    assert steps == [Frequency.DAILY, Frequency.WEEKDAYS, Frequency.WEEKLY, Frequency.TWICE]


@pytest.mark.parametrize("frequency", [Frequency.OFF, Frequency.TWICE])
def test_nothing_is_rarer_than_the_rarest_and_none(frequency: Frequency):
    assert less_often(frequency) is None


def test_chosen_days_become_one_a_week():
    assert less_often(Frequency.CHOSEN) is Frequency.WEEKLY
