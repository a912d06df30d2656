"""A person who talks to the bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote to the bot. `language` is chosen by hand, None follows Telegram."""

    id: int
    name: str
    username: str | None
    language: str | None
    telegram_language: str | None
    zone: str
    channel_id: int | None
    is_reachable: bool

    def speaks(self, default: str) -> str:
        """`ru` or `en`: the chosen language, Telegram's, or the installation's default."""
        for code in (self.language, (self.telegram_language or "").split("-")[0]):
            if code in ("ru", "en"):
                return code
        return default
