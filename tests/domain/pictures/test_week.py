"""The layout of a week: everything on the sheet, nothing over anything else."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pictures.shapes import Box, Ink, Label, Sheet, Sign, SignKind
from bot.domain.pictures.week import MARKS, WIDTH, WeekWords, draw_week
from bot.domain.slots import DEFAULT_SLOTS, Slot, occurrences
from bot.domain.weeks import WAITING, Item, Standing, Week, arrange
from tests.domain.pictures.sheets import check_sheet, texts
from tests.domain.pictures.typesetter import Plain

ZONE = ZoneInfo("Europe/Moscow")
FIRST = date(2026, 11, 16)
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
WORDS = WeekWords(
    title="Marketing aloud", span="16 Nov – 22 Nov 2026", zone="Europe/Moscow",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), today="today",
    standings={standing: standing.value for standing in Standing},
    crowded="two at one moment", free="free slot", untitled="Untitled",
)  # fmt: skip


def make_week(
    *posts: tuple[float, str, str, Standing], slots: tuple[Slot, ...] = (), first: date = FIRST
) -> Week:
    """A week with posts so many hours after its beginning."""
    start = datetime.combine(first, time(), ZONE).astimezone(UTC)
    items = [
        Item(
            post_id=number, moment=start + timedelta(hours=hours), title=title,
            rubrics=(rubric,) if rubric else (), standing=standing,
        )
        for number, (hours, title, rubric, standing) in enumerate(posts)
    ]  # fmt: skip
    free = occurrences(slots, since=start, until=start + timedelta(days=7), zone=ZONE)
    taken = [item.moment for item in items if item.standing in WAITING]
    return arrange(first, items, free, now=NOW, zone=ZONE, taken=taken)


def lay_out(week: Week, typesetter: Plain | None = None) -> Sheet:
    return draw_week(week, WORDS, typesetter or Plain())


def find(sheet: Sheet, text: str) -> Label:
    return next(label for label in sheet.labels if label.text == text)


POSTS = st.lists(
    st.tuples(
        st.integers(0, 7 * 24 * 4 - 1).map(lambda quarter: quarter / 4),
        st.text(max_size=90),
        st.sampled_from(["", "case", "рекламныйхит", "x" * 60]),
        st.sampled_from(list(Standing)),
    ),
    max_size=40,
)
SLOTS = st.lists(
    st.builds(
        Slot, st.integers(0, 6), st.integers(0, 1439), st.sampled_from(["", "hit", "y" * 200])
    ),
    max_size=30,
    unique_by=lambda slot: (slot.weekday, slot.minute),
)


@settings(max_examples=60)
@given(POSTS, SLOTS)
def test_everything_is_on_the_sheet_and_no_words_are_over_others(
    posts: list[tuple[float, str, str, Standing]], slots: list[Slot]
) -> None:
    sheet = lay_out(make_week(*posts, slots=tuple(sorted(slots))))
    assert sheet.width == WIDTH
    # sendPhoto: width and height together at most 10,000, their ratio at most 20.
    check_sheet(sheet, highest=4 * WIDTH)


def test_a_post_is_told_with_its_time_title_and_rubric_in_one_line() -> None:
    sheet = lay_out(make_week((10, "Headline", "case", Standing.PLANNED)))
    time_, title, rubric = (find(sheet, text) for text in ("10:00", "Headline", "#case"))
    assert time_.y == title.y == rubric.y
    assert time_.x < title.x < rubric.x


def test_posts_of_a_day_stand_one_below_the_other_in_their_order() -> None:
    sheet = lay_out(
        make_week((20, "Later", "", Standing.PLANNED), (9, "Sooner", "", Standing.PLANNED))
    )
    assert find(sheet, "Sooner").y < find(sheet, "Later").y


def test_days_stand_one_below_the_other() -> None:
    sheet = lay_out(make_week())
    dates = [find(sheet, str(day)).y for day in range(16, 23)]
    assert dates == sorted(set(dates))


def test_a_long_title_is_cut_before_its_rubric() -> None:
    sheet = lay_out(make_week((10, "Word " * 40, "case", Standing.PLANNED)))
    title = next(label for label in sheet.labels if label.text.startswith("Word"))
    assert title.text.endswith("…")
    assert title.x + title.width < find(sheet, "#case").x


def test_each_standing_has_a_sign_of_its_own() -> None:
    kinds = Counter(kind for kind, _ in MARKS.values())
    assert set(MARKS) == set(Standing)
    assert max(kinds.values()) == 1
    assert SignKind.WARNING not in kinds


@pytest.mark.parametrize("standing", list(Standing))
def test_a_sign_that_is_used_is_explained(standing: Standing) -> None:
    sheet = lay_out(make_week((50, "Post", "", standing)))
    assert standing.value in texts(sheet)
    assert not {one.value for one in Standing if one is not standing} & set(texts(sheet))
    signs = [shape for shape in sheet.shapes if isinstance(shape, Sign)]
    assert [sign.kind for sign in signs] == 2 * [MARKS[standing][0]]


def test_two_posts_at_one_moment_bear_a_warning_that_is_explained() -> None:
    sheet = lay_out(
        make_week((90, "One", "", Standing.PLANNED), (90, "Two", "", Standing.PLANNED))
    )
    signs = [shape for shape in sheet.shapes if isinstance(shape, Sign)]
    assert sum(sign.kind is SignKind.WARNING for sign in signs) == 3
    assert "two at one moment" in texts(sheet)


def test_free_slots_are_outlined_and_not_filled() -> None:
    sheet = lay_out(make_week(slots=DEFAULT_SLOTS))
    pills = [shape for shape in sheet.shapes if isinstance(shape, Box) and shape.outline]
    # One more explains them below.
    assert len(pills) == len(DEFAULT_SLOTS) + 1
    assert all(pill.fill is None for pill in pills)
    assert "free slot" in texts(sheet)


def test_today_is_named_and_inverted() -> None:
    sheet = lay_out(make_week())
    assert find(sheet, "18").ink is Ink.ON_ACCENT
    assert "today" in texts(sheet)
    filled = [shape.fill for shape in sheet.shapes if isinstance(shape, Box) and shape.fill]
    assert filled == [Ink.BAND, Ink.ACCENT]


def test_a_week_without_today_marks_none() -> None:
    sheet = lay_out(make_week(first=FIRST + timedelta(days=7)))
    assert "today" not in texts(sheet)
    assert not any(isinstance(shape, Box) and shape.fill for shape in sheet.shapes)


def test_what_went_out_is_dimmed_and_what_failed_keeps_its_colour() -> None:
    sheet = lay_out(
        make_week((9, "Out", "", Standing.PUBLISHED), (10, "Broken", "", Standing.FAILED))
    )
    assert find(sheet, "Out").ink is Ink.MUTED
    inks = {sign.kind: sign.ink for sign in sheet.shapes[::-1] if isinstance(sign, Sign)}
    assert inks[SignKind.CHECK] is Ink.MUTED
    assert inks[SignKind.CROSS] is Ink.BAD


def test_more_posts_than_lines_are_counted() -> None:
    sheet = lay_out(make_week(*[(96 + n, f"Post {n}", "", Standing.PLANNED) for n in range(9)]))
    assert "+4" in texts(sheet)
    assert "Post 5" not in texts(sheet)


def test_a_title_of_which_most_cannot_be_drawn_is_left_to_the_caption() -> None:
    week = make_week((90, "한국어 ok", "", Standing.PLANNED), (91, "🎉", "", Standing.PLANNED))
    sheet = lay_out(week, Plain(lacking="한국어🎉"))
    shown = [text for text in texts(sheet) if text in ("…", "ok", "Untitled")]
    assert shown == ["…", "…"]


def test_a_post_without_words_is_called_so() -> None:
    assert "Untitled" in texts(lay_out(make_week((90, "", "", Standing.PLANNED))))


def test_a_rubric_that_cannot_be_drawn_leaves_no_lone_hash() -> None:
    sheet = lay_out(make_week((90, "Post", "한", Standing.PLANNED)), Plain(lacking="한"))
    assert not [text for text in texts(sheet) if text.startswith("#")]


def test_a_channel_whose_name_is_too_long_is_cut() -> None:
    words = replace(WORDS, title="Channel " * 40)
    sheet = draw_week(make_week(), words, Plain())
    assert sheet.labels[0].text.endswith("…")
    assert sheet.labels[0].x + sheet.labels[0].width <= WIDTH
