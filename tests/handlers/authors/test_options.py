"""The Options page: what is switched there is how the post goes out."""

import pytest
from aiogram.types import Message, MessageEntity

from bot.domain.options import Options
from bot.sandbox import Fault
from storage import pin_orders, posts
from tests.newsroom import Newsroom


async def publish(newsroom: Newsroom) -> list[Message]:
    """What the channel shows, events left out."""
    if "Publish now" not in newsroom.author.buttons():
        await newsroom.author.press("Back")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    return [message for message in newsroom.channel if message.pinned_message is None]


async def pinned(newsroom: Newsroom) -> list[int]:
    """Messages whose pin the channel showed, oldest first."""
    await newsroom.settle()
    shown = [message.pinned_message for message in newsroom.channel]
    return [message.message_id for message in shown if message]


async def draft(newsroom: Newsroom) -> None:
    await newsroom.author.send("Слово #case")
    await newsroom.author.press("Options")


async def test_a_post_is_pinned_when_it_is_out(newsroom: Newsroom) -> None:
    await draft(newsroom)
    await newsroom.author.press("Pin: no")
    assert "Pin: pinned when it is out" in newsroom.author.buttons()
    (post,) = await publish(newsroom)
    await newsroom.work()
    assert await pinned(newsroom) == [post.message_id]
    await newsroom.tick(600)
    assert await pinned(newsroom) == [post.message_id]
    assert not newsroom.world.refusals


async def test_other_posts_are_not_pinned(newsroom: Newsroom) -> None:
    await draft(newsroom)
    await publish(newsroom)
    await newsroom.tick(60)
    assert await pinned(newsroom) == []


async def test_of_several_messages_the_first_is_pinned(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption="x #case")
    await newsroom.author.press("Text")
    await newsroom.author.send("слово " * 300 + "#case")
    await newsroom.tick(3)
    await newsroom.author.press("Options")
    await newsroom.author.press("Pin: no")
    first, _ = await publish(newsroom)
    await newsroom.work()
    assert await pinned(newsroom) == [first.message_id]


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway", "bad_gateway_done"])
async def test_a_pin_whose_answer_was_lost_is_shown_once(newsroom: Newsroom, kind: str) -> None:
    await draft(newsroom)
    await newsroom.author.press("Pin: no")
    newsroom.world.faults.add(Fault(method="pinChatMessage", kind=kind))  # type: ignore[arg-type]
    (post,) = await publish(newsroom)
    for _ in range(3):
        await newsroom.tick(10)
    assert await pinned(newsroom) == [post.message_id]


async def test_what_telegram_does_not_pin_is_told_once_with_the_next_step(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom)
    await newsroom.author.press("Pin: no")
    newsroom.world.faults.add(
        Fault(
            method="pinChatMessage",
            kind="refuse",
            times=-1,
            description="Bad Request: not enough rights to manage pinned messages in the chat",
        )
    )
    await publish(newsroom)
    for _ in range(3):
        await newsroom.tick(60)
    told = [text for text in newsroom.author.texts if "not pinned" in text]
    assert len(told) == 1
    assert "rights" in told[0]


async def test_an_order_to_pin_lives_in_the_transaction_that_publishes(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the order cannot be stored, neither is the publication: a restart finds both or none."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    await draft(newsroom)
    await newsroom.author.press("Pin: no")
    with monkeypatch.context() as patch:
        patch.setattr(pin_orders, "insert", broken)
        await newsroom.author.press("Back")
        await newsroom.author.press("Publish now")
        await newsroom.author.press("Publish")
        await newsroom.work()
        post = await posts.get_post(newsroom.app.db, 1)
        assert post
        assert post.published_at is None
    for _ in range(8):
        await newsroom.tick(10)
    assert len(await pinned(newsroom)) == 1


async def test_spoilers_cover_every_picture_and_are_taken_away_again(newsroom: Newsroom) -> None:
    newsroom.world.send_album(
        newsroom.author.id, newsroom.bot_id,
        [("photo", b"1", "1.png"), ("video", b"2", "2.mp4")], caption="Слово #case",
    )  # fmt: skip
    await newsroom.settle()
    await newsroom.tick(2)
    await newsroom.author.press("Options")
    await newsroom.author.press("Spoiler: no")
    assert "Spoiler: the media are covered" in newsroom.author.buttons()
    await newsroom.author.press("Caption")
    album = await publish(newsroom)
    assert [message.has_media_spoiler for message in album] == [True, True]
    assert album[0].show_caption_above_media


async def test_a_document_cannot_be_covered(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("document", caption="Слово #case")
    await newsroom.author.press("Options")
    assert not [label for label in newsroom.author.buttons() if label.startswith("Spoiler")]


async def test_which_link_is_shown_and_how_large_is_chosen(newsroom: Newsroom) -> None:
    links = [
        MessageEntity(type="text_link", offset=0, length=4, url="https://example.org/a"),
        MessageEntity(type="text_link", offset=5, length=4, url="https://example.org/b"),
    ]
    await newsroom.author.send("Один Двое #case", entities=links)
    await newsroom.author.press("Options")
    await newsroom.author.press("Which link")
    assert newsroom.author.buttons() == ["✅ example.org/a", "example.org/b", "Back"]
    await newsroom.author.press("example.org/b")
    assert newsroom.author.buttons() == ["example.org/a", "✅ example.org/b", "Back"]
    await newsroom.author.press("Back")
    await newsroom.author.press("Preview size")
    assert "Preview size: large" in newsroom.author.buttons()
    (post,) = await publish(newsroom)
    preview = post.link_preview_options
    assert preview
    assert (preview.url, preview.prefer_large_media) == ("https://example.org/b", True)


async def test_a_size_names_the_first_link_since_it_counts_with_an_address_only(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("Слово https://example.org/a #case")
    await newsroom.author.press("Options")
    assert "Which link" not in newsroom.author.buttons()
    await newsroom.author.press("Preview size")
    await newsroom.author.press("Preview size")
    (post,) = await publish(newsroom)
    preview = post.link_preview_options
    assert preview
    assert (preview.url, preview.prefer_small_media) == ("https://example.org/a", True)


async def test_switches_turn_back_to_where_they_were(newsroom: Newsroom) -> None:
    await draft(newsroom)
    for label, positions in [("Sound", 2), ("Forwarding", 2), ("Pin", 2), ("Link preview", 3),
                             ("Preview size", 3)]:  # fmt: skip
        for _ in range(positions):
            await newsroom.author.press(label)
    post = await posts.get_post(newsroom.app.db, 1)
    assert post
    assert post.content.options == Options()
