"""Under a digest: More, Less often, Stop and the ways back; what is gone is not shown."""

import pytest

from handlers.readers.digest_keyboards import DigestDo, OnDigest
from storage import subscriptions
from tests.handlers.authors.test_team import second_channel
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
    assert reader.text.startswith("Digest of “Marketing aloud”\nIt comes on weekdays")
    assert "The next one: Fri, 20 Nov 2026, 10:00" in reader.text
    await reader.press("As before")
    assert "daily" in reader.text
    await reader.press("Less often")
    await reader.press("Less often")
    assert "weekly" in reader.text
    await reader.press("Less often")
    assert "twice a month" in reader.text
    assert "cannot come less often than this" in reader.text
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
    assert "To have them back: /digest" in reader.text
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


async def test_a_hidden_rubric_is_no_heading(newsroom: Newsroom):
    await subscribe(newsroom)
    await post_by_hand(newsroom, "Пост 1. #тайное #кейс")
    await post_by_hand(newsroom, "Пост 2. #тайное")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE rubrics SET is_hidden = 1 WHERE fold = 'тайное'")
    await newsroom.tick(DAY)
    lines = newsroom.reader.text.splitlines()
    assert "#кейс" in lines
    assert "#тайное" not in lines
    assert lines.index("#кейс") < lines.index("Without a rubric")


async def test_posts_of_a_private_channel_are_linked_for_its_members(newsroom: Newsroom):
    await subscribe(newsroom)
    message_id = await post_by_hand(newsroom, "Пост 1.")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET username = NULL")
    await newsroom.tick(DAY)
    internal = str(newsroom.channel_id).removeprefix("-100")
    urls = [entity.url for entity in newsroom.reader.last.entities or [] if entity.url]
    assert urls == [f"https://t.me/c/{internal}/{message_id}"]


async def test_under_digests_of_two_channels_each_button_acts_on_its_own(newsroom: Newsroom):
    reader, db = newsroom.reader, newsroom.app.db
    second = second_channel(newsroom)
    newsroom.world.join(second, reader.id)
    await newsroom.settle()
    await reader.send("/digest")
    for number in (1, 2):
        await newsroom.forge_press(reader, OnDigest(do=DigestDo.CHANNEL, channel=number).pack())
        await reader.press("Daily")
        await newsroom.tick(1)
    await post_by_hand(newsroom, "Пост 1.")
    newsroom.world.say(newsroom.author.id, second, "Пост 2.")
    await newsroom.settle()
    await newsroom.tick(DAY)
    digest = next(
        one for one in reader.messages
        if (one.text or "").startswith("Digest: Marketing aloud\n")
    )  # fmt: skip
    data = {b.text: b.callback_data or "" for b in buttons_of(digest)}
    for label in ("🐢 Less often", "🔕 Stop"):
        newsroom.world.press(reader.id, newsroom.bot_id, digest.message_id, data[label])
        await newsroom.settle()
        assert "Second channel" not in reader.text
        await newsroom.tick(1)
    found = {
        one.channel_id: one.schedule.frequency.value
        for one in await subscriptions.list_of_person(db, reader.id)
    }
    assert sorted(found.values()) == ["daily", "off"]
    assert found[1] == "off"


async def test_a_forged_end_of_no_channels_digest_changes_nothing(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    await newsroom.forge_press(reader, OnDigest(do=DigestDo.STOP, channel=99).pack())
    assert "went wrong" not in "".join(reader.texts)
    await reader.send("/digest")
    assert "✅ Daily" in reader.buttons()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
