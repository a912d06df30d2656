"""The lines of a post that name what it was made from, like `Source: Title (site)`."""

from collections.abc import Collection

from bot.domain.sources.addresses import find_links
from bot.domain.texts import Text, cut, utf16_len


def find_naming_lines(text: Text, addresses: Collection[str | None]) -> list[tuple[int, str]]:
    """(offset in UTF-16 units, line) of each line with a label of one word before a link to one.

    `addresses` are those of sources, in the spelling of `normalize_address`.
    """
    found, at = [], 0
    for line in text.text.split("\n"):
        size = utf16_len(line)
        label, colon, _ = line.partition(": ")
        if colon and len(label.split()) == 1:
            links = find_links(cut(text, at, at + size))
            if any(link in addresses for link in links):
                found.append((at, line))
        at += size + 1
    return found
