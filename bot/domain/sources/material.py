"""What of a draft can be read and written about: its links, its file, or its own long text."""

from enum import StrEnum

from bot.domain.posts import Content, Media, MediaKind
from bot.domain.sources.addresses import find_links
from bot.domain.sources.values import weight
from bot.domain.texts import Text, cut, join, strip

MOST_LINKS = 5
"""Links of one draft that are read."""
LEAST_TEXT = 1_500
"""Weight from which a text may be somebody's article; shorter ones are posts."""
_DOCUMENTS = (".txt", ".md", ".html", ".htm")


class Material(StrEnum):
    """What a draft can be written from; a translation key each (`button-draft-…`)."""

    LINK = "link"
    LINKS = "links"
    FILE = "file"
    TEXT = "text"


def material_of(content: Content) -> Material | None:
    """What a draft offers to be written from, if anything.

    A text that is long enough to be an article is one, whatever links it carries.
    """
    if document_of(content):
        return Material.FILE
    words = own_words(content.text)
    if words and weight(words.text) >= LEAST_TEXT:
        return Material.TEXT
    links = bare_links(content.text)
    if not links:
        return None
    return Material.LINKS if len(links) > 1 else Material.LINK


def is_only_material(content: Content) -> bool:
    """Whether nothing but links, or a file that can be read, was sent: no words, no picture."""
    if own_words(content.text):
        return False
    if document_of(content):
        return True
    return not content.media and bool(bare_links(content.text))


def document_of(content: Content) -> Media | None:
    """The only medium of a draft, when it is a file whose words can be read."""
    if len(content.media) != 1 or content.media[0].kind is not MediaKind.DOCUMENT:
        return None
    media = content.media[0]
    return media if media.name.lower().endswith(_DOCUMENTS) else None


def bare_links(text: Text) -> tuple[str, ...]:
    """Addresses written out. Words that carry a link are part of a post, and are not read."""
    written = tuple(entity for entity in text.entities if entity.type == "url")
    return find_links(Text(text.text, written))


def own_words(text: Text) -> Text | None:
    """What the author wrote beside the addresses; None when there is nothing."""
    pieces, start = [], 0
    for entity in sorted(text.entities, key=lambda item: item.offset):
        if entity.type == "url" and entity.offset >= start:
            pieces.append(cut(text, start, entity.offset))
            start = entity.end
    pieces.append(cut(text, start, text.units))
    words = strip(join(pieces))
    return words if words.text else None
