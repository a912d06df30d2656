"""The baseline of the plan: APScheduler with one job a post, which sends it and no more."""

import asyncio
import os
import sqlite3
from datetime import UTC

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.db import from_ms

_PLANNED = """
SELECT channels.chat_id, posts.text, publications.due_at FROM publications
JOIN posts ON posts.id = publications.post_id
JOIN channels ON channels.id = publications.channel_id
WHERE publications.state = 'due'
"""


async def main() -> None:
    """Plan every post of a store, then send until killed."""
    api = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))
    store = sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    for chat_id, text, due in store.execute(_PLANNED):
        scheduler.add_job(bot.send_message, "date", (chat_id, text), run_date=from_ms(due))
    store.close()
    scheduler.start()
    while True:
        await bot.get_updates(timeout=30)


if __name__ == "__main__":
    asyncio.run(main())
