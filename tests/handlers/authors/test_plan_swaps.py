"""Swap with: two planned posts exchange their moments, once."""

from tests.newsroom import Newsroom

# The newsroom's clock stands at Wednesday, 18 November 2026, 12:00 in Moscow.


async def schedule(newsroom: Newsroom, words: str, text: str) -> None:
    await newsroom.author.send(text)
    await newsroom.author.press("Schedule")
    await newsroom.author.send(words)
    assert newsroom.author.text.startswith("Scheduled")
    newsroom.clock.move(1)


async def choose_other(newsroom: Newsroom, title: str) -> None:
    await newsroom.author.send("/plan")
    await newsroom.author.press(title)
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Swap with")


async def planned(newsroom: Newsroom) -> list[str]:
    await newsroom.author.send("/plan")
    return [label for label in newsroom.author.buttons() if label.startswith("Post")]


async def test_two_posts_exchange_their_moments(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "Post A #case")
    await schedule(newsroom, "tomorrow 18:00", "Post B #case")
    await choose_other(newsroom, "Post A")
    assert newsroom.author.buttons() == ["Post B · Thu, 19 Nov 2026, 18:00", "Back"]
    await newsroom.author.press("Post B")
    assert newsroom.author.text.startswith("Scheduled: Thu, 19 Nov 2026, 18:00")
    assert "“Post B” goes out Thu, 19 Nov 2026, 10:00 now" in newsroom.author.text
    assert await planned(newsroom) == ["Post B · 10:00", "Post A · 18:00"]
    await newsroom.tick(22 * 3600)
    assert [message.text for message in newsroom.channel] == ["Post B #case"]
    await newsroom.tick(8 * 3600)
    assert [message.text for message in newsroom.channel] == ["Post B #case", "Post A #case"]


async def test_a_press_that_comes_again_does_not_swap_back(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "Post A #case")
    await schedule(newsroom, "tomorrow 18:00", "Post B #case")
    await choose_other(newsroom, "Post A")
    page = newsroom.author.last
    data = page.reply_markup.inline_keyboard[0][0].callback_data  # type: ignore[union-attr]
    for _ in range(3):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, page.message_id, data or "", forged=True
        )
        await newsroom.settle()
        assert newsroom.author.text.startswith("Scheduled: Thu, 19 Nov 2026, 18:00")
    assert await planned(newsroom) == ["Post B · 10:00", "Post A · 18:00"]


async def test_a_post_that_was_moved_meanwhile_is_not_swapped(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "Post A #case")
    await schedule(newsroom, "tomorrow 18:00", "Post B #case")
    await choose_other(newsroom, "Post A")
    page = newsroom.author.last
    data = page.reply_markup.inline_keyboard[0][0].callback_data  # type: ignore[union-attr]
    await newsroom.author.send("/plan")
    await newsroom.author.press("Post B")
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("tomorrow 20:00")
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, page.message_id, data or "", forged=True
    )
    await newsroom.settle()
    assert "The plan has changed" in newsroom.author.text
    assert await planned(newsroom) == ["Post A · 10:00", "Post B · 20:00"]


async def test_a_lonely_post_has_nobody_to_swap_with(newsroom: Newsroom) -> None:
    await schedule(newsroom, "tomorrow 10:00", "Post A #case")
    await choose_other(newsroom, "Post A")
    assert "No other post" in newsroom.author.text
    await newsroom.author.press("Back")
    assert "Swap with" in newsroom.author.buttons()


async def test_a_draft_has_no_moment_to_swap(newsroom: Newsroom) -> None:
    await newsroom.author.send("Post A #case")
    await newsroom.author.press("Schedule")
    assert "Swap with" not in newsroom.author.buttons()
    await newsroom.forge_press(newsroom.author, "awx1:1:0:0")
    assert "not planned" in newsroom.author.text


async def test_many_posts_to_swap_with_are_paged(newsroom: Newsroom) -> None:
    for number in range(13):
        await schedule(newsroom, f"tomorrow 10:{number:02}", f"Post {number:02} #case")
        newsroom.clock.move(30)
    await newsroom.author.send("/plan")
    await newsroom.author.press("Post 00")
    await newsroom.author.press("Reschedule")
    await newsroom.author.press("Swap with")
    first = newsroom.author.buttons()
    assert len(first) == 12
    assert first[-2:] == ["Next", "Back"]
    await newsroom.author.press("Next")
    assert [label[:7] for label in newsroom.author.buttons()] == [
        "Post 11", "Post 12", "Previou", "Back",
    ]  # fmt: skip
    await newsroom.author.press("Previous")
    assert newsroom.author.buttons() == first
