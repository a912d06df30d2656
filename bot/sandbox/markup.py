"""Keyboards: what Telegram accepts under which message."""

from typing import Any

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.sandbox.dump import dump
from bot.sandbox.errors import bad_request
from bot.sandbox.rooms import ChatRoom, Room
from bot.sandbox.text.links import BadLink, check_link

MOST_BUTTONS = 100
LONGEST_MARKUP = 10_000
LONGEST_DATA = 64
LONGEST_COPY_TEXT = 256
_SWITCHES = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
_TYPES = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    *_SWITCHES,
    "copy_text",
    "callback_game",
    "pay",
)


def check_markup(markup: Any, room: Room | None) -> InlineKeyboardMarkup | None:
    """Refuses a keyboard as Telegram would; returns it when it is an inline one and not empty.

    `room` is where it will stand, None for the results of inline mode.
    """
    if markup is None:
        return None
    in_channel = isinstance(room, ChatRoom) and room.is_channel
    if not isinstance(markup, InlineKeyboardMarkup):
        if in_channel:
            raise bad_request("inline keyboard expected")
        if isinstance(markup, ReplyKeyboardMarkup):
            _check_reply_keyboard(markup)
        return None
    buttons = [button for row in markup.inline_keyboard for button in row]
    for button in buttons:
        _check_button(button, in_channel=in_channel)
    if len(buttons) > MOST_BUTTONS or len(dump(markup)) > LONGEST_MARKUP:
        raise bad_request("REPLY_MARKUP_TOO_LONG" if room is None else "reply markup is too long")
    rows = [row for row in markup.inline_keyboard if row]
    return markup.model_copy(update={"inline_keyboard": rows}) if rows else None


def _check_reply_keyboard(markup: ReplyKeyboardMarkup) -> None:
    buttons = [button for row in markup.keyboard for button in row]
    if any(not button.text for button in buttons):
        raise bad_request("Keyboard button text must be non-empty")
    if len(buttons) > 300:
        raise bad_request("reply markup is too long")


def is_reply_keyboard(markup: Any) -> bool:
    """Whether a markup is a reply keyboard, its removal or a forced reply."""
    return markup is not None and not isinstance(markup, InlineKeyboardMarkup)


def is_removal(markup: Any) -> bool:
    """Whether a markup takes the reply keyboard away."""
    return isinstance(markup, ReplyKeyboardRemove)


def _check_button(button: InlineKeyboardButton, *, in_channel: bool) -> None:
    if not button.text:
        raise bad_request("Inline keyboard button text must be non-empty")
    kinds = [name for name in _TYPES if getattr(button, name) is not None]
    if not kinds:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if button.callback_data is not None:
        size = len(button.callback_data.encode())
        if not 1 <= size <= LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    if button.url is not None:
        _check_url(button.url)
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= LONGEST_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if in_channel:
        _check_in_channel(kinds[0])


def _check_in_channel(kind: str) -> None:
    if kind in _SWITCHES:
        shown = _SWITCHES[0] if kind == _SWITCHES[0] else _SWITCHES[1]
        raise bad_request(
            f"Can't use {shown} button in a channel chat, because users will not be able to use "
            "the button without knowing bot's username"
        )
    if kind == "web_app":
        raise bad_request("BUTTON_TYPE_INVALID")


def _check_url(url: str) -> None:
    if url.startswith("tg://user?id="):
        return
    try:
        address = check_link(url)
    except BadLink as error:
        raise bad_request(f"Inline keyboard button URL '{url}' is invalid: {error}") from None
    if len(address.encode()) > 2048 or address.startswith(("http://127.", "https://127.")):
        raise bad_request("BUTTON_URL_INVALID")
