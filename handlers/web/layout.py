"""What every page has: its head, the channel it belongs to, the way through a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from handlers.web.addresses import slug_of
from handlers.web.headers import answer
from handlers.web.rendering import render
from handlers.web.site import Visit
from handlers.web.statics import mark_of
from handlers.web.views import card, legend


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a page names."""

    title: str
    xml: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What browsers, search engines and previews of links are told; paths, made absolute later."""

    title: str
    path: str
    description: str = ""
    feed: Feed | None = None
    image: str = ""
    is_article: bool = False
    is_indexed: bool = True
    published: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """The pages before and behind one of a list; empty where there is none."""

    previous: str = ""
    next: str = ""


NO_TURNS = Turns()


def show(
    visit: Visit,
    template: str,
    head: Head,
    *,
    channel: Channel | None = None,
    turns: Turns = NO_TURNS,
    status: int = 200,
    changed_at: datetime | None = None,
    **values: Any,
) -> web.Response:
    """A page."""
    is_private = channel is not None and not channel.is_on_web
    known = {
        "head": head, "channel": channel, "turns": turns, "words": "", "here": "",
        "mark": mark_of,
    }  # fmt: skip
    html = render(template, visit.values() | known | values)
    return answer(
        visit, html.encode("utf-8", "replace"), "text/html", status=status,
        changed_at=changed_at, is_private=is_private,
    )  # fmt: skip


async def listed(visit: Visit, channel: Channel, page: Page[Entry]) -> dict[str, Any]:
    """What the template of a list shows."""
    addresses = visit.site.addresses
    rubrics = await visit.site.exhibiting.rubrics_of(page.items)
    return {
        "cards": [
            card(visit.t, addresses, channel, entry, rubrics.get(entry.post.id, ()))
            for entry in page.items
        ],
        "legend": legend(visit.t, page.items, channel.zoneinfo),
    }


def packed(cursor: Cursor | None) -> str:
    """A cursor as it stands in an address."""
    return cursor.pack() if cursor else ""


def channel_feed(visit: Visit, channel: Channel) -> Feed:
    """The feed of a channel."""
    addresses = visit.site.addresses
    return Feed(channel.title, addresses.feed(channel, "xml"), addresses.feed(channel, "json"))


async def open_channel(visit: Visit) -> Channel:
    """The channel that an address names.

    Raises:
        NotFound: there is none, or it may not be read.
    """
    name = visit.request.match_info["channel"]
    return await visit.site.exhibiting.channel(name, visit.person_id)


def keep_address(visit: Visit, channel: Channel, path: str, *, tag: str = "") -> None:
    """Lead on to the one address of a page, where it was asked for by another.

    Raises:
        HTTPMovedPermanently: the channel or its rubric is called otherwise; to a path of ours.
    """
    asked = visit.request.match_info
    known = {"channel": slug_of(channel)} | ({"tag": tag} if tag else {})
    if any(asked.get(name) != value for name, value in known.items()):
        query = visit.request.rel_url.raw_query_string
        raise web.HTTPMovedPermanently(f"{path}?{query}" if query else path)
