"""The writer that asks a language model: posts out of articles, and other versions of posts."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.domain.sources import Article
from bot.domain.writing import Change, Spent, Written
from bot.errors import LlmBroken, LlmStopped
from bot.gateways.writers import prompts, rewrites, shape
from bot.gateways.writers.chat import ChatClient, PromptTooLong
from bot.gateways.writers.prompts import Message, Task

log = logging.getLogger(__name__)

OnProgress = Callable[[str], Awaitable[None]]
IsStopped = Callable[[], bool]

LOOK_SECONDS = 0.2
"""How often Stop is looked for while nothing comes."""
LEAST_ROOM = 1_500
"""Characters of an article below which it is not cut any more for a small model."""


class LlmWriter:
    """Writes and rewrites with one model. What it gives is words: it can do nothing else."""

    def __init__(self, client: ChatClient) -> None:
        self._client = client

    async def close(self) -> None:
        """Close the connections to the server."""
        await self._client.close()

    async def write(
        self,
        article: Article,
        *,
        examples: Sequence[str],
        rules: Sequence[str],
        language: str,
        words: int,
        on_progress: OnProgress,
        is_stopped: IsStopped,
        rubrics: Sequence[str] = (),
        spent: Spent | None = None,
    ) -> Written:
        """A post about an article, in a language (ISO 639-1), of about so many words.

        `examples` are posts whose manner is taken, `rules` the channel's own in words, `rubrics`
        those to choose from (any, when empty). `on_progress` is given the post so far. An
        article that is too long for the model is cut and asked about again. When the author
        stops, what is written by then is the post, if it is one; `note` of what comes says so.

        Raises:
            LlmStopped: stopped before there was a post.
            LlmUnavailable, LlmTooSlow, LlmBroken: see `ChatClient.stream` and `read_answer`.
        """
        spent = Spent() if spent is None else spent
        task = Task(
            language=language, words=words, examples=examples, rules=rules, rubrics=rubrics
        )
        mark = secrets.token_hex(8)
        listening = _Listening(self._client, on_progress, is_stopped, shape.preview)
        try:
            room = await _ask_about(article, task, mark, listening, spent)
        except LlmStopped:
            return _so_far(listening.heard, task, mark)
        written = _read(listening.heard, task, mark, is_cut=spent.is_cut)
        if room < len(article.text) and not written.note:
            return replace(written, note="llm-shortened")
        return written

    async def rewrite(
        self,
        text: str,
        change: Change,
        *,
        on_progress: OnProgress,
        is_stopped: IsStopped,
        language: str = "",
        instruction: str = "",
        spent: Spent | None = None,
    ) -> str:
        """Another version of a post's words: plain text without the rubrics' line.

        `language` is that of a translation, `instruction` what the author wants (`BY_WORDS`).

        Raises:
            LlmStopped, LlmUnavailable, LlmTooSlow: as in `write`.
            LlmBroken: what came is no version of the post.
        """
        spent = Spent() if spent is None else spent
        mark = secrets.token_hex(8)
        order = rewrites.order(change, language=language, instruction=instruction)
        messages = prompts.for_post(text, order, language=language, mark=mark)
        listening = _Listening(self._client, on_progress, is_stopped, rewrites.preview)
        answer = await listening.hear(messages, spent)
        if spent.is_cut or mark in answer:
            raise LlmBroken
        return rewrites.read_post(answer, text, change, language=language)

    async def headlines(
        self, text: str, *, count: int, is_stopped: IsStopped, spent: Spent | None = None
    ) -> tuple[str, ...]:
        """Headlines for a post to choose from, `count` at most, in the post's language.

        Raises: as `rewrite` does.
        """
        mark = secrets.token_hex(8)
        order = rewrites.order_of_headlines(count)
        messages = prompts.for_post(text, order, language="", mark=mark)
        listening = _Listening(self._client, _ignore, is_stopped, str)
        answer = await listening.hear(messages, Spent() if spent is None else spent)
        if mark in answer:
            raise LlmBroken
        return rewrites.read_headlines(answer, text, count=count)


class _Listening:
    """One answer, heard while Stop is looked for; `heard` is all of it that came."""

    def __init__(
        self,
        client: ChatClient,
        on_progress: OnProgress,
        is_stopped: IsStopped,
        show: Callable[[str], str],
    ) -> None:
        self._client = client
        self._on_progress = on_progress
        self._is_stopped = is_stopped
        self._show = show
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self.heard = ""

    async def hear(self, messages: Sequence[Message], spent: Spent) -> str:
        """The whole answer.

        Raises:
            LlmStopped: the author does not want it any more; the server is let go.
            LlmUnavailable, LlmBroken, LlmTooSlow: from the client, or it turns in a circle.
        """
        self.heard = ""
        reading = asyncio.ensure_future(self._read(messages, spent))
        try:
            while await self._hear_more():
                if shape.is_circling(self.heard):
                    raise LlmBroken
                await self._on_progress(self._show(self.heard))
            await reading
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        return self.heard

    async def _read(self, messages: Sequence[Message], spent: Spent) -> None:
        try:
            async for piece in self._client.stream(messages, spent=spent):
                self._queue.put_nowait(piece)
        finally:
            self._queue.put_nowait(None)

    async def _hear_more(self) -> bool:
        """Take what has come since; False at the end."""
        while True:
            if self._is_stopped():
                raise LlmStopped
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    piece = await self._queue.get()
                break
            except TimeoutError:
                continue
        while piece is not None:
            self.heard += piece
            if self._queue.empty():
                return True
            piece = self._queue.get_nowait()
        return False


async def _ask_about(
    article: Article, task: Task, mark: str, listening: _Listening, spent: Spent
) -> int:
    """Ask for a post; how many characters of the article the model could take."""
    room = min(prompts.MAX_ARTICLE, len(article.text))
    while True:
        try:
            await listening.hear(prompts.for_article(article, task, mark=mark, room=room), spent)
        except PromptTooLong:
            if room <= LEAST_ROOM:
                raise
            # Examples are the first to go: without them there is still an article.
            task, room = replace(task, examples=()), room // 2
            log.info("LLM: the prompt is too long; the article is cut to %d characters", room)
        else:
            return room


def _read(answer: str, task: Task, mark: str, *, is_cut: bool) -> Written:
    return shape.read_answer(
        answer, language=task.language, mark=mark, known_rubrics=task.rubrics, is_cut=is_cut
    )


def _so_far(heard: str, task: Task, mark: str) -> Written:
    """What was written when the author stopped, if it is a post already."""
    try:
        written = _read(heard, task, mark, is_cut=True)
    except LlmBroken:
        raise LlmStopped from None
    return replace(written, note="llm-stopped-early")


async def _ignore(_words: str) -> None:
    """Headlines are not shown while they come."""
