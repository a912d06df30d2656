"""/plan week by week: days with their posts and free slots, and what comes later."""

import pytest

from tests.newsroom import Newsroom

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def schedule(newsroom: Newsroom, words: str, text: str) -> None:
    await newsroom.author.send(text)
    await newsroom.author.press("Schedule")
    await newsroom.author.send(words)
    assert newsroom.author.text.startswith("Scheduled")
    # Telegram's patience with many messages in one chat.
    newsroom.clock.move(1)


async def plan(newsroom: Newsroom) -> list[str]:
    await newsroom.author.send("/plan")
    return newsroom.author.text.splitlines()


async def test_a_day_shows_its_posts_and_its_free_slots(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "In a slot #case")
    await schedule(newsroom, "tomorrow 12:30", "Beside it #case")
    lines = await plan(newsroom)
    day = lines.index("Thu, 19 Nov 2026")
    assert lines[day + 1 : day + 4] == ["10:00 In a slot", "12:30 Beside it", "🆓 18:00"]
    today = lines.index("Wed, 18 Nov 2026")
    assert lines[today + 1] == "🆓 18:00"
    assert "Sat, 21 Nov 2026" not in lines


async def test_the_week_begins_today_and_is_turned_there_and_back(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tuesday 9:00", "Near post #case")
    await schedule(newsroom, "in 8 days", "Far post #case")
    first = await plan(newsroom)
    assert newsroom.author.buttons() == [
        "Near post · 09:00", "Far post · 26 Nov 12:00", "Free slots", "Picture", "Next · 25 Nov",
    ]  # fmt: skip
    assert first[-2:] == ["Later", "Thu, 26 Nov 2026, 12:00 · Far post"]
    await newsroom.author.press("Next")
    assert newsroom.author.buttons() == [
        "Far post · 12:00", "Free slots", "Picture", "Previous · 18 Nov", "Next · 2 Dec",
    ]  # fmt: skip
    await newsroom.author.press("Next")
    assert newsroom.author.buttons() == [
        "Free slots", "Picture", "Previous · 25 Nov", "Next · 9 Dec",
    ]  # fmt: skip
    await newsroom.author.press("Previous")
    await newsroom.author.press("Previous")
    assert newsroom.author.text.splitlines() == first


async def test_two_posts_at_one_moment_are_pointed_out(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 12:30", "First #case")
    assert "⚠️" not in "".join(await plan(newsroom))
    await schedule(newsroom, "tomorrow 12:30", "Second #case")
    lines = await plan(newsroom)
    assert "⚠️ 12:30 First" in lines
    assert "⚠️ 12:30 Second" in lines


async def test_a_full_week_goes_on_on_a_further_page(newsroom: Newsroom) -> None:
    for number in range(22):
        await schedule(newsroom, f"20.11 {number // 2 + 10}:00", f"Post {number:02} #case")
        newsroom.clock.move(30)
    await plan(newsroom)
    shown = [label for label in newsroom.author.buttons() if label.startswith("Post")]
    assert newsroom.author.buttons()[-1] == "Next"
    await newsroom.author.press("Next")
    rest = [label for label in newsroom.author.buttons() if label.startswith("Post")]
    assert (len(shown), len(rest)) == (20, 2)
    assert [label[5:7] for label in (*shown, *rest)] == [f"{number:02}" for number in range(22)]
    assert newsroom.author.buttons()[-2:] == ["Previous · 18 Nov", "Next · 25 Nov"]
    assert not newsroom.world.refusals


async def test_a_late_post_stands_in_the_first_week(newsroom: Newsroom) -> None:
    await schedule(newsroom, "in 1 hour", "Late #case")
    newsroom.clock.move(2 * 86_400)
    lines = await plan(newsroom)
    assert lines[lines.index("Wed, 18 Nov 2026") + 1] == "13:00 Late"


async def test_a_free_slot_is_filled_with_a_draft_by_taps(newsroom: Newsroom) -> None:
    await newsroom.author.send("Waiting #case")
    await plan(newsroom)
    await newsroom.author.press("Free slots")
    assert newsroom.author.buttons()[:2] == ["Wed 18 · 18:00", "Thu 19 · 10:00"]
    await newsroom.author.press("Thu 19 · 10:00")
    assert newsroom.author.text.startswith("Thu, 19 Nov 2026, 10:00")
    await newsroom.author.press("Waiting")
    assert newsroom.author.text.startswith("Scheduled: Thu, 19 Nov 2026, 10:00")
    await plan(newsroom)
    await newsroom.author.press("Free slots")
    assert "Thu 19 · 10:00" not in newsroom.author.buttons()


async def test_a_slot_of_a_rubric_offers_only_its_drafts(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Slots")
    await newsroom.author.send("sat 12:00 #hit")
    await newsroom.author.send("/cancel")
    await newsroom.author.send("A case #case")
    await newsroom.author.send("A hit #hit")
    newsroom.clock.move(60)
    await plan(newsroom)
    await newsroom.author.press("Free slots")
    await newsroom.author.press("Sat 21 · 12:00 #hit")
    assert newsroom.author.buttons() == ["A hit", "Back"]
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("Plan")


async def test_a_slot_of_a_rubric_takes_posts_of_its_synonyms(newsroom: Newsroom) -> None:
    author = newsroom.author
    for text in ("One #hit", "Two #hit", "Three #promo"):
        newsroom.world.say(author.id, newsroom.channel_id, text)
    await newsroom.settle()
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Rubrics")
    await author.press("#promo")
    await author.press("Join to")
    await author.send("#hit")
    await author.press("Join")
    await newsroom.tick(60)
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Slots")
    await author.send("sat 12:00 #promo")
    await author.send("/cancel")
    await author.send("A case #case")
    await author.send("A hit #hit")
    await author.press("Schedule")
    assert author.buttons()[0] == "Next slot · Sat, 21 Nov 2026, 12:00"
    newsroom.clock.move(60)
    await plan(newsroom)
    await author.press("Free slots")
    await author.press("Sat 21 · 12:00 #promo")
    assert author.buttons() == ["A hit", "Back"]


@pytest.mark.parametrize(
    "data",
    [f"al1:plan:1:{(1 << 63) - 1}:1:", "al1:plan:1:-5:7:1", "awf1:1:9223372036854775807",
     "awp1:1:9223372036854775807", "awp1:1:-9223372036854775808", "awf1:7:0"],
)  # fmt: skip
async def test_a_forged_page_breaks_nothing(newsroom: Newsroom, data: str) -> None:
    await plan(newsroom)
    await newsroom.forge_press(newsroom.author, data)
    assert newsroom.author.text
    assert "something broke" not in newsroom.author.text.lower()
    assert "went wrong" not in newsroom.author.text.lower()
