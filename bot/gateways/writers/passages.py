"""An article as passages that may be quoted alone: sentences, and lists with their lead."""

import re
from dataclasses import dataclass

from bot.domain.sources import weight
from bot.gateways.writers.quoting import COMMANDS
from bot.gateways.writers.segmenting import split_sentences

_BULLET = re.compile(r"\s*(?:[-–—*•■□▪●○◆▶·]|\d{1,2}[.)])\s+(?P<item>\S.*)")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "»", '"', "”", "’", "'", ")", ":", "：", ";")
# The first item stands behind the words that lead the list in.
_BEGUN_LIST = re.compile(r"(?P<lead>.+[:：])\s+(?:[-–—*•]|1[.)])\s+(?P<first>\S.*)")
_INLINE_LIST = re.compile(r"(?P<lead>[^:：]{2,300})[:：]\s(?P<items>.+;\s.+)")
# Sentences of a page to its readers, not of the article; pointers to other pages.
_CALL = re.compile(
    r"\(?(?:詳見|详见|см\. (?:также|подробнее)|siehe (?:hier|auch)|see also)"
    r"|подписывайтесь|подпишитесь|переходите по ссылке|узнать подробнее|subscribe (?:to|now)"
    r"|click here|sign up|follow us|newsletter|klicken sie|abonnier|点击|點擊|关注我们|클릭|구독",
    re.IGNORECASE,
)
_LONGEST_HEADING = 90
_LEAST = 24
"""Weight below which a sentence says too little to be quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, or a list (`items`) with the words that lead it in."""

    text: str
    index: int
    paragraph: int
    items: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is shown with an item a line."""
        return bool(self.items)


def split_passages(text: str, language: str) -> list[Passage]:
    """The passages of an article in order; headings and calls to its readers are left out."""
    found: list[Passage] = []

    def add(words: str, paragraph: int, items: tuple[str, ...] = ()) -> None:
        whole = words + " " + "; ".join(items) if items else words
        if weight(whole) >= _LEAST and not is_call(whole):
            found.append(Passage(text=words, index=len(found), paragraph=paragraph, items=items))

    for number, (lead, items) in enumerate(map(_inline, _blocks(text))):
        if items:
            *before, last = split_sentences(lead, language) or [lead]
            for sentence in before:
                add(sentence, number)
            add(last, number, items)
        elif not _is_heading(lead):
            for sentence in split_sentences(lead, language):
                add(sentence, number)
    return found


def is_call(words: str) -> bool:
    """Whether a page speaks to its readers, or to a machine among them."""
    return _CALL.search(words) is not None or COMMANDS.search(words) is not None


def _blocks(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Paragraphs, each with the list that follows it when it leads it in."""
    blocks: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _BULLET.fullmatch(line)
        if match is None:
            blocks.append((line, []))
        elif blocks and (blocks[-1][1] or _leads(blocks[-1][0])):
            blocks[-1][1].append(match["item"].strip())
        elif blocks and (begun := _BEGUN_LIST.fullmatch(blocks[-1][0])):
            blocks[-1] = (begun["lead"], [begun["first"], match["item"].strip()])
        else:
            blocks.append((match["item"].strip(), []))
    return [(lead, tuple(items)) for lead, items in blocks]


def _inline(block: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """A list that was written into one line, taken apart."""
    lead, items = block
    match = None if items else _INLINE_LIST.fullmatch(lead.rstrip("."))
    if match is None:
        return block
    parts = (part.strip(" ;") for part in match["items"].split("; "))
    return match["lead"] + ":", tuple(part for part in parts if part)


def _leads(line: str) -> bool:
    return line.endswith((":", "：")) or _is_heading(line)


def _is_heading(line: str) -> bool:
    return weight(line) <= _LONGEST_HEADING and not line.endswith(_ENDS)
