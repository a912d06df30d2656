"""What is told of a message's reactions, by updates and by pages, and which of it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce

from bot.domain.numbers import NumberSource
from bot.domain.reactions import PAID
from bot.domain.rounding import is_shown_as

GRACE = timedelta(minutes=15)
"""Pages are cached and updates "sent with delay up to a few minutes" (Bot API, `Update`): an
update that is so much older than a page may still know better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Absolute counts of a message's reactions, kind to total, as of `counted_at`.

    `update_id` decides between updates of the same second. `rounded` are the kinds that a page
    rounded. `seen_at` is when a page last said the same.
    """

    counts: Mapping[str, int]
    counted_at: datetime
    source: NumberSource = NumberSource.UPDATES
    update_id: int = 0
    rounded: frozenset[str] = field(default_factory=frozenset)
    seen_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """The last moment of which this is true."""
        return max(self.counted_at, self.seen_at or self.counted_at)


def merge(known: Telling, told: Telling) -> Telling:
    """What holds after something more was told, in whichever order the two were."""
    if told.source is NumberSource.PREVIEW:
        return _with_page(known, told)
    if known.source is NumberSource.PREVIEW:
        return _with_page(told, known)
    if (told.counted_at, told.update_id) <= (known.counted_at, known.update_id):
        return known
    if present(told.counts) == present(known.counts):
        return replace(told, seen_at=known.seen_at)
    is_outdated = known.seen_at is not None and told.counted_at + GRACE < known.seen_at
    return known if is_outdated else told


def merge_all(told: Iterable[Telling]) -> Telling:
    """What holds of several tellings of one message, at least one."""
    return reduce(merge, told)


def present(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts without the kinds that nobody gives any more."""
    return {kind: total for kind, total in counts.items() if total > 0}


def _with_page(known: Telling, page: Telling) -> Telling:
    """Exact counts that a page agrees with stay; others it replaces when they are older."""
    if _is_returned(known, page):
        seen = [at for at in (known.seen_at, page.seen_at) if at is not None]
        return replace(page, seen_at=max(seen, default=None))
    if _agree(known, page):
        return replace(known, seen_at=max(known.seen_at or page.known_at, page.known_at))
    grace = GRACE if known.source is NumberSource.UPDATES else timedelta(0)
    if page.known_at <= max(known.counted_at + grace, known.known_at):
        return known
    return _with_stars(known, page)


def _is_returned(known: Telling, page: Telling) -> bool:
    """Whether an export gives back what this page told: the page stays its source."""
    return (
        known.source is NumberSource.EXPORT
        and known.counted_at == page.counted_at
        and known.rounded == page.rounded
        and present(known.counts) == present(page.counts)
    )


def _agree(known: Telling, page: Telling) -> bool:
    """Whether a page may mean the counts that are known.

    Of stars that it does not show it says nothing.
    """
    ours, shown = present(known.counts), present(page.counts)
    if PAID not in shown:
        ours.pop(PAID, None)
    return ours.keys() == shown.keys() and all(
        is_shown_as(
            total, shown[kind], is_rounded=kind in page.rounded and kind not in known.rounded
        )
        for kind, total in ours.items()
    )


def _with_stars(known: Telling, page: Telling) -> Telling:
    """Stars are never taken back, so the larger number of them is the newer one."""
    stars = known.counts.get(PAID, 0)
    if stars <= page.counts.get(PAID, 0):
        return page
    rounded = page.rounded - {PAID} | (known.rounded & {PAID})
    return replace(page, counts={**page.counts, PAID: stars}, rounded=rounded)
