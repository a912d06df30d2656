"""Posts of a public page as posts of the past."""

from typing import Any
from urllib.parse import urlsplit

from bot.domain.histories import HistoryMessage, HistoryPage, HistoryPost, Special
from bot.domain.previews import PostFigures
from bot.domain.texts import Text, join
from bot.gateways.previews.counting import figures_of, moment_of
from bot.gateways.previews.markup import text_of
from bot.gateways.previews.pages import (
    NoHistory,
    blocks_of,
    id_of,
    is_event,
    is_history,
    tree_of,
    with_class,
)
from bot.gateways.previews.shapes import Shape, poll_of, shape_of

_EMPTY = ("tme_no_messages_found", "tgme_no_messages_found")
_LONGEST_NAME = 256
_MEDIA_TYPES = {Special.STICKER: "sticker", Special.VIDEO_MESSAGE: "video_message"}


def read_page(body: bytes) -> HistoryPage:
    """The posts of a page; none, and no `previous`, for a channel that says it has none.

    Raises:
        NoHistory: it is another page, or it has neither posts nor a word about that.
    """
    page = tree_of(body)
    if not is_history(page):
        raise NoHistory("no history of a channel")
    blocks = blocks_of(page)
    if not blocks and not any(with_class(page, css) for css in _EMPTY):
        raise NoHistory("neither posts nor a word about them")
    figures = [figures_of(block) for block in blocks]
    return HistoryPage(
        posts=tuple(map(_post, blocks, figures)),
        chat_id=next((one.chat_id for one in figures if one.chat_id), None),
        title=_words(page, "tgme_channel_info_header_title"),
        previous=_previous(page),
    )


def _previous(page: Any) -> int | None:
    for link in page.iter("link"):
        if link.get("rel") == "prev":
            try:
                asked = urlsplit(str(link.get("href"))).query
            except ValueError:
                continue
            name, _, number = asked.partition("=")
            return id_of(number) if name == "before" else None
    return None


def _post(block: Any, figures: PostFigures) -> HistoryPost:
    first = figures.message_ids[0]
    text = _text(block)
    if is_event(block) or figures.published_at is None:
        kind = "service" if is_event(block) else "unsupported"
        details = {"type": kind, "text": text.text or _words(block, "tgme_widget_message_bubble")}
        return HistoryPost(
            (HistoryMessage(id=first, sent_at=moment_of(block), is_post=False, details=details),)
        )
    shape = shape_of(block)
    if shape.said:
        text = join([text, shape.said], "\n\n") if text else shape.said
    return HistoryPost(tuple(_messages(block, figures, shape, text)))


def _messages(block: Any, figures: PostFigures, shape: Shape, text: Text) -> list[HistoryMessage]:
    """The message of a block, or those of an album: words and reactions are the first one's."""
    details = _details(block, figures, shape)
    signature = _words(block, "tgme_widget_message_from_author")[:_LONGEST_NAME]
    counted = figures.reactions
    messages = []
    for place, (number, media) in enumerate(shape.media.items()):
        is_first = place == 0
        shown = counted if is_first else None
        messages.append(
            HistoryMessage(
                id=number,
                sent_at=figures.published_at,
                text=text if is_first else Text(),
                media=media,
                special=shape.special if is_first else None,
                reactions=None if shown is None else {k: one.total for k, one in shown.items()},
                rounded=frozenset(k for k, one in (shown or {}).items() if one.is_rounded),
                signature=signature,
                forwarded_from=_forwarded_from(block),
                reply_to=_reply_to(block),
                details=details if is_first else {},
            )
        )
    return messages


def _text(block: Any) -> Text:
    """The words of a post: those of an album are wrapped twice, the outer one comes first."""
    found = with_class(block, "js-message_text")
    return text_of(found[0]) if found else Text()


def _details(block: Any, figures: PostFigures, shape: Shape) -> dict[str, Any]:
    """As an export of Telegram Desktop would tell it; `page` is what only a page tells."""
    page: dict[str, Any] = {"edited": figures.is_edited}
    if figures.views is not None:
        page |= {"views": figures.views.total, "views_rounded": figures.views.is_rounded}
    told: dict[str, Any] = {"type": "message", "page": page}
    if shape.special in _MEDIA_TYPES:
        told["media_type"] = _MEDIA_TYPES[shape.special]
    if shape.special is Special.POLL:
        told["poll"] = poll_of(block)
    if author := _words(block, "tgme_widget_message_from_author"):
        told["author"] = author[:_LONGEST_NAME]
    if (source := _forwarded_from(block)) is not None:
        told["forwarded_from"] = source or None
    if answered := _reply_to(block):
        told["reply_to_message_id"] = answered
    return told


def _forwarded_from(block: Any) -> str | None:
    if not with_class(block, "tgme_widget_message_forwarded_from"):
        return None
    return _words(block, "tgme_widget_message_forwarded_from_name")[:_LONGEST_NAME]


def _reply_to(block: Any) -> int | None:
    """The message of this channel that is answered."""
    name = str(block.get("data-post", "")).partition("/")[0]
    for link in with_class(block, "tgme_widget_message_reply"):
        try:
            path = urlsplit(str(link.get("href", ""))).path
        except ValueError:
            continue
        if path.strip("/").partition("/")[0].casefold() == name.casefold():
            return id_of(path)
    return None


def _words(element: Any, css: str) -> str:
    found = with_class(element, css)
    return " ".join(str(found[0].text_content()).split()) if found else ""
