"""The HTTP server of the bot: binds its port, serves the application, ends in order."""

import errno
import logging
import socket
from collections.abc import Callable

from aiohttp import web

from bot.errors import AddressTaken

log = logging.getLogger(__name__)

# What is being answered when the bot stops may take so long.
_END_SECONDS = 2.0
# Connections that wait to be taken.
_WAITING = 128


class Server:
    """Listens on a host and a port; port 0 takes a free one."""

    def __init__(
        self, host: str, port: int, make: Callable[[int], web.Application], *, is_wanted: bool
    ) -> None:
        self._host = host
        self._port = port
        self._make = make
        self._is_wanted = is_wanted
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int | None:
        """The port it listens on; None while it does not."""
        return self._port if self._runner else None

    async def start(self) -> None:
        """Listen. Where nobody asked for pages and the port is taken, the log says so.

        Raises:
            AddressTaken: the port was chosen, and cannot be had.
        """
        try:
            listening = self._bind()
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error}"
            text = f"{self._host}:{self._port} {reason}; choose another, 0 for any free one"
            if self._is_wanted:
                raise AddressTaken(text) from error
            log.warning("no pages on the web: HTTP_PORT: %s", text)
            return
        self._port = int(listening.getsockname()[1])
        self._runner = web.AppRunner(
            self._make(self._port), access_log=None, handle_signals=False,
            shutdown_timeout=_END_SECONDS, keepalive_timeout=30,
        )  # fmt: skip
        await self._runner.setup()
        await web.SockSite(self._runner, listening, backlog=_WAITING).start()
        log.info("pages are served at %s:%s", self._host, self._port)

    async def stop(self) -> None:
        """Stop listening; what is being answered has a moment to end."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _bind(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((self._host, self._port))
            # At once: a bound socket that does not listen yet does not keep others away.
            listening.listen(_WAITING)
        except OSError:
            listening.close()
            raise
        return listening
