"""An announcement: seen as readers get it, aimed, confirmed, sent once to each."""

import pytest
from aiogram.types import MessageEntity

from bot.domain.runs import RunState
from handlers.authors.announcement_keyboards import AnnouncementDo, OnAnnouncement
from handlers.authors.run_keyboards import OnRun, OnRunSetting, RunDo, SettingDo
from tests.newsroom import Newsroom, Person


async def meet(newsroom: Newsroom, *names: str, language: str = "en") -> list[Person]:
    """People who pressed Start."""
    people = [newsroom.add_person(name, language=language) for name in names]
    for person in people:
        await person.send("/start")
    return people


async def open_settings(newsroom: Newsroom) -> None:
    newsroom.clock.move(30)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")


async def write(newsroom: Newsroom, text: str, **kw: object) -> None:
    """The owner sends an announcement to the bot."""
    await open_settings(newsroom)
    await newsroom.author.press("Announcement")
    await newsroom.author.send(text, **kw)  # type: ignore[arg-type]


async def announce(newsroom: Newsroom, text: str) -> None:
    """The whole way to all readers."""
    await write(newsroom, text)
    await newsroom.author.press("Send to")
    await newsroom.author.press("Send to")
    await newsroom.work()


async def forge(newsroom: Newsroom, person: Person, data: str) -> None:
    """Press a button that no message carries."""
    newsroom.clock.move(30)
    await person.send("/channels" if person is newsroom.author else "/start")
    await newsroom.forge_press(person, data)


async def run_states(newsroom: Newsroom) -> list[str]:
    rows = await newsroom.app.db.fetch_all("SELECT state FROM runs ORDER BY id")
    return [row["state"] for row in rows]


async def test_an_announcement_is_seen_as_readers_get_it_and_comes_to_all_of_them_once(
    newsroom: Newsroom,
) -> None:
    vera, gleb = await meet(newsroom, "Vera", "Gleb")
    await newsroom.reader.send("/start")
    bold = [MessageEntity(type="bold", offset=0, length=3)]
    await write(newsroom, "We meet on Friday", entities=bold)
    preview, card = newsroom.author.messages[-2:]
    assert preview.text == "We meet on Friday"
    assert [entity.type for entity in preview.entities or ()] == ["bold"]
    assert "To all readers of the channel · 3" in (card.text or "")
    assert newsroom.author.buttons() == [
        "✅ All readers · 3", "Send to 3", "Preview", "✏️ Replace", "Delete",
    ]  # fmt: skip
    await newsroom.author.press("Send to")
    assert "Send it to 3 readers?" in newsroom.author.text
    await newsroom.author.press("Send to")
    assert newsroom.author.text.startswith("Sending")
    await newsroom.work()
    for person in (vera, gleb, newsroom.reader):
        assert person.texts.count("We meet on Friday") == 1
        assert person.buttons() == ["🔕 No announcements"]
        assert [entity.type for entity in person.last.entities or ()] == ["bold"]
    assert newsroom.author.text.startswith("Sent")
    assert "Sent: 3 of 3" in newsroom.author.text
    assert newsroom.author.buttons() == ["📬 Sendings"]
    await newsroom.tick(60)
    assert vera.texts.count("We meet on Friday") == 1
    assert await run_states(newsroom) == [RunState.DONE]


async def test_a_picture_with_a_caption_is_announced(newsroom: Newsroom) -> None:
    [vera] = await meet(newsroom, "Vera")
    await open_settings(newsroom)
    await newsroom.author.press("Announcement")
    await newsroom.author.send_media("photo", caption="Look")
    await newsroom.author.press("Send to")
    await newsroom.author.press("Send to")
    await newsroom.work()
    assert vera.last.photo
    assert vera.text == "Look"


async def test_a_press_repeated_and_an_update_taken_twice_send_nothing_twice(
    newsroom: Newsroom,
) -> None:
    [vera] = await meet(newsroom, "Vera")
    await write(newsroom, "Once")
    rows = await newsroom.app.db.fetch_all("SELECT id FROM announcements")
    sure = OnAnnouncement(do=AnnouncementDo.SEND_SURE, id=rows[0]["id"]).pack()
    for _ in range(3):
        await forge(newsroom, newsroom.author, sure)
    await newsroom.work()
    assert vera.texts.count("Once") == 1
    assert await run_states(newsroom) == [RunState.DONE]


async def test_an_announcement_goes_to_those_who_speak_a_language(newsroom: Newsroom) -> None:
    [vera] = await meet(newsroom, "Vera", language="ru")
    [tom] = await meet(newsroom, "Tom", language="en")
    await write(newsroom, "Для своих")
    assert {"✅ All readers · 2", "Russian · 1", "English · 1"} <= set(newsroom.author.buttons())
    await newsroom.author.press("Russian")
    assert "To those who read in Russian · 1" in newsroom.author.text
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.work()
    assert "Для своих" in vera.texts
    assert vera.buttons() == ["🔕 Без объявлений"]
    assert "Для своих" not in tom.texts


async def test_an_announcement_goes_to_those_who_follow_a_rubric_or_came_by_a_link(
    newsroom: Newsroom,
) -> None:
    vera, tom = await meet(newsroom, "Vera", "Tom")
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "A post\n#brands")
    await newsroom.settle()
    await vera.send("/start tag_brands")
    await vera.press("Follow")
    linking = newsroom.app.dispatcher["linking"]
    rows = await newsroom.app.db.fetch_all("SELECT id FROM channels")
    source = await linking.create(newsroom.author.id, rows[0]["id"], "Ad at Anna's", 1)
    await tom.send(f"/start ref_{source.token}")
    await write(newsroom, "For those who follow")
    await newsroom.author.press("By rubric")
    await newsroom.author.press("#brands · 1")
    assert "✅ #brands · 1" in newsroom.author.buttons()
    await newsroom.author.press("By link")
    assert newsroom.author.buttons()[0] == "Ad at Anna's · 1"
    await newsroom.author.press("Back")
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.work()
    assert "For those who follow" in vera.texts
    assert "For those who follow" not in tom.texts


async def test_one_announcement_a_day_goes_unless_the_owner_allows_more(
    newsroom: Newsroom,
) -> None:
    [vera] = await meet(newsroom, "Vera")
    await announce(newsroom, "First")
    await write(newsroom, "Second")
    assert "The next one may go Thu, 19 Nov 2026, 00:00" in newsroom.author.text
    assert "Refresh" in newsroom.author.buttons()
    assert not any(label.startswith("Send") for label in newsroom.author.buttons())
    rows = await newsroom.app.db.fetch_all("SELECT max(id) AS id FROM announcements")
    sure = OnAnnouncement(do=AnnouncementDo.SEND_SURE, id=rows[0]["id"]).pack()
    await forge(newsroom, newsroom.author, sure)
    assert "The next one may go" in newsroom.author.text
    assert "Second" not in vera.texts
    await open_settings(newsroom)
    await newsroom.author.press("Sendings")
    await newsroom.author.press("Announcements a day: 1")
    await newsroom.author.press("2 a day")
    assert "Announcements a day: 2" in newsroom.author.buttons()
    await forge(newsroom, newsroom.author, sure)
    await newsroom.work()
    assert "Second" in vera.texts
    await newsroom.tick(24 * 3600)
    await announce(newsroom, "Third")
    assert "Third" in vera.texts


async def test_who_wants_no_announcements_gets_none_until_they_bring_them_back(
    newsroom: Newsroom,
) -> None:
    vera, tom = await meet(newsroom, "Vera", "Tom")
    await announce(newsroom, "First")
    await vera.press("No announcements")
    assert vera.text.startswith("No more announcements of “Marketing aloud”")
    await newsroom.tick(24 * 3600)
    await write(newsroom, "Second")
    assert "One reader wants no announcements" in newsroom.author.text
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.work()
    assert "Second" not in vera.texts
    assert "Second" in tom.texts
    await vera.press("Bring them back")
    assert "come again" in vera.text
    await newsroom.tick(24 * 3600)
    await announce(newsroom, "Third")
    assert "Third" in vera.texts


async def test_who_blocked_the_bot_is_left_alone_and_counted(newsroom: Newsroom) -> None:
    vera, tom = await meet(newsroom, "Vera", "Tom")
    await write(newsroom, "Hello")
    newsroom.world.block(vera.id, newsroom.bot_id)
    await newsroom.settle()
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE people SET is_reachable = 1")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Send to 2")
    await newsroom.work()
    assert "Hello" in tom.texts
    assert "Could not be reached: 1" in newsroom.author.text
    assert "Sent: 1 of 2" in newsroom.author.text


async def test_a_paused_run_sends_nothing_and_goes_on_after_it(newsroom: Newsroom) -> None:
    people = await meet(newsroom, "Vera", "Tom")
    await write(newsroom, "Hello")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Pause")
    assert newsroom.author.text.startswith("Paused")
    assert newsroom.author.buttons() == ["▶️ Go on", "⏹ Stop", "📬 Sendings"]
    await newsroom.tick(60)
    assert not any("Hello" in person.texts for person in people)
    await newsroom.author.press("Go on")
    await newsroom.work()
    assert all(person.texts.count("Hello") == 1 for person in people)
    assert newsroom.author.text.startswith("Sent")


async def test_a_stop_asks_first_and_says_how_many_will_not_get_it(newsroom: Newsroom) -> None:
    people = await meet(newsroom, "Vera", "Tom")
    await write(newsroom, "Hello")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Stop")
    assert "2 readers will not get it" in newsroom.author.text
    await newsroom.author.press("Stop")
    await newsroom.work()
    assert newsroom.author.text.startswith("Stopped")
    assert "Not sent: 2" in newsroom.author.text
    await newsroom.tick(60)
    assert not any("Hello" in person.texts for person in people)
    assert await run_states(newsroom) == [RunState.STOPPED]


async def test_a_draft_is_deleted_and_cannot_go_any_more(newsroom: Newsroom) -> None:
    [vera] = await meet(newsroom, "Vera")
    await write(newsroom, "Hello")
    rows = await newsroom.app.db.fetch_all("SELECT id FROM announcements")
    await newsroom.author.press("Delete")
    assert newsroom.author.text.startswith("Deleted")
    sure = OnAnnouncement(do=AnnouncementDo.SEND_SURE, id=rows[0]["id"]).pack()
    await forge(newsroom, newsroom.author, sure)
    await newsroom.work()
    assert "Hello" not in vera.texts
    assert "gone out already, or was deleted" in newsroom.author.text


async def test_an_album_and_a_text_of_two_parts_are_refused(newsroom: Newsroom) -> None:
    await meet(newsroom, "Vera")
    await open_settings(newsroom)
    await newsroom.author.press("Announcement")
    for _ in range(2):
        newsroom.world.send_media(
            newsroom.author.id, newsroom.bot_id, "photo", b"bytes", media_group_id="7"
        )
    await newsroom.settle()
    told = [text for text in newsroom.author.texts if "an album cannot" in text]
    assert len(told) == 1
    await newsroom.author.send("a" * 4096)
    assert newsroom.author.text.startswith("Announcement")
    await newsroom.author.send("b" * 100)
    assert "came in parts" in newsroom.author.text
    await newsroom.author.send("Short")
    await newsroom.author.press("Send to 1")
    rows = await newsroom.app.db.fetch_all("SELECT state FROM announcements ORDER BY id")
    assert [row["state"] for row in rows] == ["discarded", "draft"]


@pytest.mark.parametrize(
    "data",
    [
        OnAnnouncement(do=AnnouncementDo.SEND_SURE, id=1).pack(),
        OnAnnouncement(do=AnnouncementDo.DISCARD, id=1).pack(),
        OnRun(do=RunDo.PAUSE, run=1).pack(),
        OnRun(do=RunDo.STOP_SURE, run=1).pack(),
    ],
)
async def test_nobody_but_owners_sends_pauses_or_stops(newsroom: Newsroom, data: str) -> None:
    [vera] = await meet(newsroom, "Vera")
    await write(newsroom, "Hello")
    await forge(newsroom, vera, data)
    assert await run_states(newsroom) == []
    await newsroom.author.press("Send to 1")
    await vera.send("/start")
    await newsroom.author.press("Send to 1")
    newsroom.world.press(vera.id, newsroom.bot_id, vera.last.message_id, data, forged=True)
    await newsroom.work()
    assert "Hello" in vera.texts
    assert await run_states(newsroom) == [RunState.DONE]


async def test_the_list_of_sendings_shows_what_was_sent(newsroom: Newsroom) -> None:
    await meet(newsroom, "Vera")
    await announce(newsroom, "Hello")
    await open_settings(newsroom)
    await newsroom.author.press("Sendings")
    assert "Announcement: Hello" in newsroom.author.text
    assert "Sent: 1 of 1" in newsroom.author.text
    await newsroom.author.press("✅ Announcement: Hello")
    assert newsroom.author.text.startswith("Sent")
    await newsroom.author.press("Sendings")
    assert newsroom.author.text.startswith("Sendings of")
    assert newsroom.author.buttons()[-1] == "Back"


async def test_the_message_of_a_run_is_the_only_one_after_a_stop_and_after_a_look_at_the_list(
    newsroom: Newsroom,
) -> None:
    await meet(newsroom, "Vera", "Tom")
    await write(newsroom, "Hello")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Pause")
    await newsroom.author.press("Sendings")
    assert any(text.startswith("Paused") for text in newsroom.author.texts)
    await newsroom.author.press("⏸ Announcement: Hello")
    assert [text[:6] for text in newsroom.author.texts].count("Paused") == 1
    await newsroom.author.press("Stop")
    await newsroom.author.press("Do not stop")
    assert [text[:6] for text in newsroom.author.texts].count("Paused") == 1
    await newsroom.author.press("Stop")
    await newsroom.author.press("Stop")
    await newsroom.tick(60)
    assert newsroom.author.text.startswith("Stopped")
    assert not any(text.startswith("Paused") for text in newsroom.author.texts)


async def test_a_preview_keeps_the_card_below_it(newsroom: Newsroom) -> None:
    await meet(newsroom, "Vera")
    await write(newsroom, "Hello")
    await newsroom.author.press("Preview")
    assert newsroom.author.texts[-2] == "Hello"
    assert newsroom.author.text.startswith("Announcement · Marketing aloud")
    assert sum(text.startswith("Announcement ·") for text in newsroom.author.texts) == 1


async def test_another_message_takes_the_place_of_an_announcement_and_keeps_its_readers(
    newsroom: Newsroom,
) -> None:
    [vera] = await meet(newsroom, "Vera", language="ru")
    [tom] = await meet(newsroom, "Tom")
    await write(newsroom, "Helo")
    await newsroom.author.press("Russian")
    await newsroom.author.press("Replace")
    await newsroom.author.press("Back")
    assert "✅ Russian · 1" in newsroom.author.buttons()
    await newsroom.author.press("Replace")
    await newsroom.author.send("Hello")
    assert "✅ Russian · 1" in newsroom.author.buttons()
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.work()
    assert vera.texts.count("Hello") == 1
    assert "Helo" not in vera.texts
    assert "Hello" not in tom.texts
    rows = await newsroom.app.db.fetch_all("SELECT state FROM announcements ORDER BY id")
    assert [row["state"] for row in rows] == ["discarded", "confirmed"]
    assert await newsroom.app.db.fetch_all("SELECT 1 FROM posts") == []


async def test_an_announcement_follows_its_message_until_it_goes(newsroom: Newsroom) -> None:
    [vera] = await meet(newsroom, "Vera")
    await write(newsroom, "We met on Friday")
    sent = next(one for one in newsroom.author.messages if one.text == "We met on Friday")

    async def edit(words: str) -> None:
        newsroom.clock.move(5)
        newsroom.world.edit(newsroom.author.id, newsroom.bot_id, sent.message_id, words)
        await newsroom.settle()

    await newsroom.author.press("Send to 1")
    await edit("We meet on Friday")
    assert newsroom.author.texts[-2] == "We meet on Friday"
    assert "the announcement follows it" in newsroom.author.text
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.work()
    assert vera.text == "We meet on Friday"
    before = len(newsroom.author.texts)
    await edit("We meet on Sunday")
    await newsroom.work()
    assert vera.texts.count("We meet on Sunday") == 0
    assert len(newsroom.author.texts) == before
    assert await newsroom.app.db.fetch_all("SELECT 1 FROM posts") == []


async def test_a_reader_who_thinks_again_about_announcements_has_one_message_of_it(
    newsroom: Newsroom,
) -> None:
    [vera] = await meet(newsroom, "Vera")
    await announce(newsroom, "First")
    await vera.press("No announcements")
    told = vera.last.message_id
    await vera.press("Bring them back")
    await vera.press("No announcements")
    assert vera.text.startswith("No more announcements")
    assert vera.last.message_id == told


async def test_a_forged_setting_of_no_channel_changes_nothing(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    author = newsroom.author
    await author.send("/channels")
    data = OnRunSetting(do=SettingDo.SET_A_DAY, channel=99, value=3).pack()
    await newsroom.forge_press(author, data)
    assert "went wrong" not in "".join(author.texts)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
