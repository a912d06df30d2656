"""A text that is too long goes out the way its author chose, as it was shown."""

import pytest
from aiogram.types import Message, MessageEntity

from bot.gateways.telegram.rich_reading import text_of_rich
from bot.sandbox import Fault
from tests.newsroom import Newsroom, buttons_of

PICTURE = "https://example.org/lead.jpg"
WORDS = "\n\n".join(f"Абзац {number}: " + "слово " * 20 + "конец." for number in range(12))


def rich_words(message: Message) -> str:
    assert message.rich_message
    dump = message.rich_message.model_dump(mode="json", warnings=False)
    return text_of_rich(dump).text


def labels(message: Message) -> list[str]:
    return [button.text for button in buttons_of(message)]


async def publish(newsroom: Newsroom) -> list[Message]:
    """What the channel got."""
    if "Publish now" not in newsroom.author.buttons():
        await newsroom.author.press("Back")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert not newsroom.world.refusals
    return newsroom.channel


@pytest.fixture
async def room(newsroom: Newsroom) -> Newsroom:
    """A draft with a picture and a text that no caption holds."""
    await newsroom.author.send_media("photo", caption="Заголовок #case")
    await newsroom.author.press("Text")
    await newsroom.author.send(f"{WORDS} #case")
    await newsroom.tick(3)
    return newsroom


async def test_a_short_post_has_no_ways_to_choose_from(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption="Заголовок #case")
    assert "Long post" not in newsroom.author.buttons()


async def test_the_page_says_what_each_way_looks_like(room: Newsroom) -> None:
    await room.author.press("Long post")
    assert room.author.buttons() == ["✅ In parts", "Rich message", "Picture above", "Back"]
    assert "show a request to update" in room.author.text
    await room.author.press("Back")
    assert "Publish now" in room.author.buttons()


async def test_each_way_is_shown_as_it_will_look_when_it_is_chosen(room: Newsroom) -> None:
    await room.author.press("Long post")
    await room.author.press("Rich message")
    shown, page = room.author.messages[-2:]
    assert rich_words(shown).split() == f"{WORDS} #case".split()
    assert "✅ Rich message" in room.author.buttons()
    await room.author.press("In parts")
    picture, below, page = room.author.messages[-3:]
    assert picture.photo
    assert below.text == f"{WORDS} #case"
    assert page.text == room.author.text


async def test_a_rich_message_is_published_with_its_picture_inside(room: Newsroom) -> None:
    await room.author.press("Long post")
    await room.author.press("Rich message")
    await room.author.press("Back")
    assert "rich message" in room.author.text
    (post,) = await publish(room)
    assert post.text is None
    assert post.rich_message
    assert [block.type.value for block in post.rich_message.blocks][:2] == ["photo", "paragraph"]
    assert rich_words(post).split() == f"{WORDS} #case".split()


async def test_without_an_address_a_picture_above_is_refused_with_a_way_on(
    room: Newsroom,
) -> None:
    await room.author.press("Long post")
    await room.author.press("Picture above")
    assert "only from a public address" in room.author.text
    await room.author.send("not an address")
    assert "no address of a picture" in room.author.text
    await room.author.send(PICTURE)
    assert "✅ Picture above" in room.author.buttons()
    shown = room.author.messages[-2]
    assert shown.text == f"{WORDS} #case"
    await room.author.press("Back")
    (post,) = await publish(room)
    assert post.photo is None
    assert post.text == f"{WORDS} #case"
    preview = post.link_preview_options
    assert preview
    assert (preview.url, preview.show_above_text, preview.prefer_large_media) == (
        PICTURE, True, True,
    )  # fmt: skip


async def test_another_picture_may_be_named(room: Newsroom) -> None:
    await room.author.press("Long post")
    await room.author.press("Picture above")
    await room.author.send(PICTURE)
    await room.author.press("Another picture")
    await room.author.send("example.org/other.png")
    (post,) = await publish(room)
    assert post.link_preview_options
    assert post.link_preview_options.url == "https://example.org/other.png"


async def test_an_album_has_no_picture_to_stand_above(newsroom: Newsroom) -> None:
    newsroom.world.send_album(
        newsroom.author.id, newsroom.bot_id, [("photo", b"1", "1.png"), ("photo", b"2", "2.png")]
    )
    await newsroom.settle()
    await newsroom.tick(2)
    await newsroom.author.press("Text")
    await newsroom.author.send(f"{WORDS} #case")
    await newsroom.tick(3)
    await newsroom.author.press("Long post")
    assert newsroom.author.buttons() == ["✅ In parts", "Rich message", "Back"]
    await newsroom.author.press("Rich message")
    (post,) = await publish(newsroom)
    assert post.rich_message
    assert post.rich_message.blocks[0].type.value == "collage"


async def test_a_long_text_without_media_may_be_one_rich_message(newsroom: Newsroom) -> None:
    words = "\n\n".join([WORDS] * 4) + " #case"
    await newsroom.author.send(words)
    await newsroom.tick(3)
    await newsroom.author.press("Long post")
    assert newsroom.author.buttons() == ["✅ In parts", "Rich message", "Back"]
    await newsroom.author.press("Rich message")
    (post,) = await publish(newsroom)
    assert rich_words(post).split() == words.split()


async def test_a_text_that_became_short_goes_out_as_ever(room: Newsroom) -> None:
    await room.author.press("Long post")
    await room.author.press("Rich message")
    await room.author.press("Back")
    await room.author.press("Text")
    await room.author.send("Коротко #case")
    await room.tick(3)
    (post,) = await publish(room)
    assert (bool(post.photo), post.caption) == (True, "Коротко #case")


async def test_an_old_card_leads_to_the_card_when_the_text_became_short(room: Newsroom) -> None:
    old = next(m for m in room.author.messages if "Long post" in labels(m))
    data = next(b.callback_data for b in buttons_of(old) if b.text == "Long post")
    await room.author.press("Text")
    await room.author.send("Коротко #case")
    await room.tick(3)
    # The card itself asked for the text meanwhile: the press comes late.
    room.world.press(room.author.id, room.bot_id, old.message_id, data or "", forged=True)
    await room.settle()
    assert "Publish now" in room.author.buttons()


@pytest.mark.parametrize("kind", ["lost_answer", "bad_gateway_done", "cut", "bad_gateway"])
async def test_a_rich_post_whose_answer_was_lost_stands_once(room: Newsroom, kind: str) -> None:
    room.world.say(room.author.id, room.channel_id, "An earlier post")
    await room.settle()
    await room.author.press("Long post")
    await room.author.press("Rich message")
    await room.author.press("Back")
    room.world.faults.add(
        Fault(method="sendRichMessage", kind=kind, chat_id=room.channel_id)  # type: ignore[arg-type]
    )
    await room.author.press("Publish now")
    await room.author.press("Publish")
    await room.work()
    for _ in range(8):
        await room.tick(10)
    rich = [message for message in room.channel if message.rich_message]
    assert len(rich) == 1
    assert room.author.text.startswith("Published")
    assert f"/{rich[0].message_id}" in room.author.text


async def test_formatting_survives_a_rich_message(newsroom: Newsroom) -> None:
    lead = "😀 Жирный и ссылка\nцитата\n\n"
    entities = [
        MessageEntity(type="bold", offset=3, length=6),
        MessageEntity(type="italic", offset=3, length=15),
        MessageEntity(type="text_link", offset=12, length=6, url="https://example.org/a"),
        MessageEntity(type="blockquote", offset=19, length=6),
    ]
    await newsroom.author.send_media("photo", caption="x #case")
    await newsroom.author.press("Text")
    await newsroom.author.send(f"{lead}{WORDS}", entities=entities)
    await newsroom.tick(3)
    await newsroom.author.press("Long post")
    await newsroom.author.press("Rich message")
    (post,) = await publish(newsroom)
    assert post.rich_message
    text = text_of_rich(post.rich_message.model_dump(mode="json", warnings=False))
    said = {
        (one.type, text.text.encode("utf-16-le")[one.offset * 2 : one.end * 2].decode("utf-16-le"))
        for one in text.entities
    }
    assert {("bold", "Жирный"), ("text_link", "ссылка"), ("blockquote", "цитата")} <= said
