"""The facts of a post, each with the best that any of its sources says of it."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.facts import Fact
from bot.domain.posts import Post
from bot.domain.sources import Article, Consent
from bot.domain.texts import Text
from bot.gateways.languages import identify
from bot.services import tracing
from bot.services.tracing import NO_FACTS, TracedFact, Tracing
from storage import sources
from tests.services.archives import Archive, open_archive

BAKERY = Article(
    title="Bakery hides its prices",
    text="Sales of Two Loaves rose by 18 percent within a month.\nMaria Stern runs it.",
    address="https://town.example/bakery",
    site="Town News",
    published=date(2026, 5, 12),
    language="en",
)
COUNCIL = Article(
    title="Council looks at shops",
    text="The council counted 45 shops in the town. Stern was asked too.",
    address="https://council.example/shops",
    site="Council",
    language="en",
)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


async def write(archive: Archive, text: str, *articles: Article) -> Post:
    post = await archive.publish(await archive.connect(), text)
    async with archive.db.transaction() as session:
        for article in articles:
            source = await sources.upsert(session, article, now=archive.clock.now())
            await sources.link(
                session, post_id=post.id, source_id=source.id, consent=Consent(),
                used_at=archive.clock.now(),
            )  # fmt: skip
    return post


def said(facts: tuple[TracedFact, ...]) -> list[tuple[str, str, str]]:
    return [(item.fact.text, item.fact.evidence, item.article.site) for item in facts]


async def test_a_post_without_a_source_has_nothing_to_trace(archive: Archive) -> None:
    post = await write(archive, "Sales rose by 18 percent")
    assert await Tracing(archive.db, identify).facts(post) == NO_FACTS


async def test_what_one_of_several_sources_says_is_found_with_its_sentence(
    archive: Archive,
) -> None:
    post = await write(
        archive, "It sold 18 percent more, one of 45 shops, and 99 more came.", BAKERY, COUNCIL
    )
    facts = await Tracing(archive.db, identify).facts(post)
    assert said(facts.found) == [
        ("18 percent", "Sales of Two Loaves rose by 18 percent within a month.", "Town News"),
        ("45", "The council counted 45 shops in the town.", "Council"),
    ]
    assert [item.fact.text for item in facts.missing] == ["99"]
    assert [one.source.article.site for one in facts.sources] == ["Town News", "Council"]


async def test_the_place_in_the_evidence_is_where_the_fact_stands(archive: Archive) -> None:
    text = "Before it there is much to be said. " + "and so on " * 60 + "18 percent" + " more" * 90
    post = await write(archive, "It sold 18 percent more", replace(BAKERY, text=text))
    (found,) = (await Tracing(archive.db, identify).facts(post)).found
    assert found.fact.evidence[found.fact.evidence_at :].startswith("18 percent")
    assert len(found.fact.evidence) <= 400


async def test_a_name_that_sources_know_in_part_is_not_lost(archive: Archive) -> None:
    other = replace(COUNCIL, text="Maria was there, and nobody else.")
    post = await write(archive, "Yesterday it was said. Maria Petrova said so.", COUNCIL, other)
    facts = await Tracing(archive.db, identify).facts(post)
    assert any("Petrova" in item.fact.text for item in facts.missing)
    assert not any("Petrova" in item.fact.text for item in facts.found)


async def test_a_post_is_traced_once_until_it_or_its_source_changes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, looks = Tracing(archive.db, identify), Counter[str]()
    trace = service._trace

    def count(draft: Text, language: str, article: Article) -> list[Fact]:
        looks[draft.text] += 1
        return trace(draft, language, article)

    monkeypatch.setattr(service, "_trace", count)
    post = await write(archive, "It sold 18 percent more", BAKERY)
    first = await service.facts(post)
    assert await service.facts(post) == first
    assert looks == {"It sold 18 percent more": 1}
    changed = replace(post, content=replace(post.content, text=Text("It sold 81 percent more")))
    assert [item.fact.text for item in (await service.facts(changed)).missing] == ["81 percent"]
    async with archive.db.transaction() as session:
        read = await sources.upsert(
            session, replace(BAKERY, text="It is 81 percent now."), now=archive.clock.now()
        )
        await sources.link(
            session, post_id=post.id, source_id=read.id, consent=Consent(),
            used_at=archive.clock.now(),
        )  # fmt: skip
    assert not (await service.facts(changed)).missing


async def test_few_posts_are_remembered(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_REMEMBERED", 2)
    service = Tracing(archive.db, identify)
    post = await write(archive, "It sold 18 percent more", BAKERY)
    for number in range(5):
        content = replace(post.content, text=Text(f"It sold {number} percent more"))
        await service.facts(replace(post, content=content))
    assert len(service._known) == 2
