"""Weekly slots said in words become slots, or nothing at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slot_words import parse_slots
from bot.domain.slots import Slot

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEK = range(7)


def slots(days, times, rubric=""):
    return sorted(Slot(day, round(at * 60), rubric) for day in days for at in times)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("вт 19:00 #рекламныйхит", slots([TUE], [19], "рекламныйхит")),
        ("пн-пт 10:00, 18:00", slots(range(5), [10, 18])),
        ("sat 12:00", slots([SAT], [12])),
        ("Mon–Fri 10:00 and 18:00", slots(range(5), [10, 18])),
        ("по вторникам в 19.30", slots([TUE], [19.5])),
        ("по вторникам и четвергам в 9 утра", slots([TUE, THU], [9])),
        ("сб, вс 12:00 13:30", slots([SAT, SUN], [12, 13.5])),
        ("по будням в 10", slots(range(5), [10])),
        ("в рабочие дни в 10:00", slots(range(5), [10])),
        ("выходные полдень", slots([SAT, SUN], [12])),
        ("ежедневно в 9", slots(WEEK, [9])),
        ("каждый день 9:00 и 21:00", slots(WEEK, [9, 21])),
        ("every day at 9am", slots(WEEK, [9])),
        ("weekdays 9am, 6 pm", slots(range(5), [9, 18])),
        ("пт-пн 8:05", slots([FRI, SAT, SUN, MON], [8 + 5 / 60])),
        ("10:00 пн", slots([MON], [10])),
        ("#case tue 7pm", slots([TUE], [19], "case")),
        ("вт 19:00 #a\nср 10:00", [Slot(TUE, 19 * 60, "a"), Slot(WED, 10 * 60)]),
        ("пн пн 10:00 10:00", slots([MON], [10])),
        (
            "вт 19:00 #a, пн-ср 10:00, 18:00; сб, вс в полдень",
            sorted(
                [
                    Slot(TUE, 19 * 60, "a"),
                    *slots([MON, TUE, WED], [10, 18]),
                    *slots([SAT, SUN], [12]),
                ]
            ),
        ),
        ("вт 19:00 #a, 20:00 #b", None),
        ("вт 19:00, завтра 10:00", None),
        ("вт 19:00, ср", None),
        ("вс 0:00", slots([SUN], [0])),
        ("", None),
        ("вт", None),
        ("19:00", None),
        ("вт 25:00", None),
        ("вт 19:60", None),
        ("вт 19:00:30", None),
        ("вт 19:00 #a #b", None),
        ("вт 19:00 #a\nвт 19:00 #b", None),
        ("вт 19:00 кейс", None),
        ("вт 10:00 ср 12:00", None),
        ("завтра 10:00", None),
        ("вт 19:00 #", None),
        ("в 10:00", None),
        ("пн-10:00-пт", None),
        ("вт 10:00-18:00", None),
        ("понедельника-нет 10:00", None),
        ("#case", None),
        ("пн 10:0012:00", None),
    ],
)
def test_words_become_slots_or_are_refused(text: str, expected: list[Slot] | None):
    assert parse_slots(text) == expected


RU = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
EN = ("monday", "Tue", "wednesday", "thu", "Fri", "saturday", "sun")


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.times(), min_size=1, max_size=4),
    st.sampled_from([RU, EN]),
    st.sampled_from(["", " #кейс", " #ads_2026"]),
)
def test_slots_written_in_full_are_read_back(days, times, names, rubric):
    text = ", ".join(names[day] for day in days) + " "
    text += ", ".join(f"{at:%H:%M}" for at in times) + rubric
    minutes = {at.hour * 60 + at.minute for at in times}
    tag = rubric.strip(" #")
    assert parse_slots(text) == sorted(Slot(d, m, tag) for d in days for m in minutes)


@given(st.text(max_size=200) | st.lists(st.sampled_from([*RU, "10:00", "-", "#a", ",", "9", "\n"]))
       .map(" ".join))  # fmt: skip
def test_no_text_breaks_the_reading(text: str):
    found = parse_slots(text)
    assert found is None or found == sorted(set(found))
