"""The readers' routers, in their order."""

from aiogram import Router

from handlers.filters import PRIVATE, PRIVATE_CALLBACK
from handlers.readers.announcement_messenger import announcements_router
from handlers.readers.digest_reading import reading_router
from handlers.readers.fallback import fallback_router
from handlers.readers.following import following_router
from handlers.readers.forwards import forwards_router
from handlers.readers.help import help_router
from handlers.readers.inline import inline_router
from handlers.readers.language import language_router
from handlers.readers.post_presses import posts_router
from handlers.readers.privacy import privacy_router
from handlers.readers.recalling import recalling_router
from handlers.readers.rubrics import rubrics_router
from handlers.readers.saved import saved_router
from handlers.readers.search import search_router
from handlers.readers.start import start_router
from handlers.readers.top import top_router
from handlers.readers.welcome_messenger import welcome_stop_router


def build_reader_commands() -> Router:
    """Commands and buttons for everybody in the bot's own chat, and inline mode anywhere."""
    router = Router(name="readers")
    _keep_private(router)
    router.include_routers(
        forwards_router(), start_router(), help_router(), language_router(),
        privacy_router(), rubrics_router(),
        following_router(),
        top_router(), recalling_router(), saved_router(), search_router(), posts_router(),
        inline_router(), welcome_stop_router(), reading_router(), announcements_router(),
    )  # fmt: skip
    return router


def build_reader_fallback() -> Router:
    """What nobody took; the last of all."""
    router = Router(name="readers at last")
    _keep_private(router)
    router.include_routers(fallback_router())
    return router


def _keep_private(router: Router) -> None:
    router.message.filter(PRIVATE)
    router.callback_query.filter(PRIVATE_CALLBACK)
