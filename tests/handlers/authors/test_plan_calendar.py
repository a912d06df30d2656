"""Pick a date: a month, a day, an hour by a button or typed, in the channel's zone."""

import pytest

from tests.newsroom import Newsroom, buttons_of

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def open_calendar(newsroom: Newsroom, text: str = "Headline #case") -> None:
    await newsroom.author.send(text)
    await newsroom.author.press("Schedule")
    await newsroom.author.press("Pick a date")


def grid(newsroom: Newsroom) -> list[str]:
    """The cells of the month, without the weekdays above and the turns below."""
    return newsroom.author.buttons()[7:-2]


async def test_the_calendar_begins_with_the_present_month_and_its_past_days_are_dead(
    newsroom: Newsroom,
) -> None:
    await open_calendar(newsroom)
    assert newsroom.author.text.startswith("November 2026")
    assert newsroom.author.buttons()[:7] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    cells = grid(newsroom)
    # Today is Wednesday, the 18th: the weeks before are over and not shown.
    assert cells[:3] == ["·", "·", "18"]
    assert [cell for cell in cells if cell != "·"] == [str(day) for day in range(18, 31)]
    assert len(cells) % 7 == 0
    assert newsroom.author.buttons()[-2:] == ["Next · December", "Back"]


async def test_a_dead_button_does_nothing(newsroom: Newsroom) -> None:
    await open_calendar(newsroom)
    before = newsroom.author.text
    await newsroom.author.press("·")
    await newsroom.author.press("Mon")
    assert newsroom.author.text == before


async def test_months_are_turned_until_a_year_ahead_and_back(newsroom: Newsroom) -> None:
    await open_calendar(newsroom)
    for _ in range(12):
        await newsroom.author.press("Next")
    assert newsroom.author.text.startswith("November 2027")
    assert newsroom.author.buttons()[-2:] == ["Previous · October", "Back"]
    days = [cell for cell in grid(newsroom) if cell != "·"]
    assert days == [str(day) for day in range(1, 20)]
    await newsroom.author.press("Previous")
    assert newsroom.author.text.startswith("October 2027")
    await newsroom.author.press("Back")
    assert newsroom.author.buttons()[0].startswith("Next slot")


async def test_an_hour_of_a_picked_day_schedules_the_post(newsroom: Newsroom) -> None:
    await open_calendar(newsroom)
    await newsroom.author.press("Next")
    await newsroom.author.press("25")
    assert newsroom.author.text.startswith("Fri, 25 Dec 2026")
    assert newsroom.author.buttons()[:2] == ["Slot · 10:00", "Slot · 18:00"]
    assert "10:00" not in newsroom.author.buttons()
    await newsroom.author.press("15:00")
    assert newsroom.author.text.startswith("Scheduled: Fri, 25 Dec 2026, 15:00")


async def test_a_time_of_a_picked_day_may_be_typed(newsroom: Newsroom) -> None:
    await open_calendar(newsroom)
    await newsroom.author.press("27")
    await newsroom.author.send("qwerty")
    assert "10:30" in newsroom.author.text
    await newsroom.author.send("9.45")
    assert newsroom.author.text.startswith("Scheduled: Fri, 27 Nov 2026, 09:45")


async def test_words_with_a_day_of_their_own_are_not_of_the_picked_day(
    newsroom: Newsroom,
) -> None:
    await open_calendar(newsroom)
    await newsroom.author.press("27")
    await newsroom.author.send("tomorrow at 10:30")
    assert newsroom.author.text.startswith("Scheduled: Thu, 19 Nov 2026, 10:30")


async def test_hours_of_today_that_are_over_are_not_offered(newsroom: Newsroom) -> None:
    await open_calendar(newsroom)
    await newsroom.author.press("18")
    hours = [label for label in newsroom.author.buttons() if label[0].isdigit()]
    assert hours == [f"{hour}:00" for hour in (13, 14, 15, 16, 17, 19, 20, 21, 22)]
    await newsroom.author.send("11:00")
    assert newsroom.author.text.startswith("That moment is over")


async def test_days_and_hours_with_planned_posts_are_marked(newsroom: Newsroom) -> None:
    await newsroom.author.send("First #case")
    await newsroom.author.press("Schedule")
    await newsroom.author.send("27.11 12:00")
    await open_calendar(newsroom)
    assert "27•" in grid(newsroom)
    assert "26" in grid(newsroom)
    await newsroom.author.press("27")
    assert "Planned that day: 12:00" in newsroom.author.text
    assert "12:00•" in newsroom.author.buttons()


async def test_the_calendar_is_in_the_zone_of_the_channel(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Zone")
    await newsroom.author.send("Asia/Vladivostok")
    await newsroom.tick(6 * 3600)
    # Thursday, 1:00 in Vladivostok while it is Wednesday in Moscow.
    await open_calendar(newsroom)
    assert next(cell for cell in grid(newsroom) if cell != "·") == "19"
    await newsroom.author.press("19")
    await newsroom.author.press("Slot · 10:00")
    assert newsroom.author.text.startswith("Scheduled: Thu, 19 Nov 2026, 10:00")
    assert "in 9 h" in newsroom.author.text


@pytest.mark.parametrize("data", ["awd1:1:1", "awd1:1:999999999", "awc1:1:-5", "awm1:1:-1:0"])
async def test_a_forged_day_plans_nothing(newsroom: Newsroom, data: str) -> None:
    await open_calendar(newsroom)
    await newsroom.forge_press(newsroom.author, data)
    assert buttons_of(newsroom.author.last)
    await newsroom.author.send("/plan")
    assert "Nothing is planned" in newsroom.author.text
