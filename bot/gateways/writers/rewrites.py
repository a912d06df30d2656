"""Other versions of a post: what a model is asked, and what of its answer is one."""

import re

from bot.domain.texts import TEXT_LIMIT, utf16_len
from bot.domain.writing import MAX_INSTRUCTION, Change
from bot.errors import LlmBroken
from bot.gateways.writers.cleaning import find_links, find_mentions, plain, tame, without_thoughts
from bot.gateways.writers.languages import is_in, keeps_script
from bot.gateways.writers.prompts import POST_SHAPE, language_name
from bot.gateways.writers.shape import unquoted

MAX_HEADLINE = 140
LEAST_HEADLINES = 3
"""Fewer are no choice."""
MOST_GROWTH = 3
"""How many times longer a version may be than the post, unless that is short."""
SHORT_POST = 400

_ORDERS = {
    Change.SHORTER: "Make the post at least a third shorter. Keep what matters most.",
    Change.SHARPER: "Make the post sharper: a clear stand, short sentences, strong verbs. "
    "No new facts, no insults, about the same length.",
    Change.CALMER: "Make the post calmer: even, without exaggeration, irony and exclamation "
    "marks, about the same length.",
}
_NUMBERING = re.compile(
    r"^\s*(?:(?:\d{1,2}\s*[.):]|[-*•–—]|#{1,6}|headline \d+:|заголовок \d+:)\s*)+", re.IGNORECASE
)
_INTRODUCTION = re.compile(
    r"\A\s*(?:(?:sure|certainly|of course|okay|ok|конечно|хорошо)[^\n]*|[^\n]{0,120}[:：])"
    r"[ \t]*\n+",
    re.IGNORECASE,
)


def order(change: Change, *, language: str, instruction: str) -> str:
    """What a model is asked to do with a post."""
    if change is Change.TRANSLATE:
        asked = f"Translate the post into {language_name(language)}. Names stay as they are."
    elif change is Change.BY_WORDS:
        wanted = " ".join(tame(instruction).split())[:MAX_INSTRUCTION]
        asked = f"Change the post as its author wants: {wanted}"
    else:
        asked = _ORDERS[change]
    return f"{asked}\n{POST_SHAPE}"


def order_of_headlines(count: int) -> str:
    """How a model is asked for headlines."""
    return (
        f"Write {count} different headlines for this post, one a line, at most 80 characters "
        "each, without numbers, quotation marks and remarks."
    )


def preview(answer: str) -> str:
    """The words of an answer that is still on its way."""
    return plain(without_thoughts(answer))


def read_post(answer: str, before: str, change: Change, *, language: str) -> str:
    """The version of a post in an answer; links and @names only as they were before.

    Raises:
        LlmBroken: it is empty, too long, in another language, or not changed as asked.
    """
    text = _plain_as(without_thoughts(answer), before)
    if not text:
        raise LlmBroken
    most = max(MOST_GROWTH * len(before), SHORT_POST)
    if utf16_len(text) > TEXT_LIMIT or len(text) > most:
        raise LlmBroken("llm-wordy")
    if not _speaks(text, before, change, language):
        raise LlmBroken("llm-language")
    is_shorter = len(text) < len(before)
    if text == before.strip() or (change is Change.SHORTER and not is_shorter):
        raise LlmBroken("llm-unchanged")
    return text


def read_headlines(answer: str, before: str, *, count: int) -> tuple[str, ...]:
    """The headlines in an answer, each once.

    Raises:
        LlmBroken: there are fewer than three.
    """
    found: dict[str, str] = {}
    for line in _plain_as(without_thoughts(answer), before).split("\n"):
        words = unquoted(_NUMBERING.sub("", line).strip()).removesuffix(".")
        if words.endswith((":", "：")) or not 0 < len(words) <= MAX_HEADLINE:
            continue
        if keeps_script(before, words):
            found.setdefault(words.casefold(), words)
    if len(found) < LEAST_HEADLINES:
        raise LlmBroken
    return tuple(found.values())[:count]


def _plain_as(answer: str, before: str) -> str:
    """Plain words; an introduction goes unless the post had one."""
    if not _INTRODUCTION.match(before):
        rest = _INTRODUCTION.sub("", answer, count=1)
        answer = rest if rest.strip() else answer
    text = plain(answer, links=find_links(before), mentions=find_mentions(before))
    return unquoted(text)


def _speaks(text: str, before: str, change: Change, language: str) -> bool:
    if change is Change.TRANSLATE:
        return is_in(language, text)
    # The author may ask for another language in words.
    return change is Change.BY_WORDS or keeps_script(before, text)
