"""The bot's side of the worker process: starts it when needed, stops it when slow or idle."""

import asyncio
import json
import logging
import os
import sys
from typing import Any

from bot.domain.sources import Article
from bot.errors import SourceUnreadable
from bot.gateways.articles.worker import LENGTH

log = logging.getLogger(__name__)

SECONDS = 15.0
"""For one page; most take a tenth of a second, the worst seen took 3.5 on a free machine."""
IDLE_SECONDS = 300.0
"""After which the worker gives its memory back."""
_START_SECONDS = 30.0


class Extractor:
    """Reads articles out of bytes in a process of its own, one after another."""

    def __init__(self, *, seconds: float = SECONDS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None
        self._has_left = False

    async def read_page(self, body: bytes, *, address: str, charset: str = "") -> Article:
        """The article of a page; `charset` is what its HTTP header declares.

        Raises:
            SourceUnreadable: there is none, with the reason as its key.
        """
        return (await self._ask({"address": address, "charset": charset}, body))[0]

    async def read_document(self, body: bytes, name: str) -> tuple[Article, ...]:
        """The articles of a `.txt`, `.md` or `.html` file.

        Raises:
            SourceUnreadable: there is none, with the reason as its key.
        """
        return await self._ask({"name": name}, body)

    async def close(self) -> None:
        """Stop the worker."""
        async with self._lock:
            await self._stop()

    async def _ask(self, request: dict[str, Any], body: bytes) -> tuple[Article, ...]:
        async with self._lock:
            self._stay()
            if self._has_left:
                await self._stop()
            try:
                answer = await self._exchange(json.dumps(request).encode(), body)
            except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
                log.warning("a page of %d bytes could not be read: %r", len(body), error)
                await self._stop()
                raise SourceUnreadable("source-too-complex") from error
            except BaseException:
                # An answer that nobody waited for would be taken for the next one's.
                await self._stop()
                raise
            finally:
                self._wait_idle()
        return _articles(answer)

    async def _exchange(self, request: bytes, body: bytes) -> dict[str, Any]:
        is_new = self._process is None
        process = self._process = self._process or await _start()
        assert process.stdin is not None
        assert process.stdout is not None
        async with asyncio.timeout(self._seconds + (_START_SECONDS if is_new else 0)):
            for part in (request, body):
                process.stdin.write(LENGTH.pack(len(part)) + part)
            await process.stdin.drain()
            size = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
            answer: dict[str, Any] = json.loads(await process.stdout.readexactly(size))
        return answer

    async def _stop(self) -> None:
        self._stay()
        process, self._process, self._has_left = self._process, None, False
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.communicate()

    def _stay(self) -> None:
        if self._idle:
            self._idle.cancel()
            self._idle = None

    def _wait_idle(self) -> None:
        if self._process:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._idle_seconds, self._let_go)

    def _let_go(self) -> None:
        """A closed pipe ends the worker; its process is reaped with the next question or close."""
        if self._process and self._process.stdin:
            self._has_left = True
            self._process.stdin.close()


async def _start() -> asyncio.subprocess.Process:
    """The worker gets the path to our modules and nothing else of the environment."""
    known = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**known, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", "bot.gateways.articles.worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


def _articles(answer: dict[str, Any]) -> tuple[Article, ...]:
    from bot.gateways.articles.extracting import from_json

    if "key" in answer:
        raise SourceUnreadable(answer["key"])
    return tuple(from_json(item) for item in answer["articles"])
