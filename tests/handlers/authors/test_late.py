"""After an outage late posts follow their channel's policy, and nobody gets a pile of messages."""

import asyncio
from datetime import datetime

import pytest

from bot.domain.publications import Publication, PublicationState
from bot.sandbox import Fault
from storage import lateness
from storage.db import Session
from storage.publications import list_in_state
from tests.handlers.authors.test_plan import schedule, texts
from tests.newsroom import Newsroom

AN_HOUR = 3600


async def set_policy(newsroom: Newsroom, words: str) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Late posts")
    await newsroom.author.press(words)


async def plan_three(newsroom: Newsroom) -> None:
    for number, name in enumerate(("First", "Second", "Third"), start=1):
        await schedule(newsroom, f"in {number} minutes", f"{name} #case")


def told(newsroom: Newsroom, before: int) -> list[str]:
    """What the author was told since."""
    return newsroom.author.texts[before:]


async def rest(newsroom: Newsroom) -> None:
    """Three posts leave in three turns; their notices come behind."""
    for _ in range(5):
        await newsroom.tick(1)


async def test_the_page_of_a_channel_shows_the_policy_in_force_and_sets_it(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Late posts")
    assert "30 min" in newsroom.author.text
    assert "✅ Ask the author" in newsroom.author.buttons()
    await newsroom.author.press("Skip")
    assert "✅ Skip: make it a draft again" in newsroom.author.buttons()
    assert "Ask the author" in newsroom.author.buttons()


async def test_late_posts_ask_in_one_message_and_all_go_out_in_the_order_of_the_plan(
    newsroom: Newsroom,
) -> None:
    await plan_three(newsroom)
    before = len(newsroom.author.texts)
    await newsroom.tick(AN_HOUR)
    (question,) = told(newsroom, before)
    assert question.startswith("3 posts are late")
    assert question.index("First") < question.index("Second") < question.index("Third")
    assert newsroom.author.buttons()[-2:] == ["Publish all", "All back to drafts"]
    await newsroom.author.press("Publish all")
    assert texts(newsroom) == []
    await newsroom.author.press("Publish")
    before = len(newsroom.author.texts)
    await rest(newsroom)
    assert texts(newsroom) == ["First #case", "Second #case", "Third #case"]
    (outcome,) = told(newsroom, before)
    assert outcome.startswith("3 posts went out late")
    assert "59 min late" in outcome


async def test_the_last_of_many_is_told_with_the_others_even_if_it_went_out_as_they_were_counted(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notices are read while the last post is being sent; it is out when they are judged."""
    is_burst = lateness.is_burst

    async def after_what_is_sent(db: Session, publication: Publication, *, now: datetime) -> bool:
        while await list_in_state(db, PublicationState.SENDING):
            await asyncio.sleep(0.01)
        return await is_burst(db, publication, now=now)

    await plan_three(newsroom)
    await newsroom.tick(AN_HOUR)
    await newsroom.author.press("Publish all")
    monkeypatch.setattr(lateness, "is_burst", after_what_is_sent)
    newsroom.world.faults.add(
        Fault("sendMessage", "slow_before", chat_id=newsroom.channel_id, seconds=0.2, times=3)
    )
    await newsroom.author.press("Publish")
    before = len(newsroom.author.texts)
    await rest(newsroom)
    (outcome,) = told(newsroom, before)
    assert outcome.startswith("3 posts went out late")


async def test_the_buttons_of_a_list_do_nothing_twice(newsroom: Newsroom) -> None:
    await plan_three(newsroom)
    await newsroom.tick(AN_HOUR)
    await newsroom.author.press("Publish all")
    sure = next(button for button in newsroom.author.all_buttons if button.text == "Publish")
    assert sure.callback_data
    await newsroom.author.press("Publish")
    await newsroom.author.send("/channels")
    await newsroom.forge_press(newsroom.author, sure.callback_data)
    await rest(newsroom)
    assert len(texts(newsroom)) == 3
    assert "None of these posts is late" in " ".join(newsroom.author.texts)


async def test_all_of_a_list_can_be_drafts_again(newsroom: Newsroom) -> None:
    await plan_three(newsroom)
    await newsroom.tick(AN_HOUR)
    await newsroom.author.press("All back to drafts")
    assert newsroom.author.text == "3 posts are drafts again."
    await rest(newsroom)
    assert texts(newsroom) == []
    await newsroom.author.send("/drafts")
    assert {"First", "Second", "Third"} <= {word.split()[0] for word in newsroom.author.buttons()}


async def test_a_list_is_answered_by_nobody_else(newsroom: Newsroom) -> None:
    await plan_three(newsroom)
    await newsroom.tick(AN_HOUR)
    data = next(b for b in newsroom.author.all_buttons if b.text == "Publish all").callback_data
    assert data
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, data.replace("publish", "publish!"))
    await rest(newsroom)
    assert texts(newsroom) == []


async def test_one_late_post_asks_by_itself(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(AN_HOUR)
    assert "late by 59 min" in newsroom.author.text
    assert "Publish now" in newsroom.author.buttons()


async def test_a_channel_that_publishes_late_posts_tells_how_late_they_were(
    newsroom: Newsroom,
) -> None:
    await set_policy(newsroom, "Publish anyway")
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(60 + 47 * 60)
    assert texts(newsroom) == ["Headline #case"]
    assert newsroom.author.text.startswith("Published 47 min late: Headline")


async def test_many_that_go_out_late_are_told_in_one_message(newsroom: Newsroom) -> None:
    await set_policy(newsroom, "Publish anyway")
    await plan_three(newsroom)
    before = len(newsroom.author.texts)
    await newsroom.tick(5 * AN_HOUR)
    await rest(newsroom)
    assert texts(newsroom) == ["First #case", "Second #case", "Third #case"]
    (outcome,) = told(newsroom, before)
    assert outcome.startswith("3 posts went out late")
    assert "4 h 59 min late" in outcome


async def test_within_the_grace_every_policy_publishes(newsroom: Newsroom) -> None:
    await set_policy(newsroom, "Skip")
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(60 + 29 * 60)
    assert texts(newsroom) == ["Headline #case"]
    assert newsroom.author.text.startswith("Published 29 min late")


async def test_a_post_in_time_is_not_called_late(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(60 + 59)
    assert newsroom.author.text.startswith("Published: Headline")


@pytest.mark.parametrize("count", [1, 3])
async def test_skipped_posts_are_drafts_again_and_their_author_hears_it_once(
    newsroom: Newsroom, count: int
) -> None:
    await set_policy(newsroom, "Skip")
    for number in range(count):
        await schedule(newsroom, f"in {number + 1} minutes", f"Number {number} #case")
    before = len(newsroom.author.texts)
    await newsroom.tick(AN_HOUR)
    await rest(newsroom)
    assert texts(newsroom) == []
    (notice,) = told(newsroom, before)
    assert "late" in notice
    assert "Number 0" in notice
    await newsroom.author.send("/drafts")
    assert sum(word.startswith("Number") for word in newsroom.author.buttons()) == count


async def test_a_post_that_was_skipped_can_be_planned_again(newsroom: Newsroom) -> None:
    await set_policy(newsroom, "Skip")
    await schedule(newsroom, "in 1 minute")
    await newsroom.tick(AN_HOUR)
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 1 minute")
    await newsroom.tick(60)
    assert texts(newsroom) == ["Headline #case"]


async def test_a_list_of_very_many_is_still_one_message(newsroom: Newsroom) -> None:
    for number in range(25):
        await schedule(newsroom, "tomorrow at 10:00", f"{number} " + "long title " * 12 + "#case")
        await newsroom.tick(20)
    before = len(newsroom.author.texts)
    await newsroom.tick(24 * AN_HOUR)
    (question,) = told(newsroom, before)
    assert question.startswith("25 posts are late")
    assert question.endswith("… and 5 more")
