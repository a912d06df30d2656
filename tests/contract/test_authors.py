"""What authors do, get, and cannot break: sentences of the contract."""

from aiogram.types import Message

from storage import messages
from tests.newsroom import Newsroom, Person, buttons_of

CARD = {"Text", "Media", "Tags", "Options", "Preview", "Schedule", "Publish now", "Delete"}


async def publish(newsroom: Newsroom) -> None:
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()


async def press_on(person: Person, card: Message, label: str) -> None:
    """Press a button that a message carried at some time, as an old screen still shows it."""
    room = person.newsroom
    data = next(button.callback_data for button in buttons_of(card) if button.text == label)
    room.world.press(person.id, room.bot_id, card.message_id, data or "")
    await room.settle()


def card_at(person: Person, message: Message) -> Message:
    """What stands now where a message stood."""
    return next(m for m in person.messages if m.message_id == message.message_id)


async def add_channel(newsroom: Newsroom, title: str, username: str | None = None) -> int:
    channel = newsroom.world.add_channel(title, owner=newsroom.author.id, username=username)
    newsroom.world.promote(channel.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    return channel.id


async def disconnect(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Disconnect")
    await newsroom.author.press("Disconnect")


async def test_commands_are_taken_in_any_case_and_with_the_name_of_the_bot(
    newsroom: Newsroom,
) -> None:
    for command, words in (
        ("/NEW", "first words"),
        ("/Drafts", "No drafts"),
        ("/PLAN@rubrika_bot", "Nothing is planned"),
        ("/posts@Rubrika_Bot", "Nothing is published"),
        ("/Channels", "Open one"),
        ("/CANCEL", "Cancelled"),
    ):
        await newsroom.author.send(command)
        assert words in newsroom.author.text, command


async def test_a_caption_that_begins_like_a_command_is_a_draft_and_so_is_a_slash(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send_media("photo", caption="/top hits of the week")
    assert set(newsroom.author.buttons()) >= CARD
    await newsroom.author.send("/ or a slash, or two")
    assert "/ or a slash" in newsroom.author.text
    assert set(newsroom.author.buttons()) >= CARD


async def test_cancel_leaves_each_question_and_gives_the_card_back(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline #case")
    for question in ("Text", "Media", "Tags", "Schedule"):
        await newsroom.author.press(question)
        await newsroom.author.send("/cancel")
        assert newsroom.author.text.startswith("Cancelled")
        assert "Headline" in newsroom.author.text
        assert set(newsroom.author.buttons()) >= CARD
    await newsroom.author.send("Another thought")
    await newsroom.author.send("/drafts")
    assert newsroom.author.buttons() == ["Another thought", "Headline"]


async def test_an_edit_of_the_authors_message_reaches_the_draft_until_it_is_out(
    newsroom: Newsroom,
) -> None:
    author = newsroom.author
    sent = await author.send("Headlin")
    await author.press("Tags")
    await author.send("#case")
    await author.press("Schedule")
    await author.send("in 1 hour")
    newsroom.world.edit(author.id, newsroom.bot_id, sent.message_id, "Headline")
    await newsroom.settle()
    await newsroom.tick(3600)
    assert newsroom.channel[-1].text == "Headline\n\n#case"
    newsroom.world.edit(author.id, newsroom.bot_id, sent.message_id, "Changed my mind")
    await newsroom.settle()
    assert "already published" in author.text


async def test_an_edit_of_what_the_draft_is_no_longer_made_of_changes_nothing_and_says_so(
    newsroom: Newsroom,
) -> None:
    author = newsroom.author
    first = await author.send("Old words")
    await author.press("Text")
    second = await author.send("New words")
    newsroom.world.edit(author.id, newsroom.bot_id, first.message_id, "Older words")
    await newsroom.settle()
    assert "stays as it is" in author.text
    newsroom.world.edit(author.id, newsroom.bot_id, second.message_id, "Newest words")
    await newsroom.settle()
    assert "Newest words" in author.text


async def test_a_part_of_an_album_that_comes_too_late_changes_no_published_post(
    newsroom: Newsroom,
) -> None:
    author, world, bot_id = newsroom.author, newsroom.world, newsroom.bot_id

    async def send(data: bytes, caption: str | None = None) -> None:
        world.send_media(author.id, bot_id, "photo", data, caption=caption, media_group_id="album")
        await newsroom.settle()
        await newsroom.tick(3)

    await send(b"1", "Album #case")
    assert "media: 1" in author.text
    await send(b"2")
    assert "media: 2" in author.text
    await publish(newsroom)
    await send(b"3")
    await send(b"4")
    assert "Draft" in author.text
    assert "media: 2" in author.text
    out = newsroom.channel[-1]
    post = await messages.get_post_of(newsroom.app.db, newsroom.channel_id, out.message_id)
    assert post is not None
    assert len(post.content.media) == 2


async def test_two_albums_at_once_stay_two_drafts(newsroom: Newsroom) -> None:
    author, world = newsroom.author, newsroom.world
    for number in range(4):
        world.send_media(
            author.id, newsroom.bot_id, "photo", bytes([number]),
            caption=f"Album {number} #case" if number < 2 else None,
            media_group_id=f"album {number % 2}",
        )  # fmt: skip
    await newsroom.settle()
    await newsroom.tick(3)
    cards = [text for text in author.texts if "media: " in text]
    assert len(cards) == 2
    assert all("media: 2" in text for text in cards)


async def test_an_old_card_of_a_disconnected_channel_does_not_hang_in_publishing(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.author.press("Publish now")
    card = newsroom.author.last
    await disconnect(newsroom)
    await press_on(newsroom.author, card, "Publish")
    assert "no longer connected" in newsroom.author.text
    assert not any("Publishing" in text for text in newsroom.author.texts)
    assert newsroom.channel == []


async def test_a_draft_of_a_disconnected_channel_goes_to_another_one(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline #case")
    card = newsroom.author.last
    await disconnect(newsroom)
    second = await add_channel(newsroom, "Second", "second_one")
    await press_on(newsroom.author, card, "Publish now")
    await newsroom.author.press("Second")
    await publish(newsroom)
    assert [m.text for m in newsroom.world.history(newsroom.author.id, second)] == [
        "Headline #case"
    ]


async def ask_twice(newsroom: Newsroom) -> Message:
    """A draft that asked for its channel twice, and was answered once; the other question."""
    author = newsroom.author
    await author.send("Headline #case")
    await author.press("Schedule")
    question = next(m for m in author.messages if (m.text or "").startswith("Which channel"))
    assert author.last.message_id != question.message_id
    await author.press("Marketing aloud")
    assert "Channel: Marketing aloud" in author.text
    return question


async def test_a_planned_post_does_not_change_its_channel_by_an_old_button(
    newsroom: Newsroom,
) -> None:
    await add_channel(newsroom, "Second", "second_one")
    author = newsroom.author
    question = await ask_twice(newsroom)
    assert "connect a channel" not in "".join(author.texts[-3:])
    await author.press("Schedule")
    await author.send("in 1 hour")
    await press_on(author, question, "Second")
    assert "planned already" in author.text
    await newsroom.tick(3600)
    assert [m.text for m in newsroom.channel] == ["Headline #case"]
    assert "t.me/marketing_aloud/" in author.text
    await author.send("/drafts")
    assert "Headline" not in author.buttons()


async def test_a_cancelled_post_can_go_to_another_channel(newsroom: Newsroom) -> None:
    second = await add_channel(newsroom, "Second", "second_one")
    author = newsroom.author
    question = await ask_twice(newsroom)
    await author.press("Schedule")
    await author.send("in 1 hour")
    await author.press("Cancel")
    await press_on(author, question, "Second")
    await press_on(author, card_at(author, question), "Schedule")
    await author.send("in 2 hours")
    await author.send("/plan")
    assert author.buttons()[0] == "Headline · 14:00"
    await newsroom.tick(7200)
    assert [m.text for m in newsroom.world.history(author.id, second)] == ["Headline #case"]
    assert newsroom.channel == []


async def test_a_forwarded_post_connects_a_disconnected_channel_again(newsroom: Newsroom) -> None:
    author, world = newsroom.author, newsroom.world
    post = world.say(author.id, newsroom.channel_id, "By hand #case")
    await newsroom.settle()
    await disconnect(newsroom)
    world.forward(author.id, newsroom.channel_id, post.message_id, newsroom.bot_id)
    await newsroom.settle()
    assert author.text.startswith("Connected: Marketing aloud")
    await newsroom.reader.send("/tags")
    assert newsroom.reader.buttons() == ["#case · 1", "⭐ My rubrics"]


async def test_a_forwarded_post_of_before_the_connection_opens_its_page(
    newsroom: Newsroom,
) -> None:
    author, world = newsroom.author, newsroom.world
    channel = world.add_channel("Other", owner=author.id, username="other_one")
    old = world.say(author.id, channel.id, "Older than the bot #history")
    world.promote(channel.id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    world.forward(author.id, channel.id, old.message_id, newsroom.bot_id)
    await newsroom.settle()
    assert author.text.startswith("Older than the bot")
    assert author.buttons() == ["Open in channel", "Share", "🔖 Save", "More like this"]


async def test_back_goes_up_from_a_card_to_its_list(newsroom: Newsroom) -> None:
    author = newsroom.author
    for number in range(10):
        await author.send(f"Draft {number} #case")
        await newsroom.tick(2)
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    await author.send("/drafts")
    first = author.buttons()
    assert first[-1] == "Next"
    await author.press("Next")
    assert author.buttons() == ["Draft 0", "Previous"]
    await author.press("Previous")
    assert author.buttons() == first
    await author.press("Draft 8")
    await author.press("Back")
    assert author.buttons() == first
    await author.send("/posts")
    await author.press("Draft 9")
    assert "❤ -" in author.text
    await author.press("Back")
    assert author.buttons() == ["Draft 9 · ❤ -"]


async def test_two_posts_planned_for_one_moment_both_go_out_once(newsroom: Newsroom) -> None:
    for text in ("One #case", "Two #case"):
        await newsroom.author.send(text)
        await newsroom.author.press("Schedule")
        await newsroom.author.send("in 1 hour")
    await newsroom.tick(3600)
    await newsroom.tick(1)
    assert sorted(m.text or "" for m in newsroom.channel) == ["One #case", "Two #case"]
    assert not newsroom.world.refusals


async def test_publishing_from_two_cards_publishes_once(newsroom: Newsroom) -> None:
    author, world = newsroom.author, newsroom.world
    await author.send("Headline #case")
    first = author.last
    await author.press("Preview")
    await author.press("Publish now")
    await press_on(author, first, "Publish now")
    sure = [(m, b) for m in author.messages for b in buttons_of(m) if b.text == "Publish"]
    assert len(sure) == 2
    for message, button in sure:
        world.press(author.id, newsroom.bot_id, message.message_id, button.callback_data or "")
    await newsroom.settle()
    await newsroom.work()
    assert [m.text for m in newsroom.channel] == ["Headline #case"]


async def test_a_text_of_4096_units_is_one_message_and_one_more_is_two(newsroom: Newsroom) -> None:
    await newsroom.author.send("😀" * 2047 + "ab")
    await newsroom.tick(3)
    assert "4,096 of 4,096" in newsroom.author.text
    assert "messages" not in newsroom.author.text
    await publish(newsroom)
    assert [m.text for m in newsroom.channel] == ["😀" * 2047 + "ab"]
    await newsroom.author.send_media("photo", caption="x" * 1024)
    assert "1,024 of 1,024" in newsroom.author.text
    await newsroom.author.press("Tags")
    await newsroom.author.send("#a")
    assert "Messages: 2" in newsroom.author.text
    await publish(newsroom)
    picture, below = newsroom.channel[-2:]
    assert picture.photo
    assert below.text == "x" * 1024 + "\n\n#a"
    assert not newsroom.world.refusals
