"""The navigation post of a channel: its rubrics as links, kept up to date by editing.

publishing -> current -> stopped; a current one whose post was deleted or changed by hand is
asking, until its author answers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.archive import Rubric
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, Entity, Text
from bot.domain.texts.values import utf16_len

MOST_RUBRICS = ENTITY_LIMIT - 2
"""Beside them the title and the line of all rubrics are formatted."""
BETWEEN_EDITS = timedelta(minutes=10)
BETWEEN_COUNTS = timedelta(hours=1)
"""Between edits that change nothing but how many posts there are."""
BETWEEN_LOOKS = timedelta(minutes=1)

_COUNT = re.compile(r" · \d+$", re.MULTILINE)


class NavigationState(StrEnum):
    """Where a navigation post is in its life."""

    PUBLISHING = "publishing"
    CURRENT = "current"
    ASKING = "asking"
    STOPPED = "stopped"


class Question(StrEnum):
    """What its author is asked: the post is gone, was changed by hand, or cannot be changed."""

    GONE = "gone"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """The navigation post of a channel; `revision` is that of the post that we wrote."""

    channel_id: int
    post_id: int
    person_id: int
    state: NavigationState
    question: Question | None
    revision: int
    edited_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a navigation post says beside the rubrics, and where its last line leads."""

    title: str
    all_rubrics: str
    all_link: str


def compose(
    rubrics: Sequence[Rubric],
    link_of: Callable[[Rubric], str],
    wording: Wording,
    *,
    is_whole: bool = True,
    limit: int = TEXT_LIMIT,
) -> Text:
    """The text of a navigation post: a line a rubric, most used first, as many as fit.

    What does not fit, or is not given (`is_whole` False), is behind the line of all rubrics.
    `limit` is in UTF-16 units.
    """
    lines = [_line(rubric) for rubric in rubrics[:MOST_RUBRICS]]
    last = f"\n\n{wording.all_rubrics}"
    room = limit - utf16_len(f"{wording.title}\n") - utf16_len(last)
    kept = 0
    while kept < len(lines) and (room := room - utf16_len(f"\n{lines[kept]}")) >= 0:
        kept += 1
    shown = list(zip(rubrics[:kept], lines[:kept], strict=True))
    return _build(shown, link_of, wording, has_more=not is_whole or kept < len(rubrics))


def is_due(before: Text, after: Text, *, since_edit: timedelta) -> bool:
    """Whether a post is to be edited by now; counts alone are no hurry."""
    if (before.text, before.entities) == (after.text, after.entities):
        return False
    is_gentle = _without_counts(before) == _without_counts(after)
    return since_edit >= (BETWEEN_COUNTS if is_gentle else BETWEEN_EDITS)


def _build(
    shown: Sequence[tuple[Rubric, str]],
    link_of: Callable[[Rubric], str],
    wording: Wording,
    *,
    has_more: bool,
) -> Text:
    text = f"{wording.title}\n"
    entities = [Entity("bold", 0, utf16_len(wording.title))]
    for rubric, line in shown:
        text += "\n"
        tag = f"#{rubric.tag}"
        start = utf16_len(text) + utf16_len(line[: line.index(tag)])
        entities.append(Entity("text_link", start, utf16_len(tag), url=link_of(rubric)))
        text += line
    if has_more:
        text += "\n\n"
        words = wording.all_rubrics
        link = wording.all_link
        entities.append(Entity("text_link", utf16_len(text), utf16_len(words), url=link))
        text += words
    return Text(text, tuple(entities))


def _line(rubric: Rubric) -> str:
    described = f" - {rubric.description}" if rubric.description else ""
    return f"{rubric.label}{described} · {rubric.posts}"


def _without_counts(text: Text) -> tuple[list[str], list[str]]:
    """What is left of a post when nobody looks at its counts, nor at the order that they make."""
    lines = sorted(_COUNT.sub("", line) for line in text.text.split("\n"))
    return lines, sorted(entity.url or "" for entity in text.entities)
