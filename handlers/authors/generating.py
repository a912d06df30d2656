"""Long work on a draft: its failures become words, and Telegram's Stop button ends it."""

import logging
from functools import partial

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.types import MessageGenerationStopped

from bot.errors import AppError
from bot.services.generating import Generations, Work
from bot.translator import Translator
from handlers.errors import sentence_of
from handlers.owners import tell_person

log = logging.getLogger(__name__)


class Generating:
    """Starts works for people, and tells them what a handler's error would tell."""

    def __init__(self, bot: Bot, generations: Generations) -> None:
        self._bot = bot
        self._generations = generations

    def is_busy(self, post_id: int) -> bool:
        """Whether something is being written for a post."""
        return self._generations.is_busy(post_id)

    def start(
        self, t: Translator, chat_id: int, post_id: int, work: Work, *, is_streamed: bool
    ) -> None:
        """Begin a work; with `is_streamed` it is seen while it grows, and can be stopped.

        Raises:
            InputRefused: something is being written for this post already.
        """
        self._generations.start(
            chat_id, post_id, work, is_streamed=is_streamed,
            on_failure=partial(self._tell, t, chat_id, post_id),
        )  # fmt: skip

    def stop(self, chat_id: int, draft_id: int) -> None:
        """The person pressed Stop."""
        self._generations.stop(chat_id, draft_id)

    async def _tell(self, t: Translator, chat_id: int, post_id: int, error: Exception) -> None:
        if isinstance(error, AppError):
            await tell_person(self._bot, chat_id, sentence_of(error, t))
        elif isinstance(error, AiogramError):
            # The work is kept; only showing it failed, and its card can be opened from /drafts.
            log.warning("generation for post %s could not be shown: %s", post_id, error)
        else:
            log.error("generation for post %s failed", post_id, exc_info=error)
            await tell_person(self._bot, chat_id, t("generating-failed"))


def generating_router() -> Router:
    """Telegram's Stop button under a text that is being written."""
    router = Router(name="generating")
    router.stopped_message_generation.register(stop)
    return router


async def stop(event: MessageGenerationStopped, generating: Generating) -> None:
    """What was written by then is kept by whoever writes."""
    generating.stop(event.chat.id, event.draft_id)
