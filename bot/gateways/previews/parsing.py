"""A channel's public preview page as posts: `t.me/s/<name>`, as it was in 2026."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class PagePost:
    """A post on the page. `message_ids` are those of every item of an album, in order."""

    message_ids: tuple[int, ...]
    text: str
    has_media: bool


class NoHistory(Exception):
    """The page is none of a channel's history."""


_MEDIA = (
    "tgme_widget_message_photo_wrap",
    "tgme_widget_message_video_player",
    "tgme_widget_message_document",
    "tgme_widget_message_document_wrap",
    "tgme_widget_message_voice",
    "tgme_widget_message_voice_player",
    "message_media_not_supported",
)


def parse(body: bytes) -> list[PagePost]:
    """The posts of a page, in its order; events of the channel are left out.

    Raises:
        NoHistory: it is another page, or none at all.
    """
    # Heavy, and rarely needed: not at start.
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        page = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise NoHistory("no page") from error
    if not _with_class(page, "tgme_channel_history"):
        raise NoHistory("no history of a channel")
    found = (_post(block) for block in _with_class(page, "tgme_widget_message"))
    return [post for post in found if post is not None]


def _post(block: Any) -> PagePost | None:
    number = str(block.get("data-post", "")).rpartition("/")[2]
    if not number.isdecimal() or "service_message" in str(block.get("class")).split():
        return None
    for line_break in block.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    # The words of an album are wrapped twice in the same class: the outer one comes first.
    texts = _with_class(block, "js-message_text")
    return PagePost(
        message_ids=_items(block) or (int(number),),
        text=str(texts[0].text_content()) if texts else "",
        has_media=any(_with_class(block, name) for name in _MEDIA),
    )


def _items(block: Any) -> tuple[int, ...]:
    """Ids of the items of an album, from their links (`…/ID?single`)."""
    ids = []
    for group in _with_class(block, "tgme_widget_message_grouped_wrap"):
        for link in group.iter("a"):
            address = urlsplit(link.get("href") or "")
            number = address.path.rpartition("/")[2]
            if "single" in address.query.split("&") and number.isdecimal():
                ids.append(int(number))
    return tuple(dict.fromkeys(ids))


def _with_class(element: Any, name: str) -> list[Any]:
    path = "descendant::*[contains(concat(' ', normalize-space(@class), ' '), $name)]"
    return list(element.xpath(path, name=f" {name} "))
