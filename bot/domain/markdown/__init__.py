"""Texts with entities as Markdown (CommonMark, and ~~struck~~ of GitHub's)."""

from bot.domain.markdown.blocks import to_markdown

__all__ = ["to_markdown"]
