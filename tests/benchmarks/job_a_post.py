"""The baselines of the plan: APScheduler with one job a post.

Bare: the job sends the post and no more. `stored`: it sends through the same client at the same
pace, and before and after writes what ours writes, each time in one durable transaction; it
looks for nothing, tells nobody, and after a restart would not know what it had sent.
"""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.publications import layout
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.sender import TelegramSender
from bot.gateways.telegram.session import make_bot
from bot.services import settling
from bot.services.settling import Claim
from storage import attempts, channels, posts, publications
from storage.attempts import Begun
from storage.db import Database, from_ms
from storage.sqlite import open_sqlite

_PLANNED = """
SELECT publications.id, channels.chat_id, posts.text, publications.due_at FROM publications
JOIN posts ON posts.id = publications.post_id
JOIN channels ON channels.id = publications.channel_id
WHERE publications.state = 'due'
"""
Publish = Callable[[int, int, str], Awaitable[object]]


async def main() -> None:
    """Plan every post of a store, then send until killed."""
    path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    is_stored = sys.argv[1:] == ["stored"]
    bot, publish = await _stored(path) if is_stored else _bare()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    store = sqlite3.connect(path)
    for number, chat_id, text, due in store.execute(_PLANNED):
        scheduler.add_job(publish, "date", (number, chat_id, text), run_date=from_ms(due))
    store.close()
    scheduler.start()
    while True:
        await bot.get_updates(timeout=30)


def _bare() -> tuple[Bot, Publish]:
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))

    async def publish(_number: int, chat_id: int, text: str) -> None:
        await bot.send_message(chat_id, text)

    return bot, publish


async def _stored(path: str) -> tuple[Bot, Publish]:
    db = await open_sqlite(path)
    limiter = Limiter(float(os.environ["SEND_RATE"]))
    bot = make_bot(os.environ["BOT_TOKEN"], os.environ["BOT_API_URL"], limiter)
    sender = TelegramSender(bot)

    async def publish(number: int, chat_id: int, _text: str) -> None:
        claim = await _claim(db, number)
        outcome = await sender.send(chat_id, claim.part)
        async with db.transaction(durable=True) as session:
            await settling.settle(session, claim, outcome, now=datetime.now(UTC))

    return bot, publish


async def _claim(db: Database, number: int) -> Claim:
    now = datetime.now(UTC)
    async with db.transaction(durable=True) as session:
        publication = await publications.get_publication(session, number)
        assert publication is not None
        post = await posts.get_post(session, publication.post_id)
        channel = await channels.get_channel(session, publication.channel_id)
        assert post is not None
        assert channel is not None
        claim = Claim(publication, post, channel, layout(post.content)[0])
        begun = Begun(
            publication_id=number, part=0, channel_id=channel.id,
            fingerprint=claim.part.fingerprint(), nonce=str(number),
        )  # fmt: skip
        await publications.begin(session, [publication], now=now)
        await attempts.insert(session, [begun], now=now)
    return claim


if __name__ == "__main__":
    asyncio.run(main())
