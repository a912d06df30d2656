"""One medium with its caption."""

from typing import Any

from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
)
from aiogram.types import Message

from bot.sandbox.errors import not_served
from bot.sandbox.outgoing import destination, send
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.state import State
from bot.sandbox.uploads import take
from bot.sandbox.writing import given, message_caption

UNSERVED = ("cover", "start_timestamp", "live_photo")


def medium(state: State, kind: str, source: Any, item: Any, *, editing: bool = False) -> Any:
    """Fields of a message with one medium and its caption.

    `source` is the file as it was given, `item` the call or the InputMedia that describes it.
    """
    fields = message_caption(
        state.people,
        getattr(item, "caption", None),
        getattr(item, "parse_mode", None),
        getattr(item, "caption_entities", None),
        editing=editing,
    )
    file = take(
        state,
        kind,
        source,
        width=getattr(item, "width", None) or getattr(item, "length", None),
        height=getattr(item, "height", None) or getattr(item, "length", None),
        duration=getattr(item, "duration", None),
    )
    for name in UNSERVED:
        if getattr(item, name, None) is not None:
            raise not_served(f"the parameter {name}")
    fields |= _dressed(state, kind, state.files.media(file), item)
    fields["has_media_spoiler"] = True if getattr(item, "has_spoiler", None) else None
    above = given(getattr(item, "show_caption_above_media", None))
    fields["show_caption_above_media"] = True if above and fields["caption"] else None
    return fields


def _dressed(state: State, kind: str, shown: dict[str, Any], item: Any) -> dict[str, Any]:
    """A medium with the thumbnail, performer and title that came with it."""
    extra = {name: getattr(item, name, None) for name in ("performer", "title")}
    thumbnail = getattr(item, "thumbnail", None)
    if thumbnail is not None:
        extra["thumbnail"] = state.files.media(take(state, "photo", thumbnail))["photo"][-1]
    extra = {name: value for name, value in extra.items() if value is not None}
    if extra:
        shown[kind] = shown[kind].model_copy(update=extra)
    return shown


def _send(state: State, bot: Bot, call: Any, kind: str) -> Message:
    room = destination(state, bot, call.chat_id)
    return send(state, bot, room, call, medium(state, kind, getattr(call, kind), call)).message


@serves(SendPhoto, counts=True)
def send_photo(state: State, bot: Bot, call: SendPhoto) -> Message:
    """Sends a picture of at most 10 MB."""
    return _send(state, bot, call, "photo")


@serves(SendVideo, counts=True)
def send_video(state: State, bot: Bot, call: SendVideo) -> Message:
    """Sends a video."""
    return _send(state, bot, call, "video")


@serves(SendAnimation, counts=True)
def send_animation(state: State, bot: Bot, call: SendAnimation) -> Message:
    """Sends a GIF or a silent video."""
    return _send(state, bot, call, "animation")


@serves(SendDocument, counts=True)
def send_document(state: State, bot: Bot, call: SendDocument) -> Message:
    """Sends a file."""
    return _send(state, bot, call, "document")


@serves(SendAudio, counts=True)
def send_audio(state: State, bot: Bot, call: SendAudio) -> Message:
    """Sends music."""
    return _send(state, bot, call, "audio")


@serves(SendVoice, counts=True)
def send_voice(state: State, bot: Bot, call: SendVoice) -> Message:
    """Sends a voice note."""
    return _send(state, bot, call, "voice")


@serves(SendVideoNote, counts=True)
def send_video_note(state: State, bot: Bot, call: SendVideoNote) -> Message:
    """Sends a round video."""
    return _send(state, bot, call, "video_note")


@serves(SendSticker, counts=True)
def send_sticker(state: State, bot: Bot, call: SendSticker) -> Message:
    """Sends a sticker."""
    return _send(state, bot, call, "sticker")
