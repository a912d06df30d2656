"""The fonts of pictures: what is at hand is drawn, what is not is left out."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

import bot.gateways.pictures
from bot.domain.pictures.shapes import Style
from bot.gateways.pictures.bidi import visual_order
from bot.gateways.pictures.fonts import Fonts, our_fonts

FOLDER = Path(bot.gateways.pictures.__file__).parent / "fonts"
REGULAR = FOLDER / "NotoSans-SemiCondensedRegular.ttf"
BOLD = FOLDER / "NotoSans-SemiCondensedBold.ttf"
STYLE = Style(32)
ALPHABETS = [
    "The quick brown fox jumps over the lazy dog 0123456789",
    "Съешь же ещё этих мягких французских булок, да выпей чаю",
    "ЁёҐґЄєІіЇїЎў Қазақша Өөрөө",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich ẞ",
    "Zażółć gęślą jaźń, příliš žluťoučký kůň, árvíztűrő tükörfúrógép",
    "Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis",
    "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
    "«…» – — “ ” ‘ ’ „ № § € ₽ £ % ‰ ± × ÷ ™ © ½ ²",
]  # fmt: skip


@pytest.fixture
def own() -> Fonts:
    """Our fonts alone, as on a machine without any."""
    return Fonts([REGULAR], BOLD)


@pytest.fixture
def latin_first(tmp_path: Path) -> Fonts:
    """A font without Cyrillic, Pillow's own, before ours."""
    latin = ImageFont.load_default(32)
    assert isinstance(latin, ImageFont.FreeTypeFont)
    assert isinstance(latin.path, BytesIO)
    file = tmp_path / "latin.ttf"
    file.write_bytes(latin.path.getvalue())
    return Fonts([file, REGULAR], BOLD)


@pytest.mark.parametrize("words", ALPHABETS)
def test_our_own_font_draws_the_letters_of_europe(own: Fonts, words: str) -> None:
    assert own.drawable(words) == words


@pytest.mark.parametrize(
    ("given_words", "drawn"),
    [
        ("Хит 🎉 недели", "Хит недели"),
        ("🔥 Рекламный хит", "Рекламный хит"),
        ("双十一 sale", "sale"),
        ("👩🏽\u200d🚀", ""),
        ("Много\n\tстрок\u200b и\u00a0пробелов", "Много строк и пробелов"),
        ("❤\ufe0f и слова", "и слова"),
        ("𝐇𝐢𝐭 ＡＢ ①", "Hit AB 1"),
        ("10 → 20 ≈ 30", "10 -> 20 ~ 30"),
        ("е\u0301 и ё", "е\u0301 и ё"),
        ("и\u0306 и е\u0308", "й и ё"),
        ("a\U0001d165b", "ab"),
        ("\ud7a4\U0010ffff\ue000", ""),
    ],
)
def test_what_no_font_has_is_left_out_with_its_blank(
    own: Fonts, given_words: str, drawn: str
) -> None:
    assert own.drawable(given_words) == drawn


def test_what_the_first_font_lacks_is_drawn_by_the_next(latin_first: Fonts) -> None:
    runs = latin_first.runs("Latin и русский", STYLE)
    assert [run.text for run in runs] == ["Latin ", "и русский"]
    assert runs[0].font is not runs[1].font
    assert latin_first.width("Latin и русский", STYLE) == sum(run.width for run in runs)


def test_a_damaged_font_of_the_machine_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font at all")
    fonts = Fonts([REGULAR, broken], BOLD, emoji=broken)
    assert fonts.drawable("Слова 中文 🎉 и конец") == "Слова и конец"


def test_bold_words_are_wider(own: Fonts) -> None:
    assert own.width("Headline", Style(32, is_bold=True)) > own.width("Headline", STYLE)


@given(st.text(max_size=40))
def test_whatever_is_drawable_is_drawn_by_some_font_and_stays_so(words: str) -> None:
    fonts = our_fonts()
    drawn = fonts.drawable(words)
    assert fonts.drawable(drawn) == drawn
    assert "".join(run.text for run in fonts.runs(drawn, STYLE)) == drawn
    assert drawn == drawn.strip()
    assert "\n" not in drawn


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        (["abc ", "שלום"], ["abc ", "שלום"]),
        (["שלום ", "abc"], ["abc", "שלום "]),
        (["שלום", ": ", "עולם", " 2026"], [" 2026", "עולם", ": ", "שלום"]),
        (["שלום ", "one ", "two ", "עולם"], ["עולם", "one ", "two ", "שלום "]),
        (["one ", "שלום ", "עולם ", "two"], ["one ", "עולם ", "שלום ", "two"]),
        (["12:00"], ["12:00"]),
        ([], []),
    ],
)
def test_runs_stand_as_they_are_seen(runs: list[str], seen: list[str]) -> None:
    assert [text for _, text in visual_order([(run, run) for run in runs])] == seen


def test_the_fonts_stand_beside_their_licence() -> None:
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "The Noto Project Authors" in licence
    notice = (FOLDER / "NOTICE.md").read_text("utf-8")
    files = {path.name for path in FOLDER.iterdir() if path.suffix == ".ttf"}
    assert files == set(re.findall(r"`([\w-]+\.ttf)`", notice))
