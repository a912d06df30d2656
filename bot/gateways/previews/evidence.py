"""The public preview as evidence: it shows words and pictures, but not what they are."""

import asyncio
from collections.abc import Iterable

from bot.domain.evidence import Doubt, Finding, Source, Verdict, count_messages
from bot.domain.publications import Part
from bot.gateways.previews.fetching import SECONDS, Fetcher, NoPage
from bot.gateways.previews.pages import NoHistory
from bot.gateways.previews.parsing import PagePost, parse

LETTERS = 200
"""So many letters and digits of a post are compared."""
LEAST_OF_A_CUT = 60


class PublicPreview:
    """Reads `<address>/s/<name>` of channels that have a public name, one page at a time."""

    source = Source.PREVIEW

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._fetch = Fetcher()
        self._turn = asyncio.Lock()

    async def look(self, doubt: Doubt) -> Finding:
        """Look for the part among the newest posts of the page."""
        if not doubt.username:
            return Finding(Verdict.UNKNOWN, detail="the channel has no public name")
        if not letters(doubt.part.text.text):
            return Finding(Verdict.UNKNOWN, detail="there are no words to know it by")
        try:
            async with self._turn, asyncio.timeout(SECONDS):
                page = await self._fetch(f"{self._address}/s/{doubt.username}")
            return _find(doubt, parse(page.body or b""))
        except TimeoutError:
            return Finding(Verdict.UNKNOWN, detail="the page takes too long")
        except (NoPage, NoHistory) as error:
            return Finding(Verdict.UNKNOWN, detail=str(error))


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
