"""An edition: the posts of one period of a channel, by rubric, cut to what a message holds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.domain.channels import Channel
from bot.domain.numbers import PostNumbers
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.subscriptions import DEFAULT_TASTE, Sorting, Taste
from bot.domain.texts import Text, plain_title, without_spoilers

ELLIPSIS = "…"
T = TypeVar("T")
_SENTENCE = re.compile(r".*?[.!?…]+[»”\")\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post of an edition with what is known of it.

    `link` leads to it in the channel, None when that is not known. `rubrics` are those that lists
    show, as (folded tag, shown tag) without `#`; None takes them from its text.
    """

    post: Post
    link: str | None
    numbers: PostNumbers
    rubrics: tuple[tuple[str, str], ...] | None = None

    @property
    def rank(self) -> tuple[int, float, int]:
        """Most reactions first, then newest."""
        published = self.post.published_at
        return -self.post.reactions, -(published.timestamp() if published else 0), -self.post.id

    @property
    def age(self) -> tuple[float, int]:
        """Newest first."""
        published = self.post.published_at
        return -(published.timestamp() if published else 0), -self.post.id


@dataclass(frozen=True, slots=True)
class Section:
    """Posts under one rubric (`tag` without `#`), or None under none."""

    tag: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a digest tells: posts published from `since` on and before `until`.

    `items` are all that its reader may be told of. `folds` are the rubrics that it is limited to
    (folded tags), None is no limit; `without` those that it leaves out. `taste` says how many are
    told at once and in which order.
    """

    channel: Channel
    since: datetime
    until: datetime
    items: tuple[Item, ...]
    folds: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    taste: Taste = DEFAULT_TASTE

    @property
    def ranked(self) -> tuple[Item, ...]:
        """All items, those that are told first first."""
        if self.taste.sorting is Sorting.BEST:
            return tuple(sorted(self.items, key=lambda item: item.rank))
        return tuple(sorted(self.items, key=lambda item: item.age))

    @property
    def is_worth_sending(self) -> bool:
        """Whether there is something to tell, and enough of it."""
        return bool(self.items) and len(self.items) >= self.taste.at_least


def group(items: Sequence[Item], folds: frozenset[str] | None = None) -> list[Section]:
    """A post once, under its first rubric, the first of `folds` if it has one of them.

    Fuller rubrics come first, posts without a rubric last.
    """
    names: dict[str, str] = {}
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: item.rank):
        fold, tag = _first_rubric(item, folds or frozenset())
        names.setdefault(fold, tag)
        found.setdefault(fold, []).append(item)
    order = sorted(found, key=lambda fold: (not fold, -len(found[fold]), fold))
    return [Section(names[fold] or None, tuple(found[fold])) for fold in order]


def _first_rubric(item: Item, folds: frozenset[str]) -> tuple[str, str]:
    """The folded and the shown tag of its first rubric; two empty ones when it has none."""
    found = item.rubrics
    if found is None:
        tags = (tag.partition("@")[0] for tag in item.post.content.all_tags)
        found = tuple((fold_tag(tag), tag) for tag in tags)
    return next((one for one in found if one[0] in folds), next(iter(found), ("", "")))


def fit(items: Sequence[T], length_of: Callable[[Sequence[T]], int], limit: int) -> int:
    """How many of the items fit: `length_of` measures the text of the first ones.

    `items` stand in the order in which they are to be kept.
    """
    low, high = 0, len(items)
    while low < high:
        middle = (low + high + 1) // 2
        if length_of(items[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def lead(post: Post, limit: int = 160) -> str:
    """The first sentence behind the title that means something, at most `limit` UTF-16 units.

    What a spoiler hides is not in it.
    """
    title = post.title.removesuffix(ELLIPSIS)
    shown = without_spoilers(post.content.text).text
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    before, line, after = _around(lines, title)
    if post.title.endswith(ELLIPSIS) and not line.startswith(post.title):
        # The title is the beginning of a long line: go on with it.
        return plain_title(Text(ELLIPSIS + _sentence(line.removeprefix(title).lstrip())), limit)
    for candidate in (*before, *after):
        if plain_title(Text(candidate)):
            return plain_title(Text(_sentence(candidate)), limit)
    return ""


def _around(lines: Sequence[str], title: str) -> tuple[Sequence[str], str, Sequence[str]]:
    """The line that the title is, or begins, between those before and behind it."""
    for number, line in enumerate(lines):
        if title and line.startswith(title):
            return lines[:number], line, lines[number + 1 :]
    return (), title, lines


def _sentence(line: str) -> str:
    found = _SENTENCE.match(line)
    return found[0] if found else line
