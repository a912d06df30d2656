"""An author's ways to a published post and its page."""

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
