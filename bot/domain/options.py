"""How a post is sent: its sound, its end, its previews, its way when it is long, its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class LinkPreview(StrEnum):
    """How a link of a text post is shown."""

    BELOW = "below"
    ABOVE = "above"
    OFF = "off"


class PreviewSize(StrEnum):
    """How large the picture of a link preview is; AUTO leaves it to Telegram."""

    AUTO = "auto"
    LARGE = "large"
    SMALL = "small"


class LongPost(StrEnum):
    """What becomes of a text that is longer than its message may be.

    PARTS: media first, the text below in reply, in as many messages as it needs. RICH: one rich
    message, media inside. PICTURE: a picture with an address, shown as a link preview above the
    text, in place of the media.
    """

    PARTS = "parts"
    RICH = "rich"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class UrlButton:
    """A button under a post that opens an address."""

    words: str
    url: str


ButtonRows = tuple[tuple[UrlButton, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a post is sent.

    `delete_after` and `unpin_after` are minutes since the publication, zero for never;
    `preview_url` is the link that is shown, empty for the first one of the text; `picture_url`
    the picture of `LongPost.PICTURE`.
    """

    is_silent: bool = False
    is_protected: bool = False
    is_caption_above: bool = False
    is_pinned: bool = False
    delete_after: int = 0
    unpin_after: int = 0
    link_preview: LinkPreview = LinkPreview.BELOW
    preview_size: PreviewSize = PreviewSize.AUTO
    preview_url: str = ""
    long_post: LongPost = LongPost.PARTS
    picture_url: str = ""
    buttons: ButtonRows = ()

    def to_dict(self) -> dict[str, Any]:
        """As stored."""
        return {
            "is_silent": self.is_silent,
            "is_protected": self.is_protected,
            "is_caption_above": self.is_caption_above,
            "is_pinned": self.is_pinned,
            "delete_after": self.delete_after,
            "unpin_after": self.unpin_after,
            "link_preview": self.link_preview.value,
            "preview_size": self.preview_size.value,
            "preview_url": self.preview_url,
            "long_post": self.long_post.value,
            "picture_url": self.picture_url,
            "buttons": [[[button.words, button.url] for button in row] for row in self.buttons],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Options":
        """From what `to_dict` gave, of an earlier version too."""
        rows = data.get("buttons", ())
        typed = {
            "link_preview": LinkPreview(data.get("link_preview", LinkPreview.BELOW)),
            "preview_size": PreviewSize(data.get("preview_size", PreviewSize.AUTO)),
            "long_post": LongPost(data.get("long_post", LongPost.PARTS)),
            "buttons": tuple(tuple(UrlButton(*button) for button in row) for row in rows),
        }
        return cls(**{**data, **typed})
