"""Our texts as rich messages (Bot API 10.1, `InputRichMessage`).

Words are kept as they are: paragraphs are parted at blank lines, quotes and code are blocks, the
rest of the formatting is inside of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from aiogram.types import (
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputMediaVoiceNote,
    InputRichBlockAnimation,
    InputRichBlockAudio,
    InputRichBlockBlockQuotation,
    InputRichBlockCollage,
    InputRichBlockDocument,
    InputRichBlockExpandableBlockQuotation,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockPreformatted,
    InputRichBlockUnion,
    InputRichBlockVideo,
    InputRichBlockVoiceNote,
    InputRichMessage,
    RichTextBold,
    RichTextCode,
    RichTextCustomEmoji,
    RichTextDateTime,
    RichTextItalic,
    RichTextSpoiler,
    RichTextStrikethrough,
    RichTextTextMention,
    RichTextUnderline,
    RichTextUnion,
    RichTextUrl,
    User,
)

from bot.domain.posts import Media, MediaKind
from bot.domain.texts import Entity, Text, cut, strip, utf16_len, without_automatic

BLOCK_LIMIT = 500
"""Blocks of a rich message, nested ones too; Bot API, rich message limits."""

_BLOCKS = ("blockquote", "expandable_blockquote", "pre")
_BLANK_LINE = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
_WRAPPED: dict[str, type[Any]] = {
    "bold": RichTextBold,
    "italic": RichTextItalic,
    "underline": RichTextUnderline,
    "strikethrough": RichTextStrikethrough,
    "spoiler": RichTextSpoiler,
    "code": RichTextCode,
    # Inside of another block it cannot be one of its own.
    "pre": RichTextCode,
}
# Innermost first.
_ORDER = ("custom_emoji", "code", "pre", "date_time", "spoiler", "strikethrough", "underline",
          "italic", "bold", "text_mention", "text_link")  # fmt: skip
_PICTURES = (MediaKind.PHOTO, MediaKind.VIDEO)


def to_rich(text: Text, media: Sequence[Media], *, is_text_first: bool) -> InputRichMessage:
    """A rich message of a text and the media that stand above it, or below."""
    pictures = _media_blocks(media)
    room = BLOCK_LIMIT - len(media) - 1
    words = _blocks(text, is_joined=False)
    if _count(words) > room:
        words = _blocks(text, is_joined=True)
    return InputRichMessage(blocks=[*words, *pictures] if is_text_first else [*pictures, *words])


def _count(blocks: Iterable[InputRichBlockUnion]) -> int:
    return sum(1 + len(getattr(block, "blocks", ())) for block in blocks)


def _blocks(text: Text, *, is_joined: bool) -> list[InputRichBlockUnion]:
    """The blocks of a text; `is_joined` keeps paragraphs together that follow each other."""
    blocks: list[InputRichBlockUnion] = []
    at = 0
    for entity in sorted(text.entities, key=lambda one: (one.offset, -one.length)):
        if entity.type not in _BLOCKS or entity.offset < at:
            continue
        start, end = _lines(text, entity)
        # Code within a line stays there; a quote is of whole lines, as clients make it.
        if entity.type == "pre" and (start, end) != (entity.offset, entity.end):
            continue
        if start < at:
            continue
        blocks += _paragraphs(cut(text, at, start), is_joined=is_joined)
        blocks.append(_block(entity, _without(cut(text, start, end), entity)))
        at = end
    return [*blocks, *_paragraphs(cut(text, at, text.units), is_joined=is_joined)]


def _lines(text: Text, entity: Entity) -> tuple[int, int]:
    """The units of the whole lines that an entity stands in."""
    before = cut(text, 0, entity.offset).text
    behind = cut(text, entity.end, text.units).text
    is_ended = cut(text, entity.offset, entity.end).text.endswith("\n")
    rest = "" if is_ended else behind.partition("\n")[0]
    return entity.offset - utf16_len(before.rpartition("\n")[2]), entity.end + utf16_len(rest)


def _without(text: Text, block: Entity) -> Text:
    """The text of a block, without the entity that it is made of."""
    inner = (one for one in text.entities if one.type != block.type)
    return replace(text, entities=tuple(inner))


def _block(entity: Entity, text: Text) -> InputRichBlockUnion:
    words = strip(text)
    match entity.type:
        case "pre":
            return InputRichBlockPreformatted(text=words.text, language=entity.language)
        case "expandable_blockquote":
            return InputRichBlockExpandableBlockQuotation(text=_rich_text(words))
    return InputRichBlockBlockQuotation(blocks=_paragraphs(words, is_joined=True))


def _paragraphs(text: Text, *, is_joined: bool) -> list[InputRichBlockUnion]:
    pieces = [text] if is_joined else _parted(text)
    return [
        InputRichBlockParagraph(text=_rich_text(words))
        for piece in pieces
        if (words := strip(piece))
    ]


def _parted(text: Text) -> list[Text]:
    at, pieces = 0, []
    for gap in _BLANK_LINE.finditer(text.text):
        start = utf16_len(text.text[: gap.start()])
        pieces.append(cut(text, at, start))
        at = start
    return [*pieces, cut(text, at, text.units)]


def _rich_text(text: Text) -> RichTextUnion:
    """Runs of equally formatted words, each inside of its formatting."""
    entities = [one for one in without_automatic(text.entities) if one.type in _ORDER]
    edges = {0, text.units, *(edge for one in entities for edge in (one.offset, one.end))}
    bounds = sorted(edge for edge in edges if 0 <= edge <= text.units)
    runs: list[RichTextUnion] = []
    for start, stop in pairwise(bounds):
        words = cut(text, start, stop).text
        over = [one for one in entities if one.offset <= start and stop <= one.end]
        if words:
            runs.append(_run(words, sorted(over, key=lambda one: _ORDER.index(one.type))))
    return runs[0] if len(runs) == 1 else runs


def _run(words: str, entities: Iterable[Entity]) -> RichTextUnion:
    run: Any = words
    for entity in entities:
        run = _wrapped(run, words, entity)
    return run  # type: ignore[no-any-return]


def _wrapped(inner: Any, words: str, entity: Entity) -> Any:
    match entity.type:
        case "custom_emoji":
            emoji = entity.custom_emoji_id or ""
            return RichTextCustomEmoji(custom_emoji_id=emoji, alternative_text=words)
        case "text_link":
            return RichTextUrl(text=inner, url=entity.url or "")
        case "text_mention":
            user = User(id=entity.user_id or 0, is_bot=False, first_name="")
            return RichTextTextMention(text=inner, user=user)
        case "date_time":
            return RichTextDateTime(
                text=inner, unix_time=entity.unix_time or 0,
                date_time_format=entity.date_time_format or "",
            )  # fmt: skip
    return _WRAPPED[entity.type](text=inner)


def _media_blocks(media: Sequence[Media]) -> list[InputRichBlockUnion]:
    """Pictures that are several stand together; other media one below the other."""
    blocks = [_medium(one) for one in media]
    if len(blocks) > 1 and all(one.kind in _PICTURES for one in media):
        return [InputRichBlockCollage(blocks=blocks)]
    return blocks


def _medium(media: Media) -> InputRichBlockUnion:
    file, spoiler = media.file_id, media.has_spoiler
    match media.kind:
        case MediaKind.PHOTO:
            return InputRichBlockPhoto(photo=InputMediaPhoto(media=file, has_spoiler=spoiler))
        case MediaKind.VIDEO:
            return InputRichBlockVideo(video=InputMediaVideo(media=file, has_spoiler=spoiler))
        case MediaKind.ANIMATION:
            animation = InputMediaAnimation(media=file, has_spoiler=spoiler)
            return InputRichBlockAnimation(animation=animation)
        case MediaKind.DOCUMENT:
            return InputRichBlockDocument(document=InputMediaDocument(media=file))
        case MediaKind.AUDIO:
            return InputRichBlockAudio(audio=InputMediaAudio(media=file))
    return InputRichBlockVoiceNote(voice_note=InputMediaVoiceNote(media=file))
