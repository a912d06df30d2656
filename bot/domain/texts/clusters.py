"""What is shown as one sign, though it is several characters: letters with marks, emoji, flags."""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"


def is_inside_cluster(words: str, at: int) -> bool:
    """Whether a position, neither the first nor the end, parts what is shown as one.

    Unicode Annex 29, without Hangul.
    """
    before, after = words[at - 1], words[at]
    if after == _JOINER or before == _JOINER or (before, after) == ("\r", "\n"):
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or _is_modifier(after):
        return True
    return _is_flag_half(after) and _flag_halves_before(words, at) % 2 == 1


def clusters(words: str) -> Iterator[str]:
    """The pieces of a text that are each shown as one, in order; joined they are the text."""
    start = 0
    for at in range(1, len(words)):
        if not is_inside_cluster(words, at):
            yield words[start:at]
            start = at
    if words:
        yield words[start:]


def _is_modifier(character: str) -> bool:
    """A skin tone, a tag of a subdivision flag, a non-joiner."""
    return (
        "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or character == "\u200c"
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(words: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(words[at - 1 - count]):
        count += 1
    return count
