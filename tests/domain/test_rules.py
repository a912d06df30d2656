"""House rules find what breaks them, say where, and mend only what is safe."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.posts import Content
from bot.domain.rules import (
    READY,
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
    check,
    parse_length,
    parse_mentions,
    parse_words,
    repair,
    write_length,
    write_mentions,
    write_words,
)
from bot.domain.texts import Entity, Text, cut
from bot.services.stemming import stem_of

URL = "https://example.org/news"


def ready(kind: RuleKind, **params: object) -> Rule:
    rule = next(rule for rule in READY if rule.kind is kind)
    return replace(rule, id=7, is_on=True, params=replace(rule.params, **params))  # type: ignore[arg-type]


def words(*listed: str) -> Rule:
    params = Params(words=listed)
    return Rule(id=8, kind=RuleKind.WORDS, level=Level.ERROR, params=params, is_on=True)


def found(text: str | Content, *rules: Rule, **evidence: object) -> list[Violation]:
    content = text if isinstance(text, Content) else Content(text=Text(text))
    return check(content, rules, stem=stem_of, evidence=Evidence(**evidence))  # type: ignore[arg-type]


def whats(text: str | Content, *rules: Rule, **evidence: object) -> list[What]:
    return [violation.what for violation in found(text, *rules, **evidence)]


def shown(text: str, violation: Violation) -> str:
    assert violation.place is not None
    return cut(
        Text(text), violation.place.offset, violation.place.offset + violation.place.length
    ).text


def mended(text: str | Text, rule: Rule, **evidence: object) -> Text:
    content = Content(text=text if isinstance(text, Text) else Text(text), tags=("case",))
    given_ = Evidence(**evidence)  # type: ignore[arg-type]
    once = repair(content, rule, stem=stem_of, evidence=given_)
    assert repair(once, rule, stem=stem_of, evidence=given_) == once
    assert once.tags == ("case",)
    return once.text


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert whats("", *READY) == []


def test_a_rubric_must_be_there_in_the_text_or_added() -> None:
    rule = ready(RuleKind.RUBRIC)
    assert whats("words", rule) == [What.NO_RUBRIC]
    assert whats("words #case", rule) == []
    assert whats(Content(text=Text("words"), tags=("case",)), rule) == []


def test_length_is_counted_in_utf16_units() -> None:
    rule = ready(RuleKind.LENGTH, least=4, most=6)
    assert whats("😀a", rule) == [What.TOO_SHORT]
    assert whats("😀😀", rule) == []
    (violation,) = found("😀😀😀😀", rule)
    assert (violation.what, violation.count, violation.limit) == (What.TOO_LONG, 8, 6)
    assert shown("😀😀😀😀", violation) == "😀"


def test_a_forbidden_word_is_found_in_any_form_and_shown_in_its_place() -> None:
    text = "😀 Уникальными предложениями не удивить: https://x.ru/уникальный"
    (violation,) = found(text, words("уникальный"))
    assert (violation.quoted, shown(text, violation)) == ("Уникальными", "Уникальными")


def test_a_phrase_is_found_whole_and_an_exact_word_in_its_form_only() -> None:
    rule = words("качественный контент", "=скидка")
    assert [v.quoted for v in found("качественного контента мало", rule)] == [
        "качественного контента"
    ]
    assert whats("контент качественный, скидки", rule) == []
    assert whats("Скидка", rule) == [What.WORD]


def test_quotation_marks_are_pointed_out_each() -> None:
    assert whats('«слово» и "слово"', ready(RuleKind.QUOTES)) == [What.QUOTE] * 4


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Первое. Второе! Третье?", ["Первое.", "Второе!", "Третье?"]),
        ("Сказал А. С. Пушкин в 5 тыс. Москва", ["Сказал А. С. Пушкин в 5 тыс. Москва"]),
        ("и т. д. и т. п. конец", ["и т. д. и т. п. конец"]),
        ("1. Первый пункт\n2. Второй", ["1. Первый пункт", "2. Второй"]),
        ("«Правда?» Да… Нет.", ["«Правда?»", "Да…", "Нет."]),
        ("It works. So what? Mr. Smith", ["It works.", "So what?", "Mr. Smith"]),
    ],
)
def test_one_sentence_a_line_is_made_with_one_tap(text: str, lines: list[str]) -> None:
    assert mended(text, ready(RuleKind.LINES)).text.splitlines() == lines


def test_formatting_survives_the_parting_of_lines() -> None:
    text = Text("Раз. Два три.", (Entity("bold", 0, 8), Entity("italic", 5, 3)))
    done = mended(text, ready(RuleKind.LINES))
    assert done == Text("Раз.\nДва три.", (Entity("bold", 0, 8), Entity("italic", 5, 3)))


def test_typography_is_found_and_set() -> None:
    rule = ready(RuleKind.TYPOGRAPHY)
    (violation,) = found('Это "хит"...', rule)
    assert (violation.repair, violation.count) == (Repair.TYPOGRAPHY, 3)
    assert mended('Это "хит"...', rule).text == "Это «хит»…"


def test_plain_blanks_are_no_finding() -> None:
    assert whats("Животное — не реквизит и не мебель", ready(RuleKind.TYPOGRAPHY)) == []


def test_a_place_that_the_source_does_not_say_is_quoted() -> None:
    (violation,) = found("рост 90 %", ready(RuleKind.FACTS), untraced=(Place(5, 4),))
    assert (violation.what, violation.quoted) == (What.UNTRACED, "90 %")


def test_a_source_that_was_used_is_linked() -> None:
    rule = ready(RuleKind.SOURCE_LINK)
    assert whats("words", rule) == []
    assert whats("words", rule, sources=(URL,)) == [What.NO_SOURCE_LINK]
    assert whats("see example.org/news", rule, sources=(URL,)) == []
    done = mended("слова", rule, sources=(URL,))
    assert done.text == "слова\n\nИсточник: example.org"
    assert done.entities == (Entity("text_link", 17, 11, url=URL),)


def test_a_signature_is_demanded_and_added_with_its_formatting() -> None:
    line = Text("Читайте нас", (Entity("text_link", 8, 3, url="https://t.me/x"),))
    done = mended("слова", ready(RuleKind.SIGNATURE, line=line))
    assert done.text == "слова\n\nЧитайте нас"
    assert [cut(done, e.offset, e.end).text for e in done.entities] == ["нас"]
    assert whats("слова", ready(RuleKind.SIGNATURE)) == []


def test_a_post_mostly_by_a_model_says_so() -> None:
    rule = ready(RuleKind.AI_MARK)
    assert whats("слова", rule, model_share=0.4) == []
    assert whats("слова", rule, model_share=0.6) == [What.NO_AI_MARK]
    assert "нейросети" in mended("слова", rule, model_share=0.6).text


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Реклама на вокзалах выросла. О рекламе и рекламодателях #рекламныйхит", []),
        ("Реклама. ООО «Ромашка», ИНН 7701234567, erid: LjN8KcbDe", []),
        ("Промокода нет. Реклама. Рекламодатель: Ромашка. erid=2VtzqxKcJk3", []),
        ("Введите промокод ЛЕТО", [What.NO_AD_MARK, What.NO_ADVERTISER, What.NO_ERID]),
        ("Реклама. ООО «Ромашка»", [What.NO_ERID]),
        ("Реклама. ИП Иванов И. И. erid: дай-токен", [What.BAD_ERID]),
        ("Реклама. АО Лютик erid: abc", [What.BAD_ERID]),
        ("erid: 2VtzqxKcJk3 купите", [What.NO_AD_MARK, What.NO_ADVERTISER]),
    ],
)
def test_advertising_needs_its_marks(text: str, missing: list[What]) -> None:
    assert whats(text, ready(RuleKind.ADVERTISING)) == missing


def test_an_erid_in_a_link_counts() -> None:
    link = Entity("text_link", 0, 7, url="https://x.ru/?utm=1&erid=2VtzqxKcJk3&a=b")
    text = Text("Реклама. ООО «Ромашка»", (link,))
    assert whats(Content(text=text), ready(RuleKind.ADVERTISING)) == []


def test_a_mention_of_meta_or_its_products_needs_a_note() -> None:
    rule = ready(RuleKind.ORGANISATIONS)
    assert [v.quoted for v in found("Пишут в инстаграме", rule)] == ["инстаграме"]
    assert whats("WhatsApp и метание, instagrammable", rule) == []
    assert whats(mended("Meta растёт", rule).text, rule) == []


def test_errors_come_first() -> None:
    advice = replace(ready(RuleKind.RUBRIC), level=Level.ADVICE)
    assert whats("плохо", advice, words("плохо")) == [What.WORD, What.NO_RUBRIC]


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("300-1500", (300, 1500)), ("300 – 1500", (300, 1500)), ("300 1500", (300, 1500)),
        ("до 1500", (0, 1500)), ("from 300", (300, 0)), ("-900", (0, 900)), ("300-", (300, 0)),
        ("1500-300", None), ("-", None), ("words", None), ("0-0", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_typed_length_is_read(typed: str, bounds: tuple[int, int] | None) -> None:
    assert parse_length(typed) == bounds
    if bounds:
        assert parse_length(write_length(Params(least=bounds[0], most=bounds[1]))) == bounds


def test_typed_words_are_read_and_written() -> None:
    assert parse_words("уникальный, =Скидка\nкачественный  контент, ,") == (
        "уникальный", "=Скидка", "качественный контент",
    )  # fmt: skip
    assert parse_words(" , ") is None
    assert parse_words("слово, !!!") is None


def test_typed_organisations_are_read_and_written() -> None:
    typed = "Meta, Мета | признана чем-то | 21.03.2022"
    mentions = (Mention(("Meta", "Мета"), "признана чем-то", date(2022, 3, 21)),)
    assert parse_mentions(typed) == mentions
    assert write_mentions(Params(mentions=mentions)) == typed
    assert parse_mentions("Meta | заметка") is None
    assert parse_mentions("Meta | заметка | 31.02.2022") is None


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5).map(", ".join))
def test_words_that_were_read_read_the_same_again(typed: str) -> None:
    if (listed := parse_words(typed)) is not None:
        assert parse_words(write_words(Params(words=listed))) == listed


PIECES = st.sampled_from(
    ["Слово. ", "Meta ", "«", '"', "промокод ", "erid: ", "Реклама. ", "ООО Лютик ", "#case ",
     "😀", "\n", "и т. д. ", "https://x.ru/a ", "Да! "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_place_is_in_the_text_and_every_repair_mends(text: str) -> None:
    rules = [replace(rule, id=number, is_on=True) for number, rule in enumerate(READY)]
    evidence = Evidence(sources=(URL,), model_share=1.0)
    content = Content(text=Text(text))
    units = content.full_text.units
    for violation in check(content, rules, stem=stem_of, evidence=evidence):
        if violation.place:
            assert violation.place.offset >= 0
            assert violation.place.offset + violation.place.length <= units
        if violation.repair and text.strip():
            done = repair(content, violation.rule, stem=stem_of, evidence=evidence)
            left = check(done, [violation.rule], stem=stem_of, evidence=evidence)
            assert violation.what not in [item.what for item in left]
