"""Works that take longer than a press may: beside the handlers, one a draft at a time."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from bot.errors import InputRefused
from bot.services.composing import Stream
from bot.tasks import Tasks


class Preview(Stream, Protocol):
    """A text in the chat that its own message will take the place of."""

    def finish(self) -> None:
        """The whole text is ready: no preview is to come behind its message."""
        ...


class Previews(Protocol):
    """Texts that are shown in private chats while they are written."""

    def open(self, chat_id: int) -> AbstractAsyncContextManager[Preview]:
        """Show a text, with a Stop button, for as long as the block lasts."""
        ...

    def stop(self, chat_id: int, draft_id: int) -> bool:
        """The person pressed Stop; False when nothing of the kind is written now."""
        ...


Work = Callable[[Preview], Awaitable[None]]
OnFailure = Callable[[Exception], Awaitable[None]]


class Generations:
    """Runs the works. In a handler they would hold up the person's Stop, which comes behind."""

    def __init__(self, tasks: Tasks, previews: Previews) -> None:
        self._tasks = tasks
        self._previews = previews
        self._busy: set[int] = set()

    def is_busy(self, post_id: int) -> bool:
        """Whether something is being written for a post."""
        return post_id in self._busy

    def start(
        self, chat_id: int, post_id: int, work: Work, *, is_streamed: bool, on_failure: OnFailure
    ) -> None:
        """Begin a work; with `is_streamed` a preview stands in the chat as long as it lasts.

        Raises:
            InputRefused: something is being written for this post already.
        """
        if post_id in self._busy:
            raise InputRefused("generating-already")
        self._busy.add(post_id)
        running = self._run(chat_id, post_id, work, is_streamed, on_failure)
        self._tasks.start(running, name=f"generation for post {post_id}")

    def stop(self, chat_id: int, draft_id: int) -> bool:
        """The person pressed Stop; what was written by then is kept by whoever writes."""
        return self._previews.stop(chat_id, draft_id)

    async def _run(
        self, chat_id: int, post_id: int, work: Work, is_streamed: bool, on_failure: OnFailure
    ) -> None:
        try:
            async with self._preview(chat_id, is_streamed) as preview:
                await work(preview)
        except Exception as error:
            await on_failure(error)
        finally:
            self._busy.discard(post_id)

    @asynccontextmanager
    async def _preview(self, chat_id: int, is_streamed: bool) -> AsyncIterator[Preview]:
        if not is_streamed:
            yield _Unseen()
            return
        async with self._previews.open(chat_id) as preview:
            yield preview


class _Unseen:
    """Of work that is over before anybody could stop it."""

    async def show(self, text: str) -> None:
        """Nothing is shown."""

    def is_stopped(self) -> bool:
        return False

    def finish(self) -> None:
        """Nothing is shown."""
