"""What spoilers hide, kept out of where nobody can uncover it."""

from bot.domain.texts.pieces import cut, join
from bot.domain.texts.values import Text

HIDDEN = "…"
"""What stands for the words that a spoiler hides."""


def without_spoilers(text: Text) -> Text:
    """The text with `…` in place of what spoilers hide: for titles, lists, excerpts, feeds."""
    spoilers = [entity for entity in text.entities if entity.type == "spoiler"]
    for spoiler in sorted(spoilers, key=lambda entity: -entity.offset):
        shown = cut(text, 0, spoiler.offset), Text(HIDDEN), cut(text, spoiler.end, text.units)
        text = join(shown)
    return text
