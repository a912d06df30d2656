"""How house rules are shown: the list of a channel, and one rule with its buttons."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.rules import (
    Level,
    Rule,
    RuleKind,
    write_length,
    write_mentions,
    write_words,
)
from bot.domain.rules.legal import AS_OF
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel, OnRule, RuleDo
from handlers.moments import describe_day

# What is asked for when parameters are typed.
ASK = {
    RuleKind.LENGTH: "rule-ask-length",
    RuleKind.WORDS: "rule-ask-words",
    RuleKind.ADVERTISING: "rule-ask-signs",
    RuleKind.ORGANISATIONS: "rule-ask-mentions",
    RuleKind.SIGNATURE: "rule-ask-line",
    RuleKind.AI_MARK: "rule-ask-line",
}
LEGAL = (RuleKind.ADVERTISING, RuleKind.ORGANISATIONS)
_MOST_SHOWN = 2_000
_MOST_ON_BUTTON = 40


def list_screen(
    t: Translator, channel: Channel, rules: Sequence[Rule]
) -> tuple[Text, InlineKeyboardMarkup]:
    """The rules of a channel, each a button with its state."""
    rows = [
        [_button(f"{'✅' if rule.is_on else '▫️'} {_label(t, rule)}", RuleDo.OPEN, rule)]
        for rule in rules
    ]
    words = OnChannel(do=ChannelDo.NEW_WORDS, channel=channel.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-new-words"), callback_data=words)])
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=back)])
    text = as_list(Text(Bold(t("rules-title")), ": ", channel.title), t("rules-some"))
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def rule_screen(t: Translator, channel_id: int, rule: Rule) -> tuple[Text, InlineKeyboardMarkup]:
    """One rule: what it asks for, whether it is on, what it does when it is broken."""
    state = t("rules-on" if rule.is_on else "rules-off", level=t(f"level-{rule.level.value}"))
    lines: list[Text | str] = [Bold(t(f"rule-{rule.kind.value}")), state, ""]
    lines.append(t(f"rule-{rule.kind.value}-about"))
    if shown := _written(rule):
        lines += ["", shown if len(shown) <= _MOST_SHOWN else shown[:_MOST_SHOWN] + "…"]
    if rule.kind in LEGAL:
        lines += ["", t("rules-no-legal-advice", day=describe_day(t, AS_OF))]
    return as_list(*lines), _rule_keyboard(t, channel_id, rule)


def ask_keyboard(t: Translator, rule: Rule) -> InlineKeyboardMarkup:
    """While parameters are asked for: the way back to the rule."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(t("button-back"), RuleDo.OPEN, rule)]])


def _rule_keyboard(t: Translator, channel_id: int, rule: Rule) -> InlineKeyboardMarkup:
    switch = RuleDo.OFF if rule.is_on else RuleDo.ON
    level = RuleDo.ADVICE if rule.level is Level.ERROR else RuleDo.ERROR
    dos = [switch, level]
    if rule.kind in ASK:
        dos.append(RuleDo.CHANGE)
    if rule.is_own:
        dos.append(RuleDo.REMOVE)
    rows = [[_button(t(f"button-rule-{do.value}"), do, rule)] for do in dos]
    back = OnChannel(do=ChannelDo.RULES, channel=channel_id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=back)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _label(t: Translator, rule: Rule) -> str:
    name = t(f"rule-{rule.kind.value}")
    if rule.kind is RuleKind.LENGTH:
        name += f" {write_length(rule.params)}"
    elif rule.is_own:
        name += f": {write_words(rule.params)}"
    if len(name) > _MOST_ON_BUTTON:
        name = name[: _MOST_ON_BUTTON - 1] + "…"
    return f"{name} · {t(f'level-{rule.level.value}')}" if rule.is_on else name


def _written(rule: Rule) -> str:
    """The parameters of a rule as they may be typed again."""
    match rule.kind:
        case RuleKind.LENGTH:
            return write_length(rule.params)
        case RuleKind.WORDS | RuleKind.ADVERTISING:
            return write_words(rule.params)
        case RuleKind.ORGANISATIONS:
            return write_mentions(rule.params)
    return rule.params.line.text


def _button(text: str, do: RuleDo, rule: Rule) -> InlineKeyboardButton:
    data = OnRule(do=do, rule=rule.id)
    return InlineKeyboardButton(text=text, callback_data=data.pack())
