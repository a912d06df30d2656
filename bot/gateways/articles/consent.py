"""What a site allows: asked before a page is fetched, judged when it is there."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.domain.sources import Consent, Reason, Signal
from bot.errors import SourceUnreadable
from bot.gateways.articles.fetching import Fetcher, Page
from bot.gateways.articles.signals import (
    Robots,
    metas_of,
    noai_in,
    tdm_in_file,
    tdm_on_page,
    usage_refusals,
)

log = logging.getLogger(__name__)

REMEMBER_SECONDS = 24 * 3600.0
"""For which a host's answer is kept (RFC 9309, 2.4)."""
_FORGET_SECONDS = 600.0
"""For which a failure is: the next author asks again."""
_MAX_BYTES = 512 * 1024
"""Of robots.txt that are read (RFC 9309, 2.5: at least 500 KiB)."""
_SECONDS = 5.0
_MAX_HOSTS = 1000


@dataclass(frozen=True, slots=True)
class _Host:
    """What the two files of a host say; None: there is none, or it could not be had."""

    robots: Robots | None
    tdm_file: bytes | None
    notes: tuple[Reason, ...]
    until: float


class ConsentReader:
    """Asks hosts what they allow, once a day each. A file that cannot be had forbids nothing."""

    def __init__(self, fetcher: Fetcher, *, now: Callable[[], float] = time.monotonic) -> None:
        """`now` gives seconds of a clock that never goes back."""
        self._fetcher = fetcher
        self._now = now
        self._hosts: dict[str, _Host] = {}

    async def ask(self, address: str) -> Consent:
        """What is known before the page is fetched: robots.txt alone."""
        host = await self._host(address)
        if host.robots is None:
            return Consent(reasons=host.notes)
        if not host.robots.may_fetch(address):
            return Consent(False, False, (Reason(Signal.ROBOTS), *host.notes))
        robots = host.robots
        found = await asyncio.to_thread(lambda: list(robots.refusals(address)))
        refusals = tuple(dict.fromkeys(found))
        return Consent(True, not refusals, (*refusals, *host.notes))

    async def judge(self, page: Page) -> Consent:
        """What the site says about a page that is there: host, headers and metas together."""
        before = await self.ask(page.address)
        host = await self._host(page.address)
        metas = metas_of(page.body)
        refusals = list(usage_refusals(page.headers))
        is_reserved, reason = tdm_on_page(page.headers, metas)
        if is_reserved is None and host.tdm_file is not None:
            reason = tdm_in_file(host.tdm_file, page.address)
        if reason:
            refusals.append(reason)
        if noai_in([page.headers.get("x-robots-tag", "")]):
            refusals.append(Reason(Signal.NOAI_HEADER))
        if noai_in(value for name in ("robots", "rubrika") for value in metas.get(name, ())):
            refusals.append(Reason(Signal.NOAI_META))
        return replace(
            before,
            may_use_ai=before.may_use_ai and not refusals,
            reasons=tuple(dict.fromkeys((*refusals, *before.reasons))),
        )

    async def _host(self, address: str) -> _Host:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._hosts.pop(origin, None)
        if known is None or known.until <= self._now():
            known = await self._look(origin)
        self._hosts[origin] = known
        while len(self._hosts) > _MAX_HOSTS:
            self._hosts.pop(next(iter(self._hosts)))
        return known

    async def _look(self, origin: str) -> _Host:
        paths = ("/robots.txt", "/.well-known/tdmrep.json")
        answers = await asyncio.gather(*(self._file(origin + path) for path in paths))
        robots, tdm_file = (body for body, _ in answers)
        notes = tuple(note for _, note in answers if note)
        return _Host(
            # A large file takes half a second of CPU: others go on meanwhile.
            robots=await asyncio.to_thread(Robots, robots) if robots is not None else None,
            tdm_file=tdm_file,
            notes=notes,
            until=self._now() + (_FORGET_SECONDS if notes else REMEMBER_SECONDS),
        )

    async def _file(self, address: str) -> tuple[bytes | None, Reason | None]:
        """The file, and a note when nobody can tell whether there is one."""
        try:
            page = await self._fetcher.fetch_any(address, max_bytes=_MAX_BYTES, seconds=_SECONDS)
        except SourceUnreadable as error:
            log.info("%s: %s", address, error.message_key)
            return None, Reason(Signal.UNKNOWN, address)
        if 200 <= page.status < 300:
            return page.body, None
        return None, Reason(Signal.UNKNOWN, address) if page.status >= 500 else None
