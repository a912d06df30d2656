"""Buttons with addresses under a post."""

from aiogram.types import Message

from tests.newsroom import Newsroom, buttons_of

TYPED = "Study - https://example.org/study\nShop - example.org | Chat - tg://resolve?domain=x"
SHOWN = [
    ("Study", "https://example.org/study"),
    ("Shop", "https://example.org"),
    ("Chat", "tg://resolve?domain=x"),
]


def links(message: Message) -> list[tuple[str, str | None]]:
    return [(button.text, button.url) for button in buttons_of(message)]


async def publish(newsroom: Newsroom) -> list[Message]:
    """What the channel got."""
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert not newsroom.world.refusals
    return newsroom.channel


async def add_buttons(newsroom: Newsroom, typed: str = TYPED) -> None:
    await newsroom.author.press("Buttons")
    await newsroom.author.send(typed)
    await newsroom.tick(1)


async def test_buttons_are_typed_shown_in_the_preview_and_published(newsroom: Newsroom) -> None:
    await newsroom.author.send("Слово #case")
    await newsroom.author.press("Buttons")
    assert "comments" in newsroom.author.text
    await newsroom.author.send(TYPED)
    await newsroom.tick(1)
    preview = newsroom.author.messages[-2]
    assert links(preview) == SHOWN
    assert "comments button" in newsroom.author.text
    (post,) = await publish(newsroom)
    assert links(post) == SHOWN


async def test_a_mistake_is_named_and_asked_again(newsroom: Newsroom) -> None:
    await newsroom.author.send("Слово #case")
    await newsroom.author.press("Buttons")
    await newsroom.author.send("Shop - javascript:alert(1)")
    assert "“javascript:alert(1)” is no address" in newsroom.author.text
    await newsroom.author.send("Shop - https://example.org")
    await newsroom.tick(1)
    (post,) = await publish(newsroom)
    assert links(post) == [("Shop", "https://example.org")]


async def test_buttons_are_kept_through_other_changes(newsroom: Newsroom) -> None:
    await newsroom.author.send("Слово #case")
    await add_buttons(newsroom)
    await newsroom.author.press("Text")
    await newsroom.author.send("Другое слово #case")
    await newsroom.tick(3)
    (post,) = await publish(newsroom)
    assert (post.text, links(post)) == ("Другое слово #case", SHOWN)


async def test_buttons_are_shown_for_copying_and_removed(newsroom: Newsroom) -> None:
    await newsroom.author.send("Слово #case")
    await add_buttons(newsroom)
    await newsroom.author.press("Buttons")
    assert "Study - https://example.org/study" in newsroom.author.text
    await newsroom.author.press("Remove buttons")
    assert "The buttons are removed" in newsroom.author.text
    (post,) = await publish(newsroom)
    assert links(post) == []


async def test_one_medium_carries_them_itself(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption="Слово #case")
    await add_buttons(newsroom)
    (post,) = await publish(newsroom)
    assert (bool(post.photo), links(post)) == (True, SHOWN)


async def send_album(newsroom: Newsroom, caption: str | None) -> None:
    newsroom.world.send_album(
        newsroom.author.id, newsroom.bot_id,
        [("photo", b"1", "1.png"), ("photo", b"2", "2.png")], caption=caption,
    )  # fmt: skip
    await newsroom.settle()
    await newsroom.tick(2)


async def test_under_an_album_they_stand_below_its_words(newsroom: Newsroom) -> None:
    await send_album(newsroom, "Слово #case")
    await add_buttons(newsroom)
    assert "no buttons under an album" in newsroom.author.text
    first, second, words = await publish(newsroom)
    assert (first.caption, links(first), links(second)) == (None, [], [])
    assert (words.text, links(words)) == ("Слово #case", SHOWN)
    assert words.reply_to_message


async def test_an_album_without_words_is_not_published_with_buttons(newsroom: Newsroom) -> None:
    await send_album(newsroom, None)
    await add_buttons(newsroom)
    await newsroom.author.press("Publish now")
    if "Publish" in newsroom.author.buttons():
        await newsroom.author.press("Publish")
    await newsroom.work()
    assert newsroom.channel == []
    assert "Add words" in newsroom.author.text


async def test_in_a_long_post_they_stand_under_its_last_message(newsroom: Newsroom) -> None:
    await newsroom.author.send("слово " * 1000 + "#case")
    await newsroom.tick(3)
    await add_buttons(newsroom)
    first, last = await publish(newsroom)
    assert (links(first), links(last)) == ([], SHOWN)
