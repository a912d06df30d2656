"""The title of a post: what lists and buttons call it."""

from bot.domain.texts.spoilers import without_spoilers
from bot.domain.texts.values import Text, utf16_len

ELLIPSIS = "…"


def plain_title(text: Text, limit: int = 64) -> str:
    """The first line with a letter or a digit that is not all hashtags, empty if there is none.

    Hashtags at its end are left out: they are the post's rubrics, not its name; what spoilers
    hide is `…`. At most `limit` UTF-16 units: a longer line is cut after a whole word and ends
    with `…`.
    """
    for line in without_spoilers(text).text.splitlines():
        words = line.split()
        if any(not word.startswith("#") and _has_meaning(word) for word in words):
            while words[-1].startswith("#"):
                words.pop()
            return _shorten(" ".join(words), limit)
    return ""


def _has_meaning(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _shorten(line: str, limit: int) -> str:
    if utf16_len(line) <= limit:
        return line
    room = limit - utf16_len(ELLIPSIS)
    kept = _fit(line, room)
    if not line[len(kept)].isspace() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" .,;:-–—…") + ELLIPSIS


def _fit(line: str, room: int) -> str:
    """As many whole characters from the left as `room` units hold."""
    kept = line[: max(room, 0)]
    while utf16_len(kept) > room:
        kept = kept[:-1]
    return kept
