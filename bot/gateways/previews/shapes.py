"""What a post on a public page carries besides words: media by message, polls, places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.domain.histories import Special
from bot.domain.posts import Media, MediaKind
from bot.domain.texts import Text
from bot.gateways.previews.markup import text_of
from bot.gateways.previews.pages import id_of, ids_of, is_hidden, with_class

_PREFIX = "tgme_widget_message_"
_PHOTO, _VIDEO, _VOICE = "photo_wrap", "video_player", "voice_player"
_ROUND, _DOCUMENT = "roundvideo_player", "document_wrap"
_MEDIA = {
    _PHOTO: MediaKind.PHOTO,
    _VIDEO: MediaKind.VIDEO,
    _ROUND: MediaKind.VIDEO,
    _VOICE: MediaKind.VOICE,
    "voice": MediaKind.VOICE,
    _DOCUMENT: MediaKind.DOCUMENT,
    "document": MediaKind.DOCUMENT,
}
# The first that is found tells; a venue is a location with a name.
_SPECIAL = {
    "poll": Special.POLL,
    "contact": Special.CONTACT,
    "location": Special.LOCATION,
    "location_wrap": Special.LOCATION,
    "game": Special.GAME,
    "invoice": Special.INVOICE,
    "sticker": Special.STICKER,
    "sticker_wrap": Special.STICKER,
    "tgsticker": Special.STICKER,
    "videosticker": Special.STICKER,
    _ROUND: Special.VIDEO_MESSAGE,
    "roundvideo": Special.VIDEO_MESSAGE,
    "roundvideo_wrap": Special.VIDEO_MESSAGE,
    "giveaway": Special.GIVEAWAY,
    "story": Special.STORY,
}
_LINES = {
    Special.POLL: ("poll_question", "poll_option_text"),
    Special.CONTACT: ("contact_name", "contact_phone"),
    Special.LOCATION: ("location_title", "location_address"),
    Special.GAME: ("game_title", "game_description"),
    Special.INVOICE: ("invoice_title", "invoice_description"),
}
_MOST_NAME = 255


@dataclass(frozen=True, slots=True)
class Shape:
    """The messages of a block, each with its media; what is no medium, and what that says."""

    media: dict[int, tuple[Media, ...]]
    special: Special | None = None
    said: Text = field(default_factory=Text)


def shape_of(block: Any) -> Shape:
    """What a block shows, message by message; an album has several."""
    ids = ids_of(block)
    found = list(_found(block))
    single = {number for number, _ in found if number}
    media: dict[int, tuple[Media, ...]] = dict.fromkeys(sorted({*ids, *single}), ())
    for number, medium in found:
        place = number or ids[0]
        # A file is found by itself and by what surrounds it.
        media[place] = media[place] or (medium,)
    special = next(
        (kind for css, kind in _SPECIAL.items() if with_class(block, _PREFIX + css)), None
    )
    if special is None and not found and is_hidden(block):
        special = Special.OTHER
    if special is Special.VIDEO_MESSAGE and not found:
        media[ids[0]] = (_medium(block, MediaKind.VIDEO),)
    return Shape(media, special, _said(block, special))


def poll_of(block: Any) -> dict[str, Any]:
    """A poll as an export of Telegram Desktop tells it; the page has no counts, only shares."""
    question = [str(one.text_content()) for one in with_class(block, f"{_PREFIX}poll_question")]
    answers = [
        {"text": str(one.text_content())}
        for one in with_class(block, f"{_PREFIX}poll_option_text")
    ]
    return {"question": "".join(question[:1]), "answers": answers}


def _found(block: Any) -> Iterator[tuple[int | None, Media]]:
    """Media in their order, with the message of an album each is of, None without one."""
    for element in block.iter():
        for css, kind in _MEDIA.items():
            if _PREFIX + css in str(element.get("class", "")).split():
                yield _single(element), _medium(element, kind)
                break


def _single(element: Any) -> int | None:
    """The message of an album that an element links to (`…/ID?single`), itself or around it."""
    for one in (element, *element.iterancestors("a")):
        try:
            address = urlsplit(str(one.get("href", "")))
        except ValueError:
            continue
        if "single" in address.query.split("&"):
            return id_of(address.path)
    return None


def _medium(element: Any, kind: MediaKind) -> Media:
    name = ""
    if kind is MediaKind.VIDEO and any(
        one.get("loop") is not None for one in element.iter("video")
    ):
        kind = MediaKind.ANIMATION
    elif kind is MediaKind.DOCUMENT:
        titles = with_class(element, f"{_PREFIX}document_title")
        name = str(titles[0].text_content()).strip()[-_MOST_NAME:] if titles else ""
        is_audio = "audio" in str(element.get("class")).split() or with_class(element, "audio")
        kind, name = (MediaKind.AUDIO, "") if is_audio else (kind, name)
    return Media(kind=kind, file_id="", unique_id="", name=name)


def _said(block: Any, special: Special | None) -> Text:
    lines = [
        text_of(element)
        for css in (_LINES.get(special, ()) if special else ())
        for element in with_class(block, _PREFIX + css)
    ]
    first = [line.text for line in lines if line]
    if special is Special.POLL:
        first = [*first[:1], *(f"• {line}" for line in first[1:])]
    return Text("\n".join(first))
