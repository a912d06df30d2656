"""The archive that a newcomer finds in the demo: read from `notes.toml` and `archive.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.demo.posters import billboard

_FILES = ("notes.toml", "archive.toml")
_PICTURES = {
    "dusk": ((250, 150, 90), (250, 246, 235), (200, 60, 50)),
    "night": ((90, 110, 190), (245, 245, 250), (40, 60, 150)),
    "mint": ((150, 220, 200), (255, 255, 255), (20, 120, 100)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A post of the archive; `html` is Telegram's HTML, `reactions` emoji -> how many."""

    days_ago: int
    hour: int
    html: str
    reactions: dict[str, int]
    reposts: int
    pictures: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


def load_stories() -> list[Story]:
    """The stories, oldest first: a year of short notes, then those to be browsed."""
    texts = [(resources.files("bot.demo") / name).read_text("utf-8") for name in _FILES]
    return [Story(**story) for text in texts for story in tomllib.loads(text)["story"]]


@cache
def picture(name: str) -> bytes:
    """A PNG by its name in the archive."""
    return billboard(*_PICTURES[name])
