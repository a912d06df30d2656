"""Makes samples of stored rows: the source that is taken for each number, its age, its gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.gaps import Gap, stale_since
from bot.domain.numbers import Metric, NumberSource
from bot.domain.statistics import SETTLED, Basis, Kind, Measure, Sample, Tag
from storage.db import Row, from_ms, to_ms

PREFERENCE = (
    NumberSource.METER,
    NumberSource.UPDATES,
    NumberSource.PREVIEW,
    NumberSource.AUTHOR,
)
"""Of several sources of one number the first is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Rows of the posts of a period, as `storage.statistics` reads them."""

    posts: Sequence[Row] = ()
    marked: Sequence[Row] = ()
    counts: Sequence[Row] = ()
    comments: Mapping[int, Row] = field(default_factory=dict)
    tags: Mapping[int, tuple[Tag, ...]] = field(default_factory=dict)
    shapes: Mapping[int, tuple[int, Kind]] = field(default_factory=dict)
    gaps: Sequence[Gap] = ()
    heard_at: datetime | None = None
    connected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Samples:
    """Posts of a period, oldest first, and what their numbers stand on."""

    items: list[Sample]
    bases: dict[Measure, Basis]


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
        self.sources: set[str] = set()
        self.is_rounded = False
        self.is_at_least = False

    def add(self, counted_at: int, source: str, published_at: int, *, is_heard: bool) -> None:
        """A number counted at a moment (ms); `is_heard`: by updates, which gaps make stale."""
        self.sources.add(source)
        if self._oldest is None or counted_at < self._oldest:
            self._oldest = counted_at
        if self._newest is None or counted_at > self._newest:
            self._newest = counted_at
        if is_heard and (self._lasts or counted_at < self._last_end):
            self._find_gap(counted_at, published_at)

    def _find_gap(self, counted_at: int, published_at: int) -> None:
        stale = stale_since(
            self._gaps, counted_at=from_ms(counted_at), published_at=from_ms(published_at)
        )
        if stale is not None and (self._stale is None or stale < self._stale):
            self._stale = stale

    def basis(self) -> Basis:
        """What was met."""
        return Basis(
            sources=tuple(source for source in PREFERENCE if source.value in self.sources),
            oldest=from_ms(self._oldest),
            newest=from_ms(self._newest),
            stale_since=self._stale,
            is_rounded=self.is_rounded,
            is_at_least=self.is_at_least,
        )


def gather(stock: Stock, *, now: datetime) -> Samples:
    """The samples of rows; takes some 10 us of CPU a post, so many go into a thread."""
    grounds = {measure: _Ground(stock.gaps) for measure in Measure}
    stars = {row["post_id"]: row["total"] for row in stock.marked if row["kind"] == "paid"}
    rounded = {row["post_id"] for row in stock.marked if row["is_rounded"]}
    counts = _best_counts(stock.counts)
    settled, since = to_ms(now - SETTLED), _heard_since(stock)
    heard = to_ms(stock.heard_at)
    items = []
    for row in stock.posts:
        post_id, published_at = row["id"], row["published_at"]
        reactions, paid = _note_reactions(row, grounds, stars, rounded)
        reposts = _note_reposts(row, grounds[Measure.REPOSTS], heard)
        views = _note(counts, Metric.VIEWS, row, grounds[Measure.VIEWS])
        forwards = _note(counts, Metric.FORWARDS, row, grounds[Measure.FORWARDS])
        comments = _note_comments(row, stock.comments, grounds[Measure.COMMENTS], heard)
        units, kind = stock.shapes.get(post_id, (None, None))
        items.append(
            Sample(
                post_id=post_id, published_at=from_ms(published_at), units=units, kind=kind,
                rubrics=stock.tags.get(post_id, ()), reactions=reactions, stars=paid,
                reposts=reposts, forwards=forwards, comments=comments, views=views,
                is_settled=published_at <= settled,
                is_heard=since is not None and published_at >= since,
            )
        )  # fmt: skip
    return Samples(items, {measure: ground.basis() for measure, ground in grounds.items()})


def _heard_since(stock: Stock) -> int | None:
    """From when on no update of the channel is missing; None when that is not so now."""
    ends = [gap.until_at for gap in stock.gaps]
    if stock.connected_at is None or None in ends:
        return None
    return to_ms(max([stock.connected_at, *(end for end in ends if end is not None)]))


def _note_reactions(
    row: Row, grounds: Mapping[Measure, _Ground], stars: Mapping[int, int], rounded: set[int]
) -> tuple[int | None, int | None]:
    """Reactions and stars: Telegram tells all kinds at once, so both are known or neither."""
    at = row["reactions_at"]
    if at is None:
        return None, None
    at = max(at, row["reactions_seen_at"] or at)
    ground = grounds[Measure.REACTIONS]
    ground.add(at, row["reactions_source"], row["published_at"], is_heard=True)
    ground.is_rounded |= row["id"] in rounded
    grounds[Measure.STARS].add(at, row["reactions_source"], row["published_at"], is_heard=True)
    return row["reactions"], stars.get(row["id"], 0)


def _note_reposts(row: Row, ground: _Ground, heard_at: int | None) -> int | None:
    """Reposts that were seen. Of a post of which none was seen nothing is known."""
    seen: int = row["reposts"]
    if not seen:
        return None
    _note_heard(row, ground, heard_at)
    ground.is_at_least = True
    return seen


def _note_comments(
    row: Row, comments: Mapping[int, Row], ground: _Ground, heard_at: int | None
) -> int | None:
    """Comments that were heard; none of them is a number only where all would have been."""
    found = comments.get(row["id"])
    if found is None or not (found["total"] or found["heard_at"]):
        return None
    _note_heard(row, ground, heard_at)
    ground.is_at_least |= found["heard_at"] is None
    total: int = found["total"]
    return total


def _note_heard(row: Row, ground: _Ground, heard_at: int | None) -> None:
    """What updates add up is as old as the last time that Telegram told everything."""
    published_at = row["published_at"]
    at = published_at if heard_at is None else max(heard_at, published_at)
    ground.add(at, NumberSource.UPDATES.value, published_at, is_heard=False)


def _note(
    counts: Mapping[tuple[int, str], Row], metric: Metric, row: Row, ground: _Ground
) -> int | None:
    count = counts.get((row["id"], metric.value))
    if count is None:
        return None
    source = count["source"]
    is_heard = source == NumberSource.UPDATES.value
    ground.add(count["counted_at"], source, row["published_at"], is_heard=is_heard)
    ground.is_rounded |= bool(count["is_rounded"])
    total: int = count["total"]
    return total


def _best_counts(rows: Sequence[Row]) -> dict[tuple[int, str], Row]:
    """The count to take of each post and metric."""
    rank = {source.value: place for place, source in enumerate(PREFERENCE)}
    best: dict[tuple[int, str], Row] = {}
    for row in rows:
        key = row["post_id"], row["metric"]
        if key not in best or rank[row["source"]] < rank[best[key]["source"]]:
            best[key] = row
    return best
