"""Reads what public pages of channels count: one request at a time, none for what is known."""

import asyncio
from collections.abc import Callable

from bot.domain.previews import (
    Answer,
    NotShown,
    Page,
    PageFigures,
    Shown,
    Trouble,
    Unchanged,
    Version,
)
from bot.gateways.previews.counting import read_embedded, read_history
from bot.gateways.previews.fetching import Fetch, Fetched, Fetcher, NoPage
from bot.gateways.previews.pages import NoHistory

_ELSEWHERE = 302
# What says that the server, and not this page, is in trouble, or wants to be left alone.
_TOO_MANY, _REFUSED, _SERVER_ERROR = 429, 403, 500


class PreviewReader:
    """Reads pages below an address."""

    def __init__(self, address: str, fetch: Fetch | None = None) -> None:
        self._address = address.rstrip("/")
        self._fetch = fetch or Fetcher()
        self._turn = asyncio.Lock()

    async def read(self, username: str, page: Page, known: Version | None) -> Answer:
        """Read a page of a channel; `known` is how it was when it was read last.

        Whatever the network and the server do is an answer, no error.
        """
        etag, modified = (known.etag, known.modified) if known else (None, None)
        try:
            async with self._turn:
                fetched = await self._fetch(
                    self._address + page.path(username), etag=etag, modified=modified
                )
            return await _answer(fetched, read_history if page.only is None else read_embedded)
        except TimeoutError:
            return Trouble("the page takes too long", is_general=True)
        except NoHistory as error:
            return Trouble(str(error), is_general=False)
        except NoPage as error:
            if error.status == _ELSEWHERE:
                return NotShown()
            return Trouble(str(error), is_general=_is_general(error.status), wish=error.wish)


async def _answer(fetched: Fetched, parse: Callable[[bytes], PageFigures]) -> Answer:
    if fetched.body is None:
        return Unchanged(fetched.age)
    # A long page takes a while.
    figures = await asyncio.to_thread(parse, fetched.body)
    version = Version(etag=fetched.etag, modified=fetched.modified, figures=figures)
    return Shown(version=version, age=fetched.age)


def _is_general(status: int | None) -> bool:
    return status is None or status in (_TOO_MANY, _REFUSED) or status >= _SERVER_ERROR
