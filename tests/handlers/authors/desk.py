"""An author's ways to a published post and its page."""

import asyncio

from bot.sandbox import Fault
from tests.newsroom import Newsroom


async def publish(newsroom: Newsroom, text: str) -> None:
    """Send a text as a draft and publish it now."""
    await newsroom.author.send(text)
    if len(text) > 2_000:
        # The rest of a long text may still be on its way.
        await newsroom.tick(3)
    await publish_draft(newsroom)


async def publish_draft(newsroom: Newsroom) -> None:
    """Publish the draft whose card is the newest."""
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()


async def open_post(newsroom: Newsroom, title: str) -> None:
    """Open a post from the list of what is published."""
    await newsroom.author.send("/posts")
    await newsroom.author.press(title)


async def press_slowly(newsroom: Newsroom, label: str, *, meanwhile: str) -> None:
    """Press a button; its first words are on their way to Telegram while a job runs."""
    slow = Fault(
        method="editMessageText", kind="slow_before", chat_id=newsroom.author.id, seconds=0.5
    )
    newsroom.world.faults.add(slow)
    pressing = asyncio.ensure_future(newsroom.author.press(label))
    async with asyncio.timeout(10):
        while not slow.hits:
            await asyncio.sleep(0.005)
    await newsroom.app.jobs.run(meanwhile)
    await pressing
    await newsroom.work()
