"""Slots of a channel: seen, added by words, removed by a tap - and taken by posts that fit."""

import pytest

from bot.domain.slot_words import parse_slots
from bot.translator import translator
from tests.newsroom import Newsroom

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def open_slots(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Slots")


async def set_slots(newsroom: Newsroom, *words: str) -> None:
    await open_slots(newsroom)
    for phrase in words:
        await newsroom.author.send(phrase)


async def next_slot(newsroom: Newsroom, text: str) -> str:
    # While a question is open text is its answer: a command leaves it.
    await newsroom.author.send("/cancel")
    await newsroom.author.send(text)
    await newsroom.author.press("Schedule")
    return newsroom.author.buttons()[0].removeprefix("Next slot · ")


async def test_a_new_channel_has_the_default_slots_and_says_so(newsroom: Newsroom) -> None:
    await open_slots(newsroom)
    assert "The default slots" in newsroom.author.text
    assert "Mon 10:00 · 18:00" in newsroom.author.text
    assert "✖️ Fri 18:00" in newsroom.author.buttons()
    assert "Default slots" not in newsroom.author.buttons()


async def test_slots_are_added_by_words_and_removed_by_a_tap(newsroom: Newsroom) -> None:
    await set_slots(newsroom, "вт 19:00 #рекламныйхит", "sat 12:00")
    assert "Tue 10:00 · 18:00 · 19:00 #рекламныйхит" in newsroom.author.text
    assert "Sat 12:00" in newsroom.author.text
    await newsroom.author.press("✖️ Sat 12:00")
    assert "Sat" not in newsroom.author.text
    await newsroom.author.press("Default slots")
    assert "The default slots" in newsroom.author.text
    assert "#рекламныйхит" not in newsroom.author.text


async def test_a_slot_typed_again_takes_the_new_rubric(newsroom: Newsroom) -> None:
    await set_slots(newsroom, "tue 19:00 #one", "tue 19:00 #two")
    assert "19:00 #two" in newsroom.author.text
    assert "#one" not in newsroom.author.text


async def test_what_is_no_slot_is_asked_again_with_an_example(newsroom: Newsroom) -> None:
    await set_slots(newsroom, "whenever")
    assert "did not understand" in newsroom.author.text
    assert "tue 19:00 #case" in newsroom.author.text
    await newsroom.author.send("sun 8:00")
    assert "Sun 08:00" in newsroom.author.text


async def test_a_removed_slot_stays_removed_when_the_press_comes_again(
    newsroom: Newsroom,
) -> None:
    await open_slots(newsroom)
    page = newsroom.author.last
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, page.message_id, "aws1:1:2:1080", forged=True
        )
        await newsroom.settle()
    assert "Wed 10:00\n" in newsroom.author.text
    assert await next_slot(newsroom, "Post #case") == "Thu, 19 Nov 2026, 10:00"


async def test_a_week_without_slots_offers_no_next_one(newsroom: Newsroom) -> None:
    await open_slots(newsroom)
    for label in newsroom.author.buttons()[:-1]:
        await newsroom.author.press(label)
    assert "No slots" in newsroom.author.text
    await newsroom.author.send("Post #case")
    # While the page is open text adds slots: a command leaves it.
    assert "did not understand" in newsroom.author.text
    await newsroom.author.send("/cancel")
    await newsroom.author.send("Post #case")
    await newsroom.author.press("Schedule")
    assert newsroom.author.buttons()[0] == "In an hour"


async def test_the_next_slot_fits_the_rubrics_of_the_post(newsroom: Newsroom) -> None:
    await set_slots(newsroom, "tue 19:00 #hit")
    assert await next_slot(newsroom, "First #hit") == "Tue, 24 Nov 2026, 19:00"
    await newsroom.author.press("Next slot")
    assert newsroom.author.text.startswith("Scheduled: Tue, 24 Nov 2026, 19:00")
    assert await next_slot(newsroom, "Second #hit") == "Tue, 1 Dec 2026, 19:00"
    assert await next_slot(newsroom, "Third #case") == "Wed, 18 Nov 2026, 18:00"


async def test_a_moved_or_cancelled_post_frees_its_slot(newsroom: Newsroom) -> None:
    await next_slot(newsroom, "First #case")
    await newsroom.author.press("Next slot")
    assert await next_slot(newsroom, "Second #case") == "Thu, 19 Nov 2026, 10:00"
    await newsroom.author.press("Next slot")
    await newsroom.author.press("Cancel")
    assert await next_slot(newsroom, "Third #case") == "Thu, 19 Nov 2026, 10:00"
    # Telegram's patience with many messages in one chat.
    await newsroom.tick(60)
    await newsroom.author.send("/plan")
    await newsroom.author.press("First")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("in 3 days")
    assert await next_slot(newsroom, "Fourth #case") == "Wed, 18 Nov 2026, 18:00"


async def test_a_slot_that_somebody_took_meanwhile_is_not_taken_twice(newsroom: Newsroom) -> None:
    await newsroom.author.send("First #case")
    await newsroom.author.press("Schedule")
    page = newsroom.author.last
    data = page.reply_markup.inline_keyboard[0][0].callback_data  # type: ignore[union-attr]
    await next_slot(newsroom, "Second #case")
    await newsroom.author.press("Next slot")
    assert newsroom.author.text.startswith("Scheduled")
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, page.message_id, data or "", forged=True
    )
    await newsroom.settle()
    texts = [m.text or "" for m in newsroom.author.messages if m.message_id == page.message_id]
    assert texts[0].startswith("Another post has taken this slot")
    assert newsroom.author.messages[-1].text != texts[0]


async def test_a_press_that_comes_again_takes_the_same_slot(newsroom: Newsroom) -> None:
    await next_slot(newsroom, "First #case")
    page = newsroom.author.last
    data = page.reply_markup.inline_keyboard[0][0].callback_data  # type: ignore[union-attr]
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, page.message_id, data or "", forged=True
        )
        await newsroom.settle()
        assert newsroom.author.text.startswith("Scheduled: Wed, 18 Nov 2026, 18:00")


async def test_a_slot_of_an_old_button_that_is_over_is_asked_anew(newsroom: Newsroom) -> None:
    await next_slot(newsroom, "First #case")
    await newsroom.tick(7 * 3600)
    await newsroom.author.press("Next slot")
    assert newsroom.author.text.startswith("That moment is over")
    assert newsroom.author.buttons()[0] == "Next slot · Thu, 19 Nov 2026, 10:00"


async def test_two_posts_at_one_moment_are_pointed_out(newsroom: Newsroom) -> None:
    for title in ("First", "Second"):
        await newsroom.author.send(f"{title} #case")
        await newsroom.author.press("Schedule")
        await newsroom.author.send("tomorrow 12:00")
    assert newsroom.author.text.startswith("Scheduled")
    assert "At the same moment: First" in newsroom.author.text


async def test_a_reader_cannot_touch_slots(newsroom: Newsroom) -> None:
    for data in ("aws1:1:2:1080", "awr1:1", "as1:slots:1"):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data)
        assert "The default slots" not in newsroom.reader.text
    await open_slots(newsroom)
    assert "The default slots" in newsroom.author.text


async def test_a_week_full_of_long_rubrics_fits_telegram(newsroom: Newsroom) -> None:
    for half in range(2):
        lines = [
            f"{day} {hour + half * 6}:00 #{'щ' * 60}{hour}"
            for day in ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
            for hour in range(6)
        ]
        await open_slots(newsroom)
        for start in range(0, len(lines), 6):
            await newsroom.author.send("\n".join(lines[start : start + 6]))
            newsroom.clock.move(5)
    assert "A channel has at most 84 slots" in newsroom.author.text
    await open_slots(newsroom)
    assert len(newsroom.author.buttons()) > 80
    await newsroom.author.send("/plan")
    await newsroom.author.press("Free slots")
    assert not newsroom.world.refusals


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("key", ["slots-ask", "slots-not-understood"])
def test_the_examples_are_understood_as_they_stand(language: str, key: str) -> None:
    first, *examples = translator(language)(key).splitlines()
    assert len(examples) == 3
    assert all(parse_slots(example) for example in examples), first
    assert parse_slots("\n".join(examples)) == parse_slots(", ".join(examples))
