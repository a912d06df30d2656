"""The one error of the sandbox's text handling."""

from __future__ import annotations


class TextRefused(Exception):
    """Telegram refuses a text, a caption or its entities.

    `description` is Telegram's own sentence without the `Bad Request: ` prefix, its first letter
    already lowered as the Bot API server does it.
    """

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description
