"""Long work on a draft: beside the handlers, shown while it grows, ended by Stop."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.types import MessageGenerationStopped

from bot.errors import AppError, InputRefused
from bot.gateways.telegram.drafts import Drafts
from bot.services.composing import Stream
from bot.tasks import Tasks
from bot.translator import Translator
from handlers.errors import sentence_of
from handlers.owners import tell_person

log = logging.getLogger(__name__)

class Preview(Stream, Protocol):
    """A text in the chat that its own message will take the place of."""

    def finish(self) -> None:
        """Show no more of it: a preview that came behind the message would stand for 30 s."""
        ...


Work = Callable[[Preview], Awaitable[None]]


class Generating:
    """Runs what takes longer than a press may: one work a draft at a time.

    In a handler it would hold up the person's own Stop, which comes behind it in their chat.
    """

    def __init__(self, bot: Bot, tasks: Tasks, drafts: Drafts) -> None:
        self._bot = bot
        self._tasks = tasks
        self._drafts = drafts
        self._busy: set[int] = set()

    def is_busy(self, post_id: int) -> bool:
        """Whether something is being written for a post."""
        return post_id in self._busy

    def start(
        self, t: Translator, chat_id: int, post_id: int, work: Work, *, is_streamed: bool
    ) -> None:
        """Begin a work; its errors are told to the person as a handler's are.

        With `is_streamed` a preview with a Stop button stands in the chat as long as it lasts.

        Raises:
            InputRefused: something is being written for this post already.
        """
        if post_id in self._busy:
            raise InputRefused("generating-already")
        self._busy.add(post_id)
        name = f"generation for post {post_id}"
        self._tasks.start(self._run(t, chat_id, post_id, work, is_streamed), name=name)

    async def _run(
        self, t: Translator, chat_id: int, post_id: int, work: Work, is_streamed: bool
    ) -> None:
        try:
            async with self._stream(chat_id, is_streamed) as stream:
                await work(stream)
        except AppError as error:
            await tell_person(self._bot, chat_id, sentence_of(error, t))
        except AiogramError as error:
            # The work is kept; only showing it failed, and its card can be opened from /drafts.
            log.warning("generation for post %s could not be shown: %s", post_id, error)
        except Exception:
            log.exception("generation for post %s failed", post_id)
            await tell_person(self._bot, chat_id, t("generating-failed"))
        finally:
            self._busy.discard(post_id)

    @asynccontextmanager
    async def _stream(self, chat_id: int, is_streamed: bool) -> AsyncIterator[Preview]:
        if not is_streamed:
            yield _Silent()
            return
        async with self._drafts.open(chat_id) as stream:
            yield stream


class _Silent:
    """Of work that is over before anybody could stop it."""

    async def show(self, text: str) -> None:
        """Nothing is shown."""

    def is_stopped(self) -> bool:
        return False

    def finish(self) -> None:
        """Nothing was shown."""


def generating_router() -> Router:
    """Telegram's Stop button under a text that is being written."""
    router = Router(name="generating")
    router.stopped_message_generation.register(stop)
    return router


async def stop(event: MessageGenerationStopped, drafts: Drafts) -> None:
    """What was written by then is kept by whoever writes."""
    drafts.stop(event.chat.id, event.draft_id)
