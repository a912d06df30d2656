"""RSS 2.0, with the whole text of posts (rssboard.org/rss-specification, /rss-profile)."""

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from bot.domain.feeds.values import Feed, FeedPost
from bot.domain.texts.html import clean

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
GENERATOR = "Rubrika"

ET.register_namespace("atom", ATOM)
ET.register_namespace("content", CONTENT)


def build_rss(feed: Feed) -> bytes:
    """The feed as a document in UTF-8."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page_url)
    _add(channel, "description", feed.description)
    _add(channel, "language", feed.language)
    _add(channel, "generator", GENERATOR)
    if feed.changed:
        _add(channel, "lastBuildDate", _moment(feed.changed))
    ET.SubElement(
        channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml",
        href=clean(feed.feed_url),
    )  # fmt: skip
    if feed.icon:
        image = ET.SubElement(channel, "image")
        for name, words in (("url", feed.icon), ("title", feed.title), ("link", feed.page_url)):
            _add(image, name, words)
    for post in feed.posts:
        _add_post(channel, post)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add_post(channel: ET.Element, post: FeedPost) -> None:
    item = ET.SubElement(channel, "item")
    if post.title:
        _add(item, "title", post.title)
    _add(item, "link", post.url)
    _add(item, "guid", post.url).set("isPermaLink", "true")
    _add(item, "pubDate", _moment(post.published))
    for tag in post.tags:
        _add(item, "category", tag)
    # An item has a title or a description.
    if post.summary or not post.title:
        _add(item, "description", post.summary)
    _add(item, f"{{{CONTENT}}}encoded", post.html)


def _add(parent: ET.Element, name: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = clean(words)
    return element


def _moment(moment: datetime) -> str:
    """As RFC 822 with a year of four digits, in GMT."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
