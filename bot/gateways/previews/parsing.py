"""Words and media of the posts on a channel's public page: `t.me/s/<name>`, as it was in 2026."""

from dataclasses import dataclass
from typing import Any

from bot.gateways.previews.pages import (
    NoHistory,
    blocks_of,
    ids_of,
    is_event,
    is_hidden,
    is_history,
    tree_of,
    with_class,
)


@dataclass(frozen=True, slots=True)
class PagePost:
    """A post on the page. `message_ids` are those of every item of an album, in order."""

    message_ids: tuple[int, ...]
    text: str
    has_media: bool


_MEDIA = (
    "tgme_widget_message_photo_wrap",
    "tgme_widget_message_video_player",
    "tgme_widget_message_document",
    "tgme_widget_message_document_wrap",
    "tgme_widget_message_voice",
    "tgme_widget_message_voice_player",
)


def parse(body: bytes) -> list[PagePost]:
    """The posts of a page, in its order; events of the channel are left out.

    Raises:
        NoHistory: it is another page, or none at all.
    """
    page = tree_of(body)
    if not is_history(page):
        raise NoHistory("no history of a channel")
    return [_post(block) for block in blocks_of(page) if not is_event(block)]


def _post(block: Any) -> PagePost:
    for line_break in block.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    # The words of an album are wrapped twice in the same class: the outer one comes first.
    texts = with_class(block, "js-message_text")
    return PagePost(
        message_ids=ids_of(block),
        text=str(texts[0].text_content()) if texts else "",
        has_media=any(with_class(block, name) for name in _MEDIA) or is_hidden(block),
    )
