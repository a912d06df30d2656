"""The rules that every channel is offered, switched off until its owner wants them."""

from bot.domain.rules.legal import ADVERTISING_SIGNS, MENTIONS
from bot.domain.rules.values import Level, Params, Rule, RuleKind
from bot.domain.texts import Text

_AI_LINE = Text("Текст подготовлен с помощью нейросети")


def _rule(kind: RuleKind, level: Level, params: Params | None = None) -> Rule:
    return Rule(id=0, kind=kind, level=level, params=params or Params())


READY = (
    _rule(RuleKind.RUBRIC, Level.ERROR),
    _rule(RuleKind.LENGTH, Level.ADVICE, Params(least=300, most=1500)),
    _rule(RuleKind.TYPOGRAPHY, Level.ADVICE),
    _rule(RuleKind.QUOTES, Level.ADVICE),
    _rule(RuleKind.LINES, Level.ADVICE),
    _rule(RuleKind.FACTS, Level.ERROR),
    _rule(RuleKind.SOURCE_LINK, Level.ERROR),
    _rule(RuleKind.SIGNATURE, Level.ADVICE),
    _rule(RuleKind.AI_MARK, Level.ADVICE, Params(line=_AI_LINE)),
    _rule(RuleKind.ADVERTISING, Level.ERROR, Params(words=ADVERTISING_SIGNS)),
    _rule(RuleKind.ORGANISATIONS, Level.ERROR, Params(mentions=MENTIONS)),
)
