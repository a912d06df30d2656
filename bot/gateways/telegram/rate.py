"""Every call that sends takes its turn: a middleware of the bot's session."""

import asyncio
import logging
import math

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.gateways.limiter import Held, Limiter, Urgency, urgency

log = logging.getLogger(__name__)

# A call that Telegram refused for its rate was not sent (telegram-bot-api, NetQueryDelayer): an
# interactive one is repeated at most so often, and for so many seconds altogether.
MOST_REPEATS = 3
PATIENCE_SECONDS = 60.0

# Telegram's limits are on messages, edits included (tdlib/td#2592); these names count as none.
_SENDING = ("send", "copy", "forward", "editMessage", "editEphemeralMessage")
_FREE = frozenset(
    ("sendChatAction", "sendMessageDraft", "sendRichMessageDraft", "sendChatJoinRequestWebApp")
)


class TooSoon(TelegramRetryAfter):
    """Not sent, as our own pace wants it; to a caller it is as if Telegram had said it."""


class SharedRate(BaseRequestMiddleware):
    """Paces whatever sends, copies, forwards or edits messages; the rest passes.

    What is paid for (`allow_paid_broadcast`) goes by a rate of its own, `paid`, beside the free
    one, and never waits for it; without one it goes as all else.
    """

    def __init__(self, limiter: Limiter, paid: Limiter | None = None) -> None:
        self._limiter = limiter
        self._paid = paid

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request in its turn.

        Raises:
            TelegramRetryAfter: Telegram asked to wait longer than the call may.
        """
        count = count_messages(method)
        if count == 0:
            return await make_request(bot, method)
        kind = urgency()
        limiter = self._limiter_of(method)
        deadline = _now() + (PATIENCE_SECONDS if kind is Urgency.INTERACTIVE else 0.0)
        for repeats in range(MOST_REPEATS + 1):
            patience = deadline - _now()
            try:
                async with limiter.turn(_chat(method), count, kind=kind, patience=patience):
                    return await make_request(bot, method)
            except Held as error:
                raise _too_soon(method, error.wait_seconds) from error
            except TelegramRetryAfter as error:
                seconds = error.retry_after
                # What Telegram asks of those that are paid for, it asks of the free ones too.
                for held in {limiter, self._limiter}:
                    held.hold(_chat(method), seconds, is_bulk=kind is Urgency.BULK)
                log.info("%s", error.message)
                if repeats == MOST_REPEATS or _now() + seconds > deadline:
                    raise
                await asyncio.sleep(seconds)
        raise AssertionError("the last repeat returns or raises")

    def _limiter_of(self, method: TelegramMethod[TelegramType]) -> Limiter:
        is_paid = getattr(method, "allow_paid_broadcast", None) is True
        return self._paid if is_paid and self._paid is not None else self._limiter


def _too_soon(method: TelegramMethod[TelegramType], wait_seconds: float) -> TooSoon:
    # As if Telegram had said it: the caller's rules for a 429 hold, and nothing was sent.
    seconds = max(1, math.ceil(wait_seconds))
    text = f"Too Many Requests: retry after {seconds} (not sent: its chat is held)"
    return TooSoon(method=method, message=text, retry_after=seconds)


def count_messages(method: TelegramMethod[TelegramType]) -> int:
    """How many messages a call makes or changes; 0 when it is no matter of the rate."""
    name = method.__api_method__
    if name in _FREE or not name.startswith(_SENDING):
        return 0
    # An album, and copies or forwards of many, are one call and many messages.
    many = getattr(method, "media", None) if name == "sendMediaGroup" else None
    many = many or getattr(method, "message_ids", None)
    return len(many) if many else 1


def _chat(method: TelegramMethod[TelegramType]) -> int | str | None:
    chat: int | str | None = getattr(method, "chat_id", None)
    return chat


def _now() -> float:
    return asyncio.get_running_loop().time()
