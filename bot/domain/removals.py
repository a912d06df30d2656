"""Posts that leave their channel: deleted, or turned into a stub where a bot cannot delete."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.edits import Change, Place, Way
from bot.domain.options import Options
from bot.domain.posts import Content
from bot.domain.publications import Part, layout
from bot.domain.texts import Text

BOTS_DELETE_WITHIN = timedelta(hours=48)
"""Of a message's age (Bot API, `deleteMessage`); reported for channels too
(telegram-bot-api#403)."""
MARGIN = timedelta(minutes=10)
"""For the author to read what is going to happen, and for a lost answer to be made good."""


class Removal(StrEnum):
    """How a post leaves."""

    DELETE = "delete"
    STUB = "stub"


class RemovalState(StrEnum):
    """wanted -> sending -> done; aside: refused. A lost answer is wanted again: deleting what is
    deleted, and writing what stands there, changes nothing."""

    WANTED = "wanted"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"


def removal_of(published_at: datetime, now: datetime) -> Removal:
    """What a bot can do with a post of this age."""
    is_young = now - published_at < BOTS_DELETE_WITHIN - MARGIN
    return Removal.DELETE if is_young else Removal.STUB


def stub_changes(
    content: Content, places: Sequence[Place], words: str, *, captioned: int = 0
) -> list[Change]:
    """The edits that make a stub of a post: its words and its buttons go.

    Media stay: of a message with media an edit without another file changes only the caption.
    """
    laid = layout(content)
    sizes = Counter(place.part for place in places)
    changes = []
    for place in sorted(places, key=lambda item: (item.part, item.position)):
        is_album = sizes[place.part] > 1
        if is_album and place.position != captioned:
            continue
        media = laid[place.part].media if place.part < len(laid) else ()
        part = Part(
            text=Text(words),
            media=media[place.position : place.position + 1],
            options=Options(),
        )
        changes.append(
            Change(
                message_id=place.message_id, way=Way.WORDS, before=None, after=part,
                is_album=is_album,
            )
        )  # fmt: skip
    return changes
