"""Whether a figure of a draft is one of its source."""

from decimal import Decimal

from bot.domain.figures.values import Bound, Figure, FigureKind

SLACK = Decimal("0.05")
"""How far `about 1,000` may be from what the source says."""

_NUMERIC = (FigureKind.NUMBER, FigureKind.PERCENT, FigureKind.MONEY)


def is_same(claim: Figure, source: Figure) -> bool:
    """Whether a source's figure carries the claim of a draft.

    Per cent are only per cent, points only points; a sum of money is never one of another
    currency; `more than` and its like give 5 % towards that side; a claim with a scale word
    (`1,1 млн`) may be rounded to its last written digit. Of a date, all that the claim says
    must be there, but for the year, which a text says once: see `is_same_day`.
    """
    if claim.kind is FigureKind.DATE or source.kind is FigureKind.DATE:
        return _dates_agree(claim, source)
    if claim.kind is FigureKind.TIME or source.kind is FigureKind.TIME:
        return _times_agree(claim, source)
    if FigureKind.PERCENT in (claim.kind, source.kind) and claim.kind is not source.kind:
        return False
    if claim.is_points and not source.is_points:
        return False
    if not _currencies_agree(claim.currency, source.currency):
        return False
    return any(_close(claim, one, other) for one in claim.values for other in source.values)


def is_same_day(claim: Figure, source: Figure) -> bool:
    """Whether the claim's month and day are those of a date of the source."""
    if claim.kind is not FigureKind.DATE or source.kind is not FigureKind.DATE:
        return False
    pairs = ((claim.month, source.month), (claim.day, source.day))
    return any(claimed is not None for claimed, _ in pairs) and all(
        claimed is None or claimed == said for claimed, said in pairs
    )


def _dates_agree(claim: Figure, source: Figure) -> bool:
    if claim.kind is FigureKind.DATE and claim.month is None and claim.day is None:
        # A year alone: also one that the source writes without a word.
        return claim.year is not None and claim.year == source.year
    if claim.kind is not FigureKind.DATE or source.kind is not FigureKind.DATE:
        return _counts_days(claim, source) or (
            claim.year is not None and claim.year == source.year and claim.month is None
        )
    return is_same_day(claim, source) and claim.year in (None, source.year)


def _counts_days(one: Figure, other: Figure) -> bool:
    """`4일` may be the fourth or four days."""
    day, number = (one, other) if one.kind is FigureKind.DATE else (other, one)
    is_lone = day.day is not None and day.month is None
    return (
        is_lone
        and number.kind is FigureKind.NUMBER
        and not number.is_word
        and number.value == day.day
    )


def _times_agree(claim: Figure, source: Figure) -> bool:
    if claim.kind is source.kind:
        return (claim.hour, claim.minute) == (source.hour, source.minute)
    time, number = (claim, source) if claim.kind is FigureKind.TIME else (source, claim)
    hour = time.hour or 0
    return (
        number.kind is FigureKind.NUMBER
        and not time.minute
        and any(value in (hour, hour - 12) for value in number.values)
    )


def _currencies_agree(one: str, other: str) -> bool:
    if "YEN" in (one, other):
        return {one, other} <= {"YEN", "JPY", "CNY", ""}
    return not one or not other or one == other


def _close(claim: Figure, value: Decimal, said: Decimal) -> bool:
    if value == said:
        return True
    if claim.is_scaled and _digits(value / claim.step) >= 2:
        rounded = (said / claim.step).to_integral_value() * claim.step
        if rounded == value:
            return True
    slack = abs(said) * SLACK
    if claim.bound is Bound.OVER:
        return 0 <= said - value <= slack
    if claim.bound is Bound.UNDER:
        return 0 <= value - said <= slack
    return claim.bound is Bound.ABOUT and abs(value - said) <= slack


def _digits(number: Decimal) -> int:
    return len(number.to_integral_value().normalize().as_tuple().digits)
