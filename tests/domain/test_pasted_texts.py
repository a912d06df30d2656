"""Pasted text becomes articles: titles found, glosses, copies, frames and tails gone."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sources import Article, cut_tail, is_widget, read_pasted, weight, without_pointers
from bot.domain.sources.pasted import find_doubles, glue, without_glosses

TITLE = "Трамвай, который пахнет кофе"
BODY = [
    "В Самаре вышел на линию трамвай, в котором утром варят кофе прямо у задней двери.",
    "За месяц им проехали 41 тысяча человек, и каждый шестой купил стакан за 120 рублей.",
    "Перевозчик говорит, что опыт продлится до ноября, а потом маршрут посчитают заново.",
]
OTHER_TITLE = "Библиотека выдаёт дрели"
OTHER = [
    "В Перми районная библиотека завела полку с инструментами: дрель дают на три дня под паспорт.",
    "Заведующая считает, что так в читальный зал пришли двести новых людей за одну весну.",
    "Соседний магазин сначала ворчал, а потом сам принёс шуруповёрт и повесил рядом вывеску.",
]


def _one(text: str) -> Article:
    (article,) = read_pasted(text)
    return article


def _paste(*lines: str) -> str:
    return "\n".join(lines)


def test_the_first_short_line_is_the_title() -> None:
    article = _one(_paste(TITLE, "", *BODY))
    assert (article.title, article.text) == (TITLE, _paste(*BODY))
    assert (article.address, article.language) == (None, "")


@pytest.mark.parametrize("mark", ["# ", "## ", "###### "])
def test_a_heading_of_markdown_is_the_title_although_it_ends_with_a_stop(mark: str) -> None:
    article = _one(_paste(f"{mark}{TITLE}.", *BODY))
    assert (article.title, article.text) == (TITLE, _paste(*BODY))


def test_a_title_that_stands_twice_is_read_once() -> None:
    assert _one(_paste(TITLE, f"## {TITLE}", *BODY)).text == _paste(*BODY)


def test_without_a_title_the_first_sentence_is_taken() -> None:
    article = _one(_paste(f"{BODY[0]} И ещё одно.", *BODY[1:]))
    assert article.title == BODY[0].rstrip(".")
    assert article.text.startswith(BODY[0])


def test_a_long_first_sentence_is_cut_after_a_word() -> None:
    title = _one("Слово за словом " * 40 + "кончилось.\nИ вторая строка.").title
    assert len(title) <= 140
    assert title.endswith("…")
    assert title[:-1].split()[-1] in ("Слово", "за", "словом")


def test_the_mark_of_an_agency_is_no_part_of_the_title() -> None:
    text = (
        "(样例社讯)三月五日,一家书店把橱窗让给顾客布置。活动持续了两周。\n第二段说的是别的事情。"
    )
    assert _one(text).title == "三月五日,一家书店把橱窗让给顾客布置"


def test_a_title_of_another_article_that_stands_in_the_tail_is_passed_over() -> None:
    teaser = "Fünf Fragen an den Hausmeister"
    body = [
        "Die Stadtwerke Beispielhausen haben ihre Rechnung als Fortsetzungsroman gedruckt.",
        "Nach drei Monaten zahlten 7,5 Prozent der Haushalte früher, um zu wissen, wie es "
        "weitergeht, und zwei Buchhandlungen baten um die gesammelten Folgen.",
    ]
    article = _one(
        _paste(teaser, "", "Die Rechnung als Roman", "", *body, "", "Ähnliche Beiträge", "",
               teaser, "Wir haben ihn gefragt.", "3. Mai 2026 | 4 Minuten Lesezeit")
    )  # fmt: skip
    assert (article.title, article.text) == ("Die Rechnung als Roman", _paste(*body))


@pytest.mark.parametrize(
    "heading",
    ["Ähnliche Beiträge", "Related posts", "+ Recent posts", "Материалы по теме", "По теме:",
     "相关阅读", "延伸閱讀", "【小貼士】", "관련 기사", "Über den Autor", "About the author"],
)  # fmt: skip
def test_what_follows_the_heading_of_a_tail_is_cut(heading: str) -> None:
    assert _one(_paste(TITLE, *BODY, heading, *OTHER)).text == _paste(*BODY)


@pytest.mark.parametrize("start", ["專家介紹:某某,某会会长。", "Об авторе: пишет о трамваях."])
def test_the_words_about_the_author_are_cut(start: str) -> None:
    assert _one(_paste(TITLE, *BODY, start, *OTHER)).text == _paste(*BODY)


def test_a_heading_above_the_article_cuts_nothing() -> None:
    kept, tail = cut_tail(["По теме", *BODY])
    assert (kept, tail) == (BODY, [])


def test_a_word_of_a_tail_in_a_sentence_cuts_nothing() -> None:
    line = "По теме трамваев в городе спорят давно, и рекомендуем мы её не всем."
    assert _one(_paste(TITLE, *BODY, line, *OTHER)).text == _paste(*BODY, line, *OTHER)


@pytest.mark.parametrize(
    "line",
    ["Поделиться", "5 мин на чтение", "Время чтения: 3 минуты", "8 Minuten Lesezeit", "Anzeige",
     "12 minutes reading time", "4 min read", "VIEW IN TELEGRAM", "반응형", "광고", "廣告",
     "Advertisement", "Скопировать ссылку", "Фото: Иван Примеров / архив", "© Пример, 2026",
     "责任编辑:王某"],
)  # fmt: skip
def test_lines_of_the_frame_are_dropped_wherever_they_stand(line: str) -> None:
    assert is_widget(line)
    assert _one(_paste(TITLE, line, BODY[0], line, *BODY[1:], line)).text == _paste(*BODY)


@pytest.mark.parametrize("line", [*BODY, *OTHER, TITLE, "Реклама пива запрещена.", "Он читает."])
def test_lines_of_an_article_are_no_frame(line: str) -> None:
    assert not is_widget(line)


def test_pointers_to_other_articles_go_with_their_titles() -> None:
    lines = [BODY[0], "Читайте также: " + OTHER_TITLE, BODY[1], "Lesen Sie auch", OTHER_TITLE]
    assert without_pointers([*lines, BODY[2]]) == BODY


def test_two_copies_of_a_block_are_one() -> None:
    assert _one(_paste(TITLE, *BODY, *BODY)).text == _paste(*BODY)


def test_posts_pasted_with_their_copies_are_parted() -> None:
    frame = ["This media is not supported in your browser", "VIEW IN TELEGRAM"]
    articles = read_pasted(
        _paste(TITLE, *BODY, *BODY, *frame, OTHER_TITLE, *OTHER, *OTHER, *frame)
    )
    assert [(a.title, a.text) for a in articles] == [
        (TITLE, _paste(*BODY)), (OTHER_TITLE, _paste(*OTHER)),
    ]  # fmt: skip


def test_a_refrain_is_no_copy() -> None:
    text = _paste(TITLE, "Дзынь.", "Дзынь.", *BODY, "Дзынь.", "Дзынь.")
    assert _one(text).text.count("Дзынь.") == 4


def test_two_articles_with_the_frame_of_a_blog_between_them_are_parted() -> None:
    first = [f"{line} " * 2 for line in BODY]
    articles = read_pasted(
        _paste(
            "반응형", TITLE, *first, "반응형", "반응형", "", OTHER_TITLE, *OTHER, *BODY, "반응형"
        )
    )
    assert [article.title for article in articles] == [TITLE, OTHER_TITLE]
    assert TITLE not in articles[1].text
    assert OTHER_TITLE not in articles[0].text


def test_an_article_with_a_frame_in_its_midst_stays_one() -> None:
    assert _one(_paste(TITLE, *BODY, "Реклама", "Реклама", *OTHER)).title == TITLE


def test_pinyin_behind_characters_goes() -> None:
    glossed = "橱(chú)窗里的茶壶(hú)会唱歌,路人围(wéi)了三层(céng)。"
    assert without_glosses(glossed) == "橱窗里的茶壶会唱歌,路人围了三层。"


@pytest.mark.parametrize(
    "text",
    ["人工智能(ai)改变广告", "第一(1)和第二(2)", "网站(shop.example)说", "苹果(Apple)",
     "茶(chá)是好的", "ordinary (text) stays (here)"],
)  # fmt: skip
def test_brackets_that_are_no_pinyin_stay(text: str) -> None:
    assert without_glosses(text) == text


@pytest.mark.parametrize(
    ("lines", "glued"),
    [
        (["Он сказал:", "Приходите завтра."], ["Он сказал: Приходите завтра."]),
        (["Трамвай идёт", "мимо парка."], ["Трамвай идёт мимо парка."]),
        (["Кончилось.", "и началось."], ["Кончилось.", "и началось."]),
        (["Взяли:", "• чай;", "• кофе.", "Ушли."], ["Взяли: чай; кофе.", "Ушли."]),
        (["Взяли:", "- чай", "- кофе"], ["Взяли: чай; кофе"]),
        (["■ Дом:", "* окно", "* дверь", "■ Сад:", "* куст"],
         ["Дом: окно; дверь", "Сад: куст"]),
        (["— Куда?", "— Домой."], ["— Куда?", "— Домой."]),
        (["## Глава", "Слова."], ["Глава", "Слова."]),
        (["", "  ", "•"], []),
    ],
)  # fmt: skip
def test_what_belongs_together_is_glued(lines: list[str], glued: list[str]) -> None:
    assert glue(lines) == glued


@pytest.mark.parametrize("text", ["", "\n \n", "Поделиться\nРеклама", "반응형", ".", "!!\n…"])
def test_no_words_make_no_article(text: str) -> None:
    assert read_pasted(text) == ()


def test_one_line_is_title_and_text() -> None:
    article = _one("Завтра дождь")
    assert (article.title, article.text) == ("Завтра дождь", "Завтра дождь")


def test_a_text_that_begins_with_a_full_stop_has_a_title() -> None:
    assert _one(". Завтра дождь").title == ". Завтра дождь"


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for article in read_pasted(text):
        assert article.text.strip()
        assert article.title.strip()
        assert "\n" not in article.title


_PARAGRAPHS = st.lists(
    st.text("абвгд ежз", min_size=30, max_size=80).map(lambda s: f"Т{s.strip()}т."),
    min_size=2, max_size=6, unique=True,
)  # fmt: skip


@given(_PARAGRAPHS)
def test_plain_paragraphs_are_all_kept_in_order(paragraphs: list[str]) -> None:
    article = _one(_paste("Заголовок", *paragraphs))
    assert article.text == _paste(*paragraphs)


@given(_PARAGRAPHS)
def test_a_doubled_text_is_the_text(paragraphs: list[str]) -> None:
    long = [f"{line} {line} {line} {line}" for line in paragraphs]
    assert _one(_paste("Заголовок", *long, *long)).text == _paste(*long)


def _calls_of(work: Callable[[], object]) -> int:
    """How many calls of Python functions and steps of generators a piece of work takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "read", [lambda lines: list(find_doubles(lines)), lambda lines: read_pasted("\n".join(lines))],
    ids=["find_doubles", "read_pasted"],
)  # fmt: skip
def test_four_times_as_many_lines_are_no_more_than_five_times_the_work(
    read: Callable[[list[str]], object],
) -> None:
    """Each copy of the line that repeats may begin a doubled block, and none does."""
    lines = [line for number in range(2_000) for line in ("То же.", f"Слово {number}.")]
    few = _calls_of(lambda: read(lines[:1_000]))
    assert _calls_of(lambda: read(lines)) < 5 * few


def test_the_same_words_have_the_same_hash() -> None:
    one = Article(title="А", text="Слова  и\nслова.")
    other = Article(title="Б", text="Слова и слова.", address="https://a.example/")
    assert one.hash == other.hash
    assert one.hash != Article(title="А", text="Слова и слово.").hash


def test_a_character_of_chinese_weighs_more_than_a_letter() -> None:
    assert weight("слово") == 5
    assert weight("茶馆") == 5
