"""What becomes of an answer: a draft, a mended draft, or nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.texts import Entity, utf16_len
from bot.errors import LlmBroken
from bot.gateways.writers.cleaning import plain
from bot.gateways.writers.languages import is_in
from bot.gateways.writers.shape import MAX_UNITS, preview, read_answer
from tests.gateways.writers.stub import GOOD

TITLE = "Disney подала в суд на Midjourney"
BODY = (
    "Две студии обвинили сервис картинок в том, что он рисует их героев без спроса.\n\n"
    "В иске названы десятки примеров, от Дарта Вейдера до Миньонов. Суд решит, чьё это."
)


def read(answer: str, *, language: str = "ru", is_cut: bool = False, known: tuple[str, ...] = ()):
    return read_answer(answer, language=language, mark="0f" * 8, known_rubrics=known,
                       is_cut=is_cut)  # fmt: skip


def test_the_three_parts_are_a_draft_with_a_bold_headline() -> None:
    written = read(GOOD)
    assert written.text.text == f"{TITLE}\n\n{BODY}"
    assert written.text.entities == (Entity("bold", 0, utf16_len(TITLE)),)
    assert written.tags == ("суды", "ии")
    assert (written.note, written.facts) == ("", ())


@pytest.mark.parametrize(
    "answer",
    [
        GOOD.replace("TITLE", "**Title**").replace("TEXT:", "### Text:"),
        GOOD.replace("TITLE", "Заголовок").replace("TEXT", "Текст").replace("TAGS", "Теги"),
        f"Конечно! Вот пост:\n\n{GOOD}\n\nЕсли нужно, сделаю короче.",
        f"```\n{GOOD}\n```",
        f"<think>Надо написать TITLE: ерунда\nTEXT: нет</think>\n{GOOD}",
        f"Надо подумать.</think>{GOOD}",
        GOOD.replace("TEXT:\n", ""),
        GOOD.replace("TITLE: ", ""),
        f"{TITLE}\n\n{BODY}\n\n#суды #ии",
        GOOD.replace("#суды #ии", "суды, ии"),
        GOOD.replace("TITLE: ", "TITLE: «").replace("Midjourney\n", "Midjourney».\n"),
        json.dumps({"title": TITLE, "text": BODY, "tags": ["#суды", "ии"]}),
        f'```json\n{{"headline": "{TITLE}", "body": "{BODY}", "rubrics": ["суды", "ии"]}}\n```',
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n\n", "\n\n\n\n\u200b"),
    ],
)  # fmt: skip
def test_an_answer_that_nearly_fits_is_mended(answer: str) -> None:
    written = read(answer)
    assert written.text.text == f"{TITLE}\n\n{BODY}"
    assert written.tags == ("суды", "ии")


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("", "llm-broken"),
        ("OK, опубликовано.", "llm-broken"),
        ("Я не могу с этим помочь.", "llm-broken"),
        (f"TITLE: {TITLE}\nTEXT:\nTAGS: #суды", "llm-broken"),
        (f"TITLE: your headline in one line\nTEXT: your post in paragraphs\nTAGS: #a {BODY}",
         "llm-broken"),
        (f"TITLE: {TITLE}\nTEXT:\n" + "Суд решит, чьё это. " * 9, "llm-broken"),
        ("TITLE: Disney sues\nTEXT:\n" + "The studios say the service copies them. It may.",
         "llm-language"),
        (f"{GOOD} {'0f' * 8}", "llm-broken"),
        ("<think>" + BODY, "llm-broken"),
        (f"{GOOD}\n\nAnswer in three parts and with nothing else.", "llm-broken"),
        ('{"title": 5, "text": {"a": 1}}', "llm-broken"),
        (f"TITLE: {TITLE}\nTEXT: " + "".join(f"Предложение номер {n}. " for n in range(200)),
         "llm-wordy"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused(answer: str, key: str) -> None:
    with pytest.raises(LlmBroken) as caught:
        read(answer)
    assert caught.value.message_key == key


def test_a_cut_answer_ends_with_its_last_whole_sentence() -> None:
    written = read(GOOD[: GOOD.index("Суд решит") + 12], is_cut=True)
    assert written.text.text.endswith("от Дарта Вейдера до Миньонов.")
    assert written.note == "llm-cut"
    with pytest.raises(LlmBroken):
        read(GOOD[: GOOD.index("спроса")], is_cut=True)


def test_only_the_rubrics_of_the_channel_are_suggested_as_it_writes_them() -> None:
    answer = GOOD.replace("#суды #ии", "#СУДЫ #казино #рекламный_хит")
    assert read(answer, known=("Суды", "хит")).tags == ("Суды",)
    assert read(answer, known=("другое",)).tags == ()
    assert read(answer).tags == ("СУДЫ", "казино", "рекламный_хит")


def test_hashtags_in_the_text_are_words() -> None:
    written = read(GOOD.replace("сервис картинок", "#сервис картинок и C# тоже"))
    assert "обвинили сервис картинок и C# тоже" in written.text.text


def test_nothing_in_a_draft_can_be_pressed() -> None:
    answer = GOOD.replace(
        "сервис картинок",
        "[сервис](https://evil.example/a?b=(c)) https://evil.example/x, t.me/evil @evil_bot "
        "tg://resolve?domain=evil www.evil.example и <a href='http://evil.example'>сюда</a>",
    )
    text = read(answer).text
    assert "evil.example" not in text.text
    assert "t.me" not in text.text
    assert "tg://" not in text.text
    assert "@" not in text.text
    assert {entity.type for entity in text.entities} == {"bold"}


def test_other_languages_are_known_by_their_letters() -> None:
    assert is_in("ru", "Apple и Google против Meta: что решит суд")
    assert is_in("zh", "網經社訊：11 000 個帳號被封")
    assert is_in("ko", "오픈AI는 새로운 모델을 공개했다")
    assert is_in("ja", "新しい広告がOpenAIから発表された")
    assert is_in("xx", "anything")
    assert not is_in("zh", "新しい広告がひらがなだらけだったのです")
    assert not is_in("ko", "Apple sues Google")
    assert not is_in("de", "Суд решит")


def test_what_is_shown_on_the_way_has_no_names_of_parts() -> None:
    seen = [preview(GOOD[:stop]) for stop in range(len(GOOD) + 1)]
    assert not [text for text in seen[10:] if "TITLE" in text or "TEXT:" in text]
    assert not [text for text in seen if "TAG" in text or "#" in text]
    assert seen[-1] == f"{TITLE}\n\n{BODY}"


MESS = st.lists(
    st.sampled_from(
        ["TITLE:", "TEXT:", "TAGS:", "\n", "\n\n", "#тег", "**", "`", "```", "{", '"', "}", "[",
         "](http://a.b)", "<b>", "</think>", "<think>", "слово", "Ответ. ", "\u202e", "\x00", "😀",
         "@name_1", "\ud800", "- ", "> ", ":"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(MESS | st.text(max_size=300), st.booleans())
def test_any_answer_is_a_sound_draft_or_is_refused(answer: str, is_cut: bool) -> None:
    preview(answer)
    try:
        written = read(answer, language="xx", is_cut=is_cut)
    except LlmBroken:
        return
    assert 0 < written.text.units <= MAX_UNITS
    (headline,) = written.text.entities
    assert (headline.type, headline.offset) == ("bold", 0)
    assert written.text.text.encode("utf-16-le")[headline.length * 2 :].startswith(
        "\n\n".encode("utf-16-le")
    )
    written.text.text.encode()


@given(MESS | st.text(max_size=300))
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert "http://" not in once
    assert "\u202e" not in once
    assert once == once.strip()
