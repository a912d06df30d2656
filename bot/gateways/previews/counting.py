"""What a public page counts of a channel's posts: views and reactions, as it was in 2026.

A figure that cannot be read is no figure: it is None, never a guess and never zero.
"""

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from bot.domain.previews import Figure, PageFigures, PostFigures
from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.domain.rounding import parse_shown
from bot.gateways.previews.pages import (
    NoHistory,
    blocks_of,
    ids_of,
    is_event,
    is_history,
    tree_of,
    with_class,
)

# Longer than any figure, view or emoji: what is longer is something else.
_LONGEST_FIGURE, _LONGEST_VIEW, _LONGEST_EMOJI = 9, 1000, 16
_VARIATION = "\ufe0f"


def read_history(body: bytes) -> PageFigures:
    """The figures of a page of a channel.

    Raises:
        NoHistory: it is another page, or none at all.
    """
    page = tree_of(body)
    if not is_history(page):
        raise NoHistory("no history of a channel")
    has_older = any(link.get("rel") == "prev" for link in page.iter("link"))
    return PageFigures(_posts(page), has_older)


def read_embedded(body: bytes) -> PageFigures:
    """The figures of a page with one post; none when it says that there is no such post.

    Raises:
        NoHistory: it is another page, or none at all.
    """
    page = tree_of(body)
    posts = _posts(page)
    if not posts and not with_class(page, "tgme_widget_message_error"):
        raise NoHistory("no post of a channel")
    return PageFigures(posts)


def _posts(page: Any) -> tuple[PostFigures, ...]:
    return tuple(map(figures_of, blocks_of(page)))


def figures_of(block: Any) -> PostFigures:
    """What a block counts of its post."""
    if is_event(block):
        return PostFigures(message_ids=ids_of(block), chat_id=_chat(block), is_service=True)
    meta = with_class(block, "tgme_widget_message_meta")
    return PostFigures(
        message_ids=ids_of(block),
        chat_id=_chat(block),
        published_at=moment_of(block),
        is_edited=any("edited" in str(one.text_content()).split() for one in meta),
        views=_views(block),
        reactions=_reactions(block),
    )


def _chat(block: Any) -> int | None:
    """The channel's id in `data-view`: base64url of JSON with `c`, the negative bare id."""
    view = str(block.get("data-view", ""))
    if not view or len(view) > _LONGEST_VIEW:
        return None
    try:
        seen = json.loads(base64.urlsafe_b64decode(view + "=" * (-len(view) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    bare = seen.get("c") if isinstance(seen, dict) else None
    if not isinstance(bare, int) or not -(10**12) < bare < 0:
        return None
    return bare - 10**12


def moment_of(block: Any) -> datetime | None:
    """When a post came out, None where its block does not tell."""
    for link in with_class(block, "tgme_widget_message_date"):
        for time in link.iter("time"):
            try:
                moment = datetime.fromisoformat(str(time.get("datetime")))
            except ValueError:
                continue
            return moment if moment.tzinfo else None
    return None


def _views(block: Any) -> Figure | None:
    found = with_class(block, "tgme_widget_message_views")
    return _figure(str(found[0].text_content())) if len(found) == 1 else None


def _reactions(block: Any) -> dict[str, Figure] | None:
    """All reactions, told as a whole: None as soon as one of them cannot be read."""
    groups = with_class(block, "tgme_widget_message_reactions")
    found: dict[str, Figure] = {}
    for group in groups:
        for reaction in with_class(group, "tgme_reaction"):
            kind, figure = _kind(reaction), _figure(_own_text(reaction))
            if kind is None or figure is None or kind in found:
                return None
            found[kind] = figure
    return found if found or not groups else None


def _kind(reaction: Any) -> str | None:
    if "tgme_reaction_paid" in str(reaction.get("class")).split():
        return PAID
    for custom in reaction.iter("tg-emoji"):
        number = str(custom.get("emoji-id", ""))
        is_id = number.isascii() and number.isdecimal() and len(number) < _LONGEST_VIEW
        return custom_kind(number) if is_id else None
    signs = [str(one.text_content()).strip() for one in with_class(reaction, "emoji")]
    # The Bot API names emoji without it.
    emoji = signs[0].replace(_VARIATION, "") if len(signs) == 1 else ""
    if not emoji or emoji.isascii() or len(emoji) > _LONGEST_EMOJI:
        return None
    return emoji_kind(emoji)


def _own_text(element: Any) -> str:
    """The text of an element without that of what stands inside."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _figure(text: str) -> Figure | None:
    text = text.strip()
    if len(text) > _LONGEST_FIGURE:
        return None
    try:
        return Figure(*parse_shown(text))
    except ValueError:
        return None
