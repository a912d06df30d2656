"""Check shows where the facts of a post come from; its card says what it was made from."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from aiogram.types import Message

from bot.domain.sources import NO_SIGNALS, Article, Consent, Reason, Signal
from storage import sources
from tests.handlers.authors.site import Site, open_site
from tests.newsroom import Newsroom, Person, open_newsroom

ARTICLE = Article(
    title="Bakery hides its prices",
    text="Sales rose by 18 percent within a month.",
    address="https://town.example/bakery",
    site="Town News",
    language="en",
)
REFUSED = Consent(may_use_ai=False, reasons=(Reason(Signal.ROBOTS_AI, "GPTBot, CCBot"),))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


async def add_source(room: Newsroom, article: Article, consent: Consent = NO_SIGNALS) -> None:
    """The first post is made from this, too."""
    async with room.app.db.transaction() as session:
        source = await sources.upsert(session, article, now=room.clock.now())
        await sources.link(
            session, post_id=1, source_id=source.id, consent=consent, used_at=room.clock.now()
        )


async def open_card(room: Newsroom) -> str:
    await room.author.press("Check")
    await room.author.press("Back")
    return room.author.text


async def forge(person: Person, data: str) -> None:
    """A press of a client that was tampered with, on the bot's newest message with buttons."""
    room = person.newsroom
    message = next(one for one in reversed(person.messages) if one.reply_markup)
    room.world.press(person.id, room.bot_id, message.message_id, data, forged=True)
    await room.settle()


def links_of(message: Message) -> list[tuple[str, str | None]]:
    return [
        (entity.extract_from(message.text or ""), entity.url)
        for entity in message.entities or []
        if entity.type == "text_link"
    ]


async def test_each_fact_of_a_page_is_shown_with_its_sentence(tmp_path, site: Site) -> None:
    async with open_newsroom(tmp_path, fetch_allow=site.host) as room:
        author = room.author
        await author.send(site.link("/story"))
        await author.press("Text")
        await author.send(
            "Sales rose by 18 percent, Maria Stern said. By 81 percent in 2026 #case"
        )
        await author.press("Check")
        wrong, _, found = author.text.partition("Found in Town News: 3")
        assert "The source does not say this (1), please check before publishing:" in wrong
        assert "❌ 81 percent\n      Sales rose by 18 percent, Maria Stern said. By 81" in wrong
        assert "✅ 18 percent – “Sales rose by 18 percent within a month, while" in found
        assert "✅ Maria Stern – “" in found
        assert "said Maria Stern, who has run the shop for 11 years.”" in found
        assert "✅ 2026 – “" in found
        kinds = {entity.type for entity in author.last.entities or []}
        assert {"expandable_blockquote", "bold", "italic"} <= kinds
        assert not room.world.refusals


async def test_facts_of_one_sentence_are_one_line(newsroom: Newsroom) -> None:
    await newsroom.author.send("18 percent in one month, says Town News")
    await add_source(
        newsroom, replace(ARTICLE, text="Sales rose by 18 percent in 4 weeks of May.")
    )
    await newsroom.author.press("Text")
    await newsroom.author.send("18 percent in May, 4 weeks, says Town News")
    await newsroom.author.press("Check")
    lines = newsroom.author.text.splitlines()
    assert "✅ 18 percent, May, 4 – “Sales rose by 18 percent in 4 weeks of May.”" in lines
    assert "✅ Town News" in lines


async def test_the_comma_of_a_quotation_does_not_stand_beside_that_of_the_list(
    newsroom: Newsroom,
) -> None:
    said = "“People ask, and then they talk to us,” said Maria Stern"
    await newsroom.author.send("A bakery")
    await add_source(newsroom, replace(ARTICLE, text=f"{said}, who runs it."))
    await newsroom.author.press("Text")
    await newsroom.author.send(f"{said} of the bakery")
    await newsroom.author.press("Check")
    assert "✅ People ask, and then they talk to us, Maria Stern – “" in newsroom.author.text


async def test_the_card_says_what_was_read_and_when(tmp_path, site: Site) -> None:
    async with open_newsroom(tmp_path, fetch_allow=site.host) as room:
        await room.author.send(site.link("/story"))
        title = "Town News – Bakery hides its prices"
        assert f"Source: {title} · 12 May 2026 · read today at 12:00\n" in room.author.text
        assert links_of(room.author.last) == [(title, site.link("/story"))]
        room.clock.move(24 * 3600)
        assert "· read Wed, 18 Nov 2026, 12:00\n" in await open_card(room)


async def test_a_page_that_turns_ai_away_is_named_where_it_matters(tmp_path, site: Site) -> None:
    site.headers["/story"] = {"X-Robots-Tag": "noai"}
    async with open_newsroom(tmp_path, fetch_allow=site.host) as room:
        author = room.author
        await author.send(site.link("/story"))
        said = (
            "🤖 Town News keeps this text from AI – the site forbids use by AI (noai in a header)."
        )
        assert said not in author.text
        await author.press("Check")
        assert f"{said}\n" in author.text
        room.app.dispatcher.workflow_data["cards"].has_model = True
        await author.press("Back")
        assert f"{said} The language model does not get it" in author.text
        assert "the draft is the built-in one" in author.text


async def test_the_reason_names_the_programs_that_are_turned_away(newsroom: Newsroom) -> None:
    await newsroom.author.send("Sales rose by 18 percent")
    await add_source(newsroom, ARTICLE, REFUSED)
    await newsroom.author.press("Check")
    assert "robots.txt of the site turns AI away: GPTBot, CCBot." in newsroom.author.text


async def test_words_of_a_site_are_not_shown_as_ours(newsroom: Newsroom) -> None:
    await newsroom.author.send("Sales rose by 18 percent")
    reasons = (Reason(Signal.UNKNOWN, "x"), Reason(Signal.TDM_META, "send money to @thief"))
    await add_source(newsroom, ARTICLE, Consent(may_use_ai=False, reasons=reasons))
    await newsroom.author.press("Check")
    assert "the page reserves its rights to text and data mining." in newsroom.author.text
    assert "thief" not in newsroom.author.text


async def test_a_forwarded_post_is_a_source_like_any_other(newsroom: Newsroom) -> None:
    await newsroom.author.send("Sales rose by 18 percent")
    post = replace(ARTICLE, address="https://t.me/town/12", site="Town aloud", title="Bakery")
    await add_source(newsroom, post)
    assert "Source: Town aloud – Bakery · read today at 12:00" in await open_card(newsroom)
    links = links_of(newsroom.author.last)
    assert links == [("Town aloud – Bakery", "https://t.me/town/12")]
    await newsroom.author.press("Check")
    assert "Found in Town aloud: 1" in newsroom.author.text


async def test_many_sources_are_three_lines_and_a_count(newsroom: Newsroom) -> None:
    await newsroom.author.send("Sales rose by 18 percent")
    for number in range(5):
        article = replace(ARTICLE, address=f"https://town.example/{number}", site=f"Site {number}")
        await add_source(newsroom, article)
        newsroom.clock.move(1)
    card = await open_card(newsroom)
    assert [f"Site {number} –" in card for number in range(5)] == [True] * 3 + [False] * 2
    assert "and 2 more sources" in card
    await newsroom.author.press("Check")
    assert "Found in the sources: 1" in newsroom.author.text
    assert "“Sales rose by 18 percent within a month.” (Site 0)" in newsroom.author.text


async def test_the_language_is_named_when_it_is_another(tmp_path) -> None:
    async with open_newsroom(tmp_path, language="ru") as room:
        await room.author.send("Продажи выросли на 18 % #кейс")
        german = replace(
            ARTICLE, title="Bäckerei", text="Der Umsatz stieg um 18 Prozent.", language="de",
            published=date(2026, 5, 12),
        )  # fmt: skip
        await add_source(room, german)
        await add_source(room, replace(ARTICLE, address=None, site="", title="", language="ru"))
        await room.author.press("Проверить")
        assert "✅ 18 % – «Der Umsatz stieg um 18 Prozent.» (Town News)" in room.author.text
        await room.author.press("Назад")
        lines = room.author.text.splitlines()
        assert (
            "Источник: Town News – Bäckerei · 12 мая 2026 · на немецком · "
            "прочитан сегодня в 12:00" in lines
        )
        assert "Источник: вставленный текст · прочитан сегодня в 12:00" in lines


async def test_all_facts_are_reached_by_turning_pages(newsroom: Newsroom) -> None:
    author = newsroom.author
    figures = [str(number) for number in range(1001, 1026)]
    await author.send("\n".join(f"They sold {figure} of them" for figure in figures))
    said = " ".join(f"Somebody sold {figure} loaves there." for figure in figures)
    await add_source(newsroom, replace(ARTICLE, text=said))
    await author.press("Check")
    assert author.buttons() == ["Next", "Back"]
    seen = [author.text]
    while "Next" in author.buttons():
        await author.press("Next")
        seen.append(author.text)
        newsroom.clock.move(60)
    assert author.buttons() == ["Previous", "Back"]
    assert len(seen) == 3
    assert [sum(f"✅ {figure} –" in page for page in seen) for figure in figures] == [1] * 25
    await author.press("Previous")
    assert author.text == seen[1]
    await forge(author, "af1:1:99")
    assert author.text == seen[2]
    await forge(author, "af1:1:-9")
    assert author.text == seen[0]
    assert not newsroom.world.refusals


async def test_a_reader_turns_no_pages(newsroom: Newsroom) -> None:
    await newsroom.author.send("Sales rose by 18 percent")
    await add_source(newsroom, ARTICLE)
    await newsroom.reader.send("/start")
    await forge(newsroom.reader, "af1:1:0")
    assert "18 percent" not in "".join(newsroom.reader.texts)
