"""A page that gives orders, and a model that obeys: of the store only a draft's words change."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.channels import Channel
from bot.domain.pieces import Piece
from bot.domain.posts import PostState
from bot.domain.sources import Article
from bot.domain.texts import Text
from bot.errors import LlmBroken
from bot.gateways.writers.chat import ChatClient, Endpoint
from bot.gateways.writers.llm import LlmWriter
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from storage.db import Database
from tests.gateways.writers.orders import ORDERS, obeys
from tests.gateways.writers.stub import open_stub, says
from tests.services.archives import NOON, Archive, open_archive
from tests.services.test_rewriting import NoLooker

ANNA = 1
# Where a draft is kept: the post, its revision, the message that it came from.
OF_A_DRAFT = {"posts", "revisions", "inputs"}


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        await opened.connect()
        yield opened


async def dump(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every table, every row."""
    names = await db.fetch_all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    )
    return {
        row["name"]: [dict(found) for found in await db.fetch_all(f"SELECT * FROM {row['name']}")]
        for row in names
    }


async def look(words: str) -> None:
    """Nobody looks on."""


async def write(order: str) -> Text:
    """What an obeying model makes of the page; the page itself when it is refused."""
    async with open_stub(says(obeys(order))) as stub:
        writer = LlmWriter(ChatClient(Endpoint(base_url=stub.url, model="small")))
        try:
            written = await writer.write(
                Article(title=order, text=order), examples=[], rules=[], language="ru",
                words=100, on_progress=look, is_stopped=bool, rubrics=["суды"],
            )  # fmt: skip
        except LlmBroken:
            return Text(order)
        finally:
            await writer.close()
    assert written.tags == ()
    return written.text


def make_drafting(archive: Archive) -> Drafting:
    registering = Registering(
        archive.db, archive.clock, NoLooker(), owner_ids=frozenset({ANNA}), zone="UTC",
        default_language="ru",
    )  # fmt: skip
    return Drafting(archive.db, archive.clock, registering)


@pytest.mark.parametrize("order", ORDERS)
async def test_nothing_but_a_draft_comes_of_it(archive: Archive, order: str) -> None:
    channel: Channel = await archive.connect()
    published = await archive.publish(channel, "Вышедший пост #суды")
    before = await dump(archive.db)
    piece = Piece(chat_id=ANNA, message_id=7, text=await write(order), sent_at=NOON)
    post = await make_drafting(archive).take(ANNA, channel.id, piece)
    after = await dump(archive.db)
    changed = {name for name, rows in after.items() if rows != before[name]}
    assert changed <= OF_A_DRAFT
    assert after["publications"] == []
    assert [row for row in after["posts"] if row["id"] == published.id] == before["posts"]
    assert (post.state, post.content.tags) == (PostState.DRAFT, ())
