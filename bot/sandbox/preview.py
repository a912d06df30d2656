"""The public preview of a channel, `/s/<name>`, in the shapes of Telegram's own page."""

import base64
import json
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import quote

from aiogram.types import Message, MessageEntity
from aiogram.utils.text_decorations import HtmlDecoration
from aiohttp import web

from bot.sandbox.reacting import counts
from bot.sandbox.rooms import ChatRoom, Stored
from bot.sandbox.state import State

PAGE = 20
"""Messages on a page, items of albums counted one by one."""

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


def add_preview(app: web.Application, state: State) -> None:
    """Serve the page of every public channel; others lead away from it, as on Telegram."""

    async def show(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        room = state.usernames.get(name.lower())
        if room is None or not room.is_channel:
            raise web.HTTPFound(f"/{name}")
        before, after = (_number(request.query.get(way)) for way in ("before", "after"))
        return web.Response(
            text=render(room, before=before, after=after), content_type="text/html"
        )

    app.router.add_get("/s/{name}", show)


def render(room: ChatRoom, *, before: int | None = None, after: int | None = None) -> str:
    """The page of posts with lower ids than `before`, or with higher ones than `after`."""
    stored = [
        one
        for one in room.stored.values()
        if (before is None or one.id < before) and (after is None or one.id > after)
    ]
    page = stored[:PAGE] if after is not None else stored[-PAGE:]
    name = room.chat.username or ""
    older = page and any(number < page[0].id for number in room.stored)
    prev = f'<link rel="prev" href="/s/{name}?before={page[0].id}">' if older else ""
    blocks = "".join(_block(room, list(album)) for album in _albums(page))
    empty = '<div class="tgme_no_messages_found">No posts found</div>'
    return (
        f"<!DOCTYPE html><html><head><title>{escape(room.chat.title or '')}</title>{prev}</head>"
        f'<body><div class="tgme_channel_info_header_title"><span>{escape(room.chat.title or "")}'
        f"</span></div>"
        f'<div class="tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a>'
        f'</div><section class="tgme_channel_history js-message_history">{blocks or empty}'
        f"</section></body></html>"
    )


def _albums(page: Iterable[Stored]) -> Iterator[Iterator[Stored]]:
    for _, album in groupby(page, key=lambda one: one.message.media_group_id or one.id):
        yield album


def _block(room: ChatRoom, items: list[Stored]) -> str:
    first = items[0]
    name, message = room.chat.username, first.message
    kind = " service_message" if first.is_service else ""
    bare = str(room.chat.id).removeprefix("-100")
    number = f"{first.id}g" if message.media_group_id else first.id
    date = int(message.date.timestamp())
    seen = json.dumps({"c": -int(bare), "p": number, "t": date, "h": "0" * 18})
    view = base64.urlsafe_b64encode(seen.encode()).decode().rstrip("=")
    edited = "edited &nbsp;" if message.edit_date else ""
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message{kind}"'
        f' data-post="{name}/{first.id}" data-view="{view}">'
        f"{_media(name, items)}{_text(items)}{_reactions(first)}"
        f'<div class="tgme_widget_message_info"><span class="tgme_widget_message_meta">{edited}'
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{first.id}">'
        f'<time datetime="{message.date.isoformat()}" class="time">'
        f"{message.date:%H:%M}</time></a></span></div></div></div>"
    )


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
            return f'<a class="{css}" href="{link}"></a>'
    return ""


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


def _reactions(stored: Stored) -> str:
    shown = "".join(
        f'<span class="tgme_reaction"><i class="emoji"><b>{emoji}</b></i>{_rounded(count)}</span>'
        for emoji, count in counts(stored).items()
    )
    return f'<div class="tgme_widget_message_reactions">{shown}</div>' if shown else ""


def _rounded(count: int) -> str:
    """As the page writes counters: exact below a thousand, then three digits."""
    for limit, letter in ((1_000_000, "M"), (1_000, "K")):
        if count >= limit:
            return f"{count / limit:.3g}{letter}"
    return str(count)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
