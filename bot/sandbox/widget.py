"""Posts of a channel as Telegram's pages for the web show them: the widget of each post."""

import base64
import json
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from itertools import groupby
from urllib.parse import quote

from aiogram.types import Message, MessageEntity
from aiogram.utils.text_decorations import HtmlDecoration

from bot.sandbox.reacting import CUSTOM, PAID, counts
from bot.sandbox.rooms import ChatRoom, Stored
from bot.sandbox.widget_parts import above, signature, special

_KINDS = {
    "photo": "tgme_widget_message_photo_wrap",
    "video": "tgme_widget_message_video_player",
    "animation": "tgme_widget_message_video_player",
    "document": "tgme_widget_message_document_wrap",
    "audio": "tgme_widget_message_document_wrap audio",
    "voice": "tgme_widget_message_voice_player",
}


class _Decoration(HtmlDecoration):
    """The formatting of the page: hashtags are links into it."""

    def apply_entity(self, entity: MessageEntity, text: str) -> str:
        if entity.type == "hashtag":
            return f'<a href="?q={quote(text)}">{text}</a>'
        return super().apply_entity(entity, text)


def widgets(room: ChatRoom, stored: Iterable[Stored]) -> Iterator[str]:
    """The posts of a channel as blocks; the items of an album are one."""
    for _, items in groupby(stored, key=lambda one: one.message.media_group_id or one.id):
        yield widget(room, list(items))


def widget(room: ChatRoom, items: list[Stored]) -> str:
    """One post, given as its messages in their order."""
    first = items[0]
    name, message = room.chat.username, first.message
    kind = " service_message" if first.is_service else ""
    edited = "edited &nbsp;" if message.edit_date else ""
    return (
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message{kind}"'
        f' data-post="{name}/{first.id}" data-view="{_view(room, first)}">'
        f"{above(message)}{_media(name, items)}{_text(items)}{_reactions(first)}"
        f'<div class="tgme_widget_message_info">{_views(first)}'
        f'<span class="tgme_widget_message_meta">{signature(message)}{edited}'
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{first.id}">'
        f'<time datetime="{message.date.isoformat()}" class="time">'
        f"{message.date:%H:%M}</time></a></span></div></div>"
    )


def _view(room: ChatRoom, first: Stored) -> str:
    """What the page reports to the server when somebody sees the post."""
    seen = {
        "c": -int(str(room.chat.id).removeprefix("-100")),
        "p": f"{first.id}g" if first.message.media_group_id else first.id,
        "t": int(first.message.date.timestamp()),
        "h": "0" * 18,
    }
    return base64.urlsafe_b64encode(json.dumps(seen).encode()).decode().rstrip("=")


def _media(name: str | None, items: list[Stored]) -> str:
    if not items[0].message.media_group_id:
        return _medium(items[0].message, f"https://t.me/{name}/{items[0].id}")
    inside = "".join(_medium(one.message, f"https://t.me/{name}/{one.id}?single") for one in items)
    return (
        '<div class="tgme_widget_message_grouped_wrap"><div class="tgme_widget_message_grouped">'
        f'<div class="tgme_widget_message_grouped_layer">{inside}</div></div></div>'
    )


def _medium(message: Message, link: str) -> str:
    for kind, css in _KINDS.items():
        if getattr(message, kind):
            loop = "<video loop></video>" if kind == "animation" else ""
            return f'<a class="{css}" href="{link}">{loop}</a>'
    return special(message)


def _text(items: list[Stored]) -> str:
    """Words of a post; those of an album are wrapped twice."""
    css = "tgme_widget_message_text js-message_text"
    for message in (one.message for one in items):
        if text := message.text or message.caption:
            entities = message.entities or message.caption_entities
            words = _Decoration().unparse(text, entities).replace("\n", "<br/>")
            inner = f'<div class="{css}" dir="auto">{words}</div>'
            return f'<div class="{css}">{inner}</div>' if message.media_group_id else inner
    return ""


def _views(stored: Stored) -> str:
    """How often a post was seen; events of the channel have no such count."""
    if stored.is_service:
        return ""
    return (
        f'<span class="tgme_widget_message_views">{shown(stored.views)}</span>'
        '<span class="copyonly"> views</span>'
    )


def _reactions(stored: Stored) -> str:
    block = "".join(_reaction(kind, count) for kind, count in counts(stored).items())
    if not block:
        return ""
    return f'<div class="tgme_widget_message_reactions js-message_reactions">{block}</div>'


def _reaction(kind: str, count: int) -> str:
    css, sign = "tgme_reaction", f'<i class="emoji"><b>{escape(kind)}</b></i>'
    if kind == PAID:
        css = "tgme_reaction tgme_reaction_paid"
        sign = '<i class="icon icon-telegram-stars"></i>'
    elif kind.startswith(CUSTOM):
        sign = f'<tg-emoji emoji-id="{escape(kind.removeprefix(CUSTOM))}"></tg-emoji>'
    return f'<span class="{css}">{sign}{shown(count)}</span>'


def shown(count: int) -> str:
    """As the page writes counters: exact below a thousand, then three digits."""
    for limit, letter in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        # What is rounded up to a thousand thousands is a million.
        figure = _three_digits(Decimal(count) / limit)
        if count >= limit or figure >= 1:
            return f"{figure:f}{letter}"
    return str(count)


def _three_digits(number: Decimal) -> Decimal:
    if number < Decimal("0.9995"):
        return Decimal(0)
    places = max(0, 3 - len(str(int(number))))
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded.normalize() if rounded % 1 else rounded.quantize(Decimal(1))
