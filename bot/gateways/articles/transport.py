"""HTTP to addresses that were checked: the name is looked up once, and its answer is used.

Imports httpx: to be imported when something is fetched, not before.
"""

from collections.abc import AsyncIterator, Iterable
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from bot.gateways.articles.inside import Border

_CONNECTIONS = 20
_IDLE_SECONDS = 5.0
_PATIENCE_SECONDS = 4.0
"""For one of several addresses to answer before the next is tried."""


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that a border lets through.

    The name in the Host header and in TLS stays the one that was asked for: only here, where the
    connection is made, it becomes an address, and no other look-up follows. What httpcore's own
    class refuses, sockets of this machine, stays refused: no page is behind one.
    """

    def __init__(self, border: Border, inner: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._border = border
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers.

        Raises:
            SourceUnreadable: the host is inside, or has no address.
        """
        *others, last = await self._border.cross(host, port)
        for address in others:
            try:
                return await self._inner.connect_tcp(
                    address, port, _PATIENCE_SECONDS, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait as httpcore's own backend does."""
        await self._inner.sleep(seconds)


class CheckedTransport(httpx.AsyncBaseTransport):
    """httpx over `CheckedBackend`; no proxy of the environment is used."""

    def __init__(
        self, border: Border, *, ssl: SSLContext, inner: httpcore.AsyncNetworkBackend | None
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl,
            max_connections=_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=CheckedBackend(border, inner),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is read from its stream.

        Raises:
            SourceUnreadable: the host is inside, or has no address.
            httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException
        """
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), request=request
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()
