"""What owners are told fits a message, whoever it is about."""

import pytest

from bot.domain.texts import TEXT_LIMIT, utf16_len
from bot.translator import translator
from handlers.owners import join_names

# Telegram takes 64 characters for the first name and 64 for the last one.
LONGEST = f"{'щ' * 64} {'ы' * 64}"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("key", ["digest-unknown", "notices-unknown", "run-doubts"])
def test_the_longest_names_that_telegram_takes_fit_a_sentence(language: str, key: str):
    words = translator(language)(key, count=30, names=join_names([LONGEST] * 30))
    assert words.count("щ…") == 20
    assert utf16_len(words) <= TEXT_LIMIT


def test_a_few_names_are_told_as_they_are():
    assert join_names(["Ann", "Bob"]) == "Ann, Bob"
    assert join_names([str(number) for number in range(21)]).endswith("19, …")
