"""What every reader of a channel's public page needs: its tree, its blocks, their ids."""

from typing import Any
from urllib.parse import urlsplit

_LONGEST_ID = 10


class NoHistory(Exception):
    """The page is none of a channel's history."""


def tree_of(body: bytes) -> Any:
    """The page as a tree.

    Raises:
        NoHistory: there is nothing in it.
    """
    # Heavy, and rarely needed: not at start.
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise NoHistory("no page") from error


def is_history(page: Any) -> bool:
    """Whether a page is a channel's history, be it empty."""
    return bool(with_class(page, "tgme_channel_history"))


def blocks_of(page: Any) -> list[Any]:
    """The posts of a page, in its order, events of the channel among them."""
    return [block for block in with_class(page, "tgme_widget_message") if ids_of(block)]


def is_event(block: Any) -> bool:
    """Whether a post only tells of an event in the channel."""
    return "service_message" in str(block.get("class")).split()


def is_hidden(block: Any) -> bool:
    """Whether a page says that it cannot show what a post carries.

    It says so below a custom emoji too, and shows the words all the same: that is no medium.
    """
    is_told = bool(with_class(block, "message_media_not_supported"))
    return is_told and not with_class(block, "media_supported_cont")


def ids_of(block: Any) -> tuple[int, ...]:
    """Ids of the messages that a block shows: of an album, every item's, in order."""
    number = id_of(str(block.get("data-post", "")))
    return _items(block) or ((number,) if number else ())


def _items(block: Any) -> tuple[int, ...]:
    """Ids of the items of an album, from their links (`…/ID?single`)."""
    ids = []
    for group in with_class(block, "tgme_widget_message_grouped_wrap"):
        for link in group.iter("a"):
            try:
                address = urlsplit(link.get("href") or "")
            except ValueError:
                continue
            number = id_of(address.path)
            if number and "single" in address.query.split("&"):
                ids.append(number)
    return tuple(dict.fromkeys(ids))


def id_of(path: str) -> int | None:
    """The message id at the end of `channel/id`, None without one."""
    number = path.rpartition("/")[2]
    if not number.isascii() or not number.isdecimal() or len(number) > _LONGEST_ID:
        return None
    return int(number) or None


def with_class(element: Any, name: str) -> list[Any]:
    """What stands inside an element and has a class, outer ones first."""
    path = "descendant::*[contains(concat(' ', normalize-space(@class), ' '), $name)]"
    return list(element.xpath(path, name=f" {name} "))
