"""The choices behind the card of a digest, through the whole bot, as readers press them."""

import pytest
from aiogram.types import ReplyKeyboardMarkup

from tests.newsroom import Newsroom, Person, open_newsroom

DAY = 86_400.0


async def open_more(reader: Person, frequency: str = "Daily") -> None:
    await reader.send("/digest")
    await reader.press(frequency)
    await reader.press("More choices")


def rows(reader: Person) -> int:
    assert reader.last.reply_markup is not None
    return len(reader.last.reply_markup.inline_keyboard)


def marked(reader: Person) -> list[str]:
    return [words.removeprefix("✅ ") for words in reader.buttons() if words.startswith("✅")]


async def post_by_hand(newsroom: Newsroom, text: str) -> None:
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()


async def test_the_card_is_short_and_says_all_that_is_set(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    assert reader.text == (
        "Digest of “Marketing aloud”\n"
        "It comes daily at 10:00 (Moscow).\n"
        "The next one: Thu, 19 Nov 2026, 10:00 (in 22 h), "
        "if there are new posts by then.\n\n"
        "All rubrics, up to 10 posts, best first."
    )
    assert rows(reader) == 5
    await reader.press("More choices")
    assert rows(reader) == 7


async def test_announcements_are_turned_off_and_on_apart_from_the_digest(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Announcements: on")
    assert "📣 Announcements: off" in reader.buttons()
    assert "It comes daily" in reader.text
    await open_more(reader)
    await reader.press("Announcements: off")
    assert "📣 Announcements: on" in reader.buttons()


async def test_chosen_days_begin_with_three_and_are_turned_one_by_one(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Chosen days")
    assert marked(reader) == ["Mon", "Wed", "Fri"]
    # It is Wednesday noon: today's moment is over.
    assert "Fri, 20 Nov 2026, 10:00" in reader.text
    await reader.press("Thu")
    assert "Thu, 19 Nov 2026, 10:00 (in 22 h)" in reader.text
    for day in ("✅ Mon", "✅ Wed", "✅ Fri"):
        await reader.press(day)
    assert marked(reader) == ["Thu"]
    await reader.press("✅ Thu")
    assert reader.text.startswith("That would leave no day at all.")
    await reader.send("/digest")
    assert "It comes on Thu at 10:00 (Moscow)." in reader.text


async def test_twice_a_month_and_another_weekday(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Twice a month")
    assert "on the 1st and the 15th" in reader.text
    assert "Tue, 1 Dec 2026, 10:00" in reader.text
    await reader.press("Back")
    await reader.press("Weekly")
    await reader.press("More choices")
    await reader.press("Day: Mon")
    assert marked(reader) == ["Mon"]
    await reader.press("Thu")
    assert "Thu, 19 Nov 2026, 10:00" in reader.text
    await reader.press("Back")
    assert "weekly, on Thursdays, at 10:00" in reader.text


async def test_quiet_days_leave_at_least_one_day(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Quiet days")
    for day in ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue"):
        await reader.press(day)
    assert "Wed, 25 Nov 2026, 10:00" in reader.text
    await reader.press("Wed")
    assert reader.text.startswith("That would leave no day for the digest.")
    await reader.send("/digest")
    assert "Quiet days, when nothing comes: Mon, Tue, Thu, Fri, Sat, Sun." in reader.text


async def test_how_many_posts_from_how_many_on_and_in_which_order(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Posts: up to 10")
    assert reader.buttons() == ["3", "5", "✅ 10", "20", "Back"]
    await reader.press("3")
    assert marked(reader) == ["3"]
    await reader.press("Back")
    await reader.press("New: at least 1")
    await reader.press("2")
    assert "if there are at least 2 new posts by then" in reader.text
    await reader.press("Back")
    await reader.press("By time")
    assert "up to 3 posts, in order of time" in reader.text
    await post_by_hand(newsroom, "Один")
    await newsroom.tick(DAY)
    assert not any(text.startswith("Digest:") for text in reader.texts)
    for words in ("Два", "Три", "Четыре"):
        await post_by_hand(newsroom, words)
    await newsroom.tick(DAY)
    places = [reader.text.index(words) for words in ("Два", "Три", "Четыре")]
    assert places == sorted(places)
    assert "Один" not in reader.text


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("until Dec 1", "Tue, 1 Dec 2026"),
        ("до 1 декабря", "Tue, 1 Dec 2026"),
        ("two weeks", "Wed, 2 Dec 2026"),
        ("на неделю", "Wed, 25 Nov 2026"),
        ("до пятницы", "Fri, 20 Nov 2026"),
    ],
)
async def test_a_pause_until_a_day_in_words(newsroom: Newsroom, words: str, until: str):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Pause")
    await reader.press("Until a date")
    await reader.send("whenever")
    assert "until Dec 1" in reader.text
    await reader.send("until 18.11.2025")
    assert "until Dec 1" in reader.text
    await reader.send(words)
    assert f"Paused: no digest until {until}." in reader.text
    assert f"The first one after that: {until}, 10:00" in reader.text


@pytest.mark.parametrize("words", ["for 999999 years", "на 999999 месяцев", "for two years"])
async def test_a_pause_of_more_than_a_year_is_asked_again(newsroom: Newsroom, words: str):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Pause")
    await reader.press("Until a date")
    await reader.send(words)
    assert "Send a day within a year from now" in reader.text
    await reader.send("two weeks")
    assert "Paused: no digest until Wed, 2 Dec 2026." in reader.text


async def test_a_pause_by_a_button_ends_by_one(newsroom: Newsroom):
    reader = newsroom.reader
    await open_more(reader)
    await reader.press("Pause")
    await reader.press("A week")
    assert "Paused: no digest until Wed, 25 Nov 2026." in reader.text
    await post_by_hand(newsroom, "В паузу")
    await newsroom.tick(2 * DAY)
    assert "В паузу" not in "".join(reader.texts)
    await reader.send("/digest")
    await reader.press("Resume now")
    assert "Paused" not in reader.text
    await newsroom.tick(DAY)
    assert "В паузу" in reader.text


async def test_rubrics_are_left_out_and_brought_again(newsroom: Newsroom):
    reader = newsroom.reader
    for words in ("Кейс\n#case", "Новость\n#news", "Мнение\n#view"):
        await post_by_hand(newsroom, words)
    await reader.send("/digest")
    await reader.press("Daily")
    await reader.press("Rubrics")
    assert reader.buttons()[:3] == ["✅ All", "Followed", "All but some"]
    await reader.press("All but some")
    assert "nothing is left out yet" in reader.text
    await reader.press("#news")
    await reader.press("#view")
    assert "all rubrics except these: #news #view" in reader.text
    await reader.press("🚫 #view")
    assert [words for words in reader.buttons() if words.startswith("🚫")] == ["🚫 #news"]
    await reader.press("Back")
    assert "✅ All but some" in reader.buttons()
    await newsroom.tick(DAY)
    assert "Кейс" in reader.text
    assert "Мнение" in reader.text
    assert "Новость" not in reader.text


async def test_an_earlier_time_keeps_the_promise_of_today_and_says_so(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await reader.press("Time")
    await reader.send("13:00")
    assert "Wed, 18 Nov 2026, 13:00 (in 1 h)" in reader.text
    await reader.press("Time")
    await reader.send("11:00")
    assert "Wed, 18 Nov 2026, 13:00 (in 1 h)" in reader.text
    assert "promised for this time. After that, digests come at 11:00." in reader.text


@pytest.mark.parametrize("kind", ["location", "venue"])
async def test_the_zone_is_found_by_a_location(newsroom: Newsroom, kind: str):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await reader.press("Zone")
    asked = newsroom.world.reply_keyboard(reader.id, newsroom.bot_id)
    assert isinstance(asked, ReplyKeyboardMarkup)
    assert asked.keyboard[0][0].request_location
    title = "Café" if kind == "venue" else None
    newsroom.world.send_location(reader.id, newsroom.bot_id, 52.5, 13.4, title=title)
    await newsroom.settle()
    said = reader.messages[-2]
    assert "Your zone: Berlin. It is 10:00 there now, right?" in (said.text or "")
    assert newsroom.world.reply_keyboard(reader.id, newsroom.bot_id) is None
    assert "daily at 10:00 (Berlin)" in reader.text
    assert "Thu, 19 Nov 2026, 10:00 (in 1 d)" in reader.text


async def test_an_offset_of_half_hours_is_a_zone_or_asked_again(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Zone")
    await reader.send("UTC+5:20")
    assert "I do not know this place" in reader.text
    await reader.send("UTC+5:30")
    assert "(Delhi)" in reader.text


async def test_the_choices_speak_russian(tmp_path):
    async with open_newsroom(tmp_path, language="ru") as newsroom:
        reader = newsroom.reader
        await reader.send("/digest")
        await reader.press("Раз в неделю")
        assert "Приходит раз в неделю, по понедельникам, в 10:00 (Москва)." in reader.text
        await reader.press("Ещё настройки")
        await reader.press("По дням")
        assert "Приходит" not in reader.text
        assert "Следующий: пт, 20 ноября 2026, 10:00" in reader.text
        await reader.press("Назад")
        await reader.press("Новых: от 1")
        await reader.press("3")
        assert "если к этому времени новых постов будет хотя бы 3." in reader.text
        await reader.press("Назад")
        await reader.press("Пауза")
        await reader.press("До даты")
        await reader.send("до 1 декабря")
        assert "Пауза: до вт, 1 декабря 2026 дайджеста не будет." in reader.text
        await reader.press("Возобновить сейчас")
        assert "Пауза" not in reader.text
