"""Maps of a site for search engines (sitemaps.org/protocol.html)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from bot.domain.feeds.values import SitePage
from bot.domain.texts.html import clean

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""Of one map or one index, before any compression."""


def build_sitemap(pages: Sequence[SitePage]) -> bytes:
    """A map of pages.

    Raises:
        ValueError: they are more than one map may hold; see `split_sitemap`.
    """
    return _document("urlset", [_entry("url", page) for page in pages])


def build_sitemap_index(maps: Sequence[SitePage]) -> bytes:
    """A map of maps, each by its address.

    Raises:
        ValueError: they are more than one index may hold.
    """
    return _document("sitemapindex", [_entry("sitemap", one) for one in maps])


def split_sitemap(
    pages: Iterable[SitePage], *, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES
) -> Iterator[bytes]:
    """As few maps as hold the pages, in their order; one without pages when there are none.

    Of the pages only those of one map are held at a time.
    """
    room = most_bytes - len(_wrap("urlset", b""))
    entries: list[bytes] = []
    size = 0
    for page in pages:
        entry = _entry("url", page)
        if entries and (len(entries) == most_pages or size + len(entry) > room):
            yield _wrap("urlset", b"".join(entries))
            entries, size = [], 0
        entries.append(entry)
        size += len(entry)
    yield _wrap("urlset", b"".join(entries))


def _document(name: str, entries: Sequence[bytes]) -> bytes:
    document = _wrap(name, b"".join(entries))
    if len(entries) > MOST_PAGES or len(document) > MOST_BYTES:
        raise ValueError(f"{len(entries)} addresses in {len(document)} bytes are too many")
    return document


def _wrap(name: str, body: bytes) -> bytes:
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    opening = f'<{name} xmlns="{NAMESPACE}">'.encode()
    return b"".join((declaration, opening, body, f"</{name}>".encode()))


def _entry(name: str, page: SitePage) -> bytes:
    entry = ET.Element(name)
    ET.SubElement(entry, "loc").text = clean(page.url)
    if page.changed:
        ET.SubElement(entry, "lastmod").text = _moment(page.changed)
    # The encoding by name would put a declaration before each entry.
    return ET.tostring(entry, encoding="unicode").encode()


def _moment(moment: datetime) -> str:
    """As the W3C's profile of ISO 8601, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
