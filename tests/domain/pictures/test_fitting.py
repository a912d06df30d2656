"""Words cut to a width: never wider, nothing broken, whole where they fit."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.pictures.fitting import ELLIPSIS, fit, wrap
from bot.domain.texts import clusters

WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("абв 中文한国ש ع́👍🏽👩\u200d🚀🇩🇪\ufe0f"),
    ),
    max_size=80,
)


def measure(text: str) -> float:
    return float(sum(2 if ord(sign) > 0x2E80 else 1 for sign in text))


@given(WORDS, st.integers(0, 200))
@example("Заголовок", 5)
def test_what_is_cut_is_never_wider_than_there_is_room(text: str, width: int) -> None:
    assert measure(fit(text, width, measure)) <= width


@given(WORDS, st.integers(0, 200))
def test_what_fits_stays_whole(text: str, width: int) -> None:
    if measure(text) <= width:
        assert fit(text, width, measure) == text


@given(WORDS, st.integers(1, 200))
@example("👩\u200d🚀👩\u200d🚀👩\u200d🚀", 7)
@example("🇩🇪🇫🇷🇷🇺", 6)
def test_no_sign_of_several_characters_is_broken(text: str, width: int) -> None:
    cut = fit(text, width, measure)
    if cut and cut != text:
        kept = list(clusters(cut.removesuffix(ELLIPSIS)))
        assert kept == list(clusters(text))[: len(kept)]


@given(WORDS, st.integers(1, 200))
def test_as_much_is_kept_as_there_is_room_for(text: str, width: int) -> None:
    cut = fit(text, width, measure)
    pieces = list(clusters(text))
    if cut in (text, ""):
        return
    count = len(list(clusters(cut.removesuffix(ELLIPSIS))))
    longer = "".join(pieces[: count + 1])
    # What was dropped before the ellipsis - blanks, commas - may have made room for more.
    if count + 1 < len(pieces) and longer == longer.rstrip(" ,.:;-–—"):
        assert measure(longer + ELLIPSIS) > width


def test_no_blank_stands_before_the_ellipsis() -> None:
    assert fit("Почему скидка не продаёт", 8, measure) == "Почему…"


def test_nothing_is_left_where_there_is_no_room() -> None:
    assert fit("Word", 0, measure) == ""


@given(WORDS, st.integers(1, 60), st.integers(1, 4))
def test_a_paragraph_keeps_its_width_and_its_lines(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, measure, most)
    assert len(lines) <= most
    assert all(measure(line) <= width for line in lines)


@given(st.lists(st.text("абвгд", min_size=1, max_size=9), max_size=30), st.integers(9, 40))
def test_a_paragraph_with_room_loses_no_word(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width, measure, 99)
    assert " ".join(lines).split() == words


def test_what_has_no_room_ends_with_an_ellipsis() -> None:
    assert wrap("Почему скидка не продаёт", 10, measure, 2) == ["Почему", "скидка не…"]
