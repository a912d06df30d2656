"""Words cut to a width: never wider, nothing broken, whole where they fit."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.pictures.fitting import ELLIPSIS, fit
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
