"""Headers of answers: what browsers may do with them, how long they are fresh, what is sent."""

import hashlib
from datetime import datetime

from aiohttp import web

from handlers.web.site import Visit

# Telegram's web client shows Mini Apps in a frame; nobody else may.
_FRAMES = "frame-ancestors https://web.telegram.org"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    + _FRAMES
)
_WITH_SCRIPT = f"{_POLICY}; script-src 'self'; connect-src 'self'"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Server": "Rubrika",
}

FRESH_SECONDS = 60
"""How long a page may be shown from a cache: a post deleted or closed is gone that soon."""


async def secure(_: web.Request, response: web.StreamResponse) -> None:
    """Put the headers that every answer has, whatever made it."""
    response.headers.update(_ALWAYS)
    response.headers.setdefault("Content-Security-Policy", _POLICY)


def allow_script(response: web.StreamResponse) -> None:
    """Our own script may run on this page, and ask our own server."""
    response.headers["Content-Security-Policy"] = _WITH_SCRIPT


def answer(
    visit: Visit,
    body: bytes,
    content_type: str,
    *,
    status: int = 200,
    changed_at: datetime | None = None,
    seconds: int = FRESH_SECONDS,
    is_private: bool = False,
    is_text: bool = True,
) -> web.Response:
    """An answer that caches may keep, or 304 for who has it (RFC 9110, 13.2.2).

    `changed_at` becomes Last-Modified. What is shown to one person only is kept by nobody else.
    """
    is_private = is_private or visit.session is not None
    headers = {
        "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Cache-Control": "private, no-cache" if is_private else f"public, max-age={seconds}",
        "Vary": "Accept-Language, Accept-Encoding, Cookie",
    }
    charset = "utf-8" if is_text else None
    response = web.Response(
        body=body, status=status, headers=headers, content_type=content_type, charset=charset
    )
    if changed_at:
        response.last_modified = changed_at
    if status == 200 and _is_known(visit.request, response):
        return _not_modified(response)
    if is_text and _takes_gzip(visit.request):
        response.enable_compression(web.ContentCoding.gzip)
    return response


def _not_modified(response: web.Response) -> web.Response:
    kept = ("ETag", "Cache-Control", "Vary", "Last-Modified")
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    return web.Response(status=304, headers=headers)


def _is_known(request: web.Request, response: web.Response) -> bool:
    """Whether a client has this already: by its tag, or, without one, by its moment."""
    if "If-None-Match" in request.headers:
        tags = request.if_none_match or ()
        ours = response.headers["ETag"].removeprefix("W/").strip('"')
        return any(tag.value in (ours, "*") for tag in tags)
    since, changed = request.if_modified_since, response.last_modified
    return since is not None and changed is not None and changed.replace(microsecond=0) <= since


def _takes_gzip(request: web.Request) -> bool:
    for item in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, weight = item.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
