"""Lines of a draft that are meant for its author: found, and taken out before publishing."""

from collections.abc import Collection

from bot.domain.texts import Text, cut, join, strip, utf16_len


def find_scaffold(text: Text, scaffold: Collection[str]) -> list[tuple[int, int]]:
    """(offset, length) in UTF-16 units of the lines of a text that are still scaffold."""
    found = []
    at = 0
    for line in text.text.split("\n"):
        size = utf16_len(line)
        if line.strip() and line in scaffold:
            found.append((at, size))
        at += size + 1
    return found


def without_scaffold(text: Text, scaffold: Collection[str]) -> Text:
    """The text without those lines, its other words formatted as they were.

    Blank lines that stood around them become one.
    """
    kept: list[Text] = []
    at = 0
    for line in text.text.split("\n"):
        size = utf16_len(line)
        if not (line.strip() and line in scaffold):
            is_second_blank = not line.strip() and kept and not kept[-1].text.strip()
            if not is_second_blank:
                kept.append(cut(text, at, at + size))
        at += size + 1
    return strip(join(kept, "\n"))
