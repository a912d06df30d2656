"""Facts of drafts in five languages, traced to the articles they were made from."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import Fact, FactKind, Verdict, trace
from bot.domain.facts.scripts import likeness
from bot.domain.facts.sentences import Sentences
from bot.domain.texts import Text, utf16_len
from bot.services.stemming import stem_of
from tests.domain.desk import ENGLISH, GERMAN, KOREAN, RUSSIAN, STORIES, Story

COUNTED = (FactKind.FIGURE, FactKind.DATE)


def trace_story(story: Story, draft: str | None = None) -> list[Fact]:
    return trace(
        Text(story.draft if draft is None else draft),
        story.source,
        source_language=story.source_language,
        draft_language=story.draft_language,
        stem=stem_of,
    )


def look_for(
    draft: str, source: str, languages: str = "ru-ru", *, published: date | None = None
) -> list[Fact]:
    draft_language, source_language = languages.split("-")
    return trace(
        Text(draft), source, source_language=source_language, draft_language=draft_language,
        stem=stem_of, published=published,
    )  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_faithful_draft_raises_no_alarm(story: Story):
    assert [fact for fact in trace_story(story) if fact.verdict is Verdict.MISSING] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_figure_and_date_of_a_faithful_draft_is_found_with_its_sentence(story: Story):
    counted = [fact for fact in trace_story(story) if fact.kind in COUNTED]
    assert len(counted) >= 4
    sentences = " ".join(story.source.split())
    for fact in counted:
        assert fact.is_found
        assert fact.evidence.strip("…") in sentences


@pytest.mark.parametrize(
    ("story", "there", "planted"),
    [(story, *pair) for story in STORIES for pair in story.planted],
    ids=lambda value: value.name if isinstance(value, Story) else None,
)
def test_a_planted_figure_or_date_is_missing(story: Story, there: str, planted: str):
    assert there in story.draft
    facts = trace_story(story, story.draft.replace(there, planted, 1))
    missing = [fact for fact in facts if fact.verdict is Verdict.MISSING and fact.kind in COUNTED]
    assert len(missing) >= 1


@pytest.mark.parametrize(
    ("story", "there", "planted"),
    [(story, *pair) for story in STORIES for pair in (*story.names, *story.quotes)],
    ids=lambda value: value.name if isinstance(value, Story) else None,
)
def test_a_planted_name_or_quotation_is_not_found(story: Story, there: str, planted: str):
    assert there in story.draft
    doubted = {fact.text for fact in trace_story(story) if not fact.is_found}
    facts = trace_story(story, story.draft.replace(there, planted, 1))
    assert [fact for fact in facts if not fact.is_found and fact.text not in doubted]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_fact_covers_its_own_words(story: Story):
    lead = "🔥🔥 "
    for fact in trace_story(story, lead + story.draft):
        units = (lead + story.draft).encode("utf-16-le")
        covered = units[fact.offset * 2 : (fact.offset + fact.length) * 2].decode("utf-16-le")
        assert covered == fact.text
        assert fact.length == utf16_len(fact.text)


@pytest.mark.parametrize(
    ("draft", "source", "languages"),
    [
        ("11 000 аккаунтов", "处置1.1万个账号", "ru-zh"),
        ("60 млн долларов", "연간 6000만 달러 규모", "ru-ko"),
        ("87,5 %", "응답률(87.5%)이었다", "ru-ko"),
        ("13 мая", "am 13. Mai in Köln", "ru-de"),
        ("6 ноября", "11月6日，公司", "ru-zh"),
        ("25 мая", "on May 25th", "ru-en"),
        ("1000,5 тонны", "1,000.5 tons", "ru-en"),
        ("1000,5 тонны", "1.000,5 Tonnen", "ru-de"),
        ("120 миллионов", "1억 2000만 명", "ru-ko"),
        ("в 22:00", "at 10 p.m.", "ru-en"),
        ("12 500 человек", "12\u202f500 человек", "ru-ru"),
        ("семь городов", "7 cities", "ru-en"),
        ("70 % покупателей", "七成消费者", "ru-zh"),
    ],
)
def test_one_figure_in_two_forms_is_the_same(draft: str, source: str, languages: str):
    facts = [fact for fact in look_for(draft, source, languages) if fact.kind in COUNTED]
    assert [fact.verdict for fact in facts] == [Verdict.FOUND]


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("более 1000 человек", "1040 человек", Verdict.FOUND),
        ("более 1000 человек", "960 человек", Verdict.MISSING),
        ("почти 1000 человек", "960 человек", Verdict.FOUND),
        ("около 1000 человек", "960 человек", Verdict.FOUND),
        ("около 1000 человек", "900 человек", Verdict.MISSING),
        ("1000 человек", "960 человек", Verdict.MISSING),
        ("1,2 млн человек", "1 234 567 человек", Verdict.FOUND),
        ("1,3 млн человек", "1 234 567 человек", Verdict.MISSING),
        ("40 % людей", "40 человек", Verdict.MISSING),
        ("40 долларов", "40 евро", Verdict.MISSING),
        ("на 40 п. п.", "на 40 %", Verdict.MISSING),
        ("на 40 п. п.", "на 40 процентных пунктов", Verdict.FOUND),
    ],
)
def test_a_rounded_figure_is_found_only_where_the_words_say_so(
    draft: str, source: str, verdict: Verdict
):
    assert [fact.verdict for fact in look_for(draft, source)] == [verdict]


def test_the_day_of_the_source_carries_a_year_that_its_text_leaves_out():
    draft, source = "6 ноября 2025 года", "6 ноября сеть закрылась."
    assert not look_for(draft, source)[0].is_found
    assert look_for(draft, source, published=date(2025, 11, 7))[0].is_found


def test_numbers_of_list_items_links_and_tags_are_no_facts():
    draft = "1. Первое\n2. Второе\n1️⃣ третье https://a.example/2024/77 @user42 #итоги2024"
    assert look_for(draft, "Ничего такого.") == []


def test_a_name_in_letters_that_say_nothing_is_not_called_missing():
    facts = look_for("Говорит Пак Соён и BlueMint, SweetCo", KOREAN, "ru-ko")
    assert [(fact.text, fact.verdict) for fact in facts] == [
        ("Пак Соён", Verdict.UNCHECKED),
        ("BlueMint", Verdict.FOUND),
        ("SweetCo", Verdict.UNCHECKED),
    ]


def test_a_name_is_found_in_any_case_and_by_its_sound():
    facts = look_for("Рассказали об Ольге Власовой и Казани.", RUSSIAN)
    assert [fact.verdict for fact in facts] == [Verdict.FOUND] * 2
    assert look_for("Назвали Мартина Хейла, Мило.", ENGLISH, "ru-en")[-1].is_found
    assert likeness("Макдоналдс", "McDonald's") > 0.78
    assert likeness("Петров", "Reeves") < 0.6


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone():
    facts = look_for("Вчера Ольга Власова объявила. Потом Казань ответила.", RUSSIAN)
    assert [(fact.text, fact.is_found) for fact in facts] == [
        ("Ольга Власова", True),
        ("Казань", True),
    ]
    assert "Вчера Ольга"[facts[0].offset :] == "Ольга"


def test_a_country_is_found_by_its_name_in_the_language_of_the_source():
    facts = look_for("Проверки идут во Франции и в Германии.", ENGLISH, "ru-en")
    assert [fact.is_found for fact in facts] == [True, True]


def test_a_translated_quotation_is_to_be_compared():
    quote = "«Мы хотим, чтобы люди снова увидели небо»"
    facts = [fact for fact in look_for(quote, GERMAN, "ru-de") if fact.kind is FactKind.QUOTE]
    assert [fact.verdict for fact in facts] == [Verdict.COMPARE]


def test_a_quotation_may_be_cut_with_an_ellipsis_but_not_turned_around():
    kept = "«Мы полгода считали… кормим типографию»"
    turned = "«Мы полгода считали каждую листовку и поняли, что не кормим типографию»"
    assert look_for(kept, RUSSIAN)[0].is_found
    assert not look_for(turned, RUSSIAN)[0].is_found


def test_lines_that_are_not_to_be_published_are_not_traced():
    facts = trace(
        Text("5 новых правил\n7 городов"), RUSSIAN, source_language="ru", draft_language="ru",
        stem=stem_of, skip=("5 новых правил",),
    )  # fmt: skip
    assert [fact.text for fact in facts] == ["7"]


@pytest.mark.parametrize(
    ("draft", "is_found"), [("06.11", True), ("05.11", False), ("06.13", False), ("6.11", False)]
)
def test_a_day_in_figures_is_found_in_words(draft: str, is_found: bool):
    (fact,) = look_for(f"• {draft} — 抖音電商發布", "11月6日,抖音電商發布。", "zh-zh")
    assert fact.is_found is is_found


def test_a_figure_that_looks_like_a_day_is_a_figure_where_the_source_has_it():
    (fact,) = look_for("Рост 10.11", "Рост составил 10.11. Так было 10 ноября.")
    assert fact.evidence == "Рост составил 10.11."


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Am 13. Mai kam er. Dann ging er.", "kam", "Am 13. Mai kam er."),
        ("Стоит 5 млн. рублей. Дорого.", "рублей", "Стоит 5 млн. рублей."),
        ("Was 1999. Then 2000.", "Then", "Then 2000."),
        ("一是这样。二是那样。", "那样", "二是那样。"),
        ("Заголовок\nТекст дальше.", "Текст", "Текст дальше."),
    ],
)
def test_evidence_is_the_whole_sentence_and_no_more(text: str, word: str, sentence: str):
    assert Sentences(text).at(text.index(word)) == sentence


@settings(max_examples=100)
@given(draft=st.text(max_size=200), source=st.text(max_size=200), language=st.sampled_from(
    ["ru", "en", "de", "zh", "ko", ""]
))  # fmt: skip
def test_any_text_can_be_traced(draft: str, source: str, language: str):
    for fact in look_for(draft, source, f"{language}-{language}"):
        assert 0 <= fact.offset < fact.offset + fact.length <= utf16_len(draft)


@settings(max_examples=60)
@given(text=st.text(alphabet="0123456789 .,%万억млнБа-«»“”\n1$", max_size=80))
def test_a_text_carries_all_its_own_figures(text: str):
    facts = [fact for fact in look_for(text, text) if fact.kind in COUNTED]
    assert all(fact.is_found for fact in facts)
