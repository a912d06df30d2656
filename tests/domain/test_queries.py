"""Anything typed into a search comes apart into words, phrases, rubrics, days and exclusions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.queries import MAX_EXCLUDED, MAX_PHRASES, MAX_TAGS, MAX_TYPED, read_terms
from bot.domain.spans import Days

YEAR = Days(date(2025, 1, 1), date(2026, 1, 1))
MAY = Days(date(2025, 5, 1), date(2025, 6, 1))
DAY = Days(date(2025, 5, 17), date(2025, 5, 18))

DATES = [
    ("2025", YEAR),
    ("2025 год", YEAR),
    ("2025г.", YEAR),
    ("в 2025 году", YEAR),
    ("май 2025", MAY),
    ("мае 2025", MAY),
    ("в мае 2025 года", MAY),
    ("май-июль 2025", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("с мая по июль 2025", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("from May to July 2025", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("ноябрь – январь 2026", Days(date(2025, 11, 1), date(2026, 2, 1))),
    ("Мая 2025 г.", MAY),
    ("may 2025", MAY),
    ("May, 2025", MAY),
    ("2025-05", MAY),
    ("2025-5", MAY),
    ("05.2025", MAY),
    ("2025-05-17", DAY),
    ("17.05.2025", DAY),
    ("17 мая 2025", DAY),
    ("17 мая 2025 года", DAY),
    ("May 17, 2025", DAY),
    ("2025-05..2025-07", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("май 2025..июль 2025", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("2025-07 .. 2025-05", Days(date(2025, 5, 1), date(2025, 8, 1))),
    ("2024-2025", Days(date(2024, 1, 1), date(2026, 1, 1))),
    ("2024–2025", Days(date(2024, 1, 1), date(2026, 1, 1))),
    ("2025..", Days(date(2025, 1, 1), None)),
    ("..2024", Days(None, date(2025, 1, 1))),
    ("2015 2017", Days(date(2015, 1, 1), date(2018, 1, 1))),
    ("2024.. ..май 2025", Days(date(2024, 1, 1), date(2025, 6, 1))),
    ("2027", Days(date(2027, 1, 1), date(2028, 1, 1))),
    ("28.02.2024..", Days(date(2024, 2, 28), None)),
    ("дек 2025", Days(date(2025, 12, 1), date(2026, 1, 1))),
]

NO_DATES = [
    "2014", "2028", "1999", "3000", "20255", "x2025", "2025x", "2025%", "2025,5", "1.2025.3",
    "2025-13", "31.02.2025", "2025-02-30", "0.2025", "май", "май 25", "17.05", "#2025года",
    "$2025", "@2025", "вчера", "сегодня", "٢٠٢٥",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "days"), DATES, ids=[typed for typed, _ in DATES])
def test_a_date_is_understood_and_is_no_word(typed: str, days: Days) -> None:
    for text in (typed, f"скидки {typed}", f"{typed} скидки", f"скидки, {typed}, рынок"):
        terms = read_terms(text, 2027)
        assert terms.days == days, text
        assert not any(character.isdigit() for character in terms.words)


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_is_words(typed: str) -> None:
    terms = read_terms(typed, 2027)
    assert terms.days is None


def test_a_year_in_quotes_is_a_word() -> None:
    assert read_terms('"2025"').days is None
    assert read_terms('"2025"').phrases == ("2025",)
    assert read_terms("итоги «2025 года» 2026").days == Days(date(2026, 1, 1), date(2027, 1, 1))


QUOTED = [
    ('"рекламный хит"', ("рекламный хит",)),
    ("«рекламный хит»", ("рекламный хит",)),
    ("“рекламный хит”", ("рекламный хит",)),
    ("„рекламный хит“", ("рекламный хит",)),
    ('а "б в" г «д е» ж', ("б в", "д е")),
    ('"не закрыта', ()),
    ('дюйм 12" и', ()),
    ("«не закрыта", ()),
    ('«в "кавычках" внутри»', ('в "кавычках" внутри',)),
]


@pytest.mark.parametrize(("typed", "phrases"), QUOTED, ids=[typed for typed, _ in QUOTED])
def test_quotes_of_any_kind_hold_a_phrase(typed: str, phrases: tuple[str, ...]) -> None:
    assert read_terms(typed).phrases == phrases


@pytest.mark.parametrize("minus", list("-−–‐‑－"))
def test_a_minus_before_a_word_a_phrase_or_a_tag_excludes_it(minus: str) -> None:
    typed = f'скидка {minus}магазин {minus}"новый год" {minus}«черная пятница» {minus}#кейсы'
    terms = read_terms(typed)
    assert set(terms.excluded) == {"магазин", "новый год", "черная пятница"}
    assert terms.excluded_tags == ("кейсы",)
    assert terms.words.split() == ["скидка"]


@pytest.mark.parametrize(
    "typed", ["онлайн-магазин", "скидка - магазин", "скидка -50%", "-", "-- -", "по‑русски"]
)
def test_a_minus_that_is_a_hyphen_a_dash_or_a_discount_excludes_nothing(typed: str) -> None:
    terms = read_terms(typed)
    assert not terms.excluded
    assert terms.words == typed


def test_tags_are_taken_out_of_the_words() -> None:
    terms = read_terms('#Кейсы упаковка "#хит" #кейсы')
    assert terms.tags == ("Кейсы",)
    assert terms.phrases == ("#хит",)
    assert terms.words.split() == ["упаковка"]


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [("упак", True), ("а упак", True), ("упак 2025", False), ("упак #тег", False),
     ("упак!", False), ('упак "а"', False), ("упак -а", False), ("", False), ("2025 упак", True)],
)  # fmt: skip
def test_only_a_word_that_ends_the_text_may_still_be_being_typed(
    typed: str, is_open: bool
) -> None:
    assert read_terms(typed).is_open is is_open


pieces = st.lists(
    st.sampled_from(
        ['"', "«", "»", "“", "”", "„", "-", "−", "#", "..", "2025", "май ", "слово", " ", "17.05.",
         "%", "*", "NEAR(", "\0", "\ud800", "\u202e", "и\u0306", "#тег", "г.", "\n"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=200), pieces))
def test_any_text_comes_apart_into_bounded_parts(typed: str) -> None:
    terms = read_terms(typed, 2027)
    assert len(terms.words) == min(len(typed), MAX_TYPED)
    assert len(terms.phrases) <= MAX_PHRASES
    assert len(terms.tags) <= MAX_TAGS
    assert len(terms.excluded) <= MAX_EXCLUDED
    for was, left in zip(typed, terms.words, strict=False):
        assert left in (was, " ")
    if terms.days and terms.days.since and terms.days.until:
        assert date(2015, 1, 1) <= terms.days.since
        assert terms.days.until <= date(2028, 1, 1)


@given(st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_every_day_is_understood_as_it_is_written(day: date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"):
        days = read_terms(day.strftime(form), 2027).days
        assert days is not None
        assert days.since == day
        assert days.until is not None
        assert (days.until - day).days == 1


@pytest.mark.parametrize(
    "typed",
    ['"' * 10_000, "«" * 10_000, "май " * 2_000 + " " * 4_000, "2025" + " " * 5_000, ".." * 3_000,
     "-а " * 3_000, "#а " * 3_000, "2025 " * 3_000],
)  # fmt: skip
def test_a_long_text_is_read_to_its_bound(typed: str) -> None:
    assert len(read_terms(typed).words) == MAX_TYPED
