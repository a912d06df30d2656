"""Telegram's Mini App: the same pages, opened by who Telegram says it is."""

from typing import Any

from aiohttp import web

from bot.errors import NotFound
from handlers.web.headers import allow_script, answer
from handlers.web.layout import Head, show
from handlers.web.session import COOKIE, LENGTH, NoSession, Session, theme_sheet
from handlers.web.site import Visit, visit_of


async def entry(request: web.Request) -> web.Response:
    """The page that Telegram opens: its script hands over the launch data, then leads on."""
    visit = visit_of(request)
    head = Head(title=visit.t("web-title"), path=visit.site.addresses.app(), is_indexed=False)
    response = show(visit, "app.html", head, to=request.query.get("channel", "")[:64])
    response.headers["Cache-Control"] = "no-store"
    allow_script(response)
    return response


async def session(request: web.Request) -> web.Response:
    """Checks launch data; a cookie and the address to go on to, or 403."""
    visit = visit_of(request)
    body = await _read(request)
    data, theme = body.get("data"), body.get("theme")
    try:
        if not isinstance(data, str):
            raise NoSession
        opened = visit.site.sessions.open(data, theme, visit.now)
    except NoSession:
        raise web.HTTPForbidden from None
    to = await _next(visit, opened, body.get("channel"))
    response = web.json_response({"next": to}, headers={"Cache-Control": "no-store"})
    _give(visit, response, opened)
    return response


async def theme(request: web.Request) -> web.Response:
    """The colours of the reader's Telegram."""
    visit = visit_of(request)
    if visit.session is None:
        raise NotFound
    return answer(visit, theme_sheet(visit.session).encode(), "text/css")


async def _read(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body


async def _next(visit: Visit, opened: Session, name: Any) -> str:
    """The page of a channel that the person may read, else the list of channels."""
    addresses = visit.site.addresses
    if isinstance(name, str) and name:
        try:
            channel = await visit.site.exhibiting.channel(name, opened.person_id)
        except NotFound:
            return addresses.home()
        return addresses.channel(channel)
    return addresses.home()


def _give(visit: Visit, response: web.Response, opened: Session) -> None:
    """The cookie. In Telegram's web client the page is in a frame of another site.

    Written out, as Python's `http.cookies` knows Partitioned from 3.14 on only.
    """
    addresses = visit.site.addresses
    parts = [
        f"{COOKIE}={visit.site.sessions.pack(opened)}",
        f"Max-Age={int(LENGTH.total_seconds())}",
        f"Path={addresses.home()}",
        "HttpOnly",
        "SameSite=None; Secure; Partitioned" if addresses.is_secure else "SameSite=Lax",
    ]
    response.headers["Set-Cookie"] = "; ".join(parts)
