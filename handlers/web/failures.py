"""What went wrong, as a page that says how to go on."""

import asyncio
import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import Gone, NotFound
from handlers.web.layout import Head, show
from handlers.web.site import visit_of

log = logging.getLogger(__name__)

SECONDS = 15.0
"""How long an answer may take."""

AT_ONCE = 8
"""Pages in the making; others wait: publishing goes on beside them."""

# What each status is called, and what is said of it.
_KNOWN = {
    400: ("web-bad", "web-bad-about"),
    403: ("web-forbidden", "web-forbidden-about"),
    404: ("web-missing", "web-missing-about"),
    405: ("web-method", "web-method-about"),
    410: ("web-gone", "web-gone-about"),
    413: ("web-large", "web-large-about"),
    503: ("web-busy", "web-busy-about"),
}
_FAILED = ("web-failed", "web-failed-about")


def make_guard() -> Middleware:
    """The middleware that bounds the work and turns failures into pages."""
    room = asyncio.Semaphore(AT_ONCE)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
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
            return _page(request, 503)
        except Exception:
            log.exception("a page failed: %s", request.path)
            return _page(request, 500)

    return guard


def _page(request: web.Request, status: int, *, allow: str = "") -> web.Response:
    visit = visit_of(request)
    name, about = _KNOWN.get(status, _FAILED)
    head = Head(title=visit.t(name), path=visit.site.addresses.home(), is_indexed=False)
    response = show(visit, "failure.html", head, status=status, about=visit.t(about))
    response.headers["Cache-Control"] = "no-store"
    response.headers.popall("ETag", None)
    if allow:
        response.headers["Allow"] = allow
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response
