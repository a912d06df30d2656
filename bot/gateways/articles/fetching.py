"""Pages from the web: one at a time, within limits, never from inside."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.sources import normalize_address
from bot.errors import SourceUnreadable
from bot.gateways.articles.inflating import Inflater, Unreadable
from bot.gateways.articles.inside import Border

if TYPE_CHECKING:
    import httpcore
    import httpx

    from bot.gateways.articles.transport import CheckedTransport

log = logging.getLogger(__name__)

SECONDS = 10.0
"""For a page altogether: look-ups, redirects, body."""
MAX_BYTES = 5 * 1024 * 1024
"""Of a body, inflated."""
REDIRECTS = 5
AGENT = "Rubrika"
"""The name that robots.txt may use for us."""
USER_AGENT = f"{AGENT}/0.1 (Telegram bot; reads one page when an author sends its link)"

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_MOVED = (301, 302, 303, 307, 308)
_PAGES = ("text/", "application/xhtml+xml", "application/xml")
_NO_PAGES = ("text/css", "text/calendar", "text/csv", "text/javascript", "text/vcard")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered; `address` is the last one, after the redirects.

    `headers` have names in lower case, values of one name joined by commas.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The declared type in lower case without parameters; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Fetcher:
    """Reads pages. httpx is imported with the first one."""

    def __init__(
        self,
        border: Border | None = None,
        *,
        seconds: float = SECONDS,
        backend: "httpcore.AsyncNetworkBackend | None" = None,
    ) -> None:
        """`backend` makes the connections to checked addresses; None: the usual one."""
        self._border = border or Border()
        self._seconds = seconds
        self._backend = backend
        self._transport: CheckedTransport | None = None
        self._opening = asyncio.Lock()

    async def fetch(self, address: str) -> Page:
        """The page at an address.

        Raises:
            SourceUnreadable: with the key of the sentence that says why.
        """
        page = await self.fetch_any(address, max_bytes=MAX_BYTES, only_pages=True)
        if not 200 <= page.status < 300:
            raise SourceUnreadable("source-refused", status=page.status)
        return page

    async def fetch_any(
        self,
        address: str,
        *,
        max_bytes: int,
        seconds: float | None = None,
        only_pages: bool = False,
    ) -> Page:
        """What an address answers, of any status; `only_pages`: nothing that is no text.

        Raises:
            SourceUnreadable: it could not be had whole, or is no page.
        """
        async with self._opening:
            if self._transport is None:
                # Half a second of importing: others go on meanwhile.
                await asyncio.to_thread(self._open)
        import httpcore
        import httpx

        try:
            async with asyncio.timeout(seconds or self._seconds):
                return await self._follow(address, max_bytes, only_pages)
        except (TimeoutError, httpcore.TimeoutException):
            raise SourceUnreadable("source-timeout") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, Unreadable) as error:
            log.info("%s: %r", address, error)
            raise SourceUnreadable("source-unreachable") from error
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol):
            raise SourceUnreadable("source-bad-address") from None

    async def close(self) -> None:
        """Close every connection."""
        if self._transport:
            await self._transport.aclose()
            self._transport = None

    async def _follow(self, address: str, max_bytes: int, only_pages: bool) -> Page:
        """Redirects are followed by hand: every hop is an address like any other."""
        import httpx

        # Some sites set a cookie and send one to the same address again.
        cookies = httpx.Cookies()
        address = _checked(address)
        for _ in range(REDIRECTS + 1):
            request = httpx.Request("GET", address, headers=_HEADERS)
            request.extensions = {"timeout": dict.fromkeys(("connect", "read"), self._seconds)}
            cookies.set_cookie_header(request)
            response = await self._open().handle_async_request(request)
            try:
                cookies.extract_cookies(response)
                location = response.headers.get("location")
                if response.status_code not in _MOVED or not location:
                    return await _read(response, address, max_bytes, only_pages)
                address = _next(request.url, location)
            finally:
                await response.stream.aclose()  # type: ignore[union-attr]
        raise SourceUnreadable("source-too-many-redirects", count=REDIRECTS)

    def _open(self) -> "CheckedTransport":
        if self._transport is None:
            import httpx

            from bot.gateways.articles.transport import CheckedTransport

            self._transport = CheckedTransport(
                self._border,
                ssl=httpx.create_ssl_context(trust_env=False),
                inner=self._backend,
            )
        return self._transport


def _checked(address: str) -> str:
    try:
        return normalize_address(address)
    except ValueError:
        raise SourceUnreadable("source-bad-address") from None


def _next(url: "httpx.URL", location: str) -> str:
    """Where a redirect leads, as the server wrote it: a parameter left out may make a loop."""
    address = str(url.join(location).copy_with(fragment=None))
    _checked(address)
    return address


async def _read(
    response: "httpx.Response", address: str, max_bytes: int, only_pages: bool
) -> Page:
    headers = {name.lower(): response.headers[name] for name in response.headers}
    page = Page(address, response.status_code, headers, b"")
    # The body of a refusal is never read: it may be anything.
    if only_pages and not 200 <= page.status < 300:
        return page
    if only_pages and not _may_be_page(page.media_type):
        raise SourceUnreadable("source-not-a-page")
    body = bytearray()
    async with aclosing(_inflated(response)) as pieces:
        async for piece in pieces:
            body += piece
            if len(body) > max_bytes:
                raise SourceUnreadable("source-too-large")
            if only_pages and is_binary(bytes(body[:1024])):
                raise SourceUnreadable("source-not-a-page")
    return Page(address, page.status, headers, bytes(body))


async def _inflated(response: "httpx.Response") -> AsyncGenerator[bytes, None]:
    inflater = Inflater(response.headers.get("content-encoding", ""))
    async for chunk in response.stream:  # type: ignore[union-attr]
        for piece in inflater.feed(chunk):
            yield piece


def _may_be_page(media_type: str) -> bool:
    return not media_type or (
        media_type.startswith(_PAGES) and not media_type.startswith(_NO_PAGES)
    )


def is_binary(start: bytes) -> bool:
    """Whether bytes begin like a document, a picture or an archive rather than like text."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    magic = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!")
    return start.startswith(magic) or b"\0" in start
