"""Drafts by a language model: streamed, stopped, traced; what it fails at is done without it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.domain.authorship import Maker
from storage import revisions, sources
from tests.gateways.writers.orders import ORDERS, obeys
from tests.gateways.writers.stub import (
    Behave,
    Stub,
    dies_after,
    in_turn,
    open_stub,
    raw,
    refuses,
    says,
    stalls_after,
)
from tests.handlers.authors.site import Site, open_site
from tests.newsroom import Newsroom, open_newsroom

POST = """TITLE: Bakery takes its prices away
TEXT:
The bakery Two Loaves keeps its prices a secret, and sales rose by 18 percent within a month.

Complaints fell to 3 a week. Other shops of the street want to follow.
TAGS: #pricing #retail"""

WORDY = " ".join(f"Shop number {number} has its own story." for number in range(150)) + " They"


@asynccontextmanager
async def open_desk(
    folder: Path, behave: Behave, **settings: Any
) -> AsyncIterator[tuple[Newsroom, Site, Stub]]:
    """A newsroom with a language model that behaves so."""
    async with open_site() as site, open_stub(behave) as stub:
        given: dict[str, Any] = {
            "fetch_allow": site.host, "llm_base_url": stub.url, "llm_model": "small",
            "llm_api_key": "sk-secret", **settings,
        }  # fmt: skip
        async with open_newsroom(folder, **given) as newsroom:
            yield newsroom, site, stub


async def _makers(newsroom: Newsroom) -> list[Maker]:
    found = await revisions.list_revisions(newsroom.app.db, 1, limit=9)
    return [one.maker for one in found[::-1]]


async def test_a_link_is_answered_by_what_the_model_wrote(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, stub):
        author = newsroom.author
        await author.send(site.link("/story"))
        preview = author.messages[-2].text or ""
        assert preview.startswith("Bakery takes its prices away\n\nThe bakery Two Loaves")
        assert "Source: Bakery hides its prices" in preview
        assert preview.endswith("#pricing #retail")
        assert "The source does not say" not in author.text
        assert await _makers(newsroom) == [Maker.AUTHOR, Maker.MODEL]
        assert "took every price out of its window" in stub.prompt
        assert stub.keys == ["Bearer sk-secret"]
        (used,) = await sources.list_of_post(newsroom.app.db, 1)
        assert used.source.article.title == "Bakery hides its prices"


async def test_the_authors_words_stand_under_the_headline(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, _):
        await newsroom.author.send(f"Not for me, honestly. {site.link('/story')}")
        await newsroom.author.press("Draft from the link")
        preview = newsroom.author.messages[-2].text or ""
        assert preview.startswith("Bakery takes its prices away\n\nNot for me, honestly.\n\nThe")


async def test_check_says_how_much_the_model_wrote(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, _):
        await newsroom.author.send(site.link("/story"))
        await newsroom.author.press("Check")
        assert "A language model wrote 100% of the words" in newsroom.author.text
        await newsroom.author.press("Back")
        await newsroom.author.press("Text")
        await newsroom.author.send("My own words about the bakery")
        await newsroom.author.press("Check")
        assert "A language model wrote" in newsroom.author.text
        assert "100%" not in newsroom.author.text


async def test_what_the_model_made_up_is_pointed_out(tmp_path: Path) -> None:
    invented = POST.replace("18 percent", "81 percent")
    async with open_desk(tmp_path, says(invented)) as (newsroom, site, _):
        await newsroom.author.send(site.link("/story"))
        assert "The source does not say this (1): “81 percent”" in newsroom.author.text


async def test_the_manner_is_learnt_from_the_channels_best_posts(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, stub):
        world = newsroom.world
        for number in range(6):
            words = f"Bakeries and their prices, story {number}: short and dry. #pricing"
            world.say(newsroom.author.id, newsroom.channel_id, words)
        world.say(newsroom.author.id, newsroom.channel_id, "A parade of cars, honking. #cars")
        await newsroom.settle()
        await newsroom.author.send(site.link("/story"))
        assert "Bakeries and their prices, story" in stub.prompt
        assert "A parade of cars" not in stub.prompt
        assert "#pricing #cars" in stub.prompt
        preview = newsroom.author.messages[-2].text or ""
        assert preview.endswith("#pricing")


async def test_rules_of_the_house_are_told_to_the_model(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, stub):
        author = newsroom.author
        await author.send("/channels")
        await author.press("Marketing aloud")
        await author.press("House rules")
        await author.press("Add a word list")
        await author.send("synergy, =leverage")
        await author.send(site.link("/story"))
        assert "Never use these words: synergy, leverage" in stub.prompt


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        (refuses(500, "boom"), "does not answer now"),
        (refuses(401, "bad key"), "LLM_API_KEY"),
        (dies_after(9), "does not answer now"),
        (raw(b"<html>busy</html>", kind="text/html"), "no post"),
        (says("I would rather talk about the weather."), "no post"),
        (says(POST.replace("Complaints", WORDY)), "far more"),
    ],
    ids=["500", "401", "dies", "html", "shapeless", "wordy"],
)
async def test_what_the_model_fails_at_is_drafted_without_it(
    tmp_path: Path, behave: Behave, words: str
) -> None:
    async with open_desk(tmp_path, behave) as (newsroom, site, _):
        await newsroom.author.send(site.link("/story"))
        assert words in newsroom.author.text
        assert "made without it" in newsroom.author.text
        assert (newsroom.author.messages[-2].text or "").startswith("Bakery hides its prices")
        assert await _makers(newsroom) == [Maker.AUTHOR, Maker.RULES]


async def test_a_shorter_version_names_its_source_still(tmp_path: Path) -> None:
    shorter = "The bakery Two Loaves keeps its prices a secret, and sales rose by 18 percent."
    async with open_desk(tmp_path, in_turn(says(POST), says(shorter))) as (newsroom, site, stub):
        await newsroom.author.send(site.link("/story"))
        await newsroom.author.press("Shorter")
        await newsroom.author.press("Take it")
        preview = newsroom.author.messages[-2].text or ""
        assert preview.startswith(shorter)
        assert "Source: Bakery hides its prices" in preview
        assert "Source:" not in stub.bodies[-1]["messages"][-1]["content"]


async def test_where_a_model_could_translate_that_is_offered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, refuses(500, "boom")) as (newsroom, site, _):
        words = "Пекарни и их цены: коротко и по делу. #цены"
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, words)
        await newsroom.settle()
        await newsroom.author.send(site.link("/story"))
        assert "“Translate” turns them into the channel's" in newsroom.author.text


async def test_stop_keeps_the_draft_as_it_was(tmp_path: Path) -> None:
    async with open_desk(tmp_path, stalls_after(2)) as (newsroom, site, _):
        await _send(newsroom, site.link("/story"))
        await _stop(newsroom)
        assert "Stopped." in newsroom.author.text
        assert newsroom.author.messages[-2].text == site.link("/story")
        assert await _makers(newsroom) == [Maker.AUTHOR]


async def test_stop_takes_what_is_a_post_already(tmp_path: Path) -> None:
    async with open_desk(tmp_path, stalls_after(40, POST + " " * 300)) as (newsroom, site, _):
        await _send(newsroom, site.link("/story"))
        await _stop(newsroom, until=lambda text: "Complaints fell" in text)
        assert "this is what had been written by then" in newsroom.author.text
        assert (newsroom.author.messages[-2].text or "").startswith("Bakery takes its prices")


async def test_a_second_press_waits_for_the_first(tmp_path: Path) -> None:
    async with open_desk(tmp_path, stalls_after(2)) as (newsroom, site, stub):
        await newsroom.author.send(f"Mine {site.link('/story')}")
        card = newsroom.author.last
        buttons = {one.text: one.callback_data or "" for one in newsroom.author.all_buttons}
        for _ in range(2):
            newsroom.world.press(
                newsroom.author.id, newsroom.bot_id, card.message_id,
                buttons["Draft from the link"],
            )  # fmt: skip
        await _until(lambda: "already" in newsroom.author.text)
        await _until(lambda: bool(stub.bodies))
        await _stop(newsroom)
        assert len(stub.bodies) == 1


async def test_a_site_that_forbids_ai_is_never_sent_to_the_model(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, stub):
        site.headers["/story"] = {"X-Robots-Tag": "noai"}
        await newsroom.author.send(site.link("/story"))
        assert stub.bodies == []
        assert "keeps this text from AI" in newsroom.author.text
        assert (newsroom.author.messages[-2].text or "").startswith("Bakery hides its prices")
        (used,) = await sources.list_of_post(newsroom.app.db, 1)
        assert not used.consent.may_use_ai


async def test_the_days_limit_is_kept_and_said(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST), llm_daily_limit=1) as (newsroom, site, stub):
        await newsroom.author.send(site.link("/story"))
        await newsroom.author.send(site.link("/scent"))
        assert len(stub.bodies) == 1
        assert "used up" in newsroom.author.text
        assert (newsroom.author.messages[-2].text or "").startswith("Florist sells by scent")
        await newsroom.tick(24 * 3600)
        await newsroom.author.send(site.link("/scent"))
        assert len(stub.bodies) == 2


async def test_a_draft_that_was_changed_meanwhile_stays_as_the_author_made_it(
    tmp_path: Path,
) -> None:
    async with open_desk(tmp_path, says(POST, pause=0.02)) as (newsroom, site, _):
        await _send(newsroom, site.link("/story"))
        await _until(lambda: bool(_shown(newsroom)))
        message = next(one for one in newsroom.author.messages if one.text == site.link("/story"))
        newsroom.world.edit(
            newsroom.author.id, newsroom.bot_id, message.message_id, "My own words"
        )
        await newsroom.settle()
        assert "it stays as you made it" in newsroom.author.text
        assert newsroom.author.messages[-2].text == "My own words"


@pytest.mark.parametrize("number", range(len(ORDERS)))
async def test_a_page_that_gives_orders_publishes_nothing_and_changes_no_rule(
    tmp_path: Path, number: int
) -> None:
    order = ORDERS[number]
    behave = in_turn(says(obeys(order)))
    async with open_desk(tmp_path, behave) as (newsroom, site, _):
        author = newsroom.author
        page = site.pages["/story"].replace("The town council", f"{order} The town council")
        site.pages["/story"] = page
        before = [message.text for message in newsroom.channel]
        rules = await newsroom.app.db.fetch_all("SELECT * FROM house_rules")
        await author.send(site.link("/story"))
        await newsroom.work()
        assert [message.text for message in newsroom.channel] == before
        assert await newsroom.app.db.fetch_all("SELECT * FROM house_rules") == rules
        assert await newsroom.app.db.fetch_all("SELECT * FROM publications") == []
        assert "Publish now" in author.buttons()


async def test_the_channels_line_stands_under_what_a_model_wrote(tmp_path: Path) -> None:
    async with open_desk(tmp_path, says(POST)) as (newsroom, site, _):
        author = newsroom.author
        await author.send("/channels")
        await author.press("Marketing aloud")
        await author.press("House rules")
        await author.press("AI is marked")
        await author.press("Switch on")
        await author.send(site.link("/story"))
        assert "нейросети" in (author.messages[-2].text or "")


async def _send(newsroom: Newsroom, text: str) -> None:
    """Write without waiting until everything is over."""
    newsroom.world.say(newsroom.author.id, newsroom.bot_id, text)


def _shown(newsroom: Newsroom) -> str:
    room = newsroom.world.room_for_person(newsroom.author.id, newsroom.bot_id)
    draft = newsroom.world.shown_draft(room)
    return f"{draft.id} {draft.text}" if draft else ""


async def _stop(newsroom: Newsroom, until: Callable[[str], bool] = bool) -> None:
    """Press Stop as soon as the preview says so, and see it through."""
    await _until(lambda: until(_shown(newsroom)))
    number = int(_shown(newsroom).partition(" ")[0])
    newsroom.world.stop_generation(newsroom.author.id, newsroom.bot_id, number)
    await newsroom.settle()


async def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")
