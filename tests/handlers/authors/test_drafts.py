"""An author's message becomes a draft, and the draft a post."""

from aiogram.types import MessageEntity

from tests.newsroom import Newsroom


async def test_a_text_becomes_a_draft_card(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline\n\nWords of the post #case")
    preview, card = newsroom.author.messages[-2:]
    assert preview.text == "Headline\n\nWords of the post #case"
    assert "Headline" in (card.text or "")
    assert newsroom.author.buttons() == [
        "Text", "Media", "Tags", "Options", "Preview", "Schedule", "Publish now", "Delete",
    ]  # fmt: skip
    assert not newsroom.world.refusals


async def test_a_draft_is_published_once_after_one_confirmation(newsroom: Newsroom) -> None:
    bold = MessageEntity(type="bold", offset=0, length=8)
    await newsroom.author.send("Headline\n\nWords #case", entities=[bold])
    await newsroom.author.press("Publish now")
    assert newsroom.author.buttons() == ["Publish", "Cancel"]
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert [message.text for message in newsroom.channel] == ["Headline\n\nWords #case"]
    assert newsroom.author.text.startswith("Published")
    assert not newsroom.world.refusals
