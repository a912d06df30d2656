"""Phrases, minus words, dates and mistyped words, as a reader types them."""

import pytest

from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom

TEXTS = (
    "Как ударить скидками\n\nВчера один магазин ударил скидками по конкурентам.\n#кейсы",
    "Рынок молока\n\nПокупатели любят молоко и новую упаковку.\n#исследования",
)


@pytest.fixture(autouse=True)
async def archive(newsroom: Newsroom, publish: Publish) -> None:
    for n, text in enumerate(TEXTS):
        await publish(text, days_ago=n + 1, reactions=n)
    # The words of the archive are gathered by a job.
    newsroom.clock.move(3600)
    for _ in range(3):
        await newsroom.app.jobs.run("search")


def bold(newsroom: Newsroom) -> list[str]:
    message = newsroom.reader.last
    entities = [entity for entity in message.entities or [] if entity.type == "bold"]
    return [entity.extract_from(message.text or "") for entity in entities]


async def test_a_phrase_is_shown_in_bold_and_words_may_be_excluded(newsroom: Newsroom):
    await newsroom.reader.send('"один магазин" -молоко')
    assert bold(newsroom) == ["один", "магазин"]
    await newsroom.reader.send("/search любить -скидка")
    assert newsroom.reader.buttons()[0] == "Рынок молока"
    assert not newsroom.world.refusals


async def test_only_exclusions_are_explained(newsroom: Newsroom):
    await newsroom.reader.send("-молоко")
    assert "what to leave out" in newsroom.reader.text
    await newsroom.reader.send("/search")
    await newsroom.reader.send("-молоко")
    await newsroom.reader.send("скидка")
    assert newsroom.reader.buttons()[0] == "Как ударить скидками"


async def test_posts_of_a_year_are_shown_with_their_first_sentence(newsroom: Newsroom):
    year = newsroom.clock.now().year
    await newsroom.reader.send(f"{year}..")
    assert set(newsroom.reader.buttons()[:2]) == {"Рынок молока", "Как ударить скидками"}
    assert "Вчера один магазин ударил скидками" in newsroom.reader.text
    await newsroom.reader.press("Newest")
    assert newsroom.reader.buttons()[0] == "Как ударить скидками"


async def test_a_mistyped_word_shows_what_was_meant_and_the_way_to_what_was_typed(
    newsroom: Newsroom,
):
    await newsroom.reader.send("упоковка")
    assert "No post has “упоковка”" in newsroom.reader.text
    assert "упаковку" in bold(newsroom)
    assert newsroom.reader.buttons()[0] == "Рынок молока"
    await newsroom.reader.press("Newest")
    assert newsroom.reader.buttons()[0] == "Рынок молока"
    await newsroom.reader.send("упоковка")
    await newsroom.reader.press("Search exactly as typed")
    assert newsroom.reader.text.startswith("Nothing is found")
    assert not newsroom.world.refusals


async def test_a_word_that_was_meant_is_offered_where_the_rest_is_not_beside_it(
    newsroom: Newsroom,
):
    await newsroom.reader.send("магазин упоковка")
    assert newsroom.reader.text.startswith("Nothing is found for “магазин упоковка”")
    assert "Perhaps you meant: упаковку" in newsroom.reader.text
    await newsroom.reader.press("🔍 упаковку")
    assert newsroom.reader.buttons()[0] == "Рынок молока"


@pytest.mark.parametrize("way", ["/help", "/search", "щщщщщщ"])
async def test_the_language_of_queries_is_told_where_it_is_of_use(newsroom: Newsroom, way: str):
    await newsroom.reader.send(way)
    assert "“several words in a row”" in newsroom.reader.text


async def test_a_year_without_posts_tells_from_when_to_when_there_are_some(newsroom: Newsroom):
    await newsroom.reader.send("2019")
    assert "The posts of this channel are from Mon, 16 Nov 2026 to" in newsroom.reader.text


async def test_a_title_with_its_rubrics_is_not_told_twice(newsroom: Newsroom, publish: Publish):
    await publish("Ярмарка весны #кейсы", days_ago=3)
    await newsroom.reader.send("ярмарка")
    assert newsroom.reader.text.count("Ярмарка") == 1
    assert bold(newsroom) == ["Ярмарка"]
    await newsroom.reader.send("ярмарка кейсы")
    assert newsroom.reader.text.count("Ярмарка") == 1
    assert bold(newsroom) == ["Ярмарка", "кейсы"]
