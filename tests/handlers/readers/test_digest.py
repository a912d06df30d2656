"""/digest through the whole bot: the card, its choices, deliveries."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.texts import utf16_len
from bot.sandbox import Fault
from storage.db import Row
from tests.newsroom import Newsroom, open_newsroom

DAY = 86_400.0


async def post_by_hand(newsroom: Newsroom, text: str) -> int:
    message = newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()
    return message.message_id


async def test_the_first_press_subscribes_and_the_card_says_when(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    assert "off" in reader.text
    assert "Daily" in reader.buttons()
    assert "Off" not in reader.buttons()
    await reader.press("Weekly")
    # The newsroom opens on a Wednesday, at noon of Moscow.
    assert "weekly, on Mondays, at 10:00" in reader.text
    assert "Mon, 23 Nov 2026, 10:00 (in 4 d 22 h)" in reader.text
    await reader.press("Weekdays")
    assert "Thu, 19 Nov 2026, 10:00 (in 22 h)" in reader.text
    await reader.press("Daily")
    assert "✅ Daily" in reader.buttons()
    assert len([text for text in reader.texts if text.startswith("Digest of")]) == 1


async def test_time_and_zone_are_typed_and_asked_again_with_an_example(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await reader.press("Time")
    await reader.send("soonish")
    assert "9:30" in reader.text
    await reader.send("9:30")
    assert "daily at 9:30" in reader.text or "daily at 09:30" in reader.text
    await reader.press("Zone")
    await reader.send("Narnia")
    assert "Berlin" in reader.text
    await reader.send("Токио")
    assert "(Tokyo)" in reader.text
    assert "Thu, 19 Nov 2026, 09:30" in reader.text
    await reader.send("/digest")
    assert "(Tokyo)" in reader.text


async def test_a_command_leaves_the_question(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Time")
    await reader.send("/digest")
    await reader.send("9:30")
    assert not reader.text.startswith("Digest of")


async def test_a_digest_comes_at_its_hour_with_title_numbers_and_links(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    first = await post_by_hand(
        newsroom, "Скидка недели\nМагазин дал скидку. Все пришли.\n#рекламныйхит"
    )
    await post_by_hand(newsroom, "Без рубрики")
    newsroom.world.react(reader.id, newsroom.channel_id, first, ["🔥"])
    await newsroom.settle()
    await newsroom.tick(22 * 3600 - 1)
    assert not reader.text.startswith("Digest:")
    await newsroom.tick(1)
    assert reader.text.startswith("Digest: Marketing aloud\n")
    assert "#рекламныйхит\nСкидка недели\nМагазин дал скидку.\n❤ 1" in reader.text
    assert "Without a rubric\nБез рубрики" in reader.text
    urls = [entity.url for entity in reader.last.entities or [] if entity.url]
    assert urls[0] == f"https://t.me/marketing_aloud/{first}"
    assert len(urls) == 2
    assert reader.buttons() == ["🐢 Less often", "⚙️ Settings", "🔕 Stop"]
    count = len(reader.texts)
    await newsroom.tick(60)
    assert len(reader.texts) == count


async def test_nothing_new_sends_nothing(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    count = len(reader.texts)
    await newsroom.tick(DAY)
    await newsroom.tick(DAY)
    assert len(reader.texts) == count


async def test_one_tap_stops_it_and_settings_open_the_card(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await post_by_hand(newsroom, "Пост")
    await newsroom.tick(DAY)
    await reader.press("Settings")
    assert "✅ Daily" in reader.buttons()
    await reader.press("Stop")
    assert reader.text.startswith("Stopped")
    await post_by_hand(newsroom, "Ещё пост")
    count = len(reader.texts)
    await newsroom.tick(2 * DAY)
    assert len(reader.texts) == count


async def test_show_now_counts_as_no_delivery_and_says_when_there_is_nothing(
    newsroom: Newsroom,
):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Show now")
    assert "nothing new" in reader.text
    assert "/top" in reader.text
    await reader.press("Daily")
    await post_by_hand(newsroom, "Свежий пост")
    await reader.press("Show now")
    assert "Свежий пост" in reader.text
    await newsroom.tick(DAY)
    assert len([text for text in reader.texts if "Свежий пост" in text]) == 2


async def test_the_digest_keeps_to_followed_rubrics_when_that_is_chosen(newsroom: Newsroom):
    reader = newsroom.reader
    await post_by_hand(newsroom, "Old\n#case")
    await reader.send("/digest")
    await reader.press("Daily")
    await reader.press("Rubrics")
    assert "all rubrics" in reader.text
    assert "✅ All" in reader.buttons()
    await reader.press("Followed")
    assert "you follow none yet" in reader.text
    assert "✅ Followed" in reader.buttons()
    await reader.press("Back")
    assert "Rubrics you follow" in reader.text
    await reader.press("Show now")
    assert "you follow none yet" in reader.text
    await reader.press("🏷 Rubrics")
    screens = len(reader.messages)
    await reader.press("📚 Rubrics")
    # The choice stays above: nobody has to look for the way back.
    assert len(reader.messages) == screens + 1
    await reader.press("#case")
    await reader.press("Follow")
    await reader.send("/digest")
    await reader.press("🏷 Rubrics")
    assert reader.text == "Your digest has the rubrics you follow."
    assert "⭐ My rubrics" in reader.buttons()
    await reader.press("Back")
    assert reader.text.startswith("Digest of")
    await newsroom.tick(3600)
    await post_by_hand(newsroom, "One\n#other #case")
    await post_by_hand(newsroom, "Two\n#other")
    await newsroom.tick(DAY)
    assert reader.text.startswith("Digest:")
    assert "#case\nOne" in reader.text
    assert "Two" not in reader.text


async def test_with_several_channels_it_is_asked_once(newsroom: Newsroom):
    reader, author, world = newsroom.reader, newsroom.author, newsroom.world
    second = world.add_channel("Second", owner=author.id, username="second_one")
    world.promote(second.id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    await reader.send("/digest")
    assert reader.buttons() == ["Marketing aloud", "Second"]
    await reader.press("Second")
    assert "Digest of “Second”" in reader.text
    await reader.send("/digest")
    assert "Digest of “Second”" in reader.text


async def test_the_greeting_opens_the_card(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/start")
    await reader.press("Digest")
    assert "Digest of “Marketing aloud”" in reader.text


async def test_a_digest_holds_no_more_than_a_message_may(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    for number in range(40):
        await post_by_hand(
            newsroom, f"Заголовок {number} 🔥\n" + "слово " * 40 + f"#р{number % 3}"
        )
    await newsroom.tick(DAY)
    assert reader.text.startswith("Digest:")
    assert utf16_len(reader.text) <= 4096
    assert reader.text.count("Заголовок") == 10
    assert "And 30 more posts." in reader.text


async def test_a_lost_answer_is_not_repeated_and_its_reader_is_named(newsroom: Newsroom):
    reader, author = newsroom.reader, newsroom.author
    await reader.send("/digest")
    await reader.press("Daily")
    await post_by_hand(newsroom, "Пост")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="lost_answer", chat_id=reader.id))
    await newsroom.tick(DAY)
    await newsroom.tick(60)
    assert len([text for text in reader.texts if text.startswith("Digest:")]) == 1
    told = [text for text in author.texts if "unknown outcome" in text]
    assert len(told) == 1
    assert "Boris" in told[0]


async def test_a_wait_of_telegram_loses_no_digest(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await post_by_hand(newsroom, "Пост")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="too_many", chat_id=reader.id, retry_after=1)
    )
    await newsroom.tick(DAY)
    await newsroom.tick(1)
    assert len([text for text in reader.texts if text.startswith("Digest:")]) == 1


async def test_nobody_stays_begun_with_while_telegram_asks_to_wait(newsroom: Newsroom):
    """Whoever is left may still turn the digest off, and a process that ends leaves no doubt."""
    others = [newsroom.add_person(name, language="en") for name in ("Vera", "Gleb", "Tom")]
    for person in (newsroom.reader, *others):
        await person.send("/digest")
        await person.press("Daily")
    await post_by_hand(newsroom, "Пост")
    fault = Fault(method="sendMessage", kind="too_many", retry_after=600)
    newsroom.world.faults.add(fault)
    newsroom.clock.move(DAY)
    working = asyncio.ensure_future(newsroom.app.jobs.run_all())
    rows: list[Row] = []
    for _ in range(1000):
        await asyncio.sleep(0.01)
        rows = await newsroom.app.db.fetch_all("SELECT state FROM deliveries")
        if fault.hits and not rows:
            break
    assert fault.hits == 1
    assert rows == []
    working.cancel()


async def test_a_reader_who_blocked_the_bot_unheard_is_unsubscribed(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await post_by_hand(newsroom, "Пост")
    newsroom.world.faults.add(
        Fault(
            method="sendMessage", kind="refuse", chat_id=reader.id,
            error_code=403, description="Forbidden: bot was blocked by the user",
        )
    )  # fmt: skip
    await newsroom.tick(DAY)
    await reader.send("/digest")
    assert "Daily" in reader.buttons()
    assert "Off" not in reader.buttons()


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_both_languages_speak(tmp_path, language: str):
    async with open_newsroom(tmp_path / language, language=language) as newsroom:
        reader = newsroom.reader
        words = {"ru": ("Каждый день", "Дайджест:"), "en": ("Daily", "Digest:")}[language]
        await reader.send("/digest")
        await reader.press(words[0])
        await post_by_hand(newsroom, "Пост")
        await newsroom.tick(timedelta(days=1).total_seconds())
        assert reader.text.startswith(words[1])
