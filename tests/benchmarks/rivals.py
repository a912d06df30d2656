"""Other ways to send one message to many: `python -m tests.benchmarks.rivals KIND COUNT FILE`.

FILE holds the message as our bot sent it, SEND_RATE is the rate that is allowed. `bare` sends as
fast as it can, the others keep to the rate by what their package has for it. What Telegram
refuses with a 429 is sent again after its wait; nothing is written down anywhere.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendMessage
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.event import Event
from aiogram_broadcaster.intervals import SimpleInterval
from aiogram_broadcaster.utils.retry_after_handler import setup_retry_after_handler
from aiolimiter import AsyncLimiter
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from tests.benchmarks.subscribed import FIRST_READER

GATHER = 50
"""Calls under way at once without a limit."""
WORKERS = 20
"""Calls under way at once where a limiter says when they may begin."""
_ENOUGH_REPEATS = 100

Send = Callable[[int], Awaitable[object]]


def main() -> None:
    """Send to all, then end."""
    kind, count, path = sys.argv[1:]
    readers = range(FIRST_READER, FIRST_READER + int(count))
    words = json.loads(Path(path).read_text("utf-8"))
    asyncio.run(KINDS[kind](words, readers, float(os.environ["SEND_RATE"])))


async def _bare(words: dict[str, Any], readers: range, _rate: float) -> None:
    async with _bot() as bot:
        await _gather(_sender(bot, words, nullcontext()), readers, GATHER)


async def _aiolimiter(words: dict[str, Any], readers: range, rate: float) -> None:
    async with _bot() as bot:
        await _gather(_sender(bot, words, AsyncLimiter(rate, 1)), readers, WORKERS)


async def _aiolimiter_spaced(words: dict[str, Any], readers: range, rate: float) -> None:
    async with _bot() as bot:
        await _gather(_sender(bot, words, AsyncLimiter(1, 1 / rate)), readers, WORKERS)


async def _telegram_bot(words: dict[str, Any], readers: range, rate: float) -> None:
    limiter = AIORateLimiter(
        overall_max_rate=rate, overall_time_period=1, max_retries=_ENOUGH_REPEATS
    )
    url = os.environ["BOT_API_URL"]
    bot = ExtBot(
        os.environ["BOT_TOKEN"], base_url=f"{url}/bot", base_file_url=f"{url}/file/bot",
        rate_limiter=limiter, request=HTTPXRequest(connection_pool_size=WORKERS),
    )  # fmt: skip
    made = {
        "text": words["text"],
        "entities": MessageEntity.de_list(words.get("entities", []), bot),
        "reply_markup": InlineKeyboardMarkup.de_json(words["reply_markup"], bot),
        "link_preview_options": LinkPreviewOptions.de_json(words["link_preview_options"], bot),
    }
    async with bot:
        await _gather(lambda reader: bot.send_message(reader, **made), readers, WORKERS)


async def _broadcaster(words: dict[str, Any], readers: range, rate: float) -> None:
    async with _bot() as bot:
        broadcaster = Broadcaster(bot)
        broadcaster.event.bind(setup_retry_after_handler(Event()))
        mailer = await broadcaster.create_mailer(
            chats=readers, content=TextContent(**_arguments(words)),
            interval=SimpleInterval(interval=1 / rate),
        )  # fmt: skip
        await mailer.start()


KINDS: dict[str, Callable[[dict[str, Any], range, float], Coroutine[Any, Any, None]]] = {
    "bare": _bare,
    "aiolimiter": _aiolimiter,
    "aiolimiter-spaced": _aiolimiter_spaced,
    "python-telegram-bot": _telegram_bot,
    "aiogram-broadcaster": _broadcaster,
}


def _bot() -> Bot:
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    return Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))


def _arguments(words: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `send_message` as aiogram's types, made once for all."""
    method = SendMessage.model_validate(words)
    return {name: getattr(method, name) for name in method.model_fields_set - {"chat_id"}}


def _sender(bot: Bot, words: dict[str, Any], turn: AbstractAsyncContextManager[Any]) -> Send:
    arguments = _arguments(words)

    async def send(reader: int) -> None:
        for _ in range(_ENOUGH_REPEATS):
            async with turn:
                try:
                    await bot.send_message(reader, **arguments)
                    return
                except TelegramRetryAfter as error:
                    wait = error.retry_after
            await asyncio.sleep(wait)

    return send


async def _gather(send: Send, readers: range, at_once: int) -> None:
    left = iter(readers)

    async def work() -> None:
        for reader in left:
            await send(reader)

    await asyncio.gather(*(work() for _ in range(at_once)))


if __name__ == "__main__":
    main()
