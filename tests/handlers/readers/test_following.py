"""Following rubrics through the whole bot: the buttons, the list, notices at once."""

import pytest

from bot.sandbox import Fault
from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom

HOUR = 3600.0


async def post_by_hand(newsroom: Newsroom, text: str) -> int:
    message = newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()
    return message.message_id


async def follow(newsroom: Newsroom, tag: str) -> None:
    await newsroom.reader.send("/tags")
    await newsroom.reader.press(f"#{tag}")
    await newsroom.reader.press("Follow")


async def want_at_once(newsroom: Newsroom) -> None:
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("My rubrics")
    await newsroom.reader.press("At once")


async def test_the_button_of_a_rubric_is_turned_where_it_stands(
    newsroom: Newsroom, publish: Publish
) -> None:
    await publish("One\n#case")
    reader = newsroom.reader
    await reader.send("/tags")
    await reader.press("#case")
    page = reader.text
    assert "➕ Follow" in reader.buttons()
    count = len(reader.texts)
    await reader.press("Follow")
    assert "➖ Unfollow" in reader.buttons()
    assert "➕ Follow" not in reader.buttons()
    assert (reader.text, len(reader.texts)) == (page, count)
    await reader.send("/tags")
    await reader.press("#case")
    assert "➖ Unfollow" in reader.buttons()
    await reader.press("Unfollow")
    assert "➕ Follow" in reader.buttons()


async def test_a_press_that_comes_twice_changes_nothing_more(
    newsroom: Newsroom, publish: Publish
) -> None:
    await publish("One\n#case")
    reader = newsroom.reader
    await reader.send("/tags")
    await reader.press("#case")
    [data] = [one.callback_data for one in reader.all_buttons if one.text == "➕ Follow"]
    assert data is not None
    await newsroom.forge_press(reader, data)
    await newsroom.forge_press(reader, data)
    rows = await newsroom.app.db.fetch_all("SELECT person_id FROM follows")
    assert [row["person_id"] for row in rows] == [reader.id]


async def test_the_list_says_what_is_followed_and_lets_go_of_it(
    newsroom: Newsroom, publish: Publish
) -> None:
    await publish("One\n#case #news")
    reader = newsroom.reader
    await reader.send("/tags")
    await reader.press("My rubrics")
    assert "You follow no rubric yet" in reader.text
    await follow(newsroom, "case")
    await follow(newsroom, "news")
    await reader.send("/tags")
    await reader.press("My rubrics")
    assert {"#case", "#news"} <= set(reader.buttons())
    await reader.press("Unfollow")
    assert {"#case", "#news"} & set(reader.buttons()) == {"#case"}
    await reader.press("#case")
    assert "➖ Unfollow" in reader.buttons()


async def test_a_rubric_that_is_gone_is_not_followed(newsroom: Newsroom, publish: Publish) -> None:
    await publish("One\n#case")
    reader = newsroom.reader
    await reader.send("/tags")
    await newsroom.forge_press(reader, "rg1:1:999:1:0")
    assert "The channel has this rubric no longer" in reader.text
    await reader.send("/tags")
    await newsroom.forge_press(reader, "rg1:999:1:1:0")
    assert await newsroom.app.db.fetch_all("SELECT * FROM follows") == []


async def test_what_is_published_by_hand_or_by_the_bot_comes_at_once(newsroom: Newsroom) -> None:
    reader, author = newsroom.reader, newsroom.author
    await post_by_hand(newsroom, "Old\n#case")
    await follow(newsroom, "case")
    await want_at_once(newsroom)
    assert "✅ 🔔 At once" in reader.buttons()
    assert "at most once an hour" in reader.text
    first = await post_by_hand(newsroom, "Discount\nThe shop gave one. All came.\n#case #other")
    await newsroom.work()
    assert reader.text == "New in “Marketing aloud”\n\nDiscount\nThe shop gave one.\n#case"
    [url] = [entity.url for entity in reader.last.entities or [] if entity.url]
    assert url == f"https://t.me/marketing_aloud/{first}"
    assert reader.buttons() == ["📖 Open", "➖ Unfollow #case", "🔕 Not at once"]
    # Through the bot, together with a second one, an hour later.
    await author.send("Second\n#case")
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    await post_by_hand(newsroom, "Third\n#case")
    await newsroom.tick(HOUR - 60)
    assert "Second" not in reader.text
    await newsroom.tick(60)
    assert reader.text.startswith("New in “Marketing aloud”: 2 posts\n\nThird\n#case\n\nSecond")
    assert reader.buttons()[:2] == ["📖 Open: Third", "📖 Open: Second"]
    count = len(reader.texts)
    await newsroom.tick(2 * HOUR)
    assert len(reader.texts) == count


async def test_an_edited_post_is_no_news(newsroom: Newsroom) -> None:
    reader = newsroom.reader
    await post_by_hand(newsroom, "Old\n#case")
    await follow(newsroom, "case")
    await want_at_once(newsroom)
    number = await post_by_hand(newsroom, "Plain")
    count = len(reader.texts)
    newsroom.world.edit(newsroom.author.id, newsroom.channel_id, number, "Plain\n#case")
    await newsroom.settle()
    await newsroom.tick(HOUR)
    assert len(reader.texts) == count


async def test_the_buttons_of_a_notice_work(newsroom: Newsroom) -> None:
    reader = newsroom.reader
    await post_by_hand(newsroom, "Old\n#case")
    await follow(newsroom, "case")
    await want_at_once(newsroom)
    await post_by_hand(newsroom, "New\nWords.\n#case")
    await newsroom.work()
    notice = reader.text
    await reader.press("Not at once")
    assert reader.text == notice
    assert "🔔 At once" in reader.buttons()
    await reader.press("At once")
    assert "🔕 Not at once" in reader.buttons()
    await reader.press("Unfollow #case")
    assert "➕ Follow #case" in reader.buttons()
    await reader.press("Open")
    assert reader.texts[-1].startswith("New\nWords.")


async def test_a_reader_who_blocked_the_bot_is_left_alone(newsroom: Newsroom) -> None:
    reader = newsroom.reader
    await post_by_hand(newsroom, "Old\n#case")
    await follow(newsroom, "case")
    await want_at_once(newsroom)
    newsroom.world.block(reader.id, newsroom.bot_id)
    await newsroom.settle()
    await post_by_hand(newsroom, "New\n#case")
    count = len(reader.texts)
    await newsroom.tick(2 * HOUR)
    assert len(reader.texts) == count
    assert await newsroom.app.db.fetch_all("SELECT state FROM notices") == []
    [row] = await newsroom.app.db.fetch_all("SELECT is_on FROM alerts")
    assert row["is_on"] == 0


async def test_a_post_opened_by_a_link_offers_its_first_rubrics(newsroom: Newsroom) -> None:
    reader = newsroom.reader
    await post_by_hand(newsroom, "Old\n#case #news")
    await post_by_hand(newsroom, "New\n#case #news #third")
    [row] = await newsroom.app.db.fetch_all("SELECT id FROM posts WHERE title = 'New'")
    await reader.send(f"/start post_{row['id']}")
    offered = [text for text in reader.buttons() if "Follow" in text]
    assert offered == ["➕ Follow #case", "➕ Follow #news"]
    await reader.press("Follow #case")
    offered = [text for text in reader.buttons() if "ollow" in text]
    assert offered == ["➖ Unfollow #case", "➕ Follow #news"]
    await reader.send(f"/start share_{row['id']}")
    assert "➖ Unfollow #case" in reader.buttons()


@pytest.mark.parametrize(("days", "is_told"), [(0.5, True), (2, False)])
async def test_what_is_said_to_be_out_days_later_is_no_news(
    newsroom: Newsroom, days: float, is_told: bool
) -> None:
    author, reader = newsroom.author, newsroom.reader
    await post_by_hand(newsroom, "Old\n#case")
    await follow(newsroom, "case")
    await want_at_once(newsroom)
    newsroom.world.protect(newsroom.channel_id)
    newsroom.world.rename(newsroom.channel_id, username="")
    await newsroom.settle()
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="lost_answer", chat_id=newsroom.channel_id)
    )
    await author.send("Second\n#case")
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    await newsroom.tick(HOUR)
    await newsroom.tick(days * 24 * HOUR)
    await author.press("It is published")
    await newsroom.work()
    await newsroom.tick(HOUR)
    assert any("Second" in text for text in reader.texts) is is_told


async def test_what_was_hidden_is_not_offered_to_be_followed_but_to_be_left(
    newsroom: Newsroom,
) -> None:
    author, reader = newsroom.author, newsroom.reader
    await post_by_hand(newsroom, "One\n#case")
    await post_by_hand(newsroom, "Two\n#ad")
    await follow(newsroom, "case")
    for tag in ("#case", "#ad"):
        await author.send("/channels")
        await author.press("Marketing aloud")
        await author.press("Rubrics")
        await author.press(tag)
        await author.press("Hide")
    await reader.send("/start tag_ad")
    assert reader.text.startswith("#ad")
    assert not [text for text in reader.buttons() if "ollow" in text]
    await reader.send("/start tag_case")
    await reader.press("Unfollow")
    await reader.send("/start tag_case")
    assert not [text for text in reader.buttons() if "ollow" in text]
