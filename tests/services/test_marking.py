"""A channel's line stands under what a model wrote most of, once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.authorship import Maker
from bot.domain.posts import Content
from bot.domain.rules import RuleKind
from bot.domain.texts import Text
from bot.services.marking import with_ai_mark
from storage import posts
from tests.newsroom import Newsroom, open_newsroom

LINE = "Текст подготовлен с помощью нейросети"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as opened:
        yield opened


async def ask_for_marks(room: Newsroom) -> None:
    ruling = room.app.dispatcher.workflow_data["ruling"]
    known = await ruling.list_rules(room.author.id, 1)
    rule = next(rule for rule in known if rule.kind is RuleKind.AI_MARK)
    await ruling.change(room.author.id, rule.id, is_on=True)


async def marked(room: Newsroom, before: str, after: str) -> str:
    """What becomes of the after, written by a model over the author's before."""
    async with room.app.db.transaction() as session:
        post = await posts.insert(
            session, channel_id=1, author_id=room.author.id,
            content=Content(text=Text(before), tags=("case",)), now=room.clock.now(),
            maker=Maker.AUTHOR,
        )  # fmt: skip
        content = Content(text=Text(after), tags=("case",))
        once = await with_ai_mark(session, post, content)
        assert await with_ai_mark(session, post, once) == once
        return once.full_text.text


async def test_the_line_stands_before_the_added_rubrics(room: Newsroom) -> None:
    await ask_for_marks(room)
    text = await marked(room, "мои слова", "совсем другое предложение модели")
    assert text == f"совсем другое предложение модели\n\n{LINE}\n\n#case"


async def test_what_the_author_mostly_wrote_is_not_marked(room: Newsroom) -> None:
    await ask_for_marks(room)
    own = "здесь десять слов автора и ни одного слова какой-нибудь модели"
    assert await marked(room, own, f"{own} привет") == f"{own} привет\n\n#case"


async def test_a_channel_that_does_not_ask_gets_no_line(room: Newsroom) -> None:
    assert await marked(room, "мои слова", "слова модели") == "слова модели\n\n#case"
