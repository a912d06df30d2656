"""The picture of a post's numbers: from their page, in both themes, in words, and back."""

from io import BytesIO

import pytest
from PIL import Image

from bot.domain.pictures.charts import Chart
from bot.domain.pictures.shapes import Theme
from bot.domain.team import Role
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from handlers.authors.curve_callbacks import CurvePicture
from handlers.authors.number_pictures import NumberPictures
from tests.handlers.authors.desk import open_post, publish
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import Newsroom, Person

TITLE = "Reactions in the first 48 hours"
HOUR = 3600


def photo_of(person: Person) -> bytes:
    """The picture in the bot's newest message."""
    assert person.last.photo, person.text
    return person.newsroom.world.file_bytes(person.last.photo[-1].file_id)


async def react(newsroom: Newsroom, count: int) -> None:
    """So many people react to the newest post, one by one."""
    post = newsroom.channel[-1]
    for number in range(count):
        person = newsroom.add_person(f"Reader {number}")
        newsroom.world.join(newsroom.channel_id, person.id)
        newsroom.world.react(person.id, newsroom.channel_id, post.message_id, ["🔥"])
    await newsroom.settle()


async def open_numbers(newsroom: Newsroom, title: str) -> None:
    await open_post(newsroom, title)
    await newsroom.author.press("Numbers")


async def test_the_numbers_become_a_picture_with_the_same_in_words(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await newsroom.tick(HOUR / 2)
    await react(newsroom, 2)
    await newsroom.tick(HOUR)
    await react(newsroom, 3)
    await newsroom.tick(HOUR)
    await open_numbers(newsroom, "Packaging")
    messages = len(newsroom.author.messages)
    await newsroom.author.press("Chart")
    assert len(newsroom.author.messages) == messages
    lines = newsroom.author.text.splitlines()
    assert lines.pop(4).startswith("Reactions: Telegram's updates, 18 Nov 2026, ")
    assert lines == [
        TITLE,
        "Packaging",
        "After 1 h: 2",
        "Now, after 2 h 30 min: 5",
        "There is no median yet: it takes 3 other posts whose first 48 hours I heard whole. "
        "So far: 0.",
    ]
    image = Image.open(BytesIO(photo_of(newsroom.author)))
    assert (image.format, image.width) == ("PNG", 1080)
    assert newsroom.author.buttons() == ["🌙 Dark", "Back"]
    assert not newsroom.world.refusals


async def test_the_press_is_answered_before_anything_is_drawn(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that draws for longer than Telegram waits for an answer."""
    pictures: NumberPictures = newsroom.app.dispatcher["number_pictures"]
    paint = pictures._paint

    def slowly(chart: Chart, theme: Theme) -> bytes:
        newsroom.clock.move(newsroom.world.limits.callback_seconds + 1)
        return paint(chart, theme)

    monkeypatch.setattr(pictures, "_paint", slowly)
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 2)
    await open_numbers(newsroom, "Packaging")
    await newsroom.author.press("Chart")
    assert photo_of(newsroom.author)
    assert not newsroom.world.refusals


async def test_the_picture_is_turned_dark_and_light_and_left_for_the_numbers(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 2)
    await open_numbers(newsroom, "Packaging")
    numbers = newsroom.author.text
    await newsroom.author.press("Chart")
    light = photo_of(newsroom.author)
    await newsroom.author.press("Dark")
    assert photo_of(newsroom.author) != light
    assert newsroom.author.buttons() == ["☀️ Light", "Back"]
    await newsroom.author.press("Light")
    assert photo_of(newsroom.author) == light
    await newsroom.author.press("Back")
    assert newsroom.author.text == numbers
    assert not any(message.photo for message in newsroom.author.messages)
    assert not newsroom.world.refusals


async def test_before_the_first_reaction_it_says_so_and_since_when_it_counts(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, "Packaging #case")
    await newsroom.tick(HOUR)
    await open_numbers(newsroom, "Packaging")
    numbers = newsroom.author.text
    await newsroom.author.press("Chart")
    assert newsroom.author.text.splitlines() == [
        TITLE,
        "There is nothing to draw yet: Telegram has told of no reaction to this post. "
        "The line begins with the first one.",
        "I have counted reactions of this channel since 18 Nov 2026, 12:00.",
    ]
    assert not newsroom.author.last.photo
    await newsroom.author.press("Back")
    assert newsroom.author.text == numbers


async def test_a_post_to_which_nobody_reacted_in_two_days_has_no_picture(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, "Packaging #case")
    await newsroom.tick(50 * HOUR)
    await react(newsroom, 3)
    await open_numbers(newsroom, "Packaging")
    await newsroom.author.press("Chart")
    assert "no reaction in the first 48 hours" in newsroom.author.text
    assert not newsroom.author.last.photo


async def test_with_three_posts_of_two_days_there_is_a_median(newsroom: Newsroom) -> None:
    for number, reactions in enumerate((1, 3, 5)):
        await publish(newsroom, f"Older {number} #case")
        await react(newsroom, reactions)
        await newsroom.tick(49 * HOUR)
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 4)
    await newsroom.tick(49 * HOUR)
    await open_numbers(newsroom, "Packaging")
    await newsroom.author.press("Chart")
    assert "After 1 h: 4 (median 3)" in newsroom.author.text
    assert "After 48 h: 4 (median 3)" in newsroom.author.text
    assert "Now" not in newsroom.author.text
    assert "The median is of 3 posts of the channel" in newsroom.author.text
    assert "no median" not in newsroom.author.text


async def test_hours_of_which_updates_were_lost_are_a_gap_until_somebody_counts_again(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 4)
    await newsroom.tick(2 * HOUR)
    newsroom.world.remove(
        newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id, banned=False
    )
    await newsroom.settle()
    await newsroom.tick(20 * HOUR)
    await newsroom.connect()
    # The public page is read again.
    await newsroom.tick(HOUR)
    await open_numbers(newsroom, "Packaging")
    await newsroom.author.press("Chart")
    told = newsroom.author.text.splitlines()[2:6]
    assert told == ["After 1 h: 4", "After 6 h: -", "After 12 h: -", "Now, after 23 h: 4"]
    assert "Where the line breaks" in newsroom.author.text


async def test_the_longest_caption_has_room(newsroom: Newsroom) -> None:
    await publish(newsroom, "W" * 300 + " #case")
    await react(newsroom, 4)
    await newsroom.tick(47 * HOUR)
    await open_numbers(newsroom, "WWW")
    await newsroom.author.press("Chart")
    assert 300 < utf16_len(newsroom.author.text) <= CAPTION_LIMIT - 200


async def test_who_may_not_see_a_post_gets_no_picture_of_it(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 2)
    await open_post(newsroom, "Packaging")
    data = next(
        button.callback_data for button in newsroom.author.all_buttons if button.text == "Numbers"
    )
    assert data is not None
    forged = CurvePicture(post=int(data.rpartition(":")[2])).pack()
    stranger = await add_member(newsroom, "Stranger", Role.AUTHOR)
    for person in (newsroom.reader, stranger):
        await person.send("/start")
        await forge_data(newsroom, person, forged)
        assert not any(message.photo for message in person.messages)
        assert TITLE not in "".join(person.texts)


async def test_the_same_press_twice_leaves_one_picture(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await react(newsroom, 2)
    await open_numbers(newsroom, "Packaging")
    message = newsroom.author.last.message_id
    data = next(
        button.callback_data for button in newsroom.author.all_buttons if "Chart" in button.text
    )
    assert data is not None
    for _ in range(2):
        newsroom.world.press(newsroom.author.id, newsroom.bot_id, message, data)
    await newsroom.settle()
    assert sum(bool(message.photo) for message in newsroom.author.messages) == 1
