"""What the posts of a period come to: totals, rubrics, hours, kinds, the best and the worst."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.domain.statistics.findings import Extremes
from bot.domain.statistics.medians import (
    are_comparable,
    change,
    count_change,
    settled_median,
)
from bot.domain.statistics.periods import bucket_series, step_of
from bot.domain.statistics.values import (
    NO_BASIS,
    Basis,
    HeatMap,
    HourCell,
    Kind,
    KindRow,
    KindTable,
    Length,
    Measure,
    Overview,
    Period,
    RubricRow,
    RubricTable,
    Sample,
    Tag,
    Total,
)

Bases = Mapping[Measure, Basis]

_SHORT, _MEDIUM, _LONG = 280, 1024, 4096


def sum_up(
    samples: Sequence[Sample],
    before: Sequence[Sample],
    period: Period,
    zone: ZoneInfo,
    bases: Bases,
    *,
    tag: Tag | None = None,
) -> Overview:
    """The overview of a period; `before` are the posts of the one before."""
    posts_before = None if period.before_since is None else len(before)
    return Overview(
        period=period,
        posts=len(samples),
        posts_before=posts_before,
        posts_change=count_change(len(samples), posts_before),
        fresh=sum(not sample.is_settled for sample in samples),
        totals={
            measure: total_of(samples, before, measure, bases.get(measure, NO_BASIS))
            for measure in Measure
        },
        step=step_of(period),
        series=tuple(bucket_series(samples, period, zone)),
        tag=tag,
    )


def total_of(
    samples: Sequence[Sample],
    before: Sequence[Sample],
    measure: Measure,
    basis: Basis = NO_BASIS,
) -> Total:
    """The sum of a measure over those posts of which it is known."""
    known = [value for sample in samples if (value := sample.get(measure)) is not None]
    earlier = [value for sample in before if (value := sample.get(measure)) is not None]
    value = sum(known) if known else None
    sum_before = sum(earlier) if earlier else None
    is_told = are_comparable(len(known), len(samples), len(earlier), len(before))
    return Total(
        value=value, known=len(known), posts=len(samples),
        before=sum_before, known_before=len(earlier), posts_before=len(before),
        change=change(value, sum_before) if is_told else None, basis=basis,
    )  # fmt: skip


def by_rubric(
    samples: Sequence[Sample], before: Sequence[Sample], period: Period, bases: Bases
) -> RubricTable:
    """A row a rubric, most posts first, then by name."""
    earlier = _by_tag(before)
    rows = [
        _rubric_row(tag, inside, earlier.get(tag, []), len(samples))
        for tag, inside in _by_tag(samples).items()
    ]
    return RubricTable(
        period=period,
        posts=len(samples),
        untagged=sum(not sample.rubrics for sample in samples),
        rows=tuple(sorted(rows, key=lambda row: (-row.posts, row.tag.tag, row.tag.id))),
        bases=bases,
    )


def by_hour(samples: Sequence[Sample], period: Period, zone: ZoneInfo, bases: Bases) -> HeatMap:
    """A cell an hour of the week, by the wall clock at which posts were published."""
    cells: defaultdict[tuple[int, int], list[Sample]] = defaultdict(list)
    for sample in samples:
        local = sample.published_at.astimezone(zone)
        cells[local.weekday(), local.hour].append(sample)
    return HeatMap(
        period=period,
        zone=zone.key,
        posts=len(samples),
        cells=tuple(
            _cell(weekday, hour, cells[weekday, hour])
            for weekday in range(7)
            for hour in range(24)
        ),
        bases=bases,
    )


def by_kind(samples: Sequence[Sample], period: Period, bases: Bases) -> KindTable:
    """Rows by length and by kind of media; what was not asked of a post counts nowhere."""
    lengths: defaultdict[Length, list[Sample]] = defaultdict(list)
    kinds: defaultdict[Kind, list[Sample]] = defaultdict(list)
    for sample in samples:
        if sample.units is not None:
            lengths[length_of(sample.units)].append(sample)
        if sample.kind is not None:
            kinds[sample.kind].append(sample)
    whole = len(samples)
    return KindTable(
        period=period,
        posts=whole,
        lengths=tuple(_kind_row(of, lengths[of], whole) for of in Length if of in lengths),
        kinds=tuple(_kind_row(of, kinds[of], whole) for of in Kind if of in kinds),
        bases=bases,
    )


def length_of(units: int) -> Length:
    """The class of a length in UTF-16 units: a caption fits MEDIUM, a message LONG."""
    if units < _SHORT:
        return Length.SHORT
    if units < _MEDIUM:
        return Length.MEDIUM
    return Length.LONG if units < _LONG else Length.LONGER


def find_extremes(
    samples: Sequence[Sample], period: Period, bases: Bases, *, size: int = 5
) -> Extremes:
    """At most `size` best and `size` worst; of few posts the better half is best."""
    known = [sample for sample in samples if sample.is_settled and sample.reactions is not None]
    newest = sorted(known, key=lambda one: (one.published_at, one.post_id), reverse=True)
    # Sorting is stable: among equals the newest stay first, from either end.
    best = sorted(newest, key=lambda one: -(one.reactions or 0))[: min(size, -(-len(known) // 2))]
    taken = {sample.post_id for sample in best}
    rest = [sample for sample in newest if sample.post_id not in taken]
    worst = sorted(rest, key=lambda one: one.reactions or 0)[:size]
    return Extremes(
        period=period, known=len(known), best=tuple(best), worst=tuple(worst), bases=bases
    )


def _by_tag(samples: Sequence[Sample]) -> dict[Tag, list[Sample]]:
    found: defaultdict[Tag, list[Sample]] = defaultdict(list)
    for sample in samples:
        for tag in sample.rubrics:
            found[tag].append(sample)
    return found


def _rubric_row(
    tag: Tag, samples: Sequence[Sample], before: Sequence[Sample], whole: int
) -> RubricRow:
    known, reactions = settled_median(samples, Measure.REACTIONS)
    known_reposts, reposts = settled_median(samples, Measure.REPOSTS)
    _, reactions_before = settled_median(before, Measure.REACTIONS)
    return RubricRow(
        tag=tag, posts=len(samples), share=len(samples) / whole,
        known=known, reactions=reactions, known_reposts=known_reposts, reposts=reposts,
        trend=change(reactions, reactions_before),
    )  # fmt: skip


def _cell(weekday: int, hour: int, samples: Sequence[Sample]) -> HourCell:
    known, reactions = settled_median(samples, Measure.REACTIONS)
    return HourCell(
        weekday=weekday, hour=hour, posts=len(samples), known=known, reactions=reactions
    )


def _kind_row(of: Length | Kind, samples: Sequence[Sample], whole: int) -> KindRow:
    known, reactions = settled_median(samples, Measure.REACTIONS)
    known_reposts, reposts = settled_median(samples, Measure.REPOSTS)
    return KindRow(
        of=of, posts=len(samples), share=len(samples) / whole,
        known=known, reactions=reactions, known_reposts=known_reposts, reposts=reposts,
    )  # fmt: skip
