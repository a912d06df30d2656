"""A server that speaks as language models do, and misbehaves as they do, on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

KEY = "sk-very-secret-0123456789"

Behave = Callable[["Stub", web.Request], Awaitable[web.StreamResponse]]

GOOD = """TITLE: Disney подала в суд на Midjourney
TEXT:
Две студии обвинили сервис картинок в том, что он рисует их героев без спроса.

В иске названы десятки примеров, от Дарта Вейдера до Миньонов. Суд решит, чьё это.
TAGS: #суды #ии"""


@dataclass
class Stub:
    """What was asked, and how it is answered."""

    behave: Behave
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client went away before the end."""

    @property
    def prompt(self) -> str:
        """All that the newest question says."""
        return "\n".join(message["content"] for message in self.bodies[-1]["messages"])


@asynccontextmanager
async def open_stub(behave: Behave) -> AsyncIterator[Stub]:
    """A server that behaves so until the end of the block."""
    stub = Stub(behave)

    async def serve(request: web.Request) -> web.StreamResponse:
        stub.bodies.append(await request.json())
        stub.keys.append(request.headers.get("Authorization", ""))
        try:
            return await stub.behave(stub, request)
        except (ConnectionResetError, asyncio.CancelledError):
            stub.left.set()
            raise

    app = web.Application()
    app.router.add_post("/v1/chat/completions", serve)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield stub
    finally:
        await runner.cleanup()


def chunk(words: str | None = None, **more: Any) -> dict[str, Any]:
    """One event of an answer."""
    delta = {} if words is None else {"content": words}
    return {"id": "1", "object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": delta, "finish_reason": None, **more}]}  # fmt: skip


def event(data: Any) -> bytes:
    """An event as it goes over the wire."""
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


async def begin(request: web.Request) -> web.StreamResponse:
    """The head of a streamed answer."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


def pieces_of(text: str, size: int = 7) -> list[str]:
    """A text as a model gives it."""
    return [text[at : at + size] for at in range(0, len(text), size)]


def says(text: str, *, finish: str = "stop", pause: float = 0.0) -> Behave:
    """Streams a text, tells the usage, ends as it should."""

    async def behave(stub: Stub, request: web.Request) -> web.StreamResponse:
        response = await begin(request)
        await response.write(b": keep-alive\n\n")
        await response.write(event({"choices": [{"index": 0, "delta": {"role": "assistant"}}]}))
        for piece in pieces_of(text):
            await response.write(event(chunk(piece)))
            if pause:
                await asyncio.sleep(pause)
        await response.write(event(chunk(finish_reason=finish)))
        usage = {"prompt_tokens": 300, "completion_tokens": 120, "total_tokens": 420}
        await response.write(event({"choices": [], "usage": usage}))
        await response.write(b"data: [DONE]\n\n")
        return response

    return behave


def raw(body: bytes, *, kind: str = "text/event-stream", status: int = 200) -> Behave:
    """Answers with these very bytes."""

    async def behave(stub: Stub, request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, headers={"Content-Type": kind})

    return behave


def refuses(status: int, message: str, **more: Any) -> Behave:
    """Answers with an error of OpenAI's shape."""
    body = {"error": {"message": message, "type": "error", **more}}
    return raw(json.dumps(body).encode(), kind="application/json", status=status)


def dies_after(pieces: int, text: str = GOOD) -> Behave:
    """Cuts the connection in the midst of an answer."""

    async def behave(stub: Stub, request: web.Request) -> web.StreamResponse:
        response = await begin(request)
        for piece in pieces_of(text)[:pieces]:
            await response.write(event(chunk(piece)))
        assert request.transport is not None
        request.transport.abort()
        return response

    return behave


def stalls_after(pieces: int, text: str = GOOD) -> Behave:
    """Says something, then nothing, for as long as the client waits."""

    async def behave(stub: Stub, request: web.Request) -> web.StreamResponse:
        response = await begin(request)
        for piece in pieces_of(text)[:pieces]:
            await response.write(event(chunk(piece)))
        await asyncio.sleep(60)
        return response

    return behave


def in_turn(*behaviours: Behave) -> Behave:
    """One way after the other, the last for ever."""

    async def behave(stub: Stub, request: web.Request) -> web.StreamResponse:
        return await behaviours[min(len(stub.bodies), len(behaviours)) - 1](stub, request)

    return behave
