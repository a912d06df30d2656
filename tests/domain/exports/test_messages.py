"""One message of an export: every form in which its text, dates, media and numbers come."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exports import Unreadable, read_message
from bot.domain.exports.reactions import UNNAMED
from bot.domain.histories import HistoryMessage
from bot.domain.posts import MediaKind
from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.domain.texts import Entity
from tests.domain.exports.writing import SENT, message, old_message, part, written

MOSCOW = ZoneInfo("Europe/Moscow")


def read(**told: Any) -> HistoryMessage:
    return read_message(message(**told), UTC)


def test_a_plain_text_is_read_as_it_is():
    found = read(**written("Доброе утро"))
    assert (found.id, found.text.text, found.text.entities) == (7, "Доброе утро", ())
    assert (found.sent_at, found.is_post) == (datetime.fromtimestamp(SENT, UTC), True)


def test_every_kind_of_part_becomes_what_the_bot_api_calls_it():
    parts: list[Any] = [
        part("mention", "@aloud"), " ", part("hashtag", "#кейс"), part("bot_command", "/start"),
        part("link", "example.org"), part("email", "a@b.org"), part("bold", "жир"),
        part("italic", "кос"), part("code", "x"), part("pre", "y", language="python"),
        part("text_link", "сюда", href="https://example.org/a"),
        part("mention_name", "Анна", user_id=42), part("phone", "+7 900"),
        part("cashtag", "$AAPL"), part("underline", "под"), part("strikethrough", "вон"),
        part("blockquote", "цитата", collapsed=False), part("blockquote", "ещё", collapsed=True),
        part("bank_card", "4242"), part("spoiler", "тайна"), part("unknown", "что-то"),
        part("custom_emoji", "😀", document_id="5368324170671202286"),
    ]  # fmt: skip
    found = read(**written(*parts)).text
    assert found.text == "".join(one if isinstance(one, str) else one["text"] for one in parts)
    assert [one.type for one in found.entities] == [
        "mention", "hashtag", "bot_command", "url", "email", "bold", "italic", "code", "pre",
        "text_link", "text_mention", "phone_number", "cashtag", "underline", "strikethrough",
        "blockquote", "expandable_blockquote", "bank_card", "spoiler", "custom_emoji",
    ]  # fmt: skip
    by_type = {one.type: one for one in found.entities}
    assert by_type["pre"].language == "python"
    assert by_type["text_link"].url == "https://example.org/a"
    assert by_type["text_mention"].user_id == 42
    assert by_type["custom_emoji"].custom_emoji_id == "5368324170671202286"


def test_places_are_counted_in_utf_16_units():
    found = read(**written("😀 ", part("bold", "да"), part("italic", "🎉"), ""))
    assert found.text.text == "😀 да🎉"
    assert found.text.entities == (Entity("bold", 3, 2), Entity("italic", 5, 2))


@pytest.mark.parametrize(
    "path", ["stickers/sticker (5).webp", "(File not included. …)", "", 5, None]
)
def test_a_custom_emoji_that_tells_only_a_path_is_its_character(path: object):
    found = read(**written("да ", part("custom_emoji", "😀", document_id=path)))
    assert (found.text.text, found.text.entities) == ("да 😀", ())


@pytest.mark.parametrize(
    "strange",
    [
        part("text_link", "сюда"), part("text_link", "сюда", href=5),
        part("text_link", "сюда", href="h" * 5000), part("mention_name", "сюда", user_id=-1),
        part("of 2030", "сюда"), {"text": "сюда"}, part("bold", "сюда") | {"type": ["bold"]},
    ],
    ids=["none", "number", "long", "person", "future", "typeless", "list"],
)  # fmt: skip
def test_a_part_that_says_nothing_usable_keeps_its_words(strange: dict[str, Any]):
    found = read(**written("вот ", strange))
    assert (found.text.text, found.text.entities) == ("вот сюда", ())


def test_what_the_text_says_goes_before_entities_that_say_something_else():
    told = {"text": ["Цена ", part("bold", "5")], "text_entities": [part("plain", "...")]}
    found = read(**told).text
    assert (found.text, found.entities) == ("Цена 5", (Entity("bold", 5, 1),))


@pytest.mark.parametrize("broken", [5, {}, [5], [{"type": "bold"}], [[]], True])
def test_a_text_that_is_none_is_unreadable_and_broken_entities_are_not(broken: object):
    with pytest.raises(Unreadable):
        read(text=broken, text_entities=[])
    assert read(text="цело", text_entities=broken).text.text == "цело"


def test_text_entities_alone_are_a_text():
    told = message()
    del told["text"]
    found = read_message(told | {"text_entities": [part("bold", "да")]}, UTC)
    assert (found.text.text, len(found.text.entities)) == ("да", 1)


def test_old_dates_are_of_the_clock_that_was_told():
    found = read_message(old_message(text="раньше"), MOSCOW)
    assert found.sent_at == datetime(2020, 7, 13, 10, 24, 38, tzinfo=UTC)
    assert found.edited_at is None
    winter = read_message(old_message(date="2010-01-13T13:24:38"), ZoneInfo("Europe/Kyiv"))
    assert winter.sent_at == datetime(2010, 1, 13, 11, 24, 38, tzinfo=UTC)


def test_seconds_go_before_the_clock_as_string_and_as_number():
    for seconds in (str(SENT), SENT):
        assert read(date="2001-01-01T00:00:00", date_unixtime=seconds).sent_at == (
            datetime.fromtimestamp(SENT, UTC)
        )


def test_an_edit_is_told_in_both_forms_and_1970_is_none():
    assert read(edited_unixtime=str(SENT + 60)).edited_at == datetime.fromtimestamp(SENT + 60, UTC)
    edited = read_message(old_message(edited="2020-07-14T13:24:38"), MOSCOW)
    assert edited.edited_at == datetime(2020, 7, 14, 10, 24, 38, tzinfo=UTC)
    assert read(edited="1970-01-01T05:30:00").edited_at is None
    west = read_message(old_message(edited="1969-12-31T19:00:00"), ZoneInfo("America/New_York"))
    assert west.edited_at is None


@pytest.mark.parametrize(
    "told",
    [{"date": None}, {"date": "вчера"}, {"date": 5}, {"date": "9" * 100}, {"date": "2020-13-45"},
     {"date": "0001-01-01T00:00:00"}, {"date": "9999-12-31T23:59:59"}, {"date": []}],
)  # fmt: skip
def test_a_post_without_a_date_is_unreadable(told: dict[str, Any]):
    with pytest.raises(Unreadable):
        read_message(old_message(**told), timezone(timedelta(hours=-14)))


def test_reactions_are_counted_in_both_forms():
    found = read(
        reactions=[
            {"type": "emoji", "count": 31, "emoji": "❤\ufe0f", "recent": [{"from": None}]},
            {"type": "custom_emoji", "count": 2, "document_id": "5368324170671202286"},
            {"type": "custom_emoji", "count": 3, "document_id": "stickers/sticker.webp"},
            {"type": "custom_emoji", "count": 4, "document_id": "(File unavailable…)"},
            {"type": "paid", "count": 50},
            {"type": "empty", "count": 9},
            {"emoji": "👍", "count": 5},
        ]
    )
    assert found.reactions == {
        emoji_kind("❤"): 31,
        custom_kind("5368324170671202286"): 2,
        UNNAMED: 7,
        PAID: 50,
        emoji_kind("👍"): 5,
    }


def test_reactions_that_are_not_told_are_not_known_and_never_zero():
    assert read().reactions is None
    assert read(reactions=[]).reactions == {}


@pytest.mark.parametrize(
    "strange",
    [{"type": "emoji", "count": "много", "emoji": "👍"}, {"type": "emoji", "count": 5},
     {"type": "emoji", "count": -1, "emoji": "👍"}, {"type": "of 2030", "count": 1}, 5],
)  # fmt: skip
def test_one_reaction_that_cannot_be_read_leaves_all_unknown(strange: object):
    good = {"type": "emoji", "count": 5, "emoji": "🔥"}
    assert read(reactions=[good, strange]).reactions is None


PLACEHOLDER = "(File not included. Change data exporting settings to download.)"


@pytest.mark.parametrize("where", ["photos/photo_1@13-07-2023_10-24-38.jpg", PLACEHOLDER])
@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"photo": True}, MediaKind.PHOTO),
        ({"media_type": "video_file"}, MediaKind.VIDEO),
        ({"media_type": "video_message"}, MediaKind.VIDEO),
        ({"media_type": "animation"}, MediaKind.ANIMATION),
        ({"media_type": "audio_file", "performer": "Кто"}, MediaKind.AUDIO),
        ({"media_type": "voice_message"}, MediaKind.VOICE),
        ({}, MediaKind.DOCUMENT),
        ({"media_type": "of 2030"}, MediaKind.DOCUMENT),
    ],
    ids=["photo", "video", "round", "animation", "audio", "voice", "document", "future"],
)
def test_a_medium_is_known_with_and_without_its_file(
    told: dict[str, Any], kind: MediaKind, where: str
):
    told = {key: where if value is True else value for key, value in told.items()}
    [media] = read(**({} if "photo" in told else {"file": where}), **told).media
    assert (media.kind, media.is_ours, media.has_spoiler) == (kind, False, False)


def test_a_document_is_called_as_its_sender_called_it():
    assert read(file="files/plan (1).pdf", file_name="план.pdf").media[0].name == "план.pdf"
    assert read(file="files/plan.pdf").media[0].name == "plan.pdf"
    assert read(file=PLACEHOLDER).media[0].name == ""


def test_a_photo_that_destroyed_itself_is_still_a_photo():
    [media] = read(photo_file_size=0, self_destruct_period_seconds=10, media_spoiler=True).media
    assert (media.kind, media.has_spoiler) == (MediaKind.PHOTO, True)


def test_who_wrote_it_and_where_it_came_from():
    found = read(author="Анна", forwarded_from="Канал", reply_to_message_id=5)
    assert (found.signature, found.forwarded_from, found.reply_to) == ("Анна", "Канал", 5)
    assert read(forwarded_from=None).forwarded_from == ""
    assert read(forwarded_from_id="channel9").forwarded_from == ""
    assert read().forwarded_from is None
    assert read(reply_to_message_id=5, reply_to_peer_id="channel9").reply_to is None


def test_what_we_have_no_field_for_stays_with_the_message():
    told = message(text="да", inline_bot_buttons=[[{"type": "url"}]], of_2030={"a": [1, 2.5]})
    found = read_message(told, UTC)
    assert dict(found.details) == {
        key: value for key, value in told.items() if key not in ("text", "text_entities")
    }


@pytest.mark.parametrize(
    "told",
    [
        message(type="service", action="pin_message", message_id=3, actor="Вслух"),
        {"id": 7, "type": "unsupported"},
        {"id": 7, "type": "of 2030", "text": {"no": "text"}},
    ],
    ids=["service", "unsupported", "future"],
)
def test_what_is_no_post_is_kept_whole(told: dict[str, Any]):
    found = read_message(told, UTC)
    assert (found.is_post, found.details) == (False, told)


def nested(levels: int) -> Any:
    value: Any = "глубоко"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "broken",
    [
        None, 5, [], "сообщение", {}, message() | {"id": None}, message() | {"id": "семь"},
        message() | {"id": True}, message(0), message(-1_000_000_000), message(2**63),
        message(7, views=2**70), message(7, x=float("inf")), message(7, x=float("nan")),
        message(7, text="a\0b"), message(7, text="\ud83d"), message(7, author="\udc00"),
        message(7, x={"\ud83d": 1}), message(7, x={5: 1}), message(7, x=b"bytes"),
        message(7, text="я" * 100_001), message(7, text=["я"] * 10_001), message(7, x=nested(200)),
        message(7, x=nested(50_000)),
    ],
    ids=range(24),
)  # fmt: skip
def test_what_cannot_be_read_is_unreadable_and_nothing_else(broken: object):
    with pytest.raises(Unreadable):
        read_message(broken, UTC)


def test_a_long_text_of_a_rich_message_is_read():
    assert len(read(**written("я" * 32_768)).text.text) == 32_768


# Whatever JSON may hold.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = (
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "text", "text_entities",
    "photo", "file", "file_name", "media_type", "reactions", "poll", "todo_list", "author",
    "contact_information", "location_information", "place_name", "address", "game_title",
    "invoice_information", "giveaway_information", "giveaway_results", "rich_message",
    "forwarded_from", "reply_to_message_id", "sticker_emoji", "paid_stars_amount",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8))
def test_no_object_of_json_breaks_the_reader(told: dict[str, Any]):
    for raw in (told, message(7) | told):
        try:
            found = read_message(raw, UTC)
        except Unreadable:
            continue
        json.dumps(dict(found.details)).encode()
        found.text.text.encode()
        for entity in found.text.entities:
            assert 0 <= entity.offset < entity.end <= found.text.units


PARTS = st.lists(
    st.text(max_size=8)
    | st.builds(
        part,
        st.sampled_from(["bold", "italic", "plain", "hashtag", "blockquote", "unknown", "code"]),
        st.text(max_size=8),
    ),
    max_size=8,
)


@given(PARTS, st.booleans())
def test_parts_joined_are_the_exact_text_and_entities_cover_exactly_their_words(
    parts: list[Any], has_entities: bool
):
    told = written(*parts) if parts else {}
    if not has_entities:
        told.pop("text_entities", None)
    words = [one if isinstance(one, str) else one["text"] for one in parts]
    if "\0" in "".join(words):
        return
    text = read(**told).text
    assert text.text == "".join(words)
    units = text.text.encode("utf-16-le")
    covered = [units[one.offset * 2 : one.end * 2].decode("utf-16-le") for one in text.entities]
    assert covered == [
        one["text"]
        for one in parts
        if not isinstance(one, str) and one["type"] not in ("plain", "unknown") and one["text"]
    ]
