"""The archive on the web, wired; its templates are read at the first page."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.gateways.telegram.files import TelegramFiles
from bot.gateways.telegram.photos import KeptPhotos
from bot.jobs import Job
from bot.services.exhibiting import Exhibiting
from bot.services.resembling import Resembling
from bot.wiring.ground import Core, Ground
from handlers.web.addresses import Addresses
from handlers.web.application import make_application
from handlers.web.limits import Buckets
from handlers.web.server import Server
from handlers.web.session import Sessions
from handlers.web.site import Site

# A client may search so often at once, then once in so many seconds; and so with pages at all,
# which have up to 12 pictures each.
_SEARCHES, _SEARCH_SECONDS = 20, 1.0
_PAGES, _PAGE_SECONDS = 200, 0.1


def make_web(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What stands on the web, and the server that shows it."""
    settings = ground.settings
    exhibiting = Exhibiting(ground.db, ground.clock, core.browsing, core.registering.rights)
    make = partial(_make_site, ground, core, exhibiting)
    server = Server(
        settings.http_host, settings.http_port, lambda port: make_application(make(port)),
        is_wanted=_is_wanted(settings),
    )  # fmt: skip
    return {
        "exhibiting": exhibiting,
        "web_server": server,
        "public_addresses": _public_addresses(settings),
    }, []


def _make_site(ground: Ground, core: Core, exhibiting: Exhibiting, port: int) -> Site:
    settings = ground.settings
    now = asyncio.get_running_loop().time
    folder = Path(settings.database_path).parent / "photos"
    return Site(
        clock=ground.clock,
        browsing=core.browsing,
        searching=core.searching,
        exhibiting=exhibiting,
        resembling=Resembling(ground.db, core.browsing),
        photos=KeptPhotos(TelegramFiles(ground.bot), folder),
        addresses=Addresses.of(settings.web_url, host=settings.http_host, port=port),
        sessions=Sessions(settings.bot_token.get_secret_value()),
        language=settings.language,
        searches=Buckets(_SEARCHES, _SEARCH_SECONDS, now),
        pages=Buckets(_PAGES, _PAGE_SECONDS, now),
    )


def _is_wanted(settings: Settings) -> bool:
    """Whether somebody chose where pages are served: then a taken port is a mistake to be told."""
    usual = Settings.model_fields["http_port"].default
    return bool(settings.web_url) or settings.http_port != usual


def _public_addresses(settings: Settings) -> Addresses | None:
    """Addresses for links in the chat; None where the pages have no public one."""
    if not settings.web_url:
        return None
    return Addresses.of(settings.web_url, host=settings.http_host, port=settings.http_port)
