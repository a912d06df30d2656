"""Feeds of posts and maps of a site: plain values to bytes, the same bytes for the same values."""

from bot.domain.feeds.json_feed import build_json_feed
from bot.domain.feeds.rss import build_rss
from bot.domain.feeds.sitemaps import build_sitemap, build_sitemap_index, split_sitemap
from bot.domain.feeds.values import Feed, FeedPost, SitePage

__all__ = [
    "Feed",
    "FeedPost",
    "SitePage",
    "build_json_feed",
    "build_rss",
    "build_sitemap",
    "build_sitemap_index",
    "split_sitemap",
]
