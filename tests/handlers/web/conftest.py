"""The pages of a running bot, asked over real HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from tests.newsroom import Newsroom


class Visitor:
    """Somebody with a browser that keeps no cookies and follows no redirects by itself."""

    def __init__(self, session: ClientSession, origin: str) -> None:
        self._session = session
        self.origin = origin

    async def ask(self, path: str, *, method: str = "GET", **headers: str) -> ClientResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self._session.request(
            method, self.origin + path, headers={"Accept-Language": "en"} | named,
            allow_redirects=False,
        )  # fmt: skip
        await answer.read()
        return answer

    async def read(self, path: str, *, status: int = 200, **headers: str) -> str:
        """The text of a page that is answered with this status."""
        answer = await self.ask(path, **headers)
        text = await answer.text()
        assert answer.status == status, f"{path}: {answer.status}\n{text[:2000]}"
        return text

    async def send(self, path: str, body: object, **headers: str) -> ClientResponse:
        answer = await self._session.post(self.origin + path, json=body, headers=headers)
        await answer.read()
        return answer


@pytest.fixture
async def visitor(newsroom: Newsroom) -> AsyncIterator[Visitor]:
    """A visitor of the newsroom's pages."""
    await newsroom.app.web.start()
    async with ClientSession() as session:
        yield Visitor(session, f"http://127.0.0.1:{newsroom.app.web.port}")


async def post(newsroom: Newsroom, text: str, **kw: Any) -> int:
    """A post made by hand in the channel; the id of its message."""
    message = newsroom.world.say(newsroom.author.id, newsroom.channel_id, text, **kw)
    await newsroom.settle()
    return message.message_id
