"""What a figure of a text is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FigureKind(StrEnum):
    """What a figure counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TIME = "time"


class Bound(StrEnum):
    """What a text says beside a figure: `more than`, `almost`, `about`."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure at `offset` (UTF-16 units), as written in `text`.

    `values` are its readings, the likeliest first: `1.234` without a known language is two, a
    number that may be a year is also a date. `year`, `month`, `day` are those of a date; `hour`
    and `minute` of a time. `step` is what its last digit is worth (`1.1万`: 1,000).
    """

    kind: FigureKind
    text: str
    offset: int
    length: int
    values: tuple[Decimal, ...] = ()
    step: Decimal = Decimal(1)
    is_scaled: bool = False
    currency: str = ""
    bound: Bound = Bound.EXACT
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    is_points: bool = False
    """Per cent are percentage points."""
    is_word: bool = False
    """Written as a word: `seven`."""
    is_in_name: bool = False
    """Part of a name (`GPT-4`) or the number of a list item: no claim by itself."""

    @property
    def value(self) -> Decimal | None:
        """The likeliest reading of a number."""
        return self.values[0] if self.values else None

    @property
    def end(self) -> int:
        """The unit after its last."""
        return self.offset + self.length
