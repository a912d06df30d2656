"""A welcome of a source: written by its owner, sent to who comes, stopped by one tap."""

from aiogram.types import MessageEntity

from bot.domain.subscribers import Source
from bot.services.linking import Linking
from handlers.authors.welcome_callbacks import OnStep, OnWelcome, StepDo, TakeDelay, WelcomeDo
from tests.newsroom import Newsroom, Person

DAY = 24 * 3600


async def make_source(newsroom: Newsroom, name: str = "Ad at Anna's") -> Source:
    linking: Linking = newsroom.app.dispatcher["linking"]
    rows = await newsroom.app.db.fetch_all("SELECT id FROM channels")
    message = newsroom.author.messages[-1]
    return await linking.create(newsroom.author.id, rows[0]["id"], name, message.message_id)


async def open_welcome(newsroom: Newsroom, source: Source) -> None:
    data = OnWelcome(do=WelcomeDo.LIST, source=source.id).pack()
    await forge(newsroom, newsroom.author, data)


async def forge(newsroom: Newsroom, person: Person, data: str) -> None:
    """Press a button that no message carries; people are slower than a chat's limit."""
    newsroom.clock.move(30)
    await person.send("/start" if person is newsroom.reader else "/channels")
    await newsroom.forge_press(person, data)


async def add(newsroom: Newsroom, source: Source, text: str, delay: str) -> None:
    """Add a message; the delay is a button, or typed."""
    await open_welcome(newsroom, source)
    await newsroom.author.press("Add a message")
    await newsroom.author.send(text)
    if delay in newsroom.author.buttons():
        await newsroom.author.press(delay)
    else:
        await newsroom.author.send(delay)


async def come(newsroom: Newsroom, source: Source, person: Person | None = None) -> Person:
    person = person or newsroom.reader
    await person.send(f"/start ref_{source.token}")
    await newsroom.work()
    return person


async def test_a_message_is_added_with_its_formatting_and_comes_to_who_presses_start(
    newsroom: Newsroom,
) -> None:
    source = await make_source(newsroom)
    await open_welcome(newsroom, source)
    assert "Ad at Anna's" in newsroom.author.text
    assert "nobody is welcomed" in newsroom.author.text
    await newsroom.author.press("Add a message")
    bold = [MessageEntity(type="bold", offset=0, length=7)]
    await newsroom.author.send("Welcome to the channel!", entities=bold)
    assert newsroom.author.buttons() == [
        "At once", "In an hour", "In a day", "In three days", "Back",
    ]  # fmt: skip
    await newsroom.author.press("At once")
    assert newsroom.author.text.startswith("Added")
    assert "1. At once · Welcome to the channel!" in newsroom.author.buttons()
    await come(newsroom, source)
    assert newsroom.reader.text == "Welcome to the channel!"
    entities = newsroom.reader.last.entities
    assert entities is not None
    assert [(entity.type, entity.length) for entity in entities] == [("bold", 7)]
    assert newsroom.reader.buttons() == ["🔕 Stop"]
    await open_welcome(newsroom, source)
    assert "sent: 1" in newsroom.author.text
    assert "have had everything: 1" in newsroom.author.text


async def test_the_page_of_a_link_leads_to_its_welcome_and_back(newsroom: Newsroom) -> None:
    await make_source(newsroom)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Links")
    await newsroom.author.press("Ad at Anna's")
    await newsroom.author.press("Welcome")
    assert newsroom.author.text.startswith("Welcome: Ad at Anna's")
    await newsroom.author.press("Back")
    assert "👋 Welcome" in newsroom.author.buttons()


async def test_typed_delays_are_understood_and_others_are_asked_again(
    newsroom: Newsroom,
) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Second", "through the looking glass")
    assert "I did not understand how long" in newsroom.author.text
    await newsroom.author.send("через 3 часа")
    assert newsroom.author.text.startswith("Added")
    await add(newsroom, source, "Third", "2 days")
    await add(newsroom, source, "First", "сразу")
    assert newsroom.author.buttons()[:3] == [
        "1. At once · First",
        "2. In 3 h · Second",
        "3. In 2 d · Third",
    ]
    await add(newsroom, source, "Far", "31 days")
    assert "30 days after the person came is the latest" in newsroom.author.text
    await newsroom.author.send("2 days")
    assert "Another message comes at that time" in newsroom.author.text
    await newsroom.author.send("30 days")
    assert newsroom.author.text.startswith("Added")


async def test_one_tap_stops_the_series(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "Still here?", "In a day")
    reader = await come(newsroom, source)
    await reader.press("Stop")
    assert reader.text.startswith("Stopped")
    await newsroom.tick(2 * DAY)
    await come(newsroom, source)
    await newsroom.tick(2 * DAY)
    assert "Still here?" not in reader.texts
    assert reader.texts.count("Hello") == 1
    await open_welcome(newsroom, source)
    assert "stopped: 1" in newsroom.author.text


async def test_stop_is_answered_when_the_channel_is_disconnected_by_then(
    newsroom: Newsroom,
) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "Still here?", "In a day")
    reader = await come(newsroom, source)
    registering = newsroom.app.dispatcher["registering"]
    await registering.disconnect(newsroom.author.id, source.channel_id)
    await reader.press("Stop")
    assert reader.text.startswith("Stopped")
    await newsroom.tick(2 * DAY)
    assert "Still here?" not in reader.texts


async def test_a_series_goes_on_by_its_delays(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "An hour later", "In an hour")
    await add(newsroom, source, "A day later", "In a day")
    reader = await come(newsroom, source)
    await newsroom.tick(3599)
    assert reader.texts[-1] == "Hello"
    await newsroom.tick(2)
    assert reader.texts[-1] == "An hour later"
    await newsroom.tick(DAY)
    assert reader.texts[-1] == "A day later"


async def test_the_night_is_quiet_but_for_the_answer_to_start(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "An hour later", "In an hour")
    # 23:00 in Moscow, where the reader is taken to live.
    await newsroom.tick(11 * 3600)
    reader = await come(newsroom, source)
    assert reader.texts[-1] == "Hello"
    await newsroom.tick(2 * 3600)
    assert reader.texts[-1] == "Hello"
    await newsroom.tick(8 * 3600 + 1)
    assert reader.texts[-1] == "An hour later"


async def test_who_blocks_the_bot_gets_nothing_more(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "Still here?", "In a day")
    reader = await come(newsroom, source)
    newsroom.world.block(reader.id, newsroom.bot_id)
    await newsroom.settle()
    newsroom.world.unblock(reader.id, newsroom.bot_id)
    await come(newsroom, source)
    await newsroom.tick(2 * DAY)
    assert "Still here?" not in reader.texts


async def test_a_photo_with_words_comes_as_it_was_sent(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await open_welcome(newsroom, source)
    await newsroom.author.press("Add a message")
    await newsroom.author.send_media("photo", caption="Our team")
    await newsroom.author.press("At once")
    reader = await come(newsroom, source)
    assert reader.last.photo
    assert reader.last.caption == "Our team"


async def test_what_is_no_single_message_is_refused_and_asked_again(
    newsroom: Newsroom,
) -> None:
    source = await make_source(newsroom)
    await open_welcome(newsroom, source)
    await newsroom.author.press("Add a message")
    await newsroom.author.send_media("document")
    assert "texts, or single photos and videos" in newsroom.author.text
    await newsroom.author.send_media("photo", caption="😀" * 513)
    assert "1,026 characters, and under a photo or a video 1,024 fit" in newsroom.author.text
    await newsroom.author.send("Fits")
    await newsroom.author.press("At once")
    assert newsroom.author.text.startswith("Added")
    drafts = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    assert drafts == []


async def test_a_text_that_a_client_cuts_is_refused_as_too_long(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await open_welcome(newsroom, source)
    await newsroom.author.press("Add a message")
    for part in ("a" * 4096, "b" * 4096, "c" * 100):
        newsroom.world.say(newsroom.author.id, newsroom.bot_id, part)
    await newsroom.settle()
    told = [text for text in newsroom.author.texts if "Telegram sent it in parts" in text]
    assert len(told) == 1
    await newsroom.tick(60)
    await newsroom.author.send("Short")
    await newsroom.author.press("At once")
    assert newsroom.author.text.startswith("Added")
    assert "Short" in newsroom.author.text
    drafts = await newsroom.app.db.fetch_all("SELECT id FROM posts")
    assert drafts == []


async def test_a_changed_text_that_a_client_cuts_leaves_the_message_as_it_was(
    newsroom: Newsroom,
) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await newsroom.author.press("1. At once")
    await newsroom.author.press("Change text")
    for part in ("a" * 4096, "b" * 100):
        newsroom.world.say(newsroom.author.id, newsroom.bot_id, part)
    await newsroom.settle()
    assert "Telegram sent it in parts" in newsroom.author.text
    reader = await come(newsroom, source)
    assert reader.texts[-1] == "Hello"


async def test_a_message_is_shown_changed_moved_and_deleted(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await newsroom.author.press("1. At once")
    assert "Message 1 of 1" in newsroom.author.text
    await newsroom.author.press("Show")
    assert newsroom.author.text == "Hello"
    assert newsroom.author.buttons() == ["🔕 Stop"]
    await newsroom.author.press("Change text")
    await newsroom.author.send("Good day")
    assert newsroom.author.text.startswith("Saved")
    assert "Good day" in newsroom.author.text
    await newsroom.author.press("Change delay")
    await newsroom.author.press("In a day")
    assert newsroom.author.text.startswith("Saved")
    assert "In a day" in newsroom.author.text
    await newsroom.author.press("Delete")
    assert newsroom.author.buttons() == ["Delete", "Cancel"]
    await newsroom.author.press("Cancel")
    assert "Message 1 of 1" in newsroom.author.text
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    assert newsroom.author.text.startswith("Deleted")
    assert "nobody is welcomed" in newsroom.author.text


async def test_the_sixth_message_is_refused_with_a_sentence(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    for number in range(1, 6):
        await add(newsroom, source, f"Message {number}", f"{number} days")
    assert "➕ Add a message" not in newsroom.author.buttons()
    data = OnWelcome(do=WelcomeDo.ADD, source=source.id).pack()
    await forge(newsroom, newsroom.author, data)
    assert "at most 5 messages" in newsroom.author.text


async def test_a_reader_who_forges_the_buttons_changes_nothing(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Secret words", "At once")
    for data in (
        OnWelcome(do=WelcomeDo.LIST, source=source.id).pack(),
        OnStep(do=StepDo.DELETE_SURE, step=1).pack(),
        OnStep(do=StepDo.SHOW, step=1).pack(),
        TakeDelay(source=source.id, step=1, minutes=60).pack(),
    ):
        await forge(newsroom, newsroom.reader, data)
    await open_welcome(newsroom, source)
    assert "1. At once · Secret words" in newsroom.author.buttons()
    assert not any("Secret words" in text for text in newsroom.reader.texts)


async def test_buttons_of_what_is_gone_say_so(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await open_welcome(newsroom, source)
    await newsroom.author.press("Add a message")
    await newsroom.author.send("Hello")
    await newsroom.author.send("/cancel")
    await newsroom.author.press("At once")
    assert "I no longer have the message" in newsroom.author.text
    for minutes in (-(2**63), 2**63 - 1):
        data = TakeDelay(source=source.id, step=77, minutes=minutes).pack()
        await forge(newsroom, newsroom.author, data)
        assert "no longer" in newsroom.author.text


async def test_a_series_goes_on_after_a_restart(newsroom: Newsroom) -> None:
    source = await make_source(newsroom)
    await add(newsroom, source, "Hello", "At once")
    await add(newsroom, source, "A day later", "In a day")
    reader = await come(newsroom, source)
    # A fresh process knows what the store knows; nothing else is kept.
    welcoming = newsroom.app.dispatcher["welcoming"]
    welcoming.__init__(
        newsroom.app.db, newsroom.clock, newsroom.app.tasks,
        newsroom.app.dispatcher["registering"], newsroom.app.dispatcher["welcome_messenger"],
    )  # fmt: skip
    await newsroom.tick(DAY + 1)
    assert reader.texts[-1] == "A day later"
