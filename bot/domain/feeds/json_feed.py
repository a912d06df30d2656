"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.domain.feeds.values import Feed, FeedPost
from bot.domain.texts.html import clean

VERSION = "https://jsonfeed.org/version/1.1"


def build_json_feed(feed: Feed) -> bytes:
    """The feed as a document in UTF-8."""
    document = {
        "version": VERSION,
        "title": clean(feed.title),
        "home_page_url": clean(feed.page_url),
        "feed_url": clean(feed.feed_url),
        "description": clean(feed.description),
        "icon": clean(feed.icon),
        "language": clean(feed.language),
    }
    items = [_item(post) for post in feed.posts]
    return json.dumps({**_given(document), "items": items}, ensure_ascii=False).encode()


def _item(post: FeedPost) -> dict[str, Any]:
    item = {
        "id": clean(post.url),
        "url": clean(post.url),
        "title": clean(post.title),
        "summary": clean(post.summary),
        "image": clean(post.image),
        "date_published": _moment(post.published),
        "date_modified": _moment(post.changed),
        "tags": [clean(tag) for tag in post.tags],
    }
    return {**_given(item), "content_html": clean(post.html)}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """What is set; the format leaves out what is not."""
    return {name: value for name, value in values.items() if value}


def _moment(moment: datetime) -> str:
    """As RFC 3339, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
