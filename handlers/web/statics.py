"""Files that are the same for everybody: the style, the icon, the script of the Mini App."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from bot.errors import NotFound
from handlers.web.headers import answer
from handlers.web.site import visit_of

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    "style.css": "text/css",
    "app.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
KEPT_SECONDS = 86_400
"""How long a file may be kept: its address carries a mark of its bytes."""


async def static(request: web.Request) -> web.Response:
    """One of our files."""
    name = request.match_info["name"]
    if name not in _TYPES:
        raise NotFound
    response = answer(visit_of(request), _read(name), _TYPES[name], seconds=KEPT_SECONDS)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


async def robots(request: web.Request) -> web.Response:
    """What search engines may read: all but searches."""
    visit = visit_of(request)
    addresses = visit.site.addresses
    lines = [
        "User-agent: *",
        f"Disallow: {addresses.prefix}/app",
        f"Disallow: {addresses.prefix}/*/search",
        f"Sitemap: {addresses.absolute(addresses.sitemap())}",
    ]
    return answer(visit, ("\n".join(lines) + "\n").encode(), "text/plain")


def mark_of(name: str) -> str:
    """A mark of a file's bytes, for its address."""
    return sha256(_read(name)).hexdigest()[:10]


@cache
def _read(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()
