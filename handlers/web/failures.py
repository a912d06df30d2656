"""What went wrong, as a page that says how to go on."""

import asyncio
import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import Gone, NotFound
from handlers.web.layout import Head, show
from handlers.web.limits import client_of
from handlers.web.site import SITE, visit_of

log = logging.getLogger(__name__)

SECONDS = 15.0
"""How long an answer may take."""

AT_ONCE = 8
"""Pages in the making; others wait: publishing goes on beside them."""

_BUSY_SECONDS = 5

# What each status is called, and what is said of it.
_KNOWN = {
    400: ("web-bad", "web-bad-about"),
    403: ("web-forbidden", "web-forbidden-about"),
    404: ("web-missing", "web-missing-about"),
    405: ("web-method", "web-method-about"),
    410: ("web-gone", "web-gone-about"),
    413: ("web-large", "web-large-about"),
    429: ("web-often", "web-often-about"),
    503: ("web-busy", "web-busy-about"),
}
_FAILED = ("web-failed", "web-failed-about")


def make_guard() -> Middleware:
    """The middleware that bounds the work and turns failures into pages."""
    room = asyncio.Semaphore(AT_ONCE)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        site = request.app[SITE]
        if wait := site.pages.take(client_of(request)):
            return _page(request, 429, retry_after=int(wait) + 1)
        try:
            async with asyncio.timeout(SECONDS), room:
                return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return _page(request, error.status, allow=error.headers.get("Allow", ""))
        except Gone:
            return _page(request, 410)
        except NotFound:
            return _page(request, 404)
        except TimeoutError:
            log.warning("a page took longer than %s seconds: %s", SECONDS, request.path)
            return _page(request, 503, retry_after=_BUSY_SECONDS)
        except Exception:
            log.exception("a page failed: %s", request.path)
            return _page(request, 500)

    return guard


def _page(
    request: web.Request, status: int, *, allow: str = "", retry_after: int = 0
) -> web.Response:
    visit = visit_of(request)
    name, about = _KNOWN.get(status, _FAILED)
    head = Head(title=visit.t(name), path=visit.site.addresses.home(), is_indexed=False)
    response = show(visit, "failure.html", head, status=status, about=visit.t(about))
    response.headers["Cache-Control"] = "no-store"
    response.headers.popall("ETag", None)
    if allow:
        response.headers["Allow"] = allow
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response
