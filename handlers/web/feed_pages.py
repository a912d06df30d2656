"""Feeds of a channel and of its rubrics, and the maps of the site."""

from collections.abc import Mapping, Sequence
from html import escape

from aiohttp import web

from bot.domain.archive import Entry, Rubric
from bot.domain.channels import Channel
from bot.domain.feeds import (
    Feed,
    FeedPost,
    SitePage,
    build_json_feed,
    build_rss,
    build_sitemap,
    build_sitemap_index,
)
from bot.domain.feeds.sitemaps import MOST_PAGES
from bot.domain.months import Month
from bot.domain.texts import without_spoilers
from bot.errors import NotFound
from handlers.web.headers import answer
from handlers.web.layout import keep_address, open_channel
from handlers.web.site import Visit, visit_of
from handlers.web.views import (
    body_html,
    description_of,
    heading_and_body,
    language_of,
    media_of,
)

POSTS = 30
"""Posts of a feed."""

KEPT_SECONDS = 300
"""How long a feed or a map may be kept by a cache."""

_TYPES = {"xml": "application/rss+xml", "json": "application/feed+json"}


async def channel_feed(request: web.Request) -> web.Response:
    """The newest posts of a channel."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    addresses, kind = visit.site.addresses, request.match_info["kind"]
    keep_address(visit, channel, addresses.feed(channel, kind))
    page = await visit.site.exhibiting.newest(channel, size=POSTS)
    feed = Feed(
        title=channel.title,
        description=visit.t("web-front-about", channel=channel.title),
        page_url=addresses.absolute(addresses.channel(channel)),
        feed_url=addresses.absolute(addresses.feed(channel, kind)),
        language=_language(visit, page.items),
        posts=await _posts(visit, channel, page.items),
    )
    return _answer(visit, channel, feed, kind)


async def rubric_feed(request: web.Request) -> web.Response:
    """The newest posts of a rubric."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    site, addresses, kind = visit.site, visit.site.addresses, request.match_info["kind"]
    rubric = await site.exhibiting.rubric(channel, request.match_info["tag"])
    keep_address(visit, channel, addresses.feed(channel, kind, rubric.tag), tag=rubric.tag)
    page = await site.browsing.posts_of(rubric, size=POSTS)
    about = visit.t("web-rubric-about", tag=rubric.tag, channel=channel.title)
    feed = Feed(
        title=f"{rubric.label} · {channel.title}",
        description=rubric.description or about,
        page_url=addresses.absolute(addresses.tag(channel, rubric.tag)),
        feed_url=addresses.absolute(addresses.feed(channel, kind, rubric.tag)),
        language=_language(visit, page.items),
        posts=await _posts(visit, channel, page.items),
    )
    return _answer(visit, channel, feed, kind)


async def sitemap(request: web.Request) -> web.Response:
    """The map of maps: of each channel that anybody may read, one of its lists, one a month."""
    visit = visit_of(request)
    addresses, maps = visit.site.addresses, []
    for channel in await visit.site.exhibiting.channels():
        maps.append(SitePage(addresses.absolute(addresses.lists_map(channel))))
        for month in await visit.site.exhibiting.months(channel):
            maps.append(SitePage(addresses.absolute(addresses.month_map(channel, month))))
    return _map(visit, build_sitemap_index(maps[:MOST_PAGES]))


async def lists_map(request: web.Request) -> web.Response:
    """The lists of a channel: its front, its rubrics, its months."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    addresses, exhibiting = visit.site.addresses, visit.site.exhibiting
    keep_address(visit, channel, addresses.lists_map(channel))
    rubrics = await exhibiting.rubrics(channel, size=MOST_PAGES // 2)
    paths = [
        addresses.channel(channel),
        addresses.rubrics(channel),
        addresses.months(channel),
        *(addresses.tag(channel, rubric.tag) for rubric in rubrics.items),
        *(addresses.month(channel, month) for month in await exhibiting.months(channel)),
    ]
    return _map(visit, build_sitemap([SitePage(addresses.absolute(path)) for path in paths]))


async def month_map(request: web.Request) -> web.Response:
    """The posts of a month."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    month = Month(int(request.match_info["year"]), int(request.match_info["month"]))
    if not month.is_real:
        raise NotFound
    addresses = visit.site.addresses
    keep_address(visit, channel, addresses.month_map(channel, month))
    places = await visit.site.exhibiting.places(channel, month, limit=MOST_PAGES)
    pages = [
        SitePage(addresses.absolute(addresses.post(channel, message_id)), changed)
        for message_id, changed in places
    ]
    return _map(visit, build_sitemap(pages))


async def _posts(visit: Visit, channel: Channel, entries: Sequence[Entry]) -> tuple[FeedPost, ...]:
    found = await visit.site.exhibiting.rubrics_of(entries)
    return tuple(
        _post(visit, channel, entry, found.get(entry.post.id, []))
        for entry in entries
        if entry.message_id and entry.post.published_at
    )


def _post(visit: Visit, channel: Channel, entry: Entry, rubrics: Sequence[Rubric]) -> FeedPost:
    addresses, post = visit.site.addresses, entry.post
    assert entry.message_id
    assert post.published_at
    title, body = heading_and_body(visit.t, post)
    by_fold: Mapping[str, Rubric] = {rubric.fold: rubric for rubric in rubrics}
    pictures = [
        addresses.absolute(one.picture)
        for one in media_of(visit.t, addresses, post)
        if one.picture and not one.has_spoiler
    ]
    shown = "".join(f'<p><img src="{escape(url)}" alt=""></p>' for url in pictures)
    return FeedPost(
        url=addresses.absolute(addresses.post(channel, entry.message_id)),
        title=title,
        html=shown
        + body_html(addresses, channel, without_spoilers(body), by_fold, is_absolute=True),
        summary=description_of(post),
        published=post.published_at,
        updated=post.edited_at,
        tags=tuple(rubric.tag for rubric in rubrics),
        image=pictures[0] if pictures else "",
    )


def _language(visit: Visit, entries: Sequence[Entry]) -> str:
    words = " ".join(entry.post.content.text.text[:200] for entry in entries)
    return language_of(words) or visit.t.language


def _answer(visit: Visit, channel: Channel, feed: Feed, kind: str) -> web.Response:
    body = build_rss(feed) if kind == "xml" else build_json_feed(feed)
    return answer(
        visit, body, _TYPES[kind], seconds=KEPT_SECONDS, changed_at=feed.changed,
        is_private=not channel.is_on_web,
    )  # fmt: skip


def _map(visit: Visit, body: bytes) -> web.Response:
    return answer(visit, body, "application/xml", seconds=KEPT_SECONDS)
