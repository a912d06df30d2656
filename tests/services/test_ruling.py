"""What rules are judged by beside the text: facts of its sources, and who wrote its words."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.authorship import Maker
from bot.domain.facts import Fact, FactKind, Verdict
from bot.domain.posts import Content, Post
from bot.domain.rules import RuleKind, What
from bot.domain.sources import NO_SIGNALS, Article
from bot.domain.texts import Text
from bot.errors import NotAllowed, Unready
from bot.services.ruling import Ruling
from bot.services.tracing import TracedFact, TracedFacts
from storage import posts, sources
from tests.newsroom import Newsroom, open_newsroom


class Ninety:
    """Finds that no source says "90 %"."""

    async def facts(self, post: Post) -> TracedFacts:
        at = post.content.text.text.find("90 %")
        fact = Fact(
            kind=FactKind.FIGURE, text="90 %", offset=at, length=4, verdict=Verdict.MISSING
        )
        missing = TracedFact(fact, Article(title="T", text="words"))
        return TracedFacts(missing=(missing,) if at >= 0 else ())


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as opened:
        yield opened


def ruling_of(room: Newsroom) -> Ruling:
    parts = room.app.dispatcher.workflow_data
    return Ruling(room.app.db, room.clock, parts["registering"], parts["drafting"], facts=Ninety())


async def switch_on(room: Newsroom, kind: RuleKind) -> int:
    ruling = ruling_of(room)
    known = await ruling.list_rules(room.author.id, 1)
    rule = next(rule for rule in known if rule.kind is kind)
    await ruling.change(room.author.id, rule.id, is_on=True)
    return rule.id


async def write(room: Newsroom, text: str, maker: Maker = Maker.AUTHOR) -> Post:
    async with room.app.db.transaction() as session:
        return await posts.insert(
            session, channel_id=1, author_id=room.author.id,
            content=Content(text=Text(text)), now=room.clock.now(), maker=maker,
        )  # fmt: skip


async def whats(room: Newsroom, post: Post) -> list[What]:
    return [violation.what for violation in (await ruling_of(room).examine(post)).violations]


async def test_a_figure_that_no_source_says_blocks(room: Newsroom) -> None:
    await switch_on(room, RuleKind.FACTS)
    post = await write(room, "рост 90 % #case")
    assert await whats(room, post) == [What.UNTRACED]
    with pytest.raises(Unready):
        await ruling_of(room).require_obeyed(post)
    assert await whats(room, await write(room, "рост 9 % #case")) == []


async def test_the_sources_of_a_post_are_those_that_were_used_for_it(room: Newsroom) -> None:
    rule_id = await switch_on(room, RuleKind.SOURCE_LINK)
    post = await write(room, "слова #case")
    assert await whats(room, post) == []
    article = Article(title="T", text="words", address="https://example.org/news")
    async with room.app.db.transaction() as session:
        source = await sources.upsert(session, article, now=room.clock.now())
        await sources.link(
            session, post_id=post.id, source_id=source.id, consent=NO_SIGNALS,
            used_at=room.clock.now(),
        )  # fmt: skip
    assert await whats(room, post) == [What.NO_SOURCE_LINK]
    mended = await ruling_of(room).repair(room.author.id, post.id, rule_id)
    assert mended.content.text.text == "слова #case\n\nИсточник: example.org"
    assert await whats(room, mended) == []


async def test_a_post_is_marked_until_the_author_has_rewritten_most_of_it(room: Newsroom) -> None:
    await switch_on(room, RuleKind.AI_MARK)
    post = await write(room, "четыре слова одной модели", Maker.MODEL)
    assert await whats(room, post) == [What.NO_AI_MARK]
    own = replace(post.content, text=Text("три моих слова одной модели"))
    async with room.app.db.transaction() as session:
        changed = await posts.set_content(
            session, post, own, editor_id=room.author.id, now=room.clock.now()
        )
    assert await whats(room, changed) == [What.NO_AI_MARK]
    own = replace(post.content, text=Text("теперь здесь только мои мысли"))
    async with room.app.db.transaction() as session:
        changed = await posts.set_content(
            session, changed, own, editor_id=room.author.id, now=room.clock.now()
        )
    assert await whats(room, changed) == []


async def test_ready_rules_are_added_once(room: Newsroom) -> None:
    ruling = ruling_of(room)
    first = await ruling.list_rules(room.author.id, 1)
    assert await ruling.list_rules(room.author.id, 1) == first
    assert not any(rule.is_on for rule in first)
    added = await ruling.add_words(room.author.id, 1, ("слово",))
    assert await ruling.add_words(room.author.id, 1, ("слово",)) == added
    assert len(await ruling.list_rules(room.author.id, 1)) == len(first) + 1


async def test_only_owners_rule(room: Newsroom) -> None:
    ruling = ruling_of(room)
    rule_id = await switch_on(room, RuleKind.RUBRIC)
    post = await write(room, "слова")
    with pytest.raises(NotAllowed):
        await ruling.list_rules(room.reader.id, 1)
    with pytest.raises(NotAllowed):
        await ruling.change(room.reader.id, rule_id, is_on=False)
    with pytest.raises(NotAllowed):
        await ruling.override(room.reader.id, post.id, "so")
    with pytest.raises(NotAllowed):
        await ruling.delete(room.author.id, rule_id)
