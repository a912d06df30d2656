"""Whatever a post and its sources say, a page of Check is one message."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import Fact, FactKind, Verdict
from bot.domain.posts import Content, Finding, FindingKind, Origin, Post, PostState
from bot.domain.rules import READY, Violation, What
from bot.domain.sources import Article, Consent, Reason, Signal, Source, UsedSource
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, Text, utf16_len
from bot.services.ruling import Report
from bot.services.tracing import TracedFact, TracedFacts
from bot.translator import translator
from handlers.authors.check_views import page

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
# Long ones, and such as take two UTF-16 units a character.
WORDS = st.one_of(
    st.text(min_size=1, max_size=30),
    st.builds(lambda word, times: word * times, st.sampled_from(["слово ", "🥐", "字"]),
              st.integers(1, 300)),
)  # fmt: skip


def article_of(words: str) -> Article:
    return Article(title=words, text=words, address="https://town.example/1", site=words)


def fact_of(words: str) -> TracedFact:
    fact = Fact(
        kind=FactKind.QUOTE, text=words, offset=0, length=utf16_len(words),
        verdict=Verdict.FOUND, evidence=words * 2, evidence_at=len(words) // 2,
    )  # fmt: skip
    return TracedFact(fact, article_of(words))


def used_of(words: str) -> UsedSource:
    consent = Consent(may_use_ai=False, reasons=(Reason(Signal.ROBOTS_AI, words),))
    source = Source(id=1, article=article_of(words), hash="", read_at=NOW)
    return UsedSource(source=source, consent=consent, used_at=NOW)


FACTS = st.lists(st.builds(fact_of, WORDS), max_size=60).map(tuple)
TRACED = st.builds(
    TracedFacts,
    sources=st.lists(st.builds(used_of, WORDS), min_size=1, max_size=5).map(tuple),
    found=FACTS, missing=FACTS, compare=FACTS, unchecked=FACTS,
)  # fmt: skip
VIOLATIONS = st.lists(
    st.builds(
        lambda rule, words: Violation(rule=rule, what=What.WORD, quoted=words),
        st.sampled_from(READY), WORDS,
    ),
    max_size=60,
).map(tuple)  # fmt: skip


def post_of(words: str) -> Post:
    return Post(
        id=1, channel_id=1, author_id=1, state=PostState.DRAFT, origin=Origin.DRAFT,
        content=Content(text=Text(words)), title=words[:64], revision=1, created_at=NOW,
        updated_at=NOW,
    )  # fmt: skip


@settings(max_examples=60)
@given(
    words=WORDS, violations=VIOLATIONS, facts=TRACED, number=st.integers(0, 9),
    language=st.sampled_from(["en", "ru"]),
)  # fmt: skip
def test_a_page_fits_one_message(
    words: str, violations: tuple[Violation, ...], facts: TracedFacts, number: int, language: str
) -> None:
    findings = (Finding(FindingKind.UNTRACED, count=len(facts.missing), words=words),)
    report = Report(findings, violations, facts=facts)
    text, keyboard = page(translator(language), post_of(words), report, number)
    said, entities = text.render()
    assert utf16_len(said) <= TEXT_LIMIT
    assert len(entities) <= ENTITY_LIMIT
    assert keyboard.inline_keyboard[-1]
