"""An edition: the posts of one period of a channel, by rubric, cut to what a message holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.numbers import PostNumbers
from bot.domain.pages import Cursor
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.subscriptions import DEFAULT_TASTE, Sorting, Taste

T = TypeVar("T")

PLACE_LENGTH = 3
"""How many numbers the key of an item has: reactions, milliseconds since the epoch, its id."""


class RubricName(NamedTuple):
    """A rubric as lists show it: its folded and its shown tag without `#`, and what is said of it.

    `sign` is an emoji, or empty.
    """

    fold: str
    tag: str
    sign: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post of an edition with what is known of it.

    `link` leads to it in the channel, None when that is not known. `rubrics` are those that lists
    show; None takes them from its text.
    """

    post: Post
    link: str | None
    numbers: PostNumbers
    rubrics: tuple[RubricName, ...] | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """Its place by reactions, then by its moment; larger ones are told first."""
        published = self.post.published_at
        moment = int(published.timestamp() * 1000) if published else 0
        return self.post.reactions, moment, self.post.id


@dataclass(frozen=True, slots=True)
class Section:
    """Posts under one rubric, or under none."""

    rubric: RubricName | None
    items: tuple[Item, ...]

    @property
    def tag(self) -> str | None:
        """The shown tag without `#`."""
        return self.rubric.tag if self.rubric else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a digest tells: posts published from `since` on and before `until`.

    `items` are all that its reader may be told of. `folds` are the rubrics that it is limited to
    (folded tags), None is no limit; `without` those that it leaves out. `taste` says how many are
    told at once and in which order; `frequency` how often its reader gets one, None when it was
    asked for. `newest_at` is of all posts of the period, those too that this reader is not told.
    """

    channel: Channel
    since: datetime
    until: datetime
    items: tuple[Item, ...]
    folds: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    taste: Taste = DEFAULT_TASTE
    frequency: Frequency | None = None
    newest_at: datetime | None = None

    @property
    def told_until(self) -> datetime:
        """Where the next edition begins: just behind the newest post, in the store's resolution.

        Not at `until`: the bot may hear of a post after the digest of its time has gone, and a
        clock that is ahead makes `until` a moment whose posts are yet to come.
        """
        return self.newest_at + timedelta(milliseconds=1) if self.newest_at else self.until

    @property
    def ranked(self) -> tuple[Item, ...]:
        """All items, those that are told first first: the most liked, or the newest."""
        return tuple(sorted(self.items, key=self._key_of, reverse=True))

    def behind(self, place: Cursor | None) -> tuple[Item, ...]:
        """The ranked items behind a place, all of them behind none.

        A place is a key and no count: what was deleted before it moves nothing.
        """
        if place is None:
            return self.ranked
        reactions, *moment = place.key
        key = (reactions if self._is_best_first else 0, *moment)
        return tuple(item for item in self.ranked if self._key_of(item) < key)

    @property
    def is_worth_sending(self) -> bool:
        """Whether there is something to tell, and enough of it."""
        return bool(self.items) and len(self.items) >= self.taste.at_least

    @property
    def _is_best_first(self) -> bool:
        return self.taste.sorting is Sorting.BEST

    def _key_of(self, item: Item) -> tuple[int, ...]:
        reactions, *moment = item.key
        return (reactions if self._is_best_first else 0, *moment)


def in_telling_order(items: Sequence[Item], sorting: Sorting) -> list[Item]:
    """Ranked items as one message tells them: by time it begins with the oldest."""
    return list(items) if sorting is Sorting.BEST else list(reversed(items))


def group(items: Sequence[Item], folds: frozenset[str] | None = None) -> list[Section]:
    """A post once, under its first rubric, the first of `folds` if it has one of them.

    Items keep their order; rubrics stand in that of their first posts, those without one last.
    """
    names: dict[str, RubricName | None] = {}
    found: dict[str, list[Item]] = {}
    for item in items:
        name = _first_rubric(item, folds or frozenset())
        fold = name.fold if name else ""
        names.setdefault(fold, name)
        found.setdefault(fold, []).append(item)
    order = sorted(found, key=lambda fold: not fold)
    return [Section(names[fold], tuple(found[fold])) for fold in order]


def _first_rubric(item: Item, folds: frozenset[str]) -> RubricName | None:
    found = item.rubrics
    if found is None:
        tags = (tag.partition("@")[0] for tag in item.post.content.all_tags)
        found = tuple(RubricName(fold_tag(tag), tag) for tag in tags)
    return next((one for one in found if one.fold in folds), next(iter(found), None))


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
