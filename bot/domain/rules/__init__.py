"""House rules of a channel: what its posts have to be, and what to do where they are not."""

from bot.domain.rules.checking import check
from bot.domain.rules.ready import READY
from bot.domain.rules.repairs import repair
from bot.domain.rules.typed import (
    parse_length,
    parse_mentions,
    parse_words,
    write_length,
    write_mentions,
    write_words,
)
from bot.domain.rules.values import (
    Evidence,
    Level,
    Mention,
    Params,
    Place,
    Repair,
    Rule,
    RuleKind,
    Violation,
    What,
)

__all__ = [
    "READY",
    "Evidence",
    "Level",
    "Mention",
    "Params",
    "Place",
    "Repair",
    "Rule",
    "RuleKind",
    "Violation",
    "What",
    "check",
    "parse_length",
    "parse_mentions",
    "parse_words",
    "repair",
    "write_length",
    "write_mentions",
    "write_words",
]
