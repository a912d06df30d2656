"""Under a digest: More, Less often, Stop and the ways back; what is gone is not shown."""

from tests.newsroom import Newsroom, buttons_of

DAY = 86_400.0


async def post_by_hand(newsroom: Newsroom, text: str) -> int:
    message = newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()
    return message.message_id


async def subscribe(newsroom: Newsroom, words: str = "Daily") -> None:
    await newsroom.reader.send("/digest")
    await newsroom.reader.press(words)


async def get_digest(newsroom: Newsroom, posts: int) -> None:
    """A daily digest of so many posts stands in the reader's chat, the newest first."""
    await subscribe(newsroom)
    for number in range(1, posts + 1):
        await post_by_hand(newsroom, f"Пост {number}.")
        await newsroom.tick(1)
    await newsroom.tick(DAY)
    assert newsroom.reader.text.startswith("Digest:")


def told(text: str) -> list[int]:
    lines = (line for line in text.splitlines() if line.startswith("Пост "))
    return [int(line.removeprefix("Пост ").rstrip(".")) for line in lines]


async def test_more_tells_every_post_of_the_digest_once_in_order(newsroom: Newsroom):
    await get_digest(newsroom, 23)
    reader = newsroom.reader
    pages = [told(reader.text)]
    assert "📖 More · 13" in reader.buttons()
    await reader.press("More")
    assert "posts 11–20 of 23" in reader.text
    pages.append(told(reader.text))
    await reader.press("More")
    pages.append(told(reader.text))
    assert [len(page) for page in pages] == [10, 10, 3]
    assert [number for page in pages for number in page] == list(range(23, 0, -1))
    assert not any("More" in button for button in reader.buttons())


async def test_more_of_an_old_digest_leaves_out_what_was_deleted_since(newsroom: Newsroom):
    await get_digest(newsroom, 13)
    reader, db = newsroom.reader, newsroom.app.db
    for number in range(5):
        await post_by_hand(newsroom, f"Позже {number}")
    async with db.transaction() as session:
        await session.execute(
            "UPDATE posts SET state = 'deleted' WHERE title IN ('Пост 2.', 'Пост 7.')"
        )
    await reader.press("More")
    assert told(reader.text) == [3, 1]
    assert "Позже" not in reader.text


async def test_more_of_a_digest_whose_rest_is_deleted_says_so(newsroom: Newsroom):
    await get_digest(newsroom, 11)
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE posts SET state = 'deleted' WHERE title = 'Пост 1.'")
    await newsroom.reader.press("More")
    assert "no more posts" in newsroom.reader.text


async def test_less_often_steps_down_says_what_is_set_and_offers_the_way_back(newsroom: Newsroom):
    await get_digest(newsroom, 1)
    reader = newsroom.reader
    await reader.press("Less often")
    assert "on weekdays" in reader.text
    assert "The next one: Fri, 20 Nov 2026, 10:00" in reader.text
    await reader.press("As before")
    assert "daily" in reader.text
    await reader.press("Less often")
    await reader.press("Less often")
    assert "weekly" in reader.text
    await reader.press("Less often")
    assert "twice a month" in reader.text
    assert "cannot come less often" in reader.text
    assert "🐢 Less often" not in reader.buttons()
    assert "🔕 Stop" in reader.buttons()
    await reader.press("As before")
    assert "weekly" in reader.text


async def test_a_second_press_under_the_same_digest_only_says_what_is_set(newsroom: Newsroom):
    await get_digest(newsroom, 1)
    reader = newsroom.reader
    digest = reader.last
    await reader.press("Less often")
    data = next(b.callback_data for b in buttons_of(digest) if "Less often" in b.text)
    assert data is not None
    newsroom.world.press(reader.id, newsroom.bot_id, digest.message_id, data)
    await newsroom.settle()
    assert "on weekdays" in reader.text
    await reader.send("/digest")
    assert "✅ Weekdays" in reader.buttons()


async def test_stop_says_how_to_come_back_and_one_tap_does(newsroom: Newsroom):
    await get_digest(newsroom, 1)
    reader = newsroom.reader
    await reader.press("Stop")
    assert "/digest brings them back" in reader.text
    await reader.press("As before")
    assert "daily" in reader.text
    await post_by_hand(newsroom, "После")
    await newsroom.tick(DAY)
    assert reader.text.startswith("Digest:")
    assert "После" in reader.text


async def test_what_is_shown_on_request_has_nothing_to_stop(newsroom: Newsroom):
    await post_by_hand(newsroom, "Пост 1.")
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Show now")
    assert newsroom.reader.text.startswith("Digest:")
    assert newsroom.reader.buttons() == ["⚙️ Settings"]
