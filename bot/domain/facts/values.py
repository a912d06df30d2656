"""What a fact of a draft is, and what its source says of it."""

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What can be looked for in a source."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"


class Verdict(StrEnum):
    """What looking for a fact came to.

    `COMPARE` is a quotation that was translated or is near to one of the source; `UNCHECKED`
    is a name whose script says nothing of how the source would write it.
    """

    FOUND = "found"
    MISSING = "missing"
    COMPARE = "compare"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a draft at `offset` (UTF-16 units) and the sentence of the source it stands in.

    `evidence` is empty when nothing was found; `evidence_at` is the character of it where the
    fact begins.
    """

    kind: FactKind
    text: str
    offset: int
    length: int
    verdict: Verdict
    evidence: str = ""
    evidence_at: int = 0

    @property
    def is_found(self) -> bool:
        """Whether the source says it."""
        return self.verdict is Verdict.FOUND
