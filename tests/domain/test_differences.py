"""Differences of two texts, and whose words a text consists of."""

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.authorship import Maker, Version, model_share, trace
from bot.domain.differences import ChangeKind, diff, shorten
from bot.domain.texts import utf16_len

WORDS = st.lists(
    st.sampled_from(["слово", "word", " ", " ", ", ", "\n", "😀", "15 %", "Disney"]), max_size=40
).map("".join)
VERSIONS = st.lists(st.builds(Version, st.sampled_from(Maker), WORDS), min_size=1, max_size=5)


@given(WORDS, WORDS)
def test_changes_make_both_texts(before: str, after: str) -> None:
    changes = diff(before, after)
    kept_or = lambda kind: "".join(  # noqa: E731
        change.text for change in changes if change.kind in (ChangeKind.KEPT, kind)
    )
    assert kept_or(ChangeKind.REMOVED) == before
    assert kept_or(ChangeKind.ADDED) == after


@given(WORDS, WORDS, st.integers(20, 200))
def test_shown_differences_fit(before: str, after: str, limit: int) -> None:
    shown = shorten(diff(before, after), limit)
    assert sum(utf16_len(change.text) for change in shown) <= limit
    assert all(change.text for change in shown)


def test_short_differences_are_shown_whole() -> None:
    changes = diff("the old words stay", "the new words stay")
    assert [change.text for change in changes] == ["the ", "old", "new", " words stay"]
    assert shorten(changes, 4096) == changes


def test_long_unchanged_stretches_are_shortened() -> None:
    same = "word " * 2000
    shown = shorten(diff(f"one {same} two {same}", f"one {same} three {same}"), 4096)
    words = "".join(change.text for change in shown)
    assert utf16_len(words) < 200
    assert "two" in words
    assert "three" in words


def test_no_more_places_are_marked_than_telegram_formats() -> None:
    before = "".join(f"old{number} same{number} " for number in range(200))
    after = "".join(f"new{number} same{number} " for number in range(200))
    marked = [c for c in shorten(diff(before, after), 99_999) if c.kind is not ChangeKind.KEPT]
    assert 0 < len(marked) <= 100


def test_words_of_a_model_are_told_from_those_of_the_author() -> None:
    versions = [
        Version(Maker.AUTHOR, "моя мысль"),
        Version(Maker.MODEL, "моя мысль и слова модели"),
        Version(Maker.AUTHOR, "моя мысль и слова человека"),
    ]
    runs = trace(versions)
    text = versions[-1].text
    said = [(run.maker, text[run.offset : run.offset + run.length]) for run in runs]
    assert said == [
        (Maker.AUTHOR, "моя мысль"), (Maker.MODEL, " и слова "), (Maker.AUTHOR, "человека"),
    ]  # fmt: skip
    assert model_share(versions) == 2 / 5


def test_typography_makes_nobody_else_the_writer() -> None:
    versions = [
        Version(Maker.MODEL, 'слова "модели" - все'),
        Version(Maker.RULES, "слова «модели»\u00a0— все"),
    ]
    assert [run.maker for run in trace(versions)] == [Maker.MODEL]
    assert model_share(versions) == 1.0


def test_going_back_to_the_words_of_a_model_makes_nobody_else_their_writer() -> None:
    versions = [
        Version(Maker.MODEL, "слова модели"),
        Version(Maker.AUTHOR, "мои мысли"),
        Version(Maker.AUTHOR, "слова модели"),
    ]
    assert model_share(versions[:2]) == 0.0
    assert model_share(versions) == 1.0


def test_a_post_without_a_model_is_its_authors() -> None:
    assert model_share([Version(Maker.AUTHOR, "слова"), Version(Maker.RULES, "слова!")]) == 0.0


@given(VERSIONS)
def test_runs_cover_the_text_without_gaps(versions: list[Version]) -> None:
    runs = trace(versions)
    at = 0
    for run in runs:
        assert run.offset == at
        assert run.length > 0
        at += run.length
    assert at == utf16_len(versions[-1].text)
    assert 0.0 <= model_share(versions) <= 1.0


def test_a_text_that_was_rewritten_from_end_to_end_is_compared_at_once() -> None:
    before = " ".join(f"word{number}" for number in range(900))
    started = time.process_time()
    changes = diff(before, before.replace("word", "term"))
    assert time.process_time() - started < 1
    assert "".join(c.text for c in changes if c.kind is not ChangeKind.ADDED) == before
