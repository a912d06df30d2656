"""Long posts: every part is within Telegram's limits, and says what was written."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.evidence import count_messages
from bot.domain.options import LinkPreview, LongPost, Options, PreviewSize, UrlButton
from bot.domain.posts import Content, FindingKind, Media, MediaKind, check
from bot.domain.publications import Part, layout
from bot.domain.texts import (
    CAPTION_LIMIT,
    RICH_LIMIT,
    TEXT_LIMIT,
    Entity,
    Text,
    characters_of,
    join,
    units_before,
)
from tests.domain.test_texts import BLANKS, bare, texts

PICTURE = "https://example.org/lead.jpg"
BUTTONS = ((UrlButton("Site", "https://example.org"),), (UrlButton("Chat", "tg://join?invite=a"),))
PHOTO = Media(kind=MediaKind.PHOTO, file_id="photo", unique_id="photo")
VIDEO = Media(kind=MediaKind.VIDEO, file_id="video", unique_id="video")
PHRASE = "Слово за слово и ещё. "
OPTIONS = st.builds(
    Options,
    is_silent=st.booleans(),
    is_pinned=st.booleans(),
    link_preview=st.sampled_from(LinkPreview),
    preview_size=st.sampled_from(PreviewSize),
    long_post=st.sampled_from(LongPost),
    picture_url=st.sampled_from(["", PICTURE]),
    preview_url=st.sampled_from(["", "https://example.com"]),
    buttons=st.sampled_from([(), BUTTONS]),
)
MEDIA = st.sampled_from([(), (PHOTO,), (PHOTO, VIDEO)])


def long_text(units: int) -> Text:
    return Text((PHRASE * (units // len(PHRASE) + 1))[:units].rstrip(" .").ljust(units, "!"))


@st.composite
def long_texts(draw: st.DrawFn) -> Text:
    """Words of any script with entities, among as many others as make them about a limit."""
    limit = draw(st.sampled_from([0, CAPTION_LIMIT, TEXT_LIMIT, 2 * TEXT_LIMIT, RICH_LIMIT]))
    words = draw(texts())
    lead = long_text(max(1, limit - words.units + draw(st.integers(-60, 60))))
    pieces = [lead, words] if draw(st.booleans()) else [words, lead]
    return join(pieces, draw(st.sampled_from(["", " ", "\n", "\n\n"])))


def is_within_limits(part: Part) -> bool:
    if part.is_rich:
        return part.text.units <= RICH_LIMIT and not part.media
    return part.text.units <= (CAPTION_LIMIT if part.media else TEXT_LIMIT)


def marked(text: Text) -> set[tuple[str, int]]:
    """Every character with what is said of it, counted without blanks: what readers see."""
    units = units_before(text.text)
    places, seen = [], 0
    for character in text.text:
        places.append(None if character in BLANKS else seen)
        seen += character not in BLANKS
    return {
        (entity.type, place)
        for entity in text.entities
        for place in places[slice(*characters_of(units, entity))]
        if place is not None
    }


@settings(max_examples=150)
@given(long_texts(), MEDIA, OPTIONS)
def test_no_part_is_beyond_a_limit_and_nothing_is_lost(
    text: Text, media: tuple[Media, ...], options: Options
) -> None:
    content = Content(text=text, media=media, options=options)
    parts = layout(content)
    assert all(map(is_within_limits, parts))
    shown = [part.text for part in parts]
    assert "".join(bare(one.text) for one in shown) == bare(text.text)
    assert marked(join(shown, "\n")) == marked(text)
    carried = [one for part in parts for one in (*part.media, *part.inside)]
    assert carried == ([] if content.way is LongPost.PICTURE else list(media))
    assert all(part.is_reply for part in parts[1:])


@settings(max_examples=50)
@given(long_texts(), MEDIA, OPTIONS)
def test_buttons_stand_once_and_never_under_an_album(
    text: Text, media: tuple[Media, ...], options: Options
) -> None:
    content = Content(text=text, media=media, options=options)
    parts = layout(content)
    under = [part for part in parts if part.buttons]
    assert len(under) == (1 if options.buttons and parts else 0)
    assert all(len(part.media) < 2 for part in under)


@settings(max_examples=50)
@given(long_texts(), MEDIA, OPTIONS)
def test_buttons_are_nothing_by_which_a_message_is_known(
    text: Text, media: tuple[Media, ...], options: Options
) -> None:
    for part in layout(Content(text=text, media=media, options=options)):
        assert part.fingerprint() == replace(part, buttons=()).fingerprint()
        assert count_messages(part) == max(1, len(part.media))


@given(OPTIONS)
def test_options_are_kept_as_they_are(options: Options) -> None:
    assert Options.from_dict(json.loads(json.dumps(options.to_dict()))) == options


def test_options_of_an_earlier_version_are_read() -> None:
    old = {
        "is_silent": True, "is_protected": False, "is_caption_above": True, "link_preview": "off",
    }  # fmt: skip
    options = Options.from_dict(old)
    assert options == Options(is_silent=True, is_caption_above=True, link_preview=LinkPreview.OFF)
    assert Options.from_dict({}) == Options()


def test_one_unit_more_than_a_caption_makes_a_post_long() -> None:
    short = Content(text=long_text(CAPTION_LIMIT), media=(PHOTO,))
    assert short.way is None
    assert [len(part.media) for part in layout(short)] == [1]
    longer = replace(short, text=long_text(CAPTION_LIMIT + 1))
    assert longer.way is LongPost.PARTS
    assert [len(part.media) for part in layout(longer)] == [1, 0]


def test_a_picture_with_an_address_stands_above_the_whole_text() -> None:
    options = Options(long_post=LongPost.PICTURE, picture_url=PICTURE)
    content = Content(text=long_text(3000), media=(PHOTO,), options=options)
    (part,) = layout(content)
    assert not part.media
    assert part.options.preview_url == PICTURE
    assert part.options.link_preview is LinkPreview.ABOVE
    assert part.options.preview_size is PreviewSize.LARGE


def test_a_picture_without_an_address_is_sent_first_as_ever() -> None:
    options = Options(long_post=LongPost.PICTURE)
    content = Content(text=long_text(3000), media=(PHOTO,), options=options)
    assert [len(part.media) for part in layout(content)] == [1, 0]


def test_of_a_text_in_several_messages_only_the_first_shows_the_picture() -> None:
    options = Options(long_post=LongPost.PICTURE, picture_url=PICTURE)
    content = Content(text=long_text(6000), media=(PHOTO,), options=options)
    assert [part.options.preview_url for part in layout(content)] == [PICTURE, ""]


def test_a_rich_message_carries_the_media_inside() -> None:
    content = Content(
        text=long_text(6000), media=(PHOTO, VIDEO), options=Options(long_post=LongPost.RICH)
    )
    (part,) = layout(content)
    assert (part.is_rich, part.media, part.inside) == (True, (), (PHOTO, VIDEO))
    assert content.limit == RICH_LIMIT


@pytest.mark.parametrize("way", LongPost)
def test_a_short_text_is_sent_as_ever_whatever_was_chosen(way: LongPost) -> None:
    options = Options(long_post=way, picture_url=PICTURE)
    (part,) = layout(Content(text=Text("Слово"), media=(PHOTO,), options=options))
    assert (part.media, part.is_rich) == ((PHOTO,), False)


def test_a_chosen_link_is_shown_where_it_stands_and_forgotten_where_it_does_not() -> None:
    link = Entity("text_link", 0, 5, url="https://example.org/a")
    options = Options(preview_url="https://example.org/a")
    (part,) = layout(Content(text=Text("Слово", (link,)), options=options))
    assert part.options.preview_url == "https://example.org/a"
    (part,) = layout(Content(text=Text("Слово"), options=options))
    assert part.options.preview_url == ""


def kinds(content: Content) -> list[FindingKind]:
    return [finding.kind for finding in check(content, parts=len(layout(content)))]


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (LongPost.PARTS, FindingKind.CAPTION_SPLIT),
        (LongPost.RICH, FindingKind.RICH),
        (LongPost.PICTURE, FindingKind.PICTURE),
    ],
)
def test_a_long_post_says_which_way_it_goes(way: LongPost, kind: FindingKind) -> None:
    options = Options(long_post=way, picture_url=PICTURE)
    content = Content(text=long_text(2000), media=(PHOTO,), tags=("x",), options=options)
    assert kinds(content) == [kind]


def test_an_album_without_words_cannot_carry_buttons() -> None:
    album = Content(media=(PHOTO, VIDEO), options=Options(buttons=BUTTONS))
    blocking = [one.kind for one in check(album, parts=1) if one.is_blocking]
    assert blocking == [FindingKind.BUTTONS_ALONE]
    worded = replace(album, text=Text("Слово"))
    assert FindingKind.BUTTONS_BELOW in kinds(worded)
    assert [bool(part.buttons) for part in layout(worded)] == [False, True]
