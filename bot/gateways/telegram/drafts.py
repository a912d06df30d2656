"""Texts that are shown in a chat while they are written, with Telegram's own Stop button.

`sendMessageDraft` shows a text in a private chat for 30 seconds; the next call with the same id
takes its place, an empty text is Telegram's "Thinking…" (Bot API 9.3; the button since 10.3).
What is shown is a preview: the whole text is sent as a message when it is ready, and a preview
that cannot be shown stops nothing.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.types import MessageEntity

from bot.domain.texts import TEXT_LIMIT, Text, cut

log = logging.getLogger(__name__)

SPACING_SECONDS = 1.0
"""Between two previews; each is a request, though none is a message to Telegram's limits."""
RENEW_SECONDS = 20.0
"""After which an unchanged preview is shown again, before its 30 seconds are over."""


class DraftStream:
    """One text on its way: show it as often as it grows, ask whether it is still wanted."""

    def __init__(
        self, bot: Bot, chat_id: int, *, spacing_seconds: float, renew_seconds: float
    ) -> None:
        self._bot = bot
        self._chat_id = chat_id
        self._spacing = spacing_seconds
        self._renew = renew_seconds
        self._text = ""
        self._changed = asyncio.Event()
        self._is_stopped = False
        self._is_finished = False
        # Any id but zero (Bot API, sendMessageDraft); below 2^53 every client keeps it whole.
        self.id = 1 + secrets.randbelow(2**52)

    def is_stopped(self) -> bool:
        """Whether the person pressed Stop, or cannot be written to any more."""
        return self._is_stopped

    def stop(self) -> None:
        """The text is not wanted any more."""
        self._is_stopped = True
        self._changed.set()

    def finish(self) -> None:
        """The whole text is ready: no preview is to come behind its message."""
        self._is_finished = True
        self._changed.set()

    async def show(self, text: str) -> None:
        """Show a text instead of the one before; returns at once, only the newest is sent."""
        self._text = text
        self._changed.set()

    async def run(self) -> None:
        """Show what there is, at most once a `spacing`, until it is stopped or finished."""
        while not (self._is_stopped or self._is_finished):
            self._changed.clear()
            pause = await self._send(self._text)
            if pause is None:
                return
            await asyncio.sleep(pause)
            try:
                async with asyncio.timeout(self._renew):
                    await self._changed.wait()
            except TimeoutError:
                continue

    async def _send(self, text: str) -> float | None:
        """Seconds until the next preview; None when there will be none."""
        try:
            await self._bot.send_message_draft(
                self._chat_id, self.id, text=_beginning(text), can_stop=True,
                entities=_NO_ENTITIES, parse_mode=None,
            )  # fmt: skip
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except TelegramForbiddenError:
            self.stop()
            return None
        except (TelegramBadRequest, TelegramNotFound) as error:
            log.warning("no previews for chat %s: %s", self._chat_id, error)
            return None
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("a preview was not shown: %s", error)
        return self._spacing


# Words of a model are never markup, whatever the bot's default parse mode is.
_NO_ENTITIES: list[MessageEntity] = []


class Drafts:
    """The texts that are being written now, over all private chats."""

    def __init__(
        self,
        bot: Bot,
        *,
        spacing_seconds: float = SPACING_SECONDS,
        renew_seconds: float = RENEW_SECONDS,
    ) -> None:
        self._bot = bot
        self._spacing = spacing_seconds
        self._renew = renew_seconds
        self._open: dict[tuple[int, int], DraftStream] = {}

    @asynccontextmanager
    async def open(self, chat_id: int) -> AsyncIterator[DraftStream]:
        """Show a text in a private chat for as long as the block lasts.

        "Thinking…" stands there at once. Send the whole text as a message afterwards: it takes
        the preview's place.
        """
        stream = DraftStream(
            self._bot, chat_id, spacing_seconds=self._spacing, renew_seconds=self._renew
        )
        self._open[chat_id, stream.id] = stream
        showing = asyncio.ensure_future(stream.run())
        try:
            yield stream
        finally:
            del self._open[chat_id, stream.id]
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    def stop(self, chat_id: int, draft_id: int) -> bool:
        """`stopped_message_generation` came; False when nothing of the kind is written now."""
        stream = self._open.get((chat_id, draft_id))
        if stream is None:
            return False
        stream.stop()
        return True


def _beginning(text: str) -> str:
    """As much as a preview may hold."""
    return cut(Text(text), 0, TEXT_LIMIT).text
