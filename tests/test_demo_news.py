"""What the demo offers to draft from can be drafted from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.demo.news import add_news, load_articles
from tests.newsroom import open_newsroom


@pytest.fixture
async def host() -> AsyncIterator[str]:
    app = web.Application()
    add_news(app)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_every_article_of_the_demo_becomes_a_draft(tmp_path: Path, host: str) -> None:
    async with open_newsroom(tmp_path, fetch_allow=host) as newsroom:
        for article in load_articles():
            await newsroom.author.send(f"http://{host}/news/{article.path}")
            draft = newsroom.author.messages[-2].text or ""
            assert draft.startswith(article.title)
            assert "рассылку" not in draft
            assert "Источник" in draft or "Source" in draft
            assert "The source does not say" not in newsroom.author.text
