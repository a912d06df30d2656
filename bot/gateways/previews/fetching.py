"""Fetches public pages of channels: whole, in time, and not again what is known."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import httpx

SECONDS, CONNECT_SECONDS = 10.0, 3.0
MAX_BYTES = 2 * 1024 * 1024
USER_AGENT = "Rubrika/0.1 (Telegram bot; reads the pages of its own channels)"
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `body` is None when the page is as it was (304).

    `etag` and `modified` are what it says of its version; `age` is how long somebody on the way
    has kept it (RFC 9111, section 5.1).
    """

    body: bytes | None
    etag: str | None = None
    modified: str | None = None
    age: timedelta = timedelta(0)


class NoPage(Exception):
    """The page could not be read; the text says why.

    `status` is the HTTP status, None when there was no whole answer; `wish` is for how long the
    server asks to be left alone.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, wish: timedelta | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.wish = wish


class Fetch(Protocol):
    """How a page is fetched."""

    async def __call__(
        self, address: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """The page, or that it is as it was when it said `etag` and `modified` of itself.

        Raises:
            NoPage: it leads elsewhere, is refused, is too long, or there is no answer.
            TimeoutError: it takes too long.
        """
        ...


class Fetcher:
    """Fetches with one connection at a time, and asks for no redirect."""

    def __init__(self) -> None:
        self._trust: ssl.SSLContext | bool | None = None

    async def __call__(
        self, address: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """See `Fetch`."""
        async with asyncio.timeout(SECONDS):
            await self._get_ready(address)
            return await self._fetch(address, _conditions(etag, modified))

    async def _get_ready(self, address: str) -> None:
        """Half a second of importing and reading certificates: beside the loop, and once."""
        if self._trust is None:
            is_secure = urlsplit(address).scheme == "https"
            self._trust = await asyncio.to_thread(_prepare, is_secure)

    async def _fetch(self, address: str, conditions: dict[str, str]) -> Fetched:
        import httpx

        timeout = httpx.Timeout(SECONDS, connect=CONNECT_SECONDS)
        headers = {"User-Agent": USER_AGENT, "Accept": "text/html", "Accept-Language": "en"}
        try:
            async with (
                httpx.AsyncClient(
                    timeout=timeout, headers=headers | conditions, verify=self._trust or True
                ) as client,
                client.stream("GET", address) as answer,
            ):
                return await _read(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoPage(f"the page cannot be read: {type(error).__name__}") from error


def _prepare(is_secure: bool) -> ssl.SSLContext | bool:
    import httpx

    return httpx.create_ssl_context() if is_secure else True


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    named = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in named.items() if value}


async def _read(answer: "httpx.Response") -> Fetched:
    version = {"etag": answer.headers.get("ETag"), "modified": answer.headers.get("Last-Modified")}
    age = timedelta(seconds=_seconds(answer.headers.get("Age")) or 0)
    if answer.status_code == _NOT_MODIFIED:
        return Fetched(None, **version, age=age)
    # Channels without a preview lead away from it.
    if answer.status_code != 200:
        raise NoPage(
            f"the page answers {answer.status_code}",
            status=answer.status_code,
            wish=_wish(answer.headers),
        )
    return Fetched(await _limited(answer), **version, age=age)


async def _limited(answer: "httpx.Response") -> bytes:
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > MAX_BYTES:
            raise NoPage("the page is too long", status=answer.status_code)
    return bytes(body)


def _wish(headers: "httpx.Headers") -> timedelta | None:
    """Retry-After, in seconds or as a moment by the server's own clock (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After")
    seconds = _seconds(text)
    if seconds is not None:
        return timedelta(seconds=seconds)
    until, now = _moment(text), _moment(headers.get("Date"))
    return max(until - now, timedelta(0)) if until and now else None


def _seconds(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
