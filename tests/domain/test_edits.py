"""Edits of published posts: which messages change, and what cannot be edited at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.edits import Place, Standing, Way, is_as, plan, standing_of
from bot.domain.evidence import Shown
from bot.domain.posts import Content, Media, MediaKind
from bot.domain.publications import layout
from bot.domain.texts import Entity, Text
from bot.errors import InputRefused

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    str.strip
)


def medium(name: str, kind: MediaKind = MediaKind.PHOTO) -> Media:
    return Media(kind=kind, file_id=f"file-{name}", unique_id=name)


def places_of(content: Content) -> list[Place]:
    """Where the messages of a post stand: ids count up."""
    found: list[Place] = []
    for part, laid in enumerate(layout(content)):
        for position in range(max(1, len(laid.media))):
            found.append(Place(100 + len(found), part, position))
    return found


def post(text: str, *media: Media) -> Content:
    return Content(text=Text(text), media=media)


def test_a_caption_changes_the_message_that_has_it() -> None:
    before = post("Old", medium("a"), medium("b"))
    (change,) = plan(before, post("New", *before.media), places_of(before))
    assert (change.message_id, change.way, change.is_album) == (100, Way.WORDS, True)
    assert change.after.text.text == "New"


def test_the_caption_of_a_hand_made_album_changes_where_it_stands() -> None:
    before = post("Old", medium("a"), medium("b"))
    after = post("New", *before.media)
    (change,) = plan(before, after, places_of(before), captioned=1)
    assert (change.message_id, change.after.text.text) == (101, "New")


def test_a_replaced_medium_keeps_its_caption() -> None:
    before = post("Words", medium("a"), medium("b"))
    (change,) = plan(before, post("Words", medium("c"), medium("b")), places_of(before))
    assert (change.message_id, change.way, change.after.text.text) == (100, Way.MEDIUM, "Words")


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        (post("Old"), post(""), "error-edit-empty"),
        (post("Old"), post("word\n\n" * 900), "error-edit-parts"),
        (post("Old", medium("a")), post("word " * 300, medium("a")), "error-edit-parts"),
        (post("Old", medium("a")), post("Old"), "error-edit-media-count"),
        (post("Old"), post("Old", medium("a")), "error-edit-media-count"),
        (
            post("Old", medium("a", MediaKind.VOICE)),
            post("Old", medium("b")),
            "error-edit-voice",
        ),
        (
            post("Old", medium("a"), medium("b")),
            post("Old", medium("a"), medium("c", MediaKind.DOCUMENT)),
            "error-edit-media-kind",
        ),
    ],
)
def test_what_an_edit_cannot_do_is_refused_by_name(
    before: Content, after: Content, key: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        plan(before, after, places_of(before))
    assert caught.value.message_key == key


@given(WORDS, WORDS)
def test_a_message_is_as_wanted_as_before_or_something_else(old: str, new: str) -> None:
    before, after = post(old), post(new)
    changes = plan(before, after, places_of(before))
    if old.strip() == new.strip():
        assert changes == ()
        return
    (change,) = changes
    seen = {
        Standing.AS_WANTED: Text(f" {new}\n"),
        Standing.AS_BEFORE: Text(old),
        Standing.OTHER: Text(f"{old}{new}!"),
    }
    for standing, text in seen.items():
        assert standing_of(change, Shown(100, text)) is standing


def test_formatting_that_somebody_changed_is_something_else() -> None:
    before = post("Some words")
    (change,) = plan(before, post("Other words"), places_of(before))
    bold = Text("Some words", (Entity("bold", 0, 4),))
    assert standing_of(change, Shown(100, bold)) is Standing.OTHER


@given(st.lists(WORDS, min_size=1, max_size=200), st.integers(0, 4))
def test_each_message_of_a_post_is_what_its_place_makes_it(words: list[str], media: int) -> None:
    content = post("\n\n".join(words) * 3, *(medium(str(n)) for n in range(media)))
    for place in places_of(content):
        laid = layout(content)[place.part]
        text = laid.text if place.position == 0 else Text()
        item = laid.media[place.position] if laid.media else None
        assert is_as(content, place, text, item, is_captioned=place.position == 0)
        changed = replace(text, text=text.text + "!")
        assert not is_as(content, place, changed, item, is_captioned=place.position == 0)


@given(st.lists(WORDS, min_size=1, max_size=60), st.lists(WORDS, min_size=1, max_size=60))
def test_every_change_leads_to_what_is_wanted_and_nothing_else_is_touched(
    old: list[str], new: list[str]
) -> None:
    before, after = post("\n\n".join(old)), post("\n\n".join(new))
    if len(layout(before)) != len(layout(after)):
        return
    changes = plan(before, after, places_of(before))
    shown = {place.message_id: layout(before)[place.part].text for place in places_of(before)}
    shown |= {change.message_id: change.after.text for change in changes}
    assert [text.text for text in shown.values()] == [part.text.text for part in layout(after)]
