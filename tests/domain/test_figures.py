"""Figures in the forms of five languages, with their places and normal values."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.figures import Bound, Figure, FigureKind, find_figures, hide_addresses, is_same
from bot.domain.texts import utf16_len

LANGUAGES = ["ru", "en", "de", "zh", "ko", ""]


def the_one(text: str, language: str) -> Figure:
    found = find_figures(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("处置1.1万个账号", "zh", "11000"),
        ("6700多个商品", "zh", "6700"),
        ("连续24小时", "zh", "24"),
        ("1.2亿元", "zh", "120000000"),
        ("1億2000萬元", "zh", "120000000"),
        ("三家门店", "zh", "3"),
        ("十二家门店", "zh", "12"),
        ("6000만 달러", "ko", "60000000"),
        ("1억 2,000만원", "ko", "120000000"),
        ("3만5천 명", "ko", "35000"),
        ("남녀 1천명", "ko", "1000"),
        ("세 가지", "ko", "3"),
        ("열두 명", "ko", "12"),
        ("400 Millionen Arbeitsplätze", "de", "400000000"),
        ("1,8 Mio. Euro", "de", "1800000"),
        ("13,6 Mrd. Euro", "de", "13600000000"),
        ("2 Billionen Euro", "de", "2000000000000"),
        ("1.000,5 Tonnen", "de", "1000.5"),
        ("1.000 Leute", "de", "1000"),
        ("zwölf Leute", "de", "12"),
        ("1,000.5 tons", "en", "1000.5"),
        ("1.000 tons", "en", "1.000"),
        ("1,234,567 people", "en", "1234567"),
        ("2 billion people", "en", "2000000000"),
        ("$60m", "en", "60000000"),
        ("a million users", "en", "1000000"),
        ("nineteen users", "en", "19"),
        ("60 млн долларов", "ru", "60000000"),
        ("1 200 тыс. листовок", "ru", "1200000"),
        ("полтора миллиона", "ru", "1500000"),
        ("11\u00a0000 аккаунтов", "ru", "11000"),
        ("11\u2009000 аккаунтов", "ru", "11000"),
        ("１２３個", "zh", "123"),
        ("двадцатью способами", "ru", "20"),
        ("четырёх городов", "ru", "4"),
    ],
)
def test_a_number_has_its_value(text: str, language: str, value: str):
    assert the_one(text, language).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("11月6日", "zh", (None, 11, 6)),
        ("2025年11月6日", "zh", (2025, 11, 6)),
        ("11월 6일", "ko", (None, 11, 6)),
        ("25 мая", "ru", (None, 5, 25)),
        ("6 ноября 2025 года", "ru", (2025, 11, 6)),
        ("06.11.2025", "ru", (2025, 11, 6)),
        ("13. Mai", "de", (None, 5, 13)),
        ("13. Mai 2024", "de", (2024, 5, 13)),
        ("Nov. 6, 2025", "en", (2025, 11, 6)),
        ("6th of November", "en", (None, 11, 6)),
        ("2025-11-06", "en", (2025, 11, 6)),
        ("11/06/2025", "en", (2025, 11, 6)),
        ("06/11/2025", "de", (2025, 11, 6)),
        ("в 2024 году", "ru", (2024, None, None)),
        ("2023년", "ko", (2023, None, None)),
        ("в ноябре", "ru", (None, 11, None)),
        ("in May 2024", "en", (2024, 5, None)),
    ],
)
def test_a_date_has_its_parts(text: str, language: str, parts: tuple[int | None, ...]):
    figure = the_one(text, language)
    assert figure.kind is FigureKind.DATE
    assert (figure.year, figure.month, figure.day) == parts


@pytest.mark.parametrize(
    ("text", "kind", "currency"),
    [
        ("87,5 %", FigureKind.PERCENT, ""),
        ("62 процента", FigureKind.PERCENT, ""),
        ("11 п.п.", FigureKind.PERCENT, ""),
        ("16%P", FigureKind.PERCENT, ""),
        ("百分之87.5", FigureKind.PERCENT, ""),
        ("40 Prozent", FigureKind.PERCENT, ""),
        ("$18.20", FigureKind.MONEY, "USD"),
        ("6000만 달러", FigureKind.MONEY, "USD"),
        ("350万元", FigureKind.MONEY, "CNY"),
        ("3억원", FigureKind.MONEY, "KRW"),
        ("345 ₽", FigureKind.MONEY, "RUB"),
        ("1,8 Mio. Euro", FigureKind.MONEY, "EUR"),
        ("10:30", FigureKind.TIME, ""),
    ],
)
def test_what_is_counted_is_known(text: str, kind: FigureKind, currency: str):
    figure = the_one(text, "ru")
    assert (figure.kind, figure.currency) == (kind, currency)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("более 100", Bound.OVER), ("超过100", Bound.OVER), ("100多", Bound.OVER),
        ("mehr als 100", Bound.OVER), ("100명 이상", Bound.OVER), ("почти 100", Bound.UNDER),
        ("fast 100", Bound.UNDER), ("около 100", Bound.ABOUT), ("약 100", Bound.ABOUT),
        ("с 90 до 100", Bound.EXACT), ("100", Bound.EXACT),
    ],
)  # fmt: skip
def test_words_beside_a_number_bound_it(text: str, bound: Bound):
    assert find_figures(text, "ru")[-1].bound is bound


def test_a_year_is_not_grouped_with_what_follows():
    values = [figure.value for figure in find_figures("bis 2030 400 Millionen", "de")]
    assert values == [Decimal(2030), Decimal(400_000_000)]


@pytest.mark.parametrize("text", ["iPhone1", "GPT-4", "3D-Druck", "Consent Mode V2", "Web3"])
def test_digits_of_a_name_are_marked(text: str):
    assert the_one(text, "de").is_in_name


@pytest.mark.parametrize(
    "text", ["https://a.example/2024/05", "mail42@example.com", "@user2024", "#итоги2024", "1️⃣"]
)
def test_digits_of_addresses_and_tags_are_no_figures(text: str):
    assert find_figures(f"см. {text}", "ru") == []


@pytest.mark.parametrize("text", ["they may go", "of the 5 may stay", "sie march on"])
def test_a_word_in_lower_case_is_no_english_month(text: str):
    assert all(figure.kind is FigureKind.NUMBER for figure in find_figures(text, "en"))


def test_both_numbers_of_a_range_have_its_unit():
    low, high = find_figures("15–20 %", "ru")
    assert (low.kind, high.kind) == (FigureKind.PERCENT, FigureKind.PERCENT)
    low, high = find_figures("5–10 млн рублей", "ru")
    assert (low.value, high.value) == (Decimal(5_000_000), Decimal(10_000_000))


@settings(max_examples=200)
@given(text=st.text(max_size=120), language=st.sampled_from(LANGUAGES))
def test_figures_stand_in_order_on_their_own_characters(text: str, language: str):
    end = 0
    units = text.encode("utf-16-le", "surrogatepass")
    for figure in find_figures(text, language):
        assert figure.offset >= end
        end = figure.end
        covered = units[figure.offset * 2 : end * 2].decode("utf-16-le", "surrogatepass")
        assert covered == figure.text
    assert end <= utf16_len(text)


@settings(max_examples=100)
@given(number=st.integers(10_000, 10**12), language=st.sampled_from(["ru", "en", "de", "ko"]))
def test_a_grouped_number_is_read_back_in_its_language(number: int, language: str):
    mark = {"ru": "\u00a0", "en": ",", "de": ".", "ko": ","}[language]
    figure = the_one(f"{number:,}".replace(",", mark), language)
    assert figure.values == (Decimal(number),)


@settings(max_examples=100)
@given(one=st.integers(0, 10**6), other=st.integers(0, 10**6))
def test_two_plain_numbers_are_the_same_only_when_equal(one: int, other: int):
    found = is_same(the_one(f"x {one} y", "ru"), the_one(f"x {other} y", "ru"))
    assert found == (one == other)


@settings(max_examples=100)
@given(text=st.text(max_size=120))
def test_hiding_addresses_moves_nothing(text: str):
    assert len(hide_addresses(text)) == len(text)
