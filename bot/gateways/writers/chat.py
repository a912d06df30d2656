"""A client of OpenAI-compatible servers: one question, the answer piece by piece.

It serves `POST {base}/chat/completions` as OpenAI, llama.cpp, vLLM, Ollama and the proxies before
them speak it: streamed or, where a server does not stream, whole. httpx is imported when the
first question is asked.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.domain.writing import Spent
from bot.errors import LlmBroken, LlmFailed, LlmTooSlow, LlmUnavailable, SettingsError
from bot.gateways.writers.answers import Answer
from bot.gateways.writers.refusals import PromptTooLong, failure_of, unwanted_of
from bot.gateways.writers.sse import EventParser, EventTooLarge

if TYPE_CHECKING:
    import httpx

__all__ = ["ChatClient", "Endpoint", "PromptTooLong"]

log = logging.getLogger(__name__)

MAX_PROMPT = 60_000
"""Characters of all messages together."""
MAX_BYTES = 2_000_000
"""Bytes of one response, with what a model thinks before it answers."""
MAX_REFUSAL = 65_536
"""Bytes of an error that are read."""
ANSWER_TOKENS = 3_000
"""Tokens of an answer, with what a model thinks: a long Russian post takes about 1,500."""
MOST_ATTEMPTS = 4
"""Of one question: newer servers refuse parameters that older ones need."""

Message = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A server and how long it is waited for, in seconds; the key is never shown.

    Raises:
        SettingsError: what was set cannot be a server's.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    whole_seconds: float = 120.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError("LLM_BASE_URL: an address like https://host/v1 is expected")
        if parts.username or parts.query or parts.fragment:
            raise SettingsError(
                "LLM_BASE_URL: only an address is expected, the key is LLM_API_KEY"
            )
        if not self.model:
            raise SettingsError("LLM_MODEL: is required with LLM_BASE_URL")
        if not self.key.isascii() or not self.key.isprintable() or " " in self.key:
            raise SettingsError("LLM_API_KEY: holds characters that no key has")

    @property
    def address(self) -> str:
        """Where questions go."""
        return self.base_url.rstrip("/") + "/chat/completions"


class ChatClient:
    """Asks one server; what it refuses of our parameters is remembered and left out."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._unwanted: set[str] = set()

    async def close(self) -> None:
        """Close the connections; a later question opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def stream(
        self, messages: Sequence[Message], *, spent: Spent | None = None
    ) -> AsyncGenerator[str, None]:
        """The pieces of the answer, as they come; `spent` is filled on the way.

        Raises:
            LlmUnavailable: no connection, a refusal, a break in the middle.
            LlmBroken: what came is no answer; `PromptTooLong`: the question was too long.
            LlmTooSlow: nothing came for too long, or the whole took too long.
        """
        spent = Spent() if spent is None else spent
        spent.prompt_characters = sum(len(message["content"]) for message in messages)
        if spent.prompt_characters > MAX_PROMPT:
            raise PromptTooLong
        began = _now()
        pieces = self._in_our_words(self._ask(messages, spent))
        try:
            while True:
                try:
                    async with asyncio.timeout_at(began + self._endpoint.whole_seconds):
                        piece = await anext(pieces)
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    log.warning("LLM: no whole answer in %.0f s", _now() - began)
                    raise LlmTooSlow from error
                if spent.first_seconds is None:
                    spent.first_seconds = _now() - began
                yield piece
        finally:
            await pieces.aclose()

    async def _in_our_words(self, pieces: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
        """The same pieces; failures of the library are ours."""
        await self._open()
        import httpx

        try:
            async for piece in pieces:
                yield piece
        except httpx.TimeoutException as error:
            log.warning("LLM: %s", type(error).__name__)
            slow = not isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
            raise (LlmTooSlow() if slow else LlmUnavailable()) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            log.warning("LLM: %s: %s", type(error).__name__, self._masked(str(error)))
            raise LlmUnavailable from None
        except EventTooLarge:
            raise LlmBroken from None
        finally:
            await pieces.aclose()

    async def _ask(self, messages: Sequence[Message], spent: Spent) -> AsyncGenerator[str, None]:
        client = await self._open()
        for _ in range(MOST_ATTEMPTS):
            body = self._body(messages)
            async with client.stream("POST", self._endpoint.address, json=body) as response:
                if response.status_code == 200:
                    async for piece in _read(response, spent):
                        yield piece
                    return
                refusal = await _read_refusal(response)
            if not self._leave_out(response.status_code, refusal, body):
                raise self._failure(response.status_code, refusal)
        raise LlmUnavailable

    def _body(self, messages: Sequence[Message]) -> dict[str, Any]:
        body = {
            "model": self._endpoint.model,
            "messages": list(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": 0.6,
            "max_tokens": ANSWER_TOKENS,
        }
        # Reasoning models of OpenAI know the limit by this name alone.
        if "max_tokens" in self._unwanted:
            body["max_completion_tokens"] = ANSWER_TOKENS
        return {name: value for name, value in body.items() if name not in self._unwanted}

    def _leave_out(self, status: int, refusal: str, body: dict[str, Any]) -> bool:
        """Whether the question may be asked again, without what was refused."""
        new = unwanted_of(status, refusal) & body.keys()
        self._unwanted |= new
        return bool(new)

    def _failure(self, status: int, refusal: str) -> LlmFailed:
        log.warning("LLM: status %d: %s", status, self._masked(" ".join(refusal.split())[:300]))
        return failure_of(status, refusal)

    def _masked(self, text: str) -> str:
        return text.replace(self._endpoint.key, "***") if self._endpoint.key else text

    async def _open(self) -> "httpx.AsyncClient":
        async with self._opening:
            if self._client is None:
                # The import and the list of authorities cost a quarter of a second.
                self._client = await asyncio.to_thread(_make_client, self._endpoint)
            return self._client


def _make_client(endpoint: Endpoint) -> "httpx.AsyncClient":
    import httpx

    headers = {"Accept": "text/event-stream, application/json", "Accept-Encoding": "identity"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    timeout = httpx.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
    # A redirect is not followed: it would carry the key to another server.
    return httpx.AsyncClient(headers=headers, timeout=timeout, follow_redirects=False)


async def _read(response: "httpx.Response", spent: Spent) -> AsyncGenerator[str, None]:
    """The answer in a response with status 200."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "text/html":
        log.warning("LLM: a page came instead of an answer")
        raise LlmBroken
    answer = Answer(spent)
    if kind == "application/json":
        piece = answer.take_whole(_decoded(await _read_up_to(response, MAX_BYTES)))
        if piece:
            yield piece
    else:
        async for piece in _read_events(response, answer):
            yield piece
    answer.check_end()


async def _read_events(response: "httpx.Response", answer: Answer) -> AsyncGenerator[str, None]:
    parser = EventParser()
    size = 0
    async for raw in response.aiter_bytes():
        size += len(raw)
        if size > MAX_BYTES:
            raise LlmBroken("llm-wordy")
        for event in parser.feed(raw):
            if piece := answer.take_event(event):
                yield piece
            if answer.is_done:
                return
    for event in parser.close():
        if piece := answer.take_event(event):
            yield piece


async def _read_up_to(response: "httpx.Response", limit: int) -> bytes:
    read = bytearray()
    async for raw in response.aiter_bytes():
        read += raw
        if len(read) > limit:
            raise LlmBroken("llm-wordy")
    return bytes(read)


async def _read_refusal(response: "httpx.Response") -> str:
    """The beginning of an error, as text."""
    read = bytearray()
    async for raw in response.aiter_bytes():
        read += raw
        if len(read) > MAX_REFUSAL:
            break
    return bytes(read[:MAX_REFUSAL]).decode("utf-8", "replace")


def _decoded(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise LlmBroken from None


def _now() -> float:
    return asyncio.get_running_loop().time()
