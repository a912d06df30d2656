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
    marked, counts = _by_post(stock.marked), _by_post(stock.counts)
    settled, since = to_ms(now - SETTLED), _heard_since(stock)
    items = []
    for row in stock.posts:
        post_id, at = row["id"], row["published_at"]
        reactions, stars = _reactions(row, marked.get(post_id, ()))
        comments = _comments(stock.comments.get(post_id))
        told = counts.get(post_id, ())
        units, kind = stock.shapes.get(post_id, (None, None))
        items.append(
            Sample(
                post_id=post_id, published_at=from_ms(at), units=units, kind=kind,
                rubrics=stock.tags.get(post_id, ()),
                reactions=grounds[Measure.REACTIONS].add(reactions, at),
                stars=grounds[Measure.STARS].add(stars, at),
                reposts=grounds[Measure.REPOSTS].add(_reposts(stock.reposts.get(post_id)), at),
                forwards=grounds[Measure.FORWARDS].add(_best(told, Metric.FORWARDS), at),
                comments=grounds[Measure.COMMENTS].add(_best(told, Metric.COMMENTS, comments), at),
                views=grounds[Measure.VIEWS].add(_best(told, Metric.VIEWS), at),
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
    source = row["reactions_source"] or NumberSource.UPDATES.value
    stars, is_rounded = None, False
    for kind in marked:
        if kind["kind"] == PAID:
            stars = _Counted(
                kind["total"], at, source, bool(kind["is_rounded"]), is_told=True, known=at
            )
        else:
            is_rounded = True
    return _Counted(row["reactions"], at, source, is_rounded, is_told=True, known=at), stars


def _reposts(row: Row | None) -> _Counted | None:
    """Reposts that were seen; that none was seen says nothing."""
    if row is None:
        return None
    return _Counted(row["total"], row["last_at"], NumberSource.UPDATES.value, is_at_least=True)


def _comments(row: Row | None) -> _Counted | None:
    """Comments that were heard; none of them is a number only where all would have been."""
    if row is None or not (row["total"] or row["since"]):
        return None
    return _Counted(
        row["total"], max(row["since"] or 0, row["last_at"] or 0), NumberSource.UPDATES.value,
        is_at_least=row["since"] is None, is_told=True,
    )  # fmt: skip


def _best(rows: Iterable[Row], metric: Metric, own: _Counted | None = None) -> _Counted | None:
    """The count to take of a metric; `own` is one that is not among the rows."""
    known = [
        _Counted(row["total"], row["counted_at"], row["source"], bool(row["is_rounded"]))
        for row in rows
        if row["metric"] == metric.value
    ]
    if own is not None:
        known.append(own)
    if len(known) < 2:
        return known[0] if known else None
    by_number = {
        Number(
            total=one.total, source=NumberSource(one.source), counted_at=from_ms(one.at),
            is_rounded=one.is_rounded,
        ): one
        for one in known
    }  # fmt: skip
    return by_number[choose(by_number)]
