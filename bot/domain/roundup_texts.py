"""The words of a roundup: a title, then posts as links with what each is about."""

import re
from collections.abc import Callable, Sequence

from bot.domain.leads import lead
from bot.domain.options import LinkPreview
from bot.domain.posts import Content, Options
from bot.domain.roundups import Candidate
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, Entity, Text, count_formatting
from bot.domain.texts.values import utf16_len

_LEADS = (160, 80, 0)
"""UTF-16 units of the sentence under a title: the longest with which all posts fit."""
# A rubric that a post names is none of the roundup's.
_HASH = re.compile(r"[#＃](?=\w)")


def write(
    title: str, chosen: Sequence[Candidate], name_of: Callable[[Candidate], str], tag: str
) -> Content:
    """A roundup as a draft: no longer than a message, nothing of it dropped by Telegram.

    `name_of` says what a post is called. Posts that do not fit even without their sentences are
    left out, the last first.
    """
    for kept in range(len(chosen), -1, -1):
        for limit in _LEADS:
            content = Content(
                text=_text(title, chosen[:kept], name_of, limit), tags=(tag,) if tag else (),
                options=Options(link_preview=LinkPreview.OFF),
            )  # fmt: skip
            if _fits(content):
                return content
    raise ValueError("a title longer than a message")


def _fits(content: Content) -> bool:
    text = content.full_text
    return text.units <= TEXT_LIMIT and count_formatting(text) <= ENTITY_LIMIT


def _text(
    title: str, chosen: Sequence[Candidate], name_of: Callable[[Candidate], str], limit: int
) -> Text:
    words = title
    entities = [Entity("bold", 0, utf16_len(title))]
    for number, candidate in enumerate(chosen, start=1):
        words += f"\n\n{number}. "
        name = _HASH.sub("", name_of(candidate))
        link = Entity("text_link", utf16_len(words), utf16_len(name), url=candidate.link)
        entities.append(link)
        words += name
        if limit and (sentence := lead(candidate.post, limit)):
            words += "\n" + _HASH.sub("", sentence)
    return Text(words, tuple(entities))
