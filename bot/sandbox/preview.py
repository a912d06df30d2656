"""The pages of public channels for the web: `/s/<name>`, and one post as an embedded widget."""

import asyncio
import hashlib
from datetime import datetime
from html import escape

from aiohttp import web

from bot.sandbox.calls import Visit
from bot.sandbox.faults import Fault
from bot.sandbox.rooms import ChatRoom, Stored
from bot.sandbox.state import State
from bot.sandbox.widget import widget, widgets

PAGE = 20
"""Messages on a page, items of albums counted one by one."""
FAULTS = "preview"
"""What orders of failure call a request for a page, in the place of a method."""


def add_preview(app: web.Application, state: State) -> None:
    """Serve the pages of every public channel."""
    pages = _Pages(state)
    app.router.add_get("/s/{name}", pages.history)
    app.router.add_get(r"/{name}/{number:\d{1,10}}", pages.embedded)


class _Pages:
    """Answers requests for pages: with faults, conditions and a log."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def history(self, request: web.Request) -> web.StreamResponse:
        """The newest posts, or those before or after an id; without a preview a way elsewhere."""
        name = request.match_info["name"]
        room = self._room(name)
        if failure := await self._failure(request, room):
            return failure
        if room is None or not room.has_preview:
            self._log(request, 302)
            return web.Response(status=302, headers={"Location": f"/{name}"})
        before, after = (_number(request.query.get(way)) for way in ("before", "after"))
        return self._page(request, render(room, before=before, after=after))

    async def embedded(self, request: web.Request) -> web.StreamResponse:
        """One post for other pages to show."""
        if request.query.get("embed") != "1":
            return web.Response(status=501, text="The sandbox shows posts only as widgets.")
        room = self._room(request.match_info["name"])
        if failure := await self._failure(request, room):
            return failure
        return self._page(request, render_embedded(room, int(request.match_info["number"])))

    def _room(self, name: str) -> ChatRoom | None:
        room = self._state.usernames.get(name.lower())
        return room if room is not None and room.is_channel else None

    async def _failure(
        self, request: web.Request, room: ChatRoom | None
    ) -> web.StreamResponse | None:
        fault = self._state.faults.take(FAULTS, room.chat.id if room else None)
        if fault is None:
            return None
        try:
            await asyncio.sleep(fault.seconds)
        except asyncio.CancelledError:
            self._log(request, 0, fault)
            raise
        if fault.kind in ("slow", "slow_before"):
            return None
        status, headers = _answer(fault)
        self._log(request, status, fault)
        if not status and request.transport is not None:
            request.transport.abort()
        return web.Response(status=status or 502, headers=headers)

    def _page(self, request: web.Request, text: str) -> web.Response:
        """The page, or 304 to whom knows it already (RFC 9110, section 13)."""
        tag = hashlib.sha256(text.encode()).hexdigest()[:16]
        modified = self._modified(str(request.rel_url), tag)
        known, since = request.if_none_match, request.if_modified_since
        is_known = (
            any(one.value in (tag, "*") for one in known)
            if known
            else since is not None and since >= modified
        )
        response = web.Response(text=text, content_type="text/html")
        if is_known:
            response = web.Response(status=304)
        response.etag, response.last_modified = tag, modified
        self._log(request, response.status)
        return response

    def _modified(self, address: str, tag: str) -> datetime:
        before = self._state.versions.get(address)
        if before is None or before[0] != tag:
            self._state.versions[address] = before = (tag, self._state.moment())
        return before[1]

    def _log(self, request: web.Request, status: int, fault: Fault | None = None) -> None:
        headers = request.headers
        self._state.visits.append(
            Visit(
                at=self._state.now(),
                address=str(request.rel_url),
                status=status,
                is_conditional=bool({"If-None-Match", "If-Modified-Since"} & headers.keys()),
                user_agent=headers.get("User-Agent", ""),
                fault=fault.kind if fault else None,
            )
        )


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
    blocks = "".join(
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap">{block}</div>'
        for block in widgets(room, page)
    )
    empty = '<div class="tgme_no_messages_found">No posts found</div>'
    return (
        f"<!DOCTYPE html><html><head><title>{escape(room.chat.title or '')}</title>{prev}</head>"
        f'<body><div class="tgme_channel_info_header_title"><span>{escape(room.chat.title or "")}'
        f"</span></div>"
        f'<div class="tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a>'
        f'</div><section class="tgme_channel_history js-message_history">{blocks or empty}'
        f"</section></body></html>"
    )


def render_embedded(room: ChatRoom | None, number: int) -> str:
    """The page of one post, an album whole; a sentence where there is none to be shown."""
    items = _items(room, number) if room is not None and room.has_preview else []
    shown = (
        widget(room, items)
        if room is not None and items
        else '<div class="tgme_widget_message_error">Post not found</div>'
    )
    return (
        "<!DOCTYPE html><html><head><title>Telegram Widget</title></head>"
        f'<body class="widget_frame_base tgme_widget body_widget_post">{shown}</body></html>'
    )


def _items(room: ChatRoom, number: int) -> list[Stored]:
    stored = room.get(number)
    if stored is None or stored.is_service:
        return []
    album = room.albums.get(stored.message.media_group_id or "", [number])
    return [room.stored[one] for one in album]


def _answer(fault: Fault) -> tuple[int, dict[str, str]]:
    """Status and headers of a failure on order; 0 cuts the connection."""
    match fault.kind:
        case "too_many":
            return 429, {"Retry-After": str(fault.retry_after)}
        case "bad_gateway" | "bad_gateway_done":
            return 502, {}
        case "restart" | "restart_done":
            return 500, {}
        case "refuse":
            return fault.error_code, {}
    return 0, {}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
