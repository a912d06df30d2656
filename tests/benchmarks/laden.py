"""The bot with all of drafting and drawing imported first: what a start does without."""

import bot.domain.facts
import bot.gateways.articles.extracting
import bot.gateways.articles.reader
import bot.gateways.pictures.canvas
import bot.gateways.writers.builtin
import bot.gateways.writers.llm
import bot.services.suggesting  # noqa: F401
from bot.__main__ import main
from bot.gateways.languages import identify

EXTRAS = (
    "PIL",
    "cchardet",
    "fasttext",
    "httpx",
    "lxml",
    "protego",
    "razdel",
    "sentencex",
    "trafilatura",
)
"""Modules that a start must not import: tests/test_starting.py."""


def load() -> None:
    """Import them, and read the model that tells languages."""
    for name in EXTRAS:
        __import__(name)
    identify("Which language is this?")


if __name__ == "__main__":
    load()
    main(["run"])
