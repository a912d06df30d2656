"""Readers browse by rubric, by reactions, and open posts."""

from aiogram.types import MessageEntity

from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom, begins_with

PAGE = ["Open in channel", "Share", "🔖 Save", "More like this"]


def links(newsroom: Newsroom) -> list[str]:
    entities = newsroom.reader.last.entities or []
    return [entity.url for entity in entities if entity.url]


async def test_start_greets_with_the_four_ways_in(newsroom: Newsroom):
    await newsroom.reader.send("/start")
    assert "Marketing aloud" in newsroom.reader.text
    words = [button.partition(" ")[2] for button in newsroom.reader.buttons()]
    assert words == ["Rubrics", "Search", "Best", "Digest"]
    assert not newsroom.world.refusals


async def test_rubrics_come_most_used_first_ten_a_page(newsroom: Newsroom, publish: Publish):
    for n in range(12):
        await publish(f"Пост {n}\n#тег{n:02} #кейсы")
    await newsroom.reader.send("/tags")
    buttons = newsroom.reader.buttons()
    assert buttons[0] == "#кейсы · 12"
    assert len(buttons) == 12
    assert buttons[-2:] == ["Next", "⭐ My rubrics"]
    shown = newsroom.reader.last.message_id
    await newsroom.reader.press("Next")
    assert newsroom.reader.last.message_id == shown
    assert len(newsroom.reader.buttons()) == 5
    await newsroom.reader.press("Previous")
    assert newsroom.reader.buttons() == buttons
    assert not newsroom.world.refusals


async def test_a_rubric_opens_its_posts_paged_and_ordered(newsroom: Newsroom, publish: Publish):
    for n in range(8):
        await publish(f"Пост {n}\n#кейсы", days_ago=8 - n, reactions=10 - n if n < 3 else None)
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("#кейсы")
    titles = [text for text in newsroom.reader.buttons() if text.startswith("Пост")]
    assert titles == [f"Пост {n}" for n in (7, 6, 5, 4, 3, 2)]
    assert "❤ -" in newsroom.reader.text
    assert "❤ 8" in newsroom.reader.text
    assert "17 Nov 2026" in newsroom.reader.text
    assert all(link.startswith("https://t.me/marketing_aloud/") for link in links(newsroom))
    assert len(links(newsroom)) == 6
    await newsroom.reader.press("Next")
    assert [text for text in newsroom.reader.buttons() if text.startswith("Пост")] == [
        "Пост 1", "Пост 0",
    ]  # fmt: skip
    await newsroom.reader.press("Best")
    assert newsroom.reader.buttons()[:3] == ["Пост 0", "Пост 1", "Пост 2"]
    await newsroom.reader.press("Best")
    assert newsroom.reader.buttons()[:3] == ["Пост 0", "Пост 1", "Пост 2"]
    await newsroom.reader.press("Back")
    assert newsroom.reader.buttons() == ["#кейсы · 8", "⭐ My rubrics"]
    assert len(newsroom.reader.texts) == 1


async def test_a_post_page_has_text_numbers_and_ways_on(newsroom: Newsroom, publish: Publish):
    post = await publish("Заголовок\n\nТекст поста #кейсы", reactions=5)
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("#кейсы")
    await newsroom.reader.press("Заголовок")
    assert newsroom.reader.text.startswith("Заголовок\n\nТекст поста #кейсы")
    assert "❤ 5" in newsroom.reader.text
    assert "observed reposts: -" in newsroom.reader.text
    assert "Telegram's updates" in newsroom.reader.text
    assert newsroom.reader.buttons() == PAGE
    opened, shared = newsroom.reader.all_buttons[-4:-2]
    assert opened.url == f"https://t.me/marketing_aloud/{newsroom.channel[-1].message_id}"
    assert shared.switch_inline_query == f"post_{post.id}"
    assert not newsroom.world.refusals


async def test_a_published_draft_keeps_its_formatting_on_its_page(newsroom: Newsroom):
    bold = MessageEntity(type="bold", offset=0, length=9)
    await newsroom.author.send("Заголовок\n\nТекст #кейсы", entities=[bold])
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("#кейсы")
    await newsroom.reader.press("Заголовок")
    kinds = {(e.type, e.offset, e.length) for e in newsroom.reader.last.entities or []}
    assert ("bold", 0, 9) in kinds
    assert not newsroom.world.refusals


async def test_a_post_with_media_is_copied_and_its_card_follows(newsroom: Newsroom):
    await newsroom.author.send_media("photo", caption="Картинка дня #кейсы")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    await newsroom.reader.send("картинки")
    await newsroom.reader.press("Картинка дня")
    shown, card = newsroom.reader.messages[-2:]
    assert shown.photo
    assert shown.caption == "Картинка дня #кейсы"
    assert begins_with(card.text or "", "Картинка дня")
    assert newsroom.reader.buttons() == PAGE
    assert not newsroom.world.refusals


async def test_media_deleted_from_the_channel_are_sent_anew(newsroom: Newsroom):
    await newsroom.author.send_media("photo", caption="Картинка дня #кейсы")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    [message] = newsroom.channel
    newsroom.world.delete(newsroom.author.id, newsroom.channel_id, message.message_id)
    await newsroom.reader.send("картинка")
    await newsroom.reader.press("Картинка дня")
    assert newsroom.reader.messages[-2].photo


async def test_a_post_of_several_messages_is_shown_whole(newsroom: Newsroom):
    await newsroom.author.send("Длинный пост\n\n" + "слово " * 500)
    await newsroom.author.send("И конец. " * 200)
    await newsroom.work()
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    for _ in range(3):
        await newsroom.tick(2)
    await newsroom.reader.send("длинный")
    before = len(newsroom.reader.messages)
    await newsroom.reader.press("Длинный пост")
    shown = newsroom.reader.messages[before:]
    assert [m.text for m in shown[:-1]] == [m.text for m in newsroom.channel]
    assert "observed reposts" in newsroom.reader.text
    assert not newsroom.world.refusals


async def test_top_shows_the_best_of_each_period(newsroom: Newsroom, publish: Publish):
    await publish("Старый хит", days_ago=300, reactions=100)
    await publish("Хит месяца", days_ago=20, reactions=50)
    await publish("Свежий", days_ago=1, reactions=3)
    await newsroom.reader.send("/top")
    assert newsroom.reader.buttons()[0] == "Свежий"
    await newsroom.reader.press("Month")
    assert newsroom.reader.buttons()[:2] == ["Хит месяца", "Свежий"]
    await newsroom.reader.press("Year")
    assert newsroom.reader.buttons()[:3] == ["Старый хит", "Хит месяца", "Свежий"]
    await newsroom.reader.send("/start")
    await newsroom.reader.press("Best")
    assert newsroom.reader.buttons()[0] == "Свежий"
    assert not newsroom.world.refusals


async def test_a_week_without_posts_says_so(newsroom: Newsroom):
    await newsroom.reader.send("/top")
    assert "No posts" in newsroom.reader.text
    await newsroom.reader.send("/tags")
    assert "no rubrics yet" in newsroom.reader.text
