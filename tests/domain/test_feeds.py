"""Feeds and maps of a site: what any reader of them would parse, whatever the posts say."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feeds import (
    Feed,
    FeedPost,
    SitePage,
    build_json_feed,
    build_rss,
    build_sitemap,
    build_sitemap_index,
    split_sitemap,
)
from bot.domain.feeds.rss import ATOM, CONTENT
from bot.domain.feeds.sitemaps import NAMESPACE
from bot.domain.texts import Entity, Text
from bot.domain.texts.html import clean, to_html

MOSCOW = timezone(timedelta(hours=3))
NOON = datetime(2026, 11, 20, 12, tzinfo=MOSCOW)
POST = FeedPost(
    url="https://example.com/marketing/7",
    title="A hit & more",
    html="<b>A hit</b> &amp; more<br>#case",
    summary="It <works>.",
    published=NOON,
    updated=NOON + timedelta(hours=1),
    tags=("case", "кейс"),
    image="https://example.com/media/7/1",
)
FEED = Feed(
    title="Marketing aloud",
    description="Rubrics & posts",
    page_url="https://example.com/marketing/",
    feed_url="https://example.com/marketing/feed.xml?a=1&b=2",
    language="ru",
    icon="https://example.com/icon.png",
    posts=(POST,),
)
WORDS = st.text(
    st.one_of(
        st.sampled_from("ab <>&\"']]>\n\r\t\x00\x0b\x1f\x7f\ufffe\ufeff\ud800\u202e😀𝕏א"),
        st.characters(),
    ),
    max_size=40,
)
MOMENTS = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
POSTS = st.builds(
    FeedPost,
    url=WORDS, title=WORDS, summary=WORDS, tags=st.lists(WORDS, max_size=3).map(tuple),
    html=st.builds(
        lambda words, kind: to_html(Text(words, (Entity(kind, 0, len(words)),))),
        WORDS, st.sampled_from(("bold", "pre", "blockquote")),
    ),
    published=MOMENTS, updated=st.none() | MOMENTS,
)  # fmt: skip
FEEDS = st.builds(
    Feed, title=WORDS, description=WORDS, page_url=WORDS, feed_url=WORDS, language=st.just("ru"),
    posts=st.lists(POSTS, max_size=3).map(tuple), icon=WORDS,
)  # fmt: skip


def channel_of(document: bytes) -> ET.Element:
    channel = ET.fromstring(document).find("channel")
    assert channel is not None
    return channel


def test_a_feed_says_what_readers_of_rss_ask_for() -> None:
    document = build_rss(FEED)
    assert document.startswith(b"<?xml")
    channel = channel_of(document)
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Marketing aloud", "https://example.com/marketing/", "Rubrics & posts", "ru",
    ]  # fmt: skip
    own = channel.find(f"{{{ATOM}}}link")
    assert own is not None
    assert own.attrib == {
        "rel": "self", "type": "application/rss+xml", "href": FEED.feed_url,
    }  # fmt: skip
    assert parsedate_to_datetime(channel.findtext("lastBuildDate", "")) == POST.updated
    [item] = channel.findall("item")
    assert item.findtext("title") == "A hit & more"
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.attrib) == (POST.url, {"isPermaLink": "true"})
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 09:00:00 GMT"
    assert [one.text for one in item.findall("category")] == ["case", "кейс"]
    assert item.findtext("description") == "It <works>."
    assert item.findtext(f"{{{CONTENT}}}encoded") == POST.html
    # The prefixes that readers look for, should they know no namespaces.
    assert b"<content:encoded>" in document
    assert b"<atom:link " in document


def test_a_json_feed_has_what_the_format_requires() -> None:
    document = json.loads(build_json_feed(FEED))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == FEED.feed_url
    assert document["home_page_url"] == FEED.page_url
    assert document["items"] == [
        {
            "id": POST.url,
            "url": POST.url,
            "title": POST.title,
            "summary": POST.summary,
            "image": POST.image,
            "date_published": "2026-11-20T09:00:00Z",
            "date_modified": "2026-11-20T10:00:00Z",
            "tags": ["case", "кейс"],
            "content_html": POST.html,
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(POST, title="", summary="", tags=(), image="", updated=None)
    feed = replace(FEED, icon="", description="", posts=(bare,))
    [item] = channel_of(build_rss(feed)).findall("item")
    assert {child.tag for child in item} == {
        "link", "guid", "pubDate", "description", f"{{{CONTENT}}}encoded",
    }  # fmt: skip
    document = json.loads(build_json_feed(feed))
    assert set(document["items"][0]) == {
        "id", "url", "date_published", "date_modified", "content_html",
    }  # fmt: skip
    assert "icon" not in document


def test_a_feed_without_posts_is_one() -> None:
    empty = replace(FEED, posts=())
    channel = channel_of(build_rss(empty))
    assert channel.findall("item") == []
    assert channel.find("lastBuildDate") is None
    assert json.loads(build_json_feed(empty))["items"] == []


@given(FEEDS)
def test_any_feed_is_well_formed_in_both_forms_and_says_the_same(feed: Feed) -> None:
    rss, document = channel_of(build_rss(feed)), json.loads(build_json_feed(feed))
    items = rss.findall("item")
    assert len(items) == len(document["items"]) == len(feed.posts)
    for post, item, twin in zip(feed.posts, items, document["items"], strict=True):
        html = item.findtext(f"{{{CONTENT}}}encoded")
        assert html == twin["content_html"] == clean(post.html)
        assert item.findtext("title", "") == twin.get("title", "") == clean(post.title)
        assert item.findtext("description", "") == twin.get("summary", "") == clean(post.summary)
        published = parsedate_to_datetime(item.findtext("pubDate", ""))
        assert published == post.published.replace(microsecond=0)
        assert datetime.fromisoformat(twin["date_published"]) == published


@given(FEEDS)
def test_the_same_feed_is_the_same_bytes(feed: Feed) -> None:
    assert build_rss(feed) == build_rss(replace(feed))
    assert build_json_feed(feed) == build_json_feed(replace(feed))


def locations(document: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(document).iter(f"{{{NAMESPACE}}}loc")]


def test_a_map_lists_pages_and_when_they_changed() -> None:
    document = build_sitemap([SitePage("https://e.com/?a=1&b=2", NOON), SitePage("https://e.com")])
    assert document == (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>https://e.com/?a=1&amp;b=2</loc>"
        b"<lastmod>2026-11-20T09:00:00+00:00</lastmod></url>"
        b"<url><loc>https://e.com</loc></url></urlset>"
    )
    index = ET.fromstring(build_sitemap_index([SitePage("https://e.com/sitemap-1.xml", NOON)]))
    assert index.tag == f"{{{NAMESPACE}}}sitemapindex"
    assert [child.tag for child in index] == [f"{{{NAMESPACE}}}sitemap"]


def test_more_pages_than_a_map_may_hold_are_refused_and_can_be_split() -> None:
    pages = [SitePage(f"https://e.com/{number}") for number in range(50_001)]
    with pytest.raises(ValueError, match="50001"):
        build_sitemap(pages)
    assert [len(locations(part)) for part in split_sitemap(pages)] == [50_000, 1]


@given(st.lists(WORDS, max_size=20), st.integers(1, 5), st.integers(300, 900))
def test_maps_that_are_split_hold_every_page_once_in_their_order(
    urls: list[str], most_pages: int, most_bytes: int
) -> None:
    pages = [SitePage(url, NOON) for url in urls]
    parts = list(split_sitemap(pages, most_pages=most_pages, most_bytes=most_bytes))
    found = [locations(part) for part in parts]
    assert [one for part in found for one in part] == [clean(url) for url in urls]
    assert all(len(part) <= most_pages for part in found)
    # One address alone may be longer than the bytes that a test allows.
    assert all(
        len(body) <= most_bytes or len(part) == 1 for body, part in zip(parts, found, strict=True)
    )
    assert len(parts) == 1 or all(found)
