"""The public preview as evidence: it shows words and pictures, but not what they are."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.domain.evidence import Doubt, Finding, Source, Verdict, count_messages
from bot.domain.publications import Part
from bot.gateways.previews.parsing import NoHistory, PagePost, parse

if TYPE_CHECKING:
    import httpx

SECONDS, CONNECT_SECONDS = 10.0, 3.0
MAX_BYTES = 2 * 1024 * 1024
LETTERS = 200
"""So many letters and digits of a post are compared."""
LEAST_OF_A_CUT = 60
USER_AGENT = "Rubrika/0.1 (Telegram bot; looks for its own posts)"


class NoPage(Exception):
    """The page could not be read; the text says why."""


class PublicPreview:
    """Reads `<address>/s/<name>` of channels that have a public name, one page at a time."""

    source = Source.PREVIEW

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._turn = asyncio.Lock()

    async def look(self, doubt: Doubt) -> Finding:
        """Look for the part among the newest posts of the page."""
        if not doubt.username:
            return Finding(Verdict.UNKNOWN, detail="the channel has no public name")
        if not letters(doubt.part.text.text):
            return Finding(Verdict.UNKNOWN, detail="there are no words to know it by")
        try:
            async with self._turn, asyncio.timeout(SECONDS):
                body = await self._read(f"{self._address}/s/{doubt.username}")
            return _find(doubt, parse(body))
        except TimeoutError:
            return Finding(Verdict.UNKNOWN, detail="the page takes too long")
        except (NoPage, NoHistory) as error:
            return Finding(Verdict.UNKNOWN, detail=str(error))

    async def _read(self, address: str) -> bytes:
        # Half a second of importing: not at start.
        import httpx

        timeout = httpx.Timeout(SECONDS, connect=CONNECT_SECONDS)
        headers = {"User-Agent": USER_AGENT, "Accept": "text/html", "Accept-Language": "en"}
        try:
            async with (
                httpx.AsyncClient(timeout=timeout, headers=headers) as client,
                client.stream("GET", address) as answer,
            ):
                # Channels without a preview lead away from it.
                if answer.status_code != httpx.codes.OK:
                    raise NoPage(f"the page answers {answer.status_code}")
                return await _limited(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoPage(f"the page cannot be read: {type(error).__name__}") from error


async def _limited(answer: "httpx.Response") -> bytes:
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > MAX_BYTES:
            raise NoPage("the page is too long")
    return bytes(body)


def _find(doubt: Doubt, posts: Iterable[PagePost]) -> Finding:
    for post in posts:
        if all(map(doubt.may_be, post.message_ids)) and is_same(doubt.part, post):
            return Finding(Verdict.FOUND, post.message_ids)
    return Finding(Verdict.ABSENT)


def is_same(part: Part, post: PagePost) -> bool:
    """Whether a post on the page reads like a part: its first letters, its number of messages."""
    if len(post.message_ids) != count_messages(part) or post.has_media != bool(part.media):
        return False
    ours, theirs = letters(part.text.text), letters(post.text)
    if post.text.rstrip().endswith("…") and LEAST_OF_A_CUT <= len(theirs) < len(ours):
        return ours.startswith(theirs)
    return ours == theirs


def letters(text: str) -> str:
    """The first letters and digits of a text: what formatting and line breaks do not change."""
    return "".join(filter(str.isalnum, text.casefold()))[:LETTERS]
