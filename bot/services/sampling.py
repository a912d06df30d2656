"""Makes samples of stored rows: the source that is taken for each number, its age, its gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain.choices import choose
from bot.domain.gaps import Gap, stale_since
from bot.domain.numbers import Metric, Number, NumberSource
from bot.domain.reactions import PAID
from bot.domain.statistics import SETTLED, Basis, Kind, Measure, Sample, Tag
from storage.db import Row, from_ms, to_ms

_UPDATES = NumberSource.UPDATES.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Rows of the posts of a period, as `storage.statistics` reads them."""

    posts: Sequence[Row] = ()
    marked: Sequence[Row] = ()
    counts: Sequence[Row] = ()
    comments: Mapping[int, Row] = field(default_factory=dict)
    reposts: Mapping[int, Row] = field(default_factory=dict)
    tags: Mapping[int, tuple[Tag, ...]] = field(default_factory=dict)
    shapes: Mapping[int, tuple[int, Kind]] = field(default_factory=dict)
    gaps: Sequence[Gap] = ()
    connected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Samples:
    """Posts of a period, oldest first, and what their numbers stand on."""

    items: list[Sample]
    bases: dict[Measure, Basis]


class _Counted(NamedTuple):
    """A number as stored; `at` in milliseconds. What updates told, gaps make stale since `known`.

    `known` is the moment of which the number is surely true, None: of none.
    """

    total: int
    at: int
    source: str
    is_rounded: bool = False
    is_at_least: bool = False
    is_told: bool = False
    known: int | None = None


class _Ground:
    """What the numbers of a measure stand on, as they are met."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self._gaps = gaps
        ends = [gap.until_at for gap in gaps]
        self._lasts = None in ends
        self._last_end = max((to_ms(end) for end in ends if end is not None), default=0)
        self._oldest: int | None = None
        self._newest: int | None = None
        self._stale: datetime | None = None
        self._sources: set[str] = set()
        self._is_rounded = self._is_at_least = False

    def add(self, counted: _Counted | None, published_at: int) -> int | None:
        """Note a number of a post; the total of it."""
        if counted is None:
            return None
        self._sources.add(counted.source)
        self._is_rounded |= counted.is_rounded
        self._is_at_least |= counted.is_at_least
        if self._oldest is None or counted.at < self._oldest:
            self._oldest = counted.at
        if self._newest is None or counted.at > self._newest:
            self._newest = counted.at
        if counted.is_told and (self._lasts or (counted.known or 0) < self._last_end):
            self._find_gap(counted.known, published_at)
        return counted.total

    def _find_gap(self, known: int | None, published_at: int) -> None:
        stale = stale_since(
            self._gaps, counted_at=from_ms(known), published_at=from_ms(published_at)
        )
        if stale is not None and (self._stale is None or stale < self._stale):
            self._stale = stale

    def basis(self) -> Basis:
        """What was met."""
        return Basis(
            sources=tuple(source for source in NumberSource if source.value in self._sources),
            oldest=from_ms(self._oldest),
            newest=from_ms(self._newest),
            stale_since=self._stale,
            is_rounded=self._is_rounded,
            is_at_least=self._is_at_least,
        )


def gather(stock: Stock, *, now: datetime) -> Samples:
    """The samples of rows, each number chosen as `Numbering` does for one post.

    Takes some 10 us of CPU a post, so many go into a thread.
    """
    grounds = {measure: _Ground(stock.gaps) for measure in Measure}
    settled, since = to_ms(now - SETTLED), _heard_since(stock)
    numbers = {
        Measure.REPOSTS: {key: _reposts(row) for key, row in stock.reposts.items()},
        Measure.FORWARDS: _counts(stock, Metric.FORWARDS),
        Measure.COMMENTS: _counts(stock, Metric.COMMENTS),
        Measure.VIEWS: _counts(stock, Metric.VIEWS),
    }
    further = [(measure, grounds[measure], found) for measure, found in numbers.items() if found]
    marked = _by_post(stock.marked)
    items = []
    for row in stock.posts:
        post_id, at = row["id"], row["published_at"]
        reactions, stars = _reactions(row, marked.get(post_id, ()))
        units, kind = stock.shapes.get(post_id, (None, None))
        told = {measure: ground.add(found.get(post_id), at) for measure, ground, found in further}
        items.append(
            Sample(
                post_id=post_id, published_at=from_ms(at), units=units, kind=kind,
                rubrics=stock.tags.get(post_id, ()),
                reactions=grounds[Measure.REACTIONS].add(reactions, at),
                stars=grounds[Measure.STARS].add(stars, at),
                reposts=told.get(Measure.REPOSTS), forwards=told.get(Measure.FORWARDS),
                comments=told.get(Measure.COMMENTS), views=told.get(Measure.VIEWS),
                is_settled=at <= settled, is_heard=since is not None and at >= since,
            )
        )  # fmt: skip
    return Samples(items, {measure: ground.basis() for measure, ground in grounds.items()})


def _by_post(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["post_id"], []).append(row)
    return found


def _heard_since(stock: Stock) -> int | None:
    """From when on no update of the channel is missing; None when that is not so now."""
    ends = [gap.until_at for gap in stock.gaps]
    if stock.connected_at is None or None in ends:
        return None
    return to_ms(max([stock.connected_at, *(end for end in ends if end is not None)]))


def _reactions(row: Row, marked: Sequence[Row]) -> tuple[_Counted | None, _Counted | None]:
    """Reactions, and stars where there were any."""
    if row["reactions_at"] is None:
        return None, None
    at = max(row["reactions_at"], row["reactions_seen_at"] or 0)
    source = row["reactions_source"] or _UPDATES
    stars, is_rounded = None, False
    for kind in marked:
        if kind["kind"] == PAID:
            stars = _Counted(
                kind["total"], at, source, bool(kind["is_rounded"]), is_told=True, known=at
            )
        else:
            is_rounded = True
    return _Counted(row["reactions"], at, source, is_rounded, is_told=True, known=at), stars


def _reposts(row: Row) -> _Counted:
    """Reposts that were seen; that none was seen says nothing."""
    return _Counted(row["total"], row["last_at"], _UPDATES, is_at_least=True)


def _comments(row: Row) -> _Counted | None:
    """Comments that were heard; none of them is a number only where all would have been."""
    total, since = row["total"], row["since"]
    if not (total or since):
        return None
    at = max(since or 0, row["last_at"] or 0)
    return _Counted(total, at, _UPDATES, is_at_least=since is None, is_told=True)


def _counts(stock: Stock, metric: Metric) -> dict[int, _Counted]:
    """post id -> the number to take of a metric."""
    known: dict[int, list[_Counted]] = {}
    for row in stock.counts:
        if row["metric"] == metric.value:
            one = _Counted(row["total"], row["counted_at"], row["source"], bool(row["is_rounded"]))
            known.setdefault(row["post_id"], []).append(one)
    if metric is Metric.COMMENTS:
        for post_id, row in stock.comments.items():
            if (own := _comments(row)) is not None:
                known.setdefault(post_id, []).append(own)
    return {post_id: _best(found) for post_id, found in known.items()}


def _best(known: Sequence[_Counted]) -> _Counted:
    if len(known) == 1:
        return known[0]
    by_number = {
        Number(
            total=one.total, source=NumberSource(one.source), counted_at=from_ms(one.at),
            is_rounded=one.is_rounded,
        ): one
        for one in known
    }  # fmt: skip
    return by_number[choose(by_number)]
