"""What the Bot API server does to a text: markup, entities, limits."""

from bot.sandbox.text.characters import utf16_len
from bot.sandbox.text.detect import detect_entities
from bot.sandbox.text.formatting import format_text
from bot.sandbox.text.html import parse_html
from bot.sandbox.text.legacy_markdown import parse_markdown
from bot.sandbox.text.markdown import parse_markdown_v2
from bot.sandbox.text.refused import TextRefused

__all__ = [
    "TextRefused",
    "detect_entities",
    "format_text",
    "parse_html",
    "parse_markdown",
    "parse_markdown_v2",
    "utf16_len",
]
