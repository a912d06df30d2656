"""Readers search by words, by tag, and in any chat through inline mode."""

from typing import Any

import pytest

from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom

TEXTS = (
    "Как ударить скидками\n\nВчера один магазин ударил скидками по конкурентам. И что?\n#кейсы",
    "Рынок молока\n\nПокупатели любят молоко.\n#исследования",
)


@pytest.fixture(autouse=True)
async def archive(newsroom: Newsroom, publish: Publish) -> None:
    for n, text in enumerate(TEXTS):
        await publish(text, days_ago=n + 1, reactions=n)


def bold(newsroom: Newsroom) -> list[str]:
    message = newsroom.reader.last
    entities = [entity for entity in message.entities or [] if entity.type == "bold"]
    return [entity.extract_from(message.text or "") for entity in entities]


@pytest.mark.parametrize("way", ["/search скидка", "скидка", "/SEARCH скидка"])
async def test_a_form_of_a_word_finds_the_others_and_shows_the_match(newsroom: Newsroom, way: str):
    await newsroom.reader.send(way)
    assert "Вчера один магазин ударил скидками по конкурентам." in newsroom.reader.text
    assert bold(newsroom) == ["скидками"]
    assert newsroom.reader.buttons()[0] == "Как ударить скидками"
    assert "Рынок молока" not in newsroom.reader.text
    preview = newsroom.reader.last.link_preview_options
    assert preview is not None
    assert preview.is_disabled
    assert not newsroom.world.refusals


async def test_the_search_button_asks_for_words(newsroom: Newsroom):
    await newsroom.reader.send("/start")
    await newsroom.reader.press("Search")
    assert "words" in newsroom.reader.text
    await newsroom.reader.send("!!!")
    assert "need a word" in newsroom.reader.text
    await newsroom.reader.send("молока")
    assert newsroom.reader.buttons()[0] == "Рынок молока"


async def test_an_authors_text_answers_the_question_and_makes_no_draft(newsroom: Newsroom):
    await newsroom.author.send("/search")
    await newsroom.author.send("молоко")
    assert newsroom.author.buttons()[0] == "Рынок молока"
    await newsroom.author.send("/drafts")
    assert "No drafts" in newsroom.author.text
    await newsroom.author.send("молоко")
    assert "Delete" in newsroom.author.buttons()


async def test_an_answer_dispatched_again_after_a_crash_is_still_an_answer(newsroom: Newsroom):
    await newsroom.author.send("/search")
    message = await newsroom.author.send("молоко")
    seen = newsroom.world.get_message(newsroom.author.id, message.message_id)
    assert seen is not None
    update = {"update_id": 10**6, "message": seen.model_dump(mode="json", exclude_none=True)}
    await newsroom.app.receiving.take([update])
    await newsroom.settle()
    await newsroom.work()
    assert newsroom.author.buttons()[0] == "Рынок молока"
    assert newsroom.author.texts[-1] == newsroom.author.texts[-2]


async def test_a_command_leaves_the_question(newsroom: Newsroom):
    await newsroom.author.send("/search")
    await newsroom.author.send("/cancel")
    assert newsroom.author.text.startswith("Cancelled")
    await newsroom.author.send("молоко")
    assert "Delete" in newsroom.author.buttons()


async def test_an_authors_media_leave_the_question_and_begin_a_draft(newsroom: Newsroom):
    await newsroom.author.send("/search")
    await newsroom.author.send_media("photo", caption="Картинка")
    await newsroom.work()
    assert "Delete" in newsroom.author.buttons()
    await newsroom.author.send("молоко")
    await newsroom.work()
    assert "Delete" in newsroom.author.buttons()


async def test_a_tag_in_a_search_opens_its_rubric(newsroom: Newsroom):
    for way in ("/search #Кейсы", "#кейсы"):
        await newsroom.reader.send(way)
        assert newsroom.reader.text.startswith("#кейсы · 1 post")
        assert newsroom.reader.buttons()[0] == "Как ударить скидками"


async def test_no_result_suggests_near_rubrics(newsroom: Newsroom):
    await newsroom.reader.send("/search кейсик")
    assert "Nothing is found" in newsroom.reader.text
    await newsroom.reader.press("#кейсы")
    assert newsroom.reader.buttons()[0] == "Как ударить скидками"


async def test_found_posts_are_paged_and_ordered(newsroom: Newsroom, publish: Publish):
    for n in range(9):
        await publish(f"Слово {n}", days_ago=n, reactions=n)
    await newsroom.reader.send("слова")
    assert newsroom.reader.buttons()[:2] == ["Слово 8", "Слово 7"]
    await newsroom.reader.press("Next")
    assert newsroom.reader.buttons()[:3] == ["Слово 2", "Слово 1", "Слово 0"]
    await newsroom.reader.press("Newest")
    assert newsroom.reader.buttons()[:2] == ["Слово 0", "Слово 1"]
    assert len(newsroom.reader.texts) == 1
    assert not newsroom.world.refusals


async def test_anything_typed_gets_an_answer(newsroom: Newsroom):
    for text in ('"', "%", "NEAR(a b)", "слово*", "\u202eслово", "ё" * 4096, "😀", "' OR 1=1 --"):
        before = len(newsroom.reader.texts)
        await newsroom.reader.send(text)
        assert len(newsroom.reader.texts) == before + 1
        assert "went wrong" not in newsroom.reader.text
    assert not newsroom.world.refusals


async def inline(newsroom: Newsroom, query: str, offset: str = "") -> list[Any]:
    return await newsroom.world.inline(
        newsroom.reader.id, newsroom.bot_id, query, offset=offset, chat_id=newsroom.bot_id
    )


def field(result, name: str):
    return result[name] if isinstance(result, dict) else getattr(result, name)


@pytest.mark.parametrize("query", ["скидка", "скид", "#кейсы", "#кей"])
async def test_inline_results_are_found_by_words_and_tags(newsroom: Newsroom, query: str):
    results = await inline(newsroom, query)
    assert [field(result, "title") for result in results] == ["Как ударить скидками"]
    assert not newsroom.world.refusals


async def test_an_empty_inline_query_gives_the_best_of_the_month(newsroom: Newsroom):
    results = await inline(newsroom, "")
    assert [field(result, "title") for result in results] == [
        "Рынок молока", "Как ударить скидками",
    ]  # fmt: skip


async def test_a_shared_post_has_its_text_and_links(newsroom: Newsroom):
    await newsroom.reader.send("молоко")
    await newsroom.reader.press("Рынок молока")
    [button] = [one for one in newsroom.reader.all_buttons if one.switch_inline_query]
    assert button.switch_inline_query
    [result] = await inline(newsroom, button.switch_inline_query)
    message = newsroom.world.choose_inline(
        newsroom.reader.id, newsroom.bot_id, button.switch_inline_query, field(result, "id")
    )
    await newsroom.settle()
    assert (message.text or "").startswith("Рынок молока\n\nПокупатели любят молоко.")
    assert message.reply_markup is not None
    links = [button.url or "" for button in message.reply_markup.inline_keyboard[0]]
    assert links[0].startswith("https://t.me/marketing_aloud/")
    assert links[1].startswith("https://t.me/rubrika_bot?start=share_")


async def test_inline_pages_cover_every_post_once(newsroom: Newsroom, publish: Publish):
    for n in range(45):
        await publish(f"Слово {n}", days_ago=n / 10)
    titles: list[str] = []
    offset = ""
    while True:
        results = await inline(newsroom, "слово", offset)
        titles += [field(result, "title") for result in results]
        call = [call for call in newsroom.world.calls if call.method == "answerInlineQuery"][-1]
        offset = call.params.get("next_offset") or ""
        if not offset:
            break
    assert sorted(titles) == sorted(f"Слово {n}" for n in range(45))
