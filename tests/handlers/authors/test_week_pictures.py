"""The picture of a week: from the list and back, turned, in words for who cannot see it."""

from io import BytesIO

import pytest
from PIL import Image

from bot.domain.team import Role
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from bot.sandbox.faults import Fault
from handlers.authors.plan_callbacks import LeavePicture, WeekPicture
from tests.handlers.authors.test_plan_weeks import plan, schedule
from tests.handlers.authors.test_team import add_member
from tests.newsroom import Newsroom, Person, buttons_of

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.
THIS_WEEK = "Plan · 18 – 24 Nov 2026"


def photo_of(person: Person) -> bytes:
    """The picture in the bot's newest message."""
    assert person.last.photo, person.text
    return person.newsroom.world.file_bytes(person.last.photo[-1].file_id)


async def picture(newsroom: Newsroom) -> list[str]:
    await plan(newsroom)
    await newsroom.author.press("Picture")
    return newsroom.author.text.splitlines()


async def test_the_list_becomes_a_picture_with_the_week_in_words(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "In a slot #case")
    await schedule(newsroom, "tomorrow 12:30", "Beside it #case")
    messages = len(newsroom.author.messages) + 2
    assert await picture(newsroom) == [
        THIS_WEEK,
        "Channel: Marketing aloud",
        "planned: 2 · free slots: 8",
        "Wed 18 (today): free 18:00",
        "Thu 19: 10:00 In a slot #case; 12:30 Beside it #case; free 18:00",
        "Fri 20: free 10:00, 18:00",
        "Sat 21: nothing",
        "Sun 22: nothing",
        "Mon 23: free 10:00, 18:00",
        "Tue 24: free 10:00, 18:00",
    ]
    assert len(newsroom.author.messages) == messages
    image = Image.open(BytesIO(photo_of(newsroom.author)))
    assert (image.format, image.width) == ("PNG", 1080)
    assert newsroom.author.buttons() == ["Previous · 11 Nov", "Next · 25 Nov", "🌙 Dark", "Back"]


async def test_pictures_are_turned_week_by_week_and_left_for_the_list(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 8 days", "Far post #case")
    await picture(newsroom)
    here = photo_of(newsroom.author)
    await newsroom.author.press("Next")
    assert "Thu 26: 12:00 Far post #case" in newsroom.author.text
    assert newsroom.author.buttons()[:2] == ["Previous · 18 Nov", "Next · 2 Dec"]
    assert photo_of(newsroom.author) != here
    await newsroom.author.press("Previous")
    assert photo_of(newsroom.author) == here
    await newsroom.author.press("Next")
    await newsroom.author.press("Back")
    assert not newsroom.author.last.photo
    assert newsroom.author.text.startswith("Plan")
    assert newsroom.author.buttons() == [
        "Far post · 12:00", "Free slots", "Picture", "Previous · 18 Nov", "Next · 2 Dec",
    ]  # fmt: skip
    assert not any(message.photo for message in newsroom.author.messages)
    assert not newsroom.world.refusals


async def test_the_picture_is_of_the_week_that_the_list_shows(newsroom: Newsroom) -> None:
    await plan(newsroom)
    await newsroom.author.press("Next")
    await newsroom.author.press("Picture")
    assert newsroom.author.text.startswith("Plan · 25 Nov – 1 Dec 2026")


async def test_an_empty_plan_has_a_picture_too(newsroom: Newsroom) -> None:
    assert (await picture(newsroom))[2] == "no posts · free slots: 9"


async def test_the_week_before_shows_what_went_out(newsroom: Newsroom) -> None:
    await newsroom.author.send("Went out #case")
    await newsroom.tick(3)
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "By hand #hit")
    await newsroom.settle()
    assert "12:00 Went out #case (published); 12:00 By hand #hit (published)" in "".join(
        await picture(newsroom)
    )
    await newsroom.tick(7 * 86_400)
    await picture(newsroom)
    await newsroom.author.press("Previous")
    assert "published: 2" in newsroom.author.text
    assert "12:00 Went out #case (published)" in newsroom.author.text
    await newsroom.author.press("Back")
    assert newsroom.author.buttons() == ["Free slots", "Picture", "Next · 2 Dec"]


async def test_a_post_that_failed_says_so(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 hour", "Refused #case")
    newsroom.world.faults.add(
        Fault(
            method="sendMessage", kind="refuse", chat_id=newsroom.channel_id,
            description="Bad Request: message is too long",
        )
    )  # fmt: skip
    await newsroom.tick(3601)
    assert "13:00 Refused #case (failed)" in "".join(await picture(newsroom))


async def test_a_late_post_stands_today_with_its_day(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 hour", "Late #case")
    newsroom.clock.move(2 * 86_400)
    assert "Fri 20 (today): 18.11 Late #case; free 18:00" in await picture(newsroom)


async def test_two_posts_at_one_moment_are_pointed_out_in_words(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 12:30", "First #case")
    await schedule(newsroom, "tomorrow 12:30", "Second #case")
    lines = await picture(newsroom)
    assert "two at the same time: 1" in lines[2]
    assert "12:30 ⚠️ First #case; 12:30 ⚠️ Second #case" in "".join(lines)


async def test_the_dark_picture_stays_dark_when_it_is_turned(newsroom: Newsroom) -> None:
    await picture(newsroom)
    light = photo_of(newsroom.author)
    await newsroom.author.press("Dark")
    dark = photo_of(newsroom.author)
    await newsroom.author.press("Next")
    assert "☀️ Light" in newsroom.author.buttons()
    await newsroom.author.press("Previous")
    assert photo_of(newsroom.author) == dark != light
    await newsroom.author.press("Light")
    assert photo_of(newsroom.author) == light


async def test_a_second_press_changes_nothing(newsroom: Newsroom) -> None:
    await plan(newsroom)
    messages = len(newsroom.author.messages)
    shown = newsroom.author.last
    (button,) = [b for b in buttons_of(shown) if b.text == "Picture"]
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, shown.message_id, button.callback_data or "",
            forged=True,
        )  # fmt: skip
    await newsroom.settle()
    assert len(newsroom.author.messages) == messages
    assert newsroom.author.last.photo


async def test_leaving_twice_brings_one_list(newsroom: Newsroom) -> None:
    await picture(newsroom)
    messages = len(newsroom.author.messages)
    shown = newsroom.author.last
    (button,) = [b for b in buttons_of(shown) if b.text == "Back"]
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, shown.message_id, button.callback_data or ""
        )
    await newsroom.settle()
    assert len(newsroom.author.messages) == messages
    assert not newsroom.author.last.photo


async def test_a_list_that_could_not_be_sent_comes_when_telegram_answers_again(
    newsroom: Newsroom,
) -> None:
    await picture(newsroom)
    newsroom.world.faults.add(Fault(method="sendMessage", kind="bad_gateway"))
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("Plan\n")
    assert not any(message.photo for message in newsroom.author.messages)


async def test_a_picture_too_old_to_be_deleted_stays_above_the_list(newsroom: Newsroom) -> None:
    await picture(newsroom)
    newsroom.clock.move(3 * 86_400)
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("Plan")
    assert not newsroom.author.last.photo
    assert newsroom.author.messages[-2].photo


async def test_a_full_week_fits_the_caption_with_every_post_in_it(newsroom: Newsroom) -> None:
    for number in range(20):
        when = f"{18 + number % 7}.11 {13 + number // 7}:3{number % 2}"
        await schedule(newsroom, when, f"Post {number:02} of a rather long title " * 3)
        newsroom.clock.move(30)
    lines = await picture(newsroom)
    assert utf16_len("\n".join(lines)) <= CAPTION_LIMIT
    assert all("\n".join(lines).count(f"Post {number:02}") == 1 for number in range(20))


async def test_an_author_sees_in_the_picture_what_the_list_shows(newsroom: Newsroom) -> None:
    clara = await add_member(newsroom, "Clara", Role.AUTHOR)
    await schedule(newsroom, "tomorrow 12:30", "Secret of Anna #case")
    await clara.send("/plan")
    await clara.press("Picture")
    assert clara.text.startswith(THIS_WEEK)
    assert "no posts" in clara.text
    assert "Secret" not in clara.text


async def test_a_reader_gets_no_picture_by_a_copied_button(newsroom: Newsroom) -> None:
    for data in (WeekPicture(channel=1), LeavePicture(channel=1)):
        await newsroom.reader.send("/start")
        await newsroom.forge_press(newsroom.reader, data.pack())
    assert not any(text.startswith("Plan") for text in newsroom.reader.texts)
    assert not any(message.photo for message in newsroom.reader.messages)


@pytest.mark.parametrize("day", [0, -1, 1, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808])
async def test_a_forged_day_is_today(newsroom: Newsroom, day: int) -> None:
    await plan(newsroom)
    await newsroom.forge_press(newsroom.author, WeekPicture(channel=1, day=day).pack())
    assert newsroom.author.text.startswith(THIS_WEEK)
    await newsroom.forge_press(newsroom.author, LeavePicture(channel=1, day=day).pack())
    assert newsroom.author.text.startswith("Plan\n")


async def test_weeks_end_where_the_plan_does(newsroom: Newsroom) -> None:
    await plan(newsroom)
    today = newsroom.clock.now().date().toordinal()
    for day, missing in ((today + 364, "Next"), (today - 364, "Previous")):
        await newsroom.forge_press(newsroom.author, WeekPicture(channel=1, day=day).pack())
        assert not any(label.startswith(missing) for label in newsroom.author.buttons())
