"""Makes samples of stored rows: the source that is taken for each number, its age, its gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain.choices import choose
from bot.domain.gaps import Gap, stale_since
from bot.domain.numbers import Metric, Number, NumberSource
from bot.domain.reactions import PAID
from bot.domain.statistics import NO_BASIS, SETTLED, Basis, Kind, Measure, Sample, Tag
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


_Numbers = Mapping[int, _Counted]


def gather(stock: Stock, *, now: datetime) -> Samples:
    """The samples of rows, each number chosen as `Numbering` does for one post.

    Takes some 10 us of CPU a post, so many go into a thread.
    """
    settled, since = to_ms(now - SETTLED), _heard_since(stock)
    found = _numbers(stock)
    totals = {
        measure: {post_id: one.total for post_id, one in numbers.items()}
        for measure, numbers in found.items()
    }
    reactions, stars = totals[Measure.REACTIONS], totals[Measure.STARS]
    reposts, forwards = totals[Measure.REPOSTS], totals[Measure.FORWARDS]
    comments, views = totals[Measure.COMMENTS], totals[Measure.VIEWS]
    items = []
    for row in stock.posts:
        post_id, at = row["id"], row["published_at"]
        units, kind = stock.shapes.get(post_id, (None, None))
        items.append(
            Sample(
                post_id=post_id, published_at=from_ms(at), units=units, kind=kind,
                rubrics=stock.tags.get(post_id, ()),
                reactions=reactions.get(post_id), stars=stars.get(post_id),
                reposts=reposts.get(post_id), forwards=forwards.get(post_id),
                comments=comments.get(post_id), views=views.get(post_id),
                is_settled=at <= settled, is_heard=since is not None and at >= since,
            )
        )  # fmt: skip
    bases = {measure: _basis(numbers, stock) for measure, numbers in found.items()}
    return Samples(items, bases)


def _numbers(stock: Stock) -> dict[Measure, _Numbers]:
    """post id -> the number to take, by measure."""
    marked = _by_post(stock.marked)
    reactions, stars = {}, {}
    for row in stock.posts:
        if row["reactions_at"] is not None:
            post_id = row["id"]
            reactions[post_id], paid = _reactions(row, marked.get(post_id, ()))
            if paid is not None:
                stars[post_id] = paid
    return {
        Measure.REACTIONS: reactions,
        Measure.STARS: stars,
        Measure.REPOSTS: {post_id: _reposts(row) for post_id, row in stock.reposts.items()},
        Measure.FORWARDS: _counts(stock, Metric.FORWARDS),
        Measure.COMMENTS: _counts(stock, Metric.COMMENTS),
        Measure.VIEWS: _counts(stock, Metric.VIEWS),
    }


def _basis(numbers: _Numbers, stock: Stock) -> Basis:
    if not numbers:
        return NO_BASIS
    counted = numbers.values()
    sources = {one.source for one in counted}
    return Basis(
        sources=tuple(source for source in NumberSource if source.value in sources),
        oldest=from_ms(min(one.at for one in counted)),
        newest=from_ms(max(one.at for one in counted)),
        stale_since=_stale_since(numbers, stock),
        is_rounded=any(one.is_rounded for one in counted),
        is_at_least=any(one.is_at_least for one in counted),
    )


def _stale_since(numbers: _Numbers, stock: Stock) -> datetime | None:
    """The first moment since when any of what updates told is stale."""
    ends = [gap.until_at for gap in stock.gaps]
    last_end = max((to_ms(end) for end in ends if end is not None), default=0)
    stale = []
    for row in stock.posts if ends else ():
        one = numbers.get(row["id"])
        if one is None or not one.is_told:
            continue
        if None in ends or (one.known or 0) < last_end:
            known, published_at = from_ms(one.known), from_ms(row["published_at"])
            stale.append(stale_since(stock.gaps, counted_at=known, published_at=published_at))
    return min((moment for moment in stale if moment is not None), default=None)


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


def _reactions(row: Row, marked: Sequence[Row]) -> tuple[_Counted, _Counted | None]:
    """Reactions that were told, and stars where there were any."""
    at = row["reactions_seen_at"] or row["reactions_at"]
    source = row["reactions_source"] or _UPDATES
    stars, is_rounded = None, False
    for kind in marked:
        if kind["kind"] == PAID:
            is_about = bool(kind["is_rounded"])
            stars = _Counted(kind["total"], at, source, is_about, is_told=True, known=at)
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
