"""The tree of routers: who sees what, in which order."""

from aiogram import Router

from handlers.authors.routers import build_authors_router
from handlers.errors import errors_router


def build_router() -> Router:
    """A fresh tree; the first handler that fits takes the update."""
    root = Router(name="rubrika")
    root.include_routers(errors_router(), build_authors_router())
    return root
