"""The page of a search: the same query as in the chat, the words that were found marked."""

from aiohttp import web

from bot.domain.archive import Order
from bot.domain.channels import Channel
from handlers.web.layout import Head, Turns, keep_address, listed, open_channel, packed, show
from handlers.web.limits import client_of
from handlers.web.pages import ORDERS
from handlers.web.site import Visit, visit_of

LONGEST_QUERY = 256
"""Characters of a query; more are refused."""


async def search(request: web.Request) -> web.Response:
    """Posts that hold the words, or the form when there are none."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    keep_address(visit, channel, visit.site.addresses.search(channel))
    words = " ".join(request.query.get("q", "").replace("\0", " ").split())
    if len(words) > LONGEST_QUERY:
        return _say(visit, channel, "", visit.t("web-search-long", most=LONGEST_QUERY), status=400)
    if not words:
        return _say(visit, channel, "", "")
    if wait := visit.site.searches.take(client_of(request)):
        answer = _say(visit, channel, words, visit.t("web-search-often"), status=429)
        answer.headers["Retry-After"] = str(int(wait) + 1)
        return answer
    return await _found(visit, channel, words)


async def _found(visit: Visit, channel: Channel, words: str) -> web.Response:
    site, query = visit.site, visit.request.query
    order = ORDERS.get(query.get("order", "best"), Order.BEST)
    chosen = "newest" if order is Order.NEWEST else ""
    page = await site.searching.find(
        channel.id, words, order, query.get("after", ""), size=site.exhibiting.size
    )
    sought, note = words, ""
    if not page.items and (meant := await site.searching.correct(channel.id, words)):
        page = await site.searching.find(channel.id, meant.words, order, size=site.exhibiting.size)
        if page.items:
            sought, note = meant.words, visit.t("web-found-instead", words=words)
    near = [] if page.items else await site.searching.near(channel.id, words)

    def to(after: str) -> str:
        return site.addresses.search(channel, sought, order=chosen, after=after) if after else ""

    return show(
        visit, "search.html", _head(visit, channel, words), channel=channel, here="search",
        words=sought, note=note, order=chosen, near=near, most=LONGEST_QUERY,
        turns=Turns(to(packed(page.previous)), to(packed(page.next))),
        **await listed(visit, channel, page),
    )  # fmt: skip


def _say(
    visit: Visit, channel: Channel, words: str, note: str, *, status: int = 200
) -> web.Response:
    return show(
        visit, "search.html", _head(visit, channel, words), channel=channel, here="search",
        words=words, note=note, order="", near=[], most=LONGEST_QUERY, cards=[], legend="",
        status=status,
    )  # fmt: skip


def _head(visit: Visit, channel: Channel, words: str) -> Head:
    title = visit.t("web-search-title", channel=channel.title)
    return Head(
        title=visit.t("web-found-title", words=words, channel=channel.title) if words else title,
        path=visit.site.addresses.search(channel, words),
        is_indexed=False,
    )
