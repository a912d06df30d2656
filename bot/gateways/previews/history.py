"""The whole history of a public channel, page by page, slowly."""

import asyncio
import re
from datetime import timedelta
from urllib.parse import quote

from bot.domain.histories import HistoryPage
from bot.domain.previews import BETWEEN_REQUESTS
from bot.errors import InputRefused, SourceUnreadable
from bot.gateways.previews.fetching import Fetch, Fetcher, NoPage
from bot.gateways.previews.pages import NoHistory
from bot.gateways.previews.posts import read_page

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}")
_ELSEWHERE, _ABSENT = 302, 404


class PublicHistory:
    """Reads `<address>/s/<name>?before=N`, one page at a time with a pause between them."""

    def __init__(
        self, address: str, fetch: Fetch | None = None, *, pause: timedelta = BETWEEN_REQUESTS
    ) -> None:
        self._address = address.rstrip("/")
        self._fetch = fetch or Fetcher()
        self._pause = pause.total_seconds()
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    async def page(self, name: str, before: int | None = None) -> HistoryPage:
        """The newest posts of a channel, or those with ids below `before`.

        Raises:
            InputRefused: the name is none, or the channel is missing or shows no history: asking
                again is of no use.
            SourceUnreadable: the page cannot be had now; `params["seconds"]` is for how long the
                server asks to be left alone, 0 when it says nothing.
        """
        if not _NAME.fullmatch(name):
            raise InputRefused("history-page-name", name=name[:64])
        query = "" if before is None else f"?before={before}"
        body = await self._read(name, f"{self._address}/s/{quote(name)}{query}")
        try:
            # A long page takes a while.
            page = await asyncio.to_thread(read_page, body)
        except NoHistory as error:
            raise SourceUnreadable("history-page-unread", name=name, seconds=0) from error
        if before is not None and page.previous is not None and page.previous >= before:
            # Otherwise whoever follows it would go round for ever.
            raise SourceUnreadable("history-page-unread", name=name, seconds=0)
        return page

    async def _read(self, name: str, address: str) -> bytes:
        async with self._turn:
            await asyncio.sleep(self._free_at - asyncio.get_running_loop().time())
            try:
                return (await self._fetch(address)).body or b""
            except TimeoutError as error:
                raise SourceUnreadable("history-page-unread", name=name, seconds=0) from error
            except NoPage as error:
                if error.status in (_ELSEWHERE, _ABSENT):
                    raise InputRefused("history-page-none", name=name) from error
                wish = int(error.wish.total_seconds()) if error.wish else 0
                raise SourceUnreadable("history-page-unread", name=name, seconds=wish) from error
            finally:
                self._free_at = asyncio.get_running_loop().time() + self._pause
