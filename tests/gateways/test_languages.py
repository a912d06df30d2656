"""The language of a text, by its script and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.languages import count_scripts, identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сеть столовых раздала дождевики", "ru"),
        ("ок", "ru"),
        ("завтра в 10:30", "ru"),
        ("Реклама", "ru"),
        ("Netflix и Spotify против TikTok", "ru"),
        ("Burger King запустил Angry Whopper", "ru"),
        ("Парад брендов: Apple, Google, Microsoft, Amazon и Meta", "ru"),
        ("Як справи у вашого відділу реклами сьогодні?", "uk"),
        ("Това е новата рекламна кампания за лятото", "bg"),
        ("Қазақстанда жаңа жарнама науқаны басталды", "kk"),
        ("The bakery paid its rent with a billboard", "en"),
        ("ok", "en"),
        ("Nike", "en"),
        ("Why the word «перестройка» still sells books in London", "en"),
        ("Die neue Kampagne eines Möbelhauses", "de"),
        ("Werbung für Möbel", "de"),
        ("Une nouvelle campagne de publicité pour le printemps", "fr"),
        ("Una nueva campaña publicitaria para el verano", "es"),
        ("茶馆用雨声做广告", "zh"),
        ("書店把退貨變成節目", "zh"),
        ("AI仿冒的新办法", "zh"),
        ("Galaxy Watch Ultra 发布", "zh"),
        ("雨の日だけ開く喫茶店", "ja"),
        ("동네 빵집이 실패한 빵을 팔았다", "ko"),
        ("Galaxy Watch Ultra 출시", "ko"),
        ("日本 관광객이 늘었다", "ko"),
        ("Μια νέα διαφημιστική εκστρατεία", "el"),
        ("", ""),
        ("123 !!! 🙂", ""),
        ("https://a.example/page @someone #тег", ""),
    ],
)
def test_a_text_has_its_language(text: str, language: str) -> None:
    assert identify(text) == language


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert identify(text) == "" or identify(text).isalpha()


@given(st.text("абвгдежз ", min_size=1).filter(str.strip))
def test_cyrillic_is_never_a_language_of_another_script(text: str) -> None:
    assert identify(text) in ("ru", "uk", "be", "bg", "kk", "sr", "mk", "ky", "tt", "tg", "mn",
                              "ba", "cv")  # fmt: skip


def test_a_dense_character_counts_more_than_a_letter() -> None:
    counts = count_scripts("茶馆 tea")
    assert counts["han"] > counts["latin"]
