"""What the pages stand on, and what one request is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from bot.clock import Clock
from bot.domain.photos import Photo
from bot.domain.posts import Media
from bot.services.browsing import Browsing
from bot.services.exhibiting import Exhibiting
from bot.services.resembling import Resembling
from bot.services.searching import Searching
from bot.translator import LANGUAGES, Translator, translator
from handlers.web.addresses import Addresses
from handlers.web.limits import Buckets
from handlers.web.session import COOKIE, Session, Sessions


class Photos(Protocol):
    """Photos of posts, which Telegram keeps."""

    async def get(self, media: Media) -> Photo | None:
        """The photo of a medium; None when there is none to be shown."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages stand on."""

    clock: Clock
    browsing: Browsing
    searching: Searching
    exhibiting: Exhibiting
    resembling: Resembling
    photos: Photos
    addresses: Addresses
    sessions: Sessions
    language: str
    searches: Buckets
    pages: Buckets


SITE = web.AppKey("site", Site)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks, in which language, and the site."""

    site: Site
    request: web.Request
    session: Session | None
    t: Translator

    @property
    def person_id(self) -> int | None:
        """Who asks, if Telegram told."""
        return self.session.person_id if self.session else None

    @property
    def now(self) -> datetime:
        """This moment."""
        return self.site.clock.now()

    def values(self) -> dict[str, Any]:
        """What every template may use."""
        return {
            "t": self.t,
            "a": self.site.addresses,
            "session": self.session,
            "theme_mark": self.request.cookies.get(COOKIE, "")[-12:] if self.session else "",
        }


def visit_of(request: web.Request) -> Visit:
    """What a request is about."""
    site = request.app[SITE]
    session = site.sessions.read(request.cookies.get(COOKIE, ""), site.clock.now())
    language = choose_language(request.headers.get("Accept-Language", ""), site.language)
    return Visit(site, request, session, translator(language))


def choose_language(accepted: str, default: str) -> str:
    """The language of a page, of those in the header that we speak, the most wanted (RFC 9110)."""
    wanted: dict[str, float] = {}
    for item in accepted[:500].split(","):
        name, _, weight = item.partition(";")
        language = name.strip().lower().partition("-")[0]
        wanted.setdefault(language, _weight(weight))
    known = [language for language in wanted if language in LANGUAGES and wanted[language] > 0]
    return max(known, key=lambda language: wanted[language], default=default)


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
