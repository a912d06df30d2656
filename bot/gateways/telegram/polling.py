"""Long polling: what Telegram has goes into the inbox before the next offset confirms it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

log = logging.getLogger(__name__)

# The server holds a poll for at most 50 s (telegram-bot-api, Client.h).
POLL_SECONDS = 45
MOST_UPDATES = 100

ALLOWED_UPDATES = [
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
    "inline_query", "chosen_inline_result", "my_chat_member", "chat_member",
    "message_reaction_count", "stopped_message_generation",
]  # fmt: skip


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates whose answer stays as it came: a shape unknown to us is stored all the same."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = MOST_UPDATES
    timeout: int = POLL_SECONDS
    allowed_updates: list[str]


class Inbox(Protocol):
    """Where updates go."""

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store updates on the disk; when it returns, they may be confirmed."""
        ...

    async def wait_for_room(self) -> None:
        """Return when there is room for more."""
        ...


class Ears(Protocol):
    """Who wants to know until when everything was heard."""

    async def hear(self, *, is_after_break: bool) -> None:
        """Telegram handed over everything; `is_after_break`: the call before had no answer."""
        ...


class Poller:
    """Fetches updates until it is cancelled."""

    def __init__(
        self, bot: Bot, inbox: Inbox, ears: Ears, *, poll_seconds: int = POLL_SECONDS
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._ears = ears
        self._poll_seconds = poll_seconds
        self._is_after_break = True

    async def run(self) -> None:
        """Poll for ever; troubles of the network and the server are waited out.

        Raises:
            TelegramConflictError: another process polls with this token.
            TelegramUnauthorizedError: the token was revoked.
        """
        offset: int | None = None
        pause = 1.0
        while True:
            try:
                await self._inbox.wait_for_room()
                updates = await self._fetch(offset)
                if updates:
                    await self._inbox.take(updates)
                    offset = max(update["update_id"] for update in updates) + 1
                await self._note(len(updates))
                pause = 1.0
            except (TelegramConflictError, TelegramUnauthorizedError):
                raise
            except TelegramRetryAfter as error:
                self._is_after_break = True
                await asyncio.sleep(error.retry_after)
            except (TelegramAPIError, ClientDecodeError) as error:
                self._is_after_break = True
                log.warning("polling: %s; again in %.0f s", error, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30)

    async def _note(self, taken: int) -> None:
        """Behind a full answer there may be more."""
        if taken < MOST_UPDATES:
            await self._ears.hear(is_after_break=self._is_after_break)
            self._is_after_break = False

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        method = GetRawUpdates(
            offset=offset, timeout=self._poll_seconds, allowed_updates=ALLOWED_UPDATES
        )
        return await self._bot(method, request_timeout=self._poll_seconds + 15)
