"""The tree of routers: who sees what, in which order."""

from aiogram import Router

from handlers.authors.routers import build_authors_router
from handlers.channel.routers import build_channel_router
from handlers.errors import errors_router
from handlers.filters import keep_off_threads
from handlers.readers.digest import build_digest_router
from handlers.readers.routers import build_reader_commands, build_reader_fallback


def build_router() -> Router:
    """A fresh tree; the first handler that fits takes the update."""
    root = Router(name="rubrika")
    root.include_routers(
        errors_router(),
        build_channel_router(),
        build_reader_commands(),
        build_digest_router(),
        build_authors_router(),
        build_reader_fallback(),
    )
    keep_off_threads(root)
    return root
