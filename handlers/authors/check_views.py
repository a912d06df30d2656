"""The pages of Check: what is wrong with a post, then what its sources say of its facts."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Italic, Text, as_list

from bot.domain.posts import Finding, FindingKind, Post
from bot.domain.rules import Violation, What
from bot.domain.sources import weight
from bot.domain.texts import cut, cut_around, utf16_len
from bot.services.ruling import Report
from bot.services.tracing import TracedFact, TracedFacts
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnFacts, OnPost, OnRepair
from handlers.authors.keyboards import back_button
from handlers.authors.source_views import refusals, site_name

Line = Text | str

# UTF-16 units, of the 4,096 of a message (Bot API, `sendMessage`): the rest is for last lines.
_ROOM = 3_600
_ROOM_OF_DOUBTS = 1_800
# Lines: each has two entities or fewer, and Telegram drops those behind the hundredth.
_MOST_FACTS = 10
_MOST_IN_LINE = 6
_MOST_LINES = 30
# Characters.
_MOST_QUOTED = 120
_MOST_FACT = 80
_MOST_EVIDENCE = 140
_MOST_NAMES = 300


def page(
    t: Translator, post: Post, report: Report, number: int = 0
) -> tuple[Text, InlineKeyboardMarkup]:
    """The first page with all that is wrong, as much as fits, or a later one with more facts."""
    first = [*_wrong(t, post, report), *_questions(t, report)]
    found = _unique(report.facts.found)
    sheets = _sheets(_found_lines(t, found, report.facts), _ROOM - _units(first))
    number = max(0, min(number, len(sheets) - 1))
    lines = first if not number else [_title(t, post)]
    if sheets[number]:
        lines = [*lines, "", _found_title(t, report.facts, len(found))]
        lines.append(ExpandableBlockQuote(as_list(*sheets[number])))
    rows = _repair_rows(t, post, report) if not number else []
    rows.append(_turning_row(t, post, number, len(sheets)))
    rows.append([back_button(t, post.id)])
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def _questions(t: Translator, report: Report) -> list[Line]:
    """How much a model wrote, and what the writer asks of the author."""
    lines: list[Line] = []
    if report.model_share:
        lines.append(t("check-model-share", percent=round(100 * report.model_share)))
    if report.questions:
        lines += ["", Bold(t("draft-opinion"))]
        lines += [f"— {question}" for question in report.questions]
    return lines


def _wrong(t: Translator, post: Post, report: Report) -> list[Line]:
    lines: list[Line] = [_title(t, post)]
    if not report.count:
        lines.append(t("check-nothing"))
    is_ruled = any(violation.what is What.UNTRACED for violation in report.violations)
    lines += [
        f"⚠️ {_finding_line(t, finding)}"
        for finding in report.findings
        if not (is_ruled and finding.kind is FindingKind.UNTRACED)
    ]
    doubts = _fitting(t, _doubtful(t, report.facts), _ROOM_OF_DOUBTS)
    room = _ROOM - _units(lines) - _units(doubts)
    missing = () if is_ruled else _unique(report.facts.missing)
    wrong = [
        *(_missing_line(post, item) for item in missing),
        *(_violation_line(t, violation, report) for violation in report.violations),
    ]
    lines += _fitting(t, wrong, room)
    if report.broken:
        lines += ["", t("check-blocked", count=len(report.broken))]
    return [*lines, *doubts]


def _doubtful(t: Translator, facts: TracedFacts) -> list[Line]:
    """What only the author can compare, and what may not be given to an AI."""
    lines: list[Line] = []
    if facts.compare:
        quotes = [_compare_line(t, item, facts) for item in _unique(facts.compare)]
        lines += ["", t("check-compare"), *_fitting(t, quotes, _ROOM_OF_DOUBTS // 3)]
    if facts.unchecked:
        names = ", ".join(dict.fromkeys(item.fact.text for item in facts.unchecked))
        lines += ["", t("check-unchecked", names=cut_around(names, 0, _MOST_NAMES)[0])]
    refused = [
        t("check-consent", site=site, reason=reason) for site, reason in refusals(t, facts.sources)
    ]
    return [*lines, "", *refused] if refused else lines


def _title(t: Translator, post: Post) -> Text:
    return Text(Bold(t("check-title")), ": ", views.title_of(t, post))


def _finding_line(t: Translator, finding: Finding) -> str:
    """As on the card, but for what no source says: each of that has a line of its own here."""
    if finding.kind is FindingKind.UNTRACED:
        return t("check-untraced", count=finding.count)
    return views.finding_line(t, finding)


def _missing_line(post: Post, item: TracedFact) -> Text:
    """A fact with the words of the post around it."""
    words = post.content.text.text
    at = len(cut(post.content.text, 0, item.fact.offset).text)
    start = words.rfind("\n", 0, at) + 1
    stop = words.find("\n", at)
    line = words[start : stop if stop >= 0 else len(words)]
    around = cut_around(line, at - start, _MOST_QUOTED)[0]
    return Text("❌ ", Bold(_short(item.fact.text)), "\n      ", Italic(around))


def _violation_line(t: Translator, violation: Violation, report: Report) -> Text:
    override = report.overrides.get(violation.mark)
    sign = "💡" if not violation.is_error else "☑️" if override else "⛔"
    quoted = violation.quoted
    if len(quoted) > _MOST_QUOTED:
        quoted = quoted[: _MOST_QUOTED - 1] + "…"
    words = t(f"violation-{violation.what.value}", count=violation.count, limit=violation.limit)
    parts: list[Line] = [f"{sign} {words}"]
    if quoted:
        parts += ["\n      ", Italic(quoted)]
    if override and violation.is_error:
        parts += ["\n      ", t("check-overridden", remark=override.remark)]
    return Text(*parts)


def _compare_line(t: Translator, item: TracedFact, facts: TracedFacts) -> Text:
    evidence = _evidence(t, item, facts) if item.fact.evidence else t("check-translated")
    return Text("🔎 ", Bold(_short(item.fact.text)), " – ", evidence)


def _found_lines(t: Translator, found: Iterable[TracedFact], facts: TracedFacts) -> list[Text]:
    """What stands in one sentence is one line: the facts, then the sentence."""
    lines: dict[str, list[str]] = {}
    for item in found:
        words = _short(item.fact.text)
        is_itself = item.fact.evidence.casefold() == words.casefold()
        lines.setdefault("" if is_itself else _evidence(t, item, facts), []).append(words)
    return [
        Text("✅ ", Bold(", ".join(some)), f" – {evidence}" if evidence else "")
        for evidence, words in lines.items()
        for some in _batches(words)
    ]


def _batches(words: list[str]) -> list[list[str]]:
    """Few enough facts for a line that fits a page, whatever they are."""
    return [words[at : at + _MOST_IN_LINE] for at in range(0, len(words), _MOST_IN_LINE)]


def _evidence(t: Translator, item: TracedFact, facts: TracedFacts) -> str:
    """The sentence that a fact stands in; the site, too, where there are several."""
    fact, article = item.fact, item.article
    if article.published and fact.evidence == article.published.isoformat():
        words = t("check-published-then")
    else:
        # A character of Chinese says more than a letter, and is wider.
        room = int(_MOST_EVIDENCE * len(fact.evidence) / weight(fact.evidence))
        sentence, _ = cut_around(fact.evidence, fact.evidence_at, room)
        words = t("check-evidence", words=sentence)
    return f"{words} ({site_name(t, article)})" if len(facts.sources) > 1 else words


def _found_title(t: Translator, facts: TracedFacts, count: int) -> str:
    if len(facts.sources) > 1:
        return t("check-found-in-sources", count=count)
    return t("check-found", site=site_name(t, facts.sources[0].source.article), count=count)


def _unique(facts: Iterable[TracedFact]) -> list[TracedFact]:
    """What a post says several times stands in a list once."""
    known: dict[tuple[str, str], TracedFact] = {}
    for item in facts:
        known.setdefault((item.fact.kind.value, item.fact.text.casefold()), item)
    return list(known.values())


def _sheets(lines: Sequence[Text], room: int) -> list[list[Text]]:
    """The lines on pages: `room` units on the first, which may stay empty, `_ROOM` on others."""
    sheets: list[list[Text]] = [[]]
    for line in lines:
        if room < _units([line]) or len(sheets[-1]) == _MOST_FACTS:
            sheets.append([])
            room = _ROOM
        sheets[-1].append(line)
        room -= _units([line])
    return sheets


def _fitting(t: Translator, lines: Sequence[Line], room: int) -> list[Line]:
    """As many lines as the room holds, and the count of the others."""
    kept: list[Line] = []
    for line in lines:
        room -= _units([line])
        if room < 0 or len(kept) == _MOST_LINES:
            return [*kept, t("check-more", count=len(lines) - len(kept))]
        kept.append(line)
    return kept


def _units(lines: Iterable[Line]) -> int:
    words = (line if isinstance(line, str) else line.render()[0] for line in lines)
    return sum(utf16_len(word) + 1 for word in words)


def _short(words: str) -> str:
    """A fact as an item of a list; the comma that some put inside of a quotation is the list's."""
    return cut_around(" ".join(words.split()).rstrip(","), 0, _MOST_FACT)[0]


def _turning_row(t: Translator, post: Post, number: int, count: int) -> list[InlineKeyboardButton]:
    """Previous and Next, where there is one."""
    steps = (("button-previous", number - 1), ("button-next", number + 1))
    return [
        InlineKeyboardButton(text=t(key), callback_data=OnFacts(post=post.id, page=target).pack())
        for key, target in steps
        if 0 <= target < count
    ]


def _repair_rows(t: Translator, post: Post, report: Report) -> list[list[InlineKeyboardButton]]:
    """One button a rule that can be mended; Override where something blocks."""
    repairs = {
        violation.rule.id: violation.repair for violation in report.violations if violation.repair
    }
    rows = [
        [InlineKeyboardButton(
            text=t(f"repair-{kind.value}"),
            callback_data=OnRepair(post=post.id, rule=rule_id).pack(),
        )]
        for rule_id, kind in repairs.items()
    ]  # fmt: skip
    if report.broken:
        data = OnPost(do=Do.OVERRIDE, post=post.id).pack()
        rows.append([InlineKeyboardButton(text=t("button-override"), callback_data=data)])
    return rows
