"""A send that stands in the channel while the answer to it is held back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.types import Message

from bot.sandbox import dispatch
from tests.newsroom import Newsroom


@asynccontextmanager
async def sent_unanswered(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Message]:
    """A post of the bot, seen in the channel; its answer comes when the block is over."""
    gate, served = asyncio.Event(), dispatch._served

    async def held(state: Any, bot: Any, name: str, params: dict[str, Any], uploads: Any) -> Any:
        reply = await served(state, bot, name, params, uploads)
        if name == "sendmessage" and str(params.get("chat_id")) == str(newsroom.channel_id):
            await gate.wait()
        return reply

    monkeypatch.setattr(dispatch, "_served", held)
    await newsroom.author.send("Черновик #тег")
    await newsroom.tick(3)
    await newsroom.author.press("Publish now")
    before = len(newsroom.channel)
    await newsroom.author.press("Publish")
    working = asyncio.ensure_future(newsroom.work())
    try:
        while len(newsroom.channel) == before:
            assert not working.done(), "nothing was sent"
            await asyncio.sleep(0.01)
        yield newsroom.channel[-1]
        assert not working.done(), "the answer came first"
    finally:
        gate.set()
        await working
