"""The caption of a picture of a week: never too long, every day in it, in both languages."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.slots import DEFAULT_SLOTS, Slot
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from bot.domain.weeks import Standing
from bot.translator import LANGUAGES, translator
from handlers.authors.week_views import week_caption, week_span
from tests.domain.pictures.test_week import POSTS, SLOTS, make_week

CHANNEL = Channel(
    id=1, chat_id=-1001, title="Marketing aloud", username=None, zone="Europe/Moscow",
    state=ChannelState.CONNECTED, linked_chat_id=None, last_message_id=0,
)  # fmt: skip


@settings(max_examples=60)
@given(POSTS, SLOTS, st.sampled_from(LANGUAGES))
def test_a_caption_fits_and_names_every_day(
    posts: list[tuple[float, str, str, Standing]], slots: list[Slot], language: str
) -> None:
    # A title of a channel has at most 128 characters.
    channel = replace(CHANNEL, title="🎉" * 128, state=ChannelState.PAUSED)
    week = make_week(*posts, slots=tuple(sorted(slots)))
    t = translator(language)
    text, entities = week_caption(t, channel, week).render()
    assert utf16_len(text) <= CAPTION_LIMIT
    for day in week.days:
        assert f"{t(f'weekday-{day.date.weekday()}')} {day.date.day}" in text
    assert t("plan-paused") in text
    assert [entity.type for entity in entities] == ["bold", "expandable_blockquote"]


def test_every_post_is_told_as_long_as_there_is_room_for_its_time() -> None:
    titles = [f"{number:02}-й пост о том, чего никто не ожидал" for number in range(28)]
    posts = [
        (6 * number + 0.25, title, "рекламныйхит", Standing.PLANNED)
        for number, title in enumerate(titles)
    ]
    text = week_caption(translator("ru"), CHANNEL, make_week(*posts, slots=DEFAULT_SLOTS)).render()
    assert all(f"{title[:5]}" in text[0] for title in titles)
    assert text[0].count(":15") == 28


def test_a_title_is_not_broken_inside_an_emoji() -> None:
    family = "👩\u200d👩\u200d👧"
    posts = [(5 * number, family * 90, "", Standing.PLANNED) for number in range(30)]
    text, _ = week_caption(translator("en"), CHANNEL, make_week(*posts)).render()
    assert text.replace(family, "").count("\u200d") == 0


@pytest.mark.parametrize(
    ("first", "language", "words"),
    [
        (date(2026, 11, 18), "en", "18 – 24 Nov 2026"),
        (date(2026, 11, 25), "en", "25 Nov – 1 Dec 2026"),
        (date(2026, 12, 28), "ru", "28 декабря – 3 января 2027"),
    ],
)
def test_a_week_is_named_by_its_ends(first: date, language: str, words: str) -> None:
    assert week_span(translator(language), first) == words
