"""What a post becomes when one of its channel messages is edited by hand."""

from dataclasses import replace

from bot.domain.posts import Content, Media
from bot.domain.publications import layout
from bot.domain.texts import Entity, Text, join, without_automatic


def with_edited_message(
    content: Content,
    *,
    part: int,
    position: int,
    text: Text,
    media: Media | None,
    is_captioned: bool,
) -> Content:
    """The content with one message of it as it is now in the channel.

    `part` and `position` are the message's place; `is_captioned`: the words stood at this
    message, so that none there now means that they were taken away. The rubrics that we added
    have become words of the message like any others.
    """
    changed = replace(content, media=_with_medium(content.media, position, media))
    if not text and not is_captioned:
        return changed
    words = [piece.text for piece in layout(content)]
    if part >= len(words):
        words = [text]
    words[part] = text
    whole = join([piece for piece in words if piece], separator="\n\n")
    return replace(changed, text=whole, tags=())


def look_alike(first: Content, second: Content) -> bool:
    """Whether readers would see no difference."""
    return _visible(first) == _visible(second)


def _with_medium(
    before: tuple[Media, ...], position: int, media: Media | None
) -> tuple[Media, ...]:
    if media is None:
        return before
    if position >= len(before):
        return (*before, media)
    # The same file comes with a new file_id now and then: keep what is stored.
    if _identity(before[position]) == _identity(media):
        return before
    return (*before[:position], media, *before[position + 1 :])


def _identity(media: Media) -> tuple[str, bool]:
    return media.unique_id, media.has_spoiler


def _visible(content: Content) -> tuple[str, frozenset[Entity], list[tuple[str, bool]]]:
    text = content.full_text
    formatting = frozenset(without_automatic(text.entities))
    return text.text, formatting, [_identity(media) for media in content.media]
