"""The plan: typed moments, ready ones, moving, cancelling - and what happens when it is due."""

import pytest

from bot.sandbox import Fault
from tests.newsroom import Newsroom

PLANNED = ["Reschedule", "Edit", "Publish now", "Cancel"]
# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def draft(newsroom: Newsroom, text: str = "Headline #case") -> None:
    await newsroom.author.send(text)


async def schedule(newsroom: Newsroom, words: str, text: str = "Headline #case") -> None:
    await draft(newsroom, text)
    await newsroom.author.press("Schedule")
    await newsroom.author.send(words)


def texts(newsroom: Newsroom) -> list[str]:
    return [message.text or message.caption or "" for message in newsroom.channel]


@pytest.mark.parametrize(
    ("words", "moment", "distance"),
    [
        ("завтра в 10:30", "Thu, 19 Nov 2026, 10:30", "in 22 h 30 min"),
        ("tomorrow at 10:30", "Thu, 19 Nov 2026, 10:30", "in 22 h 30 min"),
        ("в пятницу 19:00", "Fri, 20 Nov 2026, 19:00", "in 2 d 7 h"),
        ("25.12 18:00", "Fri, 25 Dec 2026, 18:00", "in 37 d 6 h"),
        ("in 2 hours", "Wed, 18 Nov 2026, 14:00", "in 2 h"),
        ("fri 9:15", "Fri, 20 Nov 2026, 09:15", "in 1 d 21 h"),
    ],
)
async def test_typed_words_schedule_a_post_and_say_how_far_it_is(
    newsroom: Newsroom, words: str, moment: str, distance: str
) -> None:
    await schedule(newsroom, words)
    assert newsroom.author.text.startswith("Scheduled")
    assert moment in newsroom.author.text
    assert distance in newsroom.author.text
    assert "Europe/Moscow" in newsroom.author.text
    assert newsroom.author.buttons() == PLANNED


@pytest.mark.parametrize("words", ["вчера в 10:00", "01.02.2020 10:00", "qwerty", "99.99 25:61"])
async def test_a_past_moment_or_nonsense_is_asked_again_with_an_example(
    newsroom: Newsroom, words: str
) -> None:
    await schedule(newsroom, words)
    assert "10:30" in newsroom.author.text
    await newsroom.author.send("tomorrow at 10:30")
    assert newsroom.author.text.startswith("Scheduled")


async def test_the_next_slot_is_offered_with_its_time_and_taken_once(newsroom: Newsroom) -> None:
    await draft(newsroom, "First #case")
    await newsroom.author.press("Schedule")
    assert newsroom.author.buttons()[0] == "Next slot · Wed, 18 Nov 2026, 18:00"
    await newsroom.author.press("Next slot")
    assert newsroom.author.text.startswith("Scheduled: Wed, 18 Nov 2026, 18:00")
    await draft(newsroom, "Second #case")
    await newsroom.author.press("Schedule")
    assert newsroom.author.buttons()[0] == "Next slot · Thu, 19 Nov 2026, 10:00"


@pytest.mark.parametrize(
    ("label", "moment"),
    [("In an hour", "Wed, 18 Nov 2026, 13:00"), ("Tomorrow", "Thu, 19 Nov 2026, 09:00")],
)
async def test_ready_moments_schedule_with_one_press(
    newsroom: Newsroom, label: str, moment: str
) -> None:
    await draft(newsroom)
    await newsroom.author.press("Schedule")
    await newsroom.author.press(label)
    assert newsroom.author.text.startswith(f"Scheduled: {moment}")


async def test_a_planned_post_goes_out_at_its_moment_and_not_before(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(59)
    assert texts(newsroom) == []
    await newsroom.tick(1)
    assert texts(newsroom) == ["Headline #case"]
    assert newsroom.author.text.startswith("Published")
    await newsroom.tick(600)
    assert texts(newsroom) == ["Headline #case"]
    assert sum(text.startswith("Published") for text in newsroom.author.texts) == 1
    assert not newsroom.world.refusals


async def test_the_plan_lists_posts_by_day_and_opens_them(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow at 10:30", "Morning post\n#case")
    await schedule(newsroom, "in 1 hour", "Soon\n#case")
    await newsroom.author.send("/plan")
    assert newsroom.author.buttons()[:2] == ["Soon · 13:00", "Morning post · 10:30"]
    assert newsroom.author.text.index("Wed, 18 Nov") < newsroom.author.text.index("Thu, 19 Nov")
    await newsroom.author.press("Morning post")
    assert "Planned: Thu, 19 Nov 2026, 10:30" in newsroom.author.text
    assert newsroom.author.buttons() == [*PLANNED, "Back"]


async def test_a_cancelled_post_is_a_draft_again_and_never_goes_out(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.author.press("Cancel")
    assert newsroom.author.text.startswith("Cancelled")
    await newsroom.tick(120)
    assert texts(newsroom) == []
    await newsroom.author.send("/drafts")
    assert newsroom.author.buttons() == ["Headline"]


async def test_a_rescheduled_post_goes_out_at_the_new_moment_only(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("in 5 minutes")
    assert newsroom.author.text.startswith("Scheduled")
    await newsroom.tick(61)
    assert texts(newsroom) == []
    await newsroom.tick(240)
    assert texts(newsroom) == ["Headline #case"]


async def test_an_edited_planned_post_goes_out_as_it_was_last_written(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Text")
    await newsroom.author.send("Better headline #case")
    assert "Planned" in newsroom.author.text
    await newsroom.tick(60)
    assert texts(newsroom) == ["Better headline #case"]


async def test_cancelling_after_the_send_has_begun_says_so(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    card = newsroom.author.last
    await newsroom.tick(60)
    cancel = card.reply_markup.inline_keyboard[1][1].callback_data  # type: ignore[union-attr]
    newsroom.world.press(newsroom.author.id, newsroom.bot_id, card.message_id, cancel or "")
    await newsroom.settle()
    assert "already published" in newsroom.author.text


async def test_a_flood_wait_is_waited_out_and_the_post_goes_out_once(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="too_many", chat_id=newsroom.channel_id, retry_after=2)
    )
    await newsroom.tick(60)
    assert texts(newsroom) == []
    await newsroom.tick(1)
    assert texts(newsroom) == []


async def test_a_refusal_is_told_in_words_and_the_draft_can_be_mended(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    newsroom.world.faults.add(
        Fault(
            method="sendMessage", kind="refuse", chat_id=newsroom.channel_id, error_code=400,
            description="Bad Request: ENTITIES_TOO_LONG",
        )
    )  # fmt: skip
    await newsroom.tick(60)
    assert "too long for Telegram" in newsroom.author.text
    assert "Schedule" in newsroom.author.buttons()
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert texts(newsroom) == ["Headline #case"]


async def test_a_post_later_than_the_grace_asks_its_author(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(60 + 31 * 60)
    assert texts(newsroom) == []
    assert "late by 31 min" in newsroom.author.text
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert texts(newsroom) == ["Headline #case"]


async def test_a_post_within_the_grace_goes_out_late(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(60 + 29 * 60)
    assert texts(newsroom) == ["Headline #case"]


async def test_a_lost_channel_pauses_its_plan_and_goes_on_when_it_is_back(
    newsroom: Newsroom,
) -> None:
    await schedule(newsroom, "in 1 minute")
    newsroom.world.remove(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    assert "paused" in newsroom.author.text
    await newsroom.tick(120)
    assert texts(newsroom) == []
    await newsroom.connect()
    await newsroom.work()
    assert texts(newsroom) == ["Headline #case"]


async def test_parts_of_a_long_post_follow_each_other_before_anything_else(
    newsroom: Newsroom,
) -> None:
    long = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(20)).strip()
    await newsroom.author.send(long)
    await newsroom.tick(3)
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 1 minute")
    await schedule(newsroom, "in 1 minute", "Short #case")
    await newsroom.tick(60)
    *parts, short = texts(newsroom)
    assert short == "Short #case"
    assert len(parts) == 2
    assert "".join("".join(parts).split()) == "".join(long.split())


async def test_the_plan_of_a_paused_channel_says_so(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 hour")
    newsroom.world.remove(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send("/plan")
    assert "Paused: nothing goes out" in newsroom.author.text
    await newsroom.connect()
    await newsroom.author.send("/plan")
    assert "Paused" not in newsroom.author.text


async def test_what_may_mean_two_moments_is_asked_back_and_planned_by_a_press(
    newsroom: Newsroom,
) -> None:
    await schedule(newsroom, "05/06 18:00")
    assert newsroom.author.text.startswith("Which of these")
    assert newsroom.author.buttons() == [
        "Thu, 6 May 2027, 18:00", "Sat, 5 Jun 2027, 18:00", "Back",
    ]  # fmt: skip
    await newsroom.author.press("Sat, 5 Jun")
    assert newsroom.author.text.startswith("Scheduled: Sat, 5 Jun 2027, 18:00")
