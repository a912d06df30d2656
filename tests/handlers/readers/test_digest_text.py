"""The words of the card's screens fit a message, whatever was chosen."""

import pytest

from bot.domain.digests import Frequency, Schedule
from bot.domain.subscriptions import Scope, Subscription, Taste
from bot.domain.texts import TEXT_LIMIT, utf16_len
from bot.translator import translator
from handlers.readers.digest_text import left_out_text, rubrics_text
from tests.services.archives import NOON

MANY = [f"оченьдлиннаярубрика{number:04}" for number in range(1_000)]


def subscription() -> Subscription:
    return Subscription(
        id=1, person_id=2, channel_id=3,
        schedule=Schedule(frequency=Frequency.DAILY, minute=600, zone="UTC"),
        next_at=NOON, period_from_at=NOON, delivered=False, taste=Taste(scope=Scope.EXCEPT),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_thousand_rubrics_that_are_left_out_fit_a_message_and_are_all_counted(language: str):
    t = translator(language)
    for text in (
        left_out_text(t, MANY),
        rubrics_text(t, subscription(), follows_any=True, unwanted=MANY),
    ):
        words, _ = text.render()
        assert utf16_len(words) <= TEXT_LIMIT
        shown = words.count("#")
        assert shown >= 10
        assert str(1_000 - shown) in words


def test_a_few_rubrics_that_are_left_out_are_all_named():
    words, _ = left_out_text(translator("en"), ["b", "a"]).render()
    assert "#a #b." in words


def test_a_rubric_that_is_longer_than_all_the_room_is_counted():
    words, _ = left_out_text(translator("en"), ["я" * 3_000]).render()
    assert utf16_len(words) <= TEXT_LIMIT
    assert "1 more" in words
