"""A navigation post fits a message whatever the rubrics are, and is not edited too often."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import texts
from bot.domain.archive import Rubric
from bot.domain.navigations import (
    BETWEEN_COUNTS,
    BETWEEN_EDITS,
    MOST_RUBRICS,
    Wording,
    compose,
    is_due,
)
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, Text

WORDING = Wording(title="Рубрики", all_rubrics="Все рубрики", all_link="https://t.me/bot")
RUBRIC = st.builds(
    Rubric,
    id=st.integers(1, 10**6),
    channel_id=st.just(1),
    fold=st.just("x"),
    tag=st.text(st.sampled_from("абвxyz_1😀"), min_size=1, max_size=256),
    posts=st.integers(1, 10**6),
    emoji=st.sampled_from(["", "🔥", "👨‍👩‍👧", "#️⃣"]),
    description=st.text(st.characters(exclude_characters="\n\r"), max_size=100),
)


def link_of(rubric: Rubric) -> str:
    return f"https://t.me/bot?start=tag_{rubric.id}"


def rubric(number: int, **changes: str | int) -> Rubric:
    base = {"id": number, "channel_id": 1, "fold": f"{number}", "tag": f"тег{number}", "posts": 5}
    return Rubric(**(base | changes))  # type: ignore[arg-type]


@given(st.lists(RUBRIC, max_size=130), st.booleans())
def test_a_post_fits_a_message_and_every_link_stands_on_its_tag(
    rubrics: list[Rubric], is_whole: bool
):
    text = compose(rubrics, link_of, WORDING, is_whole=is_whole)
    assert text.units <= TEXT_LIMIT
    assert len(text.entities) <= ENTITY_LIMIT
    links = [entity for entity in text.entities if entity.type == "text_link"]
    has_more = texts.cut(text, links[-1].offset, links[-1].end).text == WORDING.all_rubrics if (
        links
    ) else False  # fmt: skip
    shown = links[:-1] if has_more else links
    for entity, one in zip(shown, rubrics, strict=False):
        assert texts.cut(text, entity.offset, entity.end).text == f"#{one.tag}"
        assert entity.url == link_of(one)
    assert has_more == (not is_whole or len(shown) < len(rubrics))


def test_more_rubrics_than_entities_leave_the_least_used_out_and_say_where_all_are():
    text = compose([rubric(n) for n in range(1, 121)], link_of, WORDING)
    assert text.text.count("#тег") == MOST_RUBRICS
    assert text.text.endswith("Все рубрики")
    assert text.entities[-1].url == WORDING.all_link
    assert len(text.entities) == ENTITY_LIMIT


def due(before: Text, after: Text, since: timedelta) -> bool:
    return is_due(before, after, since_edit=since)


def test_counts_alone_wait_for_an_hour_and_words_for_ten_minutes():
    before = compose([rubric(1), rubric(2, posts=4)], link_of, WORDING)
    counted = compose([rubric(1, posts=6), rubric(2, posts=4)], link_of, WORDING)
    turned = compose([rubric(2, posts=9), rubric(1, posts=6)], link_of, WORDING)
    named = compose([rubric(1, description="новое"), rubric(2, posts=4)], link_of, WORDING)
    second = timedelta(seconds=1)
    for gentle in (counted, turned):
        assert not due(before, gentle, BETWEEN_COUNTS - second)
        assert due(before, gentle, BETWEEN_COUNTS)
    assert not due(before, named, BETWEEN_EDITS - second)
    assert due(before, named, BETWEEN_EDITS)
    assert not due(before, before, BETWEEN_COUNTS * 2)


def test_another_link_is_a_change_that_readers_see():
    before = compose([rubric(1)], link_of, WORDING)
    after = compose([rubric(1)], lambda _: "https://t.me/bot?start=other", WORDING)
    assert due(before, after, BETWEEN_EDITS)
