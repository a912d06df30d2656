"""What is done in a channel stands in its journal: each deed once, in words, in both languages."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.journal import Deed
from bot.domain.team import Role
from storage import journal
from tests.handlers.authors.desk import open_post, publish
from tests.handlers.authors.test_checking import add_words, open_rules, switch_on
from tests.handlers.authors.test_journal import open_journal
from tests.handlers.authors.test_plan_series import open_repeat
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import START, Newsroom, open_newsroom


async def open_page(newsroom: Newsroom, label: str) -> None:
    await newsroom.tick(5)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press(label)


async def deeds(newsroom: Newsroom) -> list[Deed]:
    """Newest first; the connecting of the channel, which every newsroom begins with, aside."""
    page = await journal.list_entries(newsroom.app.db, 1, None, 50)
    return [entry.deed for entry in page.items][:-1]


async def press_twice(newsroom: Newsroom, data: str) -> None:
    for _ in range(2):
        await forge_data(newsroom, newsroom.author, data)


async def test_slots_are_noted_as_they_came_and_went(newsroom: Newsroom) -> None:
    await open_page(newsroom, "Slots")
    await newsroom.author.send("tue 19:00 #case, sat noon")
    await newsroom.author.send("tue 19:00 #case")
    await press_twice(newsroom, "aws1:1:1:1140")
    await newsroom.author.press("Default slots")
    text = await open_journal(newsroom)
    assert "· Anna\nadded slots: Tue 19:00 #case" in text
    assert "· Anna\nremoved a slot: Tue 19:00 #case" in text
    assert "· Anna\nwent back to the default slots" in text
    assert await deeds(newsroom) == [Deed.SLOTS_RESET, Deed.SLOT_REMOVED, Deed.SLOTS_ADDED]


async def test_the_policy_of_late_posts_is_noted_when_it_changes(newsroom: Newsroom) -> None:
    await open_page(newsroom, "Late posts")
    await newsroom.author.press("Skip")
    await newsroom.tick(5)
    await newsroom.author.press("✅ Skip")
    text = await open_journal(newsroom)
    assert "set what happens to late posts: Skip: make it a draft again" in text
    assert await deeds(newsroom) == [Deed.LATE_POLICY_SET]


@pytest.mark.parametrize(
    ("presses", "deed", "words"),
    [
        (["Publish all", "Publish"], Deed.LATE_WANTED, "let “Second” go out late"),
        (["All back to drafts"], Deed.CANCELLED, "took “Second” out of the plan"),
    ],
)
async def test_an_answer_about_many_late_posts_is_noted_for_each(
    newsroom: Newsroom, presses: list[str], deed: Deed, words: str
) -> None:
    for minutes, name in ((1, "First"), (2, "Second")):
        await newsroom.author.send(f"{name} #case")
        await newsroom.author.press("Schedule")
        await newsroom.author.send(f"in {minutes} minutes")
    await newsroom.tick(3600)
    for label in presses:
        await newsroom.author.press(label)
    assert (await deeds(newsroom))[:3] == [deed, deed, Deed.PLANNED]
    assert words in await open_journal(newsroom)


async def test_repeats_are_noted_made_moved_skipped_and_stopped(newsroom: Newsroom) -> None:
    await open_repeat(newsroom)
    await newsroom.author.press("Daily")
    await newsroom.author.press("× 2")
    await newsroom.tick(5)
    await newsroom.author.send("/plan")
    await press_twice(newsroom, "awe1:skip:2")
    await newsroom.author.send("/plan")
    await newsroom.author.press("Headline")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("tomorrow 15:00")
    await newsroom.tick(5)
    await press_twice(newsroom, "awe1:stop:1")
    assert await deeds(newsroom) == [
        Deed.REPEATS_STOPPED, Deed.MOVED, Deed.SKIPPED, Deed.REPEATED, Deed.PLANNED,
    ]  # fmt: skip
    text = await open_journal(newsroom)
    assert "repeated “Headline”: 2 times, the last one on Sat, 21 Nov 2026, 10:00" in text
    assert "skipped a repeat of “Headline”" in text
    assert "moved “Headline” to Thu, 19 Nov 2026, 15:00" in text
    assert "removed the other repeats of “Headline” (1)" in text


async def test_a_moment_that_is_asked_for_again_is_noted_once(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.author.press("Schedule")
    await press_twice(newsroom, "ap1:tomorrow:1")
    assert await deeds(newsroom) == [Deed.PLANNED]


async def test_pins_are_noted(newsroom: Newsroom) -> None:
    await publish(newsroom, "Words of Anna #case")
    await open_post(newsroom, "Words of Anna")
    await newsroom.author.press("Pin")
    await newsroom.tick(5)
    await open_post(newsroom, "Words of Anna")
    await newsroom.author.press("Unpin")
    assert await deeds(newsroom) == [Deed.UNPINNED, Deed.PINNED, Deed.PUBLISHED]
    text = await open_journal(newsroom)
    assert text.index("unpinned “Words of Anna”") < text.index("pinned “Words of Anna”\n")


async def test_house_rules_are_noted_by_name(newsroom: Newsroom) -> None:
    author = newsroom.author
    await switch_on(author, "A rubric")
    await author.press("Make it advice")
    await newsroom.tick(5)
    await add_words(author, "unique, sale")
    await open_page(newsroom, "Signature")
    await author.press("Switch on")
    await author.send("Marketing aloud")
    await newsroom.tick(5)
    await open_rules(author)
    await author.press("Words")
    await author.press("Remove")
    text = await open_journal(newsroom)
    assert "switched a house rule on: A rubric" in text
    assert "changed a house rule: A rubric" in text
    assert "changed a house rule: Signature" in text
    assert "added forbidden words: unique, sale" in text
    assert "removed forbidden words: unique, sale" in text


async def test_an_override_is_noted_with_its_remark(newsroom: Newsroom) -> None:
    author = newsroom.author
    await switch_on(author, "A rubric", is_error=True)
    await author.send("No rubric")
    await author.press("Check")
    await author.press("Override")
    await author.send("An exception")
    assert (await deeds(newsroom))[0] is Deed.OVERRIDDEN
    text = await open_journal(newsroom)
    assert "let “No rubric” through against the house rules: An exception" in text


async def test_the_zone_and_the_connection_are_noted_when_they_change(newsroom: Newsroom) -> None:
    for _ in range(2):
        await open_page(newsroom, "Zone")
        await newsroom.author.send("Europe/Berlin")
    assert await deeds(newsroom) == [Deed.ZONE_SET]
    newsroom.world.rename(newsroom.channel_id, title="Marketing aloud again")
    await newsroom.tick(5)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    for _ in range(2):
        await forge_data(newsroom, newsroom.author, "as1:resume:1")
    assert await deeds(newsroom) == [Deed.RESUMED, Deed.ZONE_SET]
    assert "let the paused channel go on" in await open_journal(newsroom)


async def test_what_takes_a_post_out_of_review_is_noted(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await open_page(newsroom, "Ask for review")
    await vera.send("Words of Vera #case")
    for step in ("Send for review", "Take back", "Send for review"):
        await vera.press(step)
        await newsroom.tick(5)
    await egor.press("Approve")
    await newsroom.tick(5)
    await vera.press("Text")
    await vera.send("Other words of Vera #case")
    await newsroom.tick(5)
    assert (await deeds(newsroom))[:5] == [
        Deed.APPROVAL_LOST, Deed.APPROVED, Deed.SUBMITTED, Deed.TAKEN_BACK, Deed.SUBMITTED,
    ]  # fmt: skip
    text = await open_journal(newsroom)
    assert "· Vera\nchanged “Other words of Vera”, which needs a new approval" in text
    assert "· Vera\ntook “Other words of Vera” back from review" in text


async def test_an_editor_who_plans_a_post_of_an_author_has_approved_it(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await open_page(newsroom, "Ask for review")
    await vera.send("Words of Vera #case")
    await vera.press("Send for review")
    await newsroom.tick(5)
    await newsroom.forge_press(egor, "ap1:tomorrow:1")
    assert (await deeds(newsroom))[:3] == [Deed.PLANNED, Deed.APPROVED, Deed.SUBMITTED]


@pytest.fixture
async def russian(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path, language="ru") as room:
        yield room


# What a deed keeps beside its post, where that is neither a moment nor any words.
DETAILS = {
    Deed.REPEATED: f"3 {START.isoformat()}",
    Deed.INVITED: "author",
    Deed.JOINED: "editor",
    Deed.SLOTS_ADDED: "1 1140 кейс\n5 720",
    Deed.SLOT_REMOVED: "0 0",
    Deed.LATE_POLICY_SET: "ask",
    Deed.WEB_SET: "on",
    Deed.ROUNDUP_SET: "weekly",
    Deed.RUN_PAUSED: "digest",
    Deed.RUN_WENT_ON: "digest",
    Deed.RUN_STOPPED: "announcement",
    Deed.RULE_ON: "length",
    Deed.RULE_OFF: "ai-mark",
    # As it was noted before rules were named.
    Deed.RULES_CHANGED: "",
}


async def test_every_deed_has_its_line_in_russian(russian: Newsroom) -> None:
    async with russian.app.db.transaction() as session:
        for number, deed in enumerate(Deed):
            await journal.insert(
                session, deed, channel_id=1, person_id=russian.author.id,
                now=START + timedelta(minutes=number), detail=DETAILS.get(deed, START.isoformat()),
            )  # fmt: skip
    await russian.author.send("/channels")
    await russian.author.press("Marketing aloud")
    await russian.author.press("Журнал")
    seen = russian.author.text
    while "Следующая" in " ".join(russian.author.buttons()):
        await russian.tick(2)
        await russian.author.press("Следующая")
        seen += "\n" + russian.author.text
    assert seen.count("· Anna\n") == len(Deed) + 1
    assert "новые слоты: вт 19:00 #кейс, сб 12:00" in seen
    assert "3 раза, последний ср, 18 ноября 2026, 12:00" in seen
    assert "включено правило: Длина" in seen
