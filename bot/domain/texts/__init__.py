"""Telegram's text: characters counted in UTF-16 units, formatting as entities over them."""

from bot.domain.texts.clusters import clusters
from bot.domain.texts.edits import (
    Edit,
    apply_edits,
    characters_of,
    units_before,
    without_overlaps,
)
from bot.domain.texts.excerpts import cut_around
from bot.domain.texts.pieces import cut, join, strip
from bot.domain.texts.splitting import fitting, split
from bot.domain.texts.spoilers import without_spoilers
from bot.domain.texts.titles import plain_title
from bot.domain.texts.values import (
    ALBUM_LIMIT,
    AUTOMATIC,
    CAPTION_LIMIT,
    ENTITY_LIMIT,
    RICH_LIMIT,
    TEXT_LIMIT,
    Entity,
    Text,
    count_formatting,
    utf16_len,
    without_automatic,
)

__all__ = [
    "ALBUM_LIMIT",
    "AUTOMATIC",
    "CAPTION_LIMIT",
    "ENTITY_LIMIT",
    "RICH_LIMIT",
    "TEXT_LIMIT",
    "Edit",
    "Entity",
    "Text",
    "apply_edits",
    "characters_of",
    "clusters",
    "count_formatting",
    "cut",
    "cut_around",
    "fitting",
    "join",
    "plain_title",
    "split",
    "strip",
    "units_before",
    "utf16_len",
    "without_automatic",
    "without_overlaps",
    "without_spoilers",
]
