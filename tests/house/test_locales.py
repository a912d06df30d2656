"""Both languages say the same things, and nothing that nobody says."""

import ast
import re
from collections.abc import Iterable
from enum import Enum
from functools import cache

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.domain.announcements import AudienceKind
from bot.domain.archive import Order, Period, TopBy
from bot.domain.authorship import Maker
from bot.domain.channels import ChannelState, LatePolicy, WebAccess
from bot.domain.dates import DateProblem
from bot.domain.digests import Frequency
from bot.domain.evidence import Source, Verdict
from bot.domain.expiries import Ending
from bot.domain.journal import Deed
from bot.domain.navigations import NavigationState, Question
from bot.domain.numbers import NumberSource
from bot.domain.options import LongPost
from bot.domain.posts import FindingKind, MediaKind, PostState
from bot.domain.refusals import Refusal
from bot.domain.roundups import Every
from bot.domain.rules import Level, Repair, RuleKind, What
from bot.domain.runs import RunKind, RunState
from bot.domain.sources.material import Material
from bot.domain.statistics import Kind, Length, Measure, Span, Step
from bot.domain.subscriptions import Scope, Sorting
from bot.domain.team import INVITED
from bot.domain.weeks import Standing
from bot.domain.writing import Change
from bot.errors import AppError
from bot.gateways.telegram.looker import NEEDED_RIGHTS
from bot.services.export_rows import NUMBER_COLUMNS, NUMBERS, POINT_COLUMNS, POST_COLUMNS
from bot.translator import LANGUAGES
from handlers.authors.callbacks import Do, List, MediumDo, RuleDo
from handlers.authors.export_views import NOTES
from handlers.authors.review_keyboards import ReviewDo
from handlers.authors.rewriting_keyboards import Ask, ProposalDo, Tongue
from handlers.authors.stats_callbacks import ExportDo
from handlers.authors.stats_callbacks import Page as StatsOf
from handlers.authors.team_keyboards import MemberDo
from handlers.commands import COMMANDS
from handlers.readers.callbacks import Go
from handlers.readers.digest_choosing_keyboards import PAUSES, Choice
from handlers.readers.digest_keyboards import DigestDo
from tests.house.tree import ROOT, Module, modules


def _names(*members: Iterable[Enum]) -> set[str]:
    return {item.name.lower().replace("_", "-") for group in members for item in group}


def _values(*members: Iterable[Enum]) -> set[str]:
    return {item.value for group in members for item in group}


# Keys that are built: their beginning, and what it may be followed by.
BUILT: dict[str, set[str]] = {
    "announcement-choose-": {"rubric", "source"},
    "audience-": set(LANGUAGES),
    "audience-is-": _values(set(AudienceKind) - {AudienceKind.LANGUAGE}) | set(LANGUAGES),
    "button-announcement-": {"pay", "free"},
    "run-kind-": _values(RunKind),
    "run-paused-": _values(RunKind),
    "run-state-": _values(RunState),
    "run-stop-": _values(RunKind),
    "attempt-": {"sent", "refused", "postponed", "unknown", "open"},
    "button-ask-": _values(Ask),
    "button-": _names(set(Do) - {Do.OPEN, Do.LISTED, Do.SLOT, Do.ARTICLE}),
    "button-draft-": _values(Material),
    "button-digest-": _values(
        Frequency,
        Scope,
        set(DigestDo) - {DigestDo.CHANNEL},
        set(Choice) - {Choice.MORE, Choice.DAYS},
    )
    | set(PAUSES),
    "button-digest-by-": _values(Sorting),
    "button-foretell-": {*LANGUAGES},
    "button-export-": {ExportDo.CSV.value, ExportDo.XLSX.value},
    "button-go-": _values(Go),
    "button-long-": _values(LongPost),
    "button-late-": _values(LatePolicy),
    "button-medium-": _values(MediumDo),
    "button-member-": _values(set(MemberDo) - {MemberDo.OPEN}),
    "button-order-": _names(Order),
    "button-period-": _names(Period),
    "button-proposal-": _values(ProposalDo),
    "button-review-": _values(ReviewDo),
    "button-rule-": _values(set(RuleDo) - {RuleDo.OPEN}),
    "button-roundup-": _values(Every),
    "button-span-": _names(Span),
    "button-stats-": _names(StatsOf),
    "channel-": {f"{state.value}-state" for state in ChannelState},
    "command-": {command.name for command in COMMANDS},
    "navigation-": _values(set(NavigationState) - {NavigationState.ASKING}) | _values(Question),
    "digest-comes-": _values(set(Frequency) - {Frequency.OFF}),
    "digest-choose-": _values(set(Choice) - {Choice.MORE}),
    "digest-on-": {str(day) for day in range(7)},
    "digest-order-": _values(Sorting),
    "digest-scope-": _values(Scope),
    "distance-": {"days", "hours", "minutes"},
    "evidence-": _values(Source),
    "export-column-": {*POST_COLUMNS, *POINT_COLUMNS},
    "export-means-": {*_values(NumberSource), *NUMBERS, *NOTES},
    "export-note-": set(NOTES),
    "export-part-": set(NUMBER_COLUMNS[1:]),
    "expiry-": {
        f"{ending.value}-{part}" for ending in Ending for part in ("after", "at", "ask", "ask-out")
    },
    "expiry-kept-": _values(Ending),
    "option-expiry-": _values(Ending),
    "button-expiry-": _values(Ending),
    "button-keep-": _values(Ending),
    "finding-": _values(FindingKind),
    "found-": _names(Order),
    "joined-": _values(INVITED),
    "journal-": _values(Deed),
    "kind-": {"sticker", "video_note", "poll", "other"},
    "kind-of-": _values(Kind),
    "length-": _values(Length),
    "level-": _values(Level),
    "long-": _values(LongPost),
    "list-": {name for item in List for name in (item.value, f"{item.value}-empty")},
    "maker-": _values(Maker),
    "measure-": _values(Measure),
    "number-source-": _values(NumberSource),
    "media-": _values(MediaKind),
    "month-": {str(month) for month in range(1, 13)},
    "proposal-": _values(Change),
    "refused-": _values(Refusal),
    "repair-": _values(Repair),
    "right-": set(NEEDED_RIGHTS),
    "role-": _values(INVITED),
    "roundup-comes-": _values(set(Every) - {Every.OFF}),
    "roundup-on-": {str(day) for day in range(7)},
    "rule-": {key for kind in _values(RuleKind) for key in (kind, f"{kind}-about")},
    "schedule-": _values(DateProblem),
    "source-reading-": {Material.FILE.value, Material.TEXT.value},
    "status-": _values(PostState),
    "stats-step-": _values(Step) | {"year"},
    "team-came-": _values(INVITED),
    "team-invite-": _values(INVITED),
    "team-may-": _values(INVITED),
    "tongue-": _values(Tongue),
    "top-": _names(Period),
    "top-by-": _names(TopBy),
    "top-none-": _names(TopBy),
    "button-top-": _names(TopBy),
    "verdict-": _values(Verdict),
    "violation-": _values(What),
    "web-access-": _values(WebAccess),
    "button-web-": _values(WebAccess),
    "web-month-": {str(month) for month in range(1, 13)},
    "week-standing-": _values(Standing),
    "weekday-": {str(day) for day in range(7)},
}
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


class _Message(Visitor):
    """Variables of a message, and the variants of its selectors."""

    def __init__(self, message: ftl.Message) -> None:
        self.variables: set[str] = set()
        self.selectors: list[set[str]] = []
        self.visit(message.value)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        self.selectors.append(
            {v.key.name if isinstance(v.key, ftl.Identifier) else v.key.value
             for v in node.variants}
        )  # fmt: skip
        self.generic_visit(node)


@cache
def _sentences(language: str) -> dict[str, ftl.Message]:
    text = (ROOT / f"bot/locales/{language}.ftl").read_text("utf-8")
    found: dict[str, ftl.Message] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ftl.Junk), f"{language}.ftl: {entry.content}"
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{language}.ftl: {entry.id.name} stands twice"
            found[entry.id.name] = entry
    return found


def _ours() -> list[Module]:
    demo = ("bot/sandbox/", "bot/demo/")
    return [module for module in modules("bot", "handlers") if not module.path.startswith(demo)]


def test_the_languages_have_the_same_keys() -> None:
    keys = {language: _sentences(language).keys() for language in LANGUAGES}
    for language in LANGUAGES:
        missing = set().union(*keys.values()) - keys[language]
        assert not missing, f"{language}.ftl lacks {', '.join(sorted(missing))}"


def test_a_sentence_has_the_same_variables_in_every_language() -> None:
    for key, message in _sentences("en").items():
        english = _Message(message).variables
        other = _sentences("ru").get(key)
        russian = _Message(other).variables if other else english
        assert english == russian, f"{key}: {english} in en.ftl, {russian} in ru.ftl"


def _says_something(item: ftl.TextElement | ftl.Placeable) -> bool:
    content = item if isinstance(item, ftl.TextElement) else item.expression
    if isinstance(content, ftl.TextElement | ftl.StringLiteral):
        return bool(content.value.strip())
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    for key, message in _sentences(language).items():
        elements = message.value.elements if message.value else []
        said = any(_says_something(item) for item in elements)
        assert said, f"{language}.ftl: {key} is empty"


@pytest.mark.parametrize(
    ("language", "needed"), [("ru", ({"one"}, {"few"}, {"many", "other"})), ("en", ({"one"},))]
)
def test_plurals_have_all_their_forms(language: str, needed: tuple[set[str], ...]) -> None:
    for key, message in _sentences(language).items():
        for forms in _Message(message).selectors:
            if forms & CATEGORIES - {"other"}:
                missing = [one_of for one_of in needed if not one_of & forms]
                assert not missing, f"{language}.ftl: {key} has {forms}, and lacks {missing}"


def test_no_sentence_is_unused() -> None:
    said = {
        node.value
        for module in _ours()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    said |= set(_said_by_templates())
    built = {prefix + name for prefix, names in BUILT.items() for name in names}
    unused = sorted(set(_sentences("en")) - said - built)
    assert not unused, f"nobody says {', '.join(unused)}"


def _said_by_templates() -> dict[str, str]:
    """key -> the template that says it."""
    return {
        key: file.name
        for file in sorted((ROOT / "handlers").rglob("*.html"))
        for key in re.findall(r"""\bt\(["']([a-z0-9-]+)["']""", file.read_text("utf-8"))
    }


def test_every_key_of_a_template_has_its_sentence() -> None:
    wrong = {
        key: name for key, name in _said_by_templates().items() if key not in _sentences("en")
    }
    assert not wrong, f"handlers: {wrong}"


def test_every_built_key_has_its_sentence() -> None:
    for prefix, names in BUILT.items():
        missing = sorted({prefix + name for name in names} - set(_sentences("en")))
        assert not missing, f"en.ftl, ru.ftl: {', '.join(missing)} can be asked for"


def test_the_table_knows_every_key_that_is_built() -> None:
    found: dict[str, str] = {}
    for module in _ours():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                start = str(node.values[0].value)
                if re.fullmatch(r"[a-z][a-z-]*-", start) and any(
                    key.startswith(start) for key in _sentences("en")
                ):
                    found[start] = f"{module.path}:{node.lineno}"
    for start, place in found.items():
        assert start in BUILT, f"{place} builds a key from {start!r}: put it into the table"
    assert BUILT.keys() == found.keys(), f"nobody builds {BUILT.keys() - found.keys()}"


def test_every_key_that_is_written_out_exists() -> None:
    wrong = [
        f"{module.path}:{node.lineno} says {key!r}, which has no sentence"
        for module in _ours()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and (key := _key_of(node)) and key not in _sentences("en")
    ]
    assert not wrong, "\n".join(wrong)


def _key_of(node: ast.Call) -> str | None:
    """The key that `t(…)` or one of our errors is called with, when it is written out."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    errors = {item.__name__ for item in AppError.__subclasses__()}
    if not node.args or (name != "t" and name not in errors):
        return None
    key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    return key if isinstance(key, str) else None


def test_every_error_has_its_sentence() -> None:
    errors: list[type[AppError]] = [AppError, *AppError.__subclasses__()]
    for error in errors:
        assert error.key in _sentences("en"), f"bot/errors.py: no sentence for {error.__name__}"


def test_a_sentence_is_given_its_variables() -> None:
    for module in _ours():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or any(k.arg is None for k in node.keywords):
                continue
            keys = [a.value for a in node.args if isinstance(a, ast.Constant)]
            for key in keys:
                if key in _sentences("en") and not _is_lookup(node):
                    given = {keyword.arg for keyword in node.keywords}
                    missing = _Message(_sentences("en")[key]).variables - given
                    assert not missing, (
                        f"{module.path}:{node.lineno}: {key} is not given {', '.join(missing)}"
                    )


def _is_lookup(node: ast.Call) -> bool:
    """`params.get("…")` and the like say nothing."""
    return isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop")
