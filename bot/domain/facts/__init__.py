"""Facts of a draft, traced to the source that they came from."""

from bot.domain.facts.tracing import Stem, trace
from bot.domain.facts.values import Fact, FactKind, Verdict

__all__ = ["Fact", "FactKind", "Stem", "Verdict", "trace"]
