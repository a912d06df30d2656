"""The letter of the week as authors read it: on Monday, with figures that have their source."""

from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom import Newsroom, open_newsroom

# 10:00 in Moscow.
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
WEEK = 7 * 24 * 3600


async def publish(newsroom: Newsroom, text: str) -> int:
    """A post that is out; its message in the channel."""
    await newsroom.author.send(text)
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    return newsroom.channel[-1].message_id


async def until(newsroom: Newsroom, moment: datetime) -> None:
    await newsroom.tick((moment - newsroom.clock.now()).total_seconds())


def letters_of(newsroom: Newsroom) -> list[str]:
    return [text for text in newsroom.author.texts if text.startswith("The week of")]


async def test_a_letter_tells_the_week_with_source_and_age(newsroom: Newsroom) -> None:
    message_id = await publish(newsroom, "Lions on a poster #case")
    newsroom.world.react(newsroom.reader.id, newsroom.channel_id, message_id, ["🔥"])
    await newsroom.settle()
    await newsroom.author.send("Tomorrow's news #case")
    await newsroom.author.press("Schedule")
    await newsroom.author.send("25.11 18:00")
    await until(newsroom, MONDAY)
    [letter] = letters_of(newsroom)
    assert letter.startswith("The week of “Marketing aloud”\n16 – 22 Nov 2026")
    assert "Posts: 1" in letter
    assert "Reactions: 1" in letter
    assert "Views: -" in letter
    assert "Observed reposts: -" in letter
    assert "counted" in letter
    assert "Lions on a poster · reactions: 1" in letter
    assert "Planned this week: 1\n• Wed 18:00 · Tomorrow's news" in letter
    assert "No letters" in letter
    assert newsroom.author.buttons() == ["📊 Statistics", "🔕 No letters"]
    await newsroom.tick(3600)
    assert len(letters_of(newsroom)) == 1


async def test_nothing_published_for_two_weeks_is_no_letter(newsroom: Newsroom) -> None:
    await publish(newsroom, "Lions on a poster #case")
    await until(newsroom, MONDAY)
    for _ in range(3):
        await newsroom.tick(WEEK)
    # Of the week with the post, and of the one after it.
    told = letters_of(newsroom)
    assert len(told) == 2
    assert "Posts: 0" in told[1]
    assert "Reactions: -" in told[1]


async def test_one_tap_ends_the_letters_and_one_brings_them_back(newsroom: Newsroom) -> None:
    await publish(newsroom, "Lions on a poster #case")
    await until(newsroom, MONDAY)
    await newsroom.author.press("No letters")
    assert newsroom.author.text.startswith("Stopped")
    assert "🔔 Send letters again" in [button.text for button in newsroom.author.all_buttons]
    await newsroom.tick(WEEK)
    assert len(letters_of(newsroom)) == 1
    await newsroom.author.press("Send letters again")
    assert "come again" in newsroom.author.text
    await newsroom.work()
    # It is Monday still: the letter that was left out comes now.
    assert len(letters_of(newsroom)) == 2


async def test_the_letter_opens_the_statistics_and_stays(newsroom: Newsroom) -> None:
    await publish(newsroom, "Lions on a poster #case")
    await until(newsroom, MONDAY)
    await newsroom.author.press("Statistics")
    assert len(letters_of(newsroom)) == 1
    assert any("Overview" in button.text for button in newsroom.author.all_buttons)


async def test_a_reader_gets_no_letter(newsroom: Newsroom) -> None:
    await newsroom.reader.send("/start")
    await publish(newsroom, "Lions on a poster #case")
    await until(newsroom, MONDAY)
    assert not any(text.startswith("The week of") for text in newsroom.reader.texts)


async def test_a_letter_is_written_in_the_language_of_its_reader(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, language="ru") as newsroom:
        await newsroom.author.send("Львы на плакате #кейс")
        await newsroom.author.press("Опубликовать")
        await newsroom.author.press("Опубликовать")
        await newsroom.work()
        await until(newsroom, MONDAY)
        letter = newsroom.author.text
        assert letter.startswith("Неделя «Marketing aloud»")
        assert "На эту неделю ничего не запланировано." in letter
        assert newsroom.author.buttons() == ["📊 Статистика", "🔕 Без писем"]
