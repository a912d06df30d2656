"""Repeat: a planned post again, each repeat a post of the plan by itself."""

from tests.newsroom import Newsroom

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def open_repeat(newsroom: Newsroom, words: str = "tomorrow 10:00") -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.author.press("Schedule")
    assert "Repeat" not in newsroom.author.buttons()
    await newsroom.author.send(words)
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Repeat")
    newsroom.clock.move(1)


async def planned(newsroom: Newsroom) -> list[str]:
    newsroom.clock.move(60)
    await newsroom.author.send("/plan")
    return [label for label in newsroom.author.buttons() if label.startswith("Headline")]


async def test_a_post_is_repeated_so_many_times_and_each_one_goes_out(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    assert newsroom.author.buttons() == ["Daily", "Weekdays", "Weekly", "Monthly", "Back"]
    await newsroom.author.press("Daily")
    await newsroom.author.press("× 2")
    assert newsroom.author.text.startswith(
        "Scheduled: 2 repeats, the last one on Sat, 21 Nov 2026, 10:00"
    )
    assert await planned(newsroom) == ["Headline · 10:00"] * 3
    for day in range(3):
        await newsroom.tick(22 * 3600 if day == 0 else 24 * 3600)
        assert [message.text for message in newsroom.channel] == ["Headline #case"] * (day + 1)


async def test_repeats_last_until_a_typed_day(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Weekdays")
    await newsroom.author.send("nonsense")
    assert "from 1 to 60" in newsroom.author.text
    await newsroom.author.send("until 25.11")
    assert newsroom.author.text.startswith(
        "Scheduled: 4 repeats, the last one on Wed, 25 Nov 2026, 10:00"
    )


async def test_a_press_that_comes_again_makes_no_second_repeats(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Weekly")
    page = newsroom.author.last
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, page.message_id, "awg1:1:weekly:4", forged=True
        )
        await newsroom.settle()
        assert newsroom.author.text.startswith("Scheduled: 4 repeats")
    assert len(await planned(newsroom)) == 5


async def test_a_repeat_is_moved_and_edited_alone(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Daily")
    await newsroom.author.send("1")
    await planned(newsroom)
    await newsroom.author.press("Headline")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Text")
    await newsroom.author.send("Headline changed #case")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("tomorrow 15:00")
    newsroom.clock.move(60)
    assert await planned(newsroom) == ["Headline changed · 15:00", "Headline · 10:00"]


async def test_one_of_a_series_is_skipped_and_the_rest_stays(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Daily")
    await newsroom.author.press("× 2")
    newsroom.clock.move(60)
    await newsroom.author.send("/plan")
    opened = newsroom.author.last.reply_markup
    data = opened.inline_keyboard[1][0].callback_data  # type: ignore[union-attr]
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, newsroom.author.last.message_id, data or ""
    )
    await newsroom.settle()
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Skip this one")
    assert newsroom.author.text.startswith("Skipped")
    assert await planned(newsroom) == ["Headline · 10:00"] * 2
    # The gap can be filled again: a skipped repeat does not stand in the way.
    await newsroom.author.press("Headline")
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Repeat")
    await newsroom.author.press("Daily")
    await newsroom.author.press("× 2")
    assert len(await planned(newsroom)) == 3


async def test_the_other_repeats_are_removed_at_once(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Monthly")
    await newsroom.author.press("× 4")
    newsroom.clock.move(60)
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Repeat")
    assert "Remove the other repeats (4)" in newsroom.author.buttons()
    await newsroom.author.press("Remove the other repeats")
    assert "removed" in newsroom.author.text
    assert await planned(newsroom) == ["Headline · 10:00"]


async def test_repeats_end_with_the_year_that_is_planned(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Monthly")
    await newsroom.author.send("60")
    assert newsroom.author.text.startswith("Scheduled: 12 repeats")


async def test_a_last_day_before_the_post_leaves_nothing_to_repeat(newsroom: Newsroom) -> None:
    await open_repeat(newsroom, "25.12 10:00")
    await newsroom.author.press("Daily")
    await newsroom.author.send("until 1.12")
    assert "No repeat fits" in newsroom.author.text


async def test_a_reader_cannot_repeat_or_swap(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    for data in ("awg1:1:daily:5", "awe1:stop:1", "awe1:skip:1", "awy1:1:2:3", "awx1:1:0:0"):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data)
        newsroom.clock.move(60)
    assert await planned(newsroom) == ["Headline · 10:00"]


async def test_repeats_that_do_not_fit_are_not_left_out_quietly(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Daily")
    await newsroom.author.send("until 31.03")
    assert newsroom.author.text.startswith("Scheduled: 60 repeats")
    assert "These are not all" in newsroom.author.text


async def test_repeats_that_all_fit_are_all(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Daily")
    # The sixtieth day after Thursday, 19 November.
    await newsroom.author.send("until 18.01")
    assert newsroom.author.text.startswith("Scheduled: 60 repeats")
    assert "These are not all" not in newsroom.author.text


async def test_a_year_ahead_is_as_far_as_repeats_go(newsroom: Newsroom) -> None:
    await open_repeat(newsroom, "31.12 10:00")
    await newsroom.author.press("Monthly")
    await newsroom.author.press("× 12")
    assert newsroom.author.text.startswith("Scheduled: 10 repeats")
    assert "none more than a year ahead" in newsroom.author.text
