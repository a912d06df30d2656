"""Any text about a limit reaches the channel through the chat, its formatting on its words."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram.types import Message, MessageEntity
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.texts import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Entity,
    Text,
    join,
    strip,
    units_before,
    without_automatic,
)
from bot.gateways.telegram.entities import text_of
from bot.gateways.telegram.rich_reading import text_of_rich
from storage import posts
from tests.domain.test_long_posts import marked
from tests.domain.test_texts import WORDS, bare
from tests.newsroom import Newsroom, open_newsroom

KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler"])
PHRASE = "Слово, word 😀 и ещё #кейс. "


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words of any script about a limit, formatted anywhere."""
    units = draw(st.sampled_from([CAPTION_LIMIT, TEXT_LIMIT])) + draw(st.integers(-40, 200))
    words = PHRASE + draw(WORDS).replace("\0", "") + " " + PHRASE * (units // len(PHRASE))
    at = units_before(words)
    bounds = st.integers(0, len(words))
    entities = []
    for kind in draw(st.lists(KINDS, max_size=5)):
        start, stop = sorted((draw(bounds), draw(bounds)))
        if start < stop:
            entities.append(Entity(kind, at[start], at[stop] - at[start]))
    return Text(words, tuple(entities))


async def walk(folder: Path, text: Text, way: str | None, *, has_picture: bool) -> None:
    """Draft, choose the way, publish, compare."""
    async with open_newsroom(folder) as room:
        if has_picture:
            await room.author.send_media("photo", caption="x")
            await room.author.press("Text")
        entities = [MessageEntity.model_validate(one.to_dict()) for one in text.entities]
        await room.author.send(text.text, entities=entities)
        await room.tick(3)
        if way and "Long post" in room.author.buttons():
            await room.author.press("Long post")
            await room.author.press(way)
            await room.author.press("Back")
        await room.author.press("Publish now")
        await room.author.press("Publish")
        for _ in range(3):
            await room.work()
        await compare(room)


async def compare(room: Newsroom) -> None:
    """The channel says what the draft said."""
    post = await posts.get_post(room.app.db, 1)
    assert post
    assert room.channel
    wanted = strip(post.content.full_text)
    shown = join([read(message) for message in room.channel], "\n")
    assert bare(shown.text) == bare(wanted.text)
    assert said(shown) == said(wanted)
    assert not room.world.refusals


def read(message: Message) -> Text:
    if message.rich_message:
        return text_of_rich(message.rich_message.model_dump(mode="json", warnings=False))
    return text_of(message)


def said(text: Text) -> set[tuple[str, int]]:
    return marked(Text(text.text, without_automatic(text.entities)))


@settings(max_examples=6)
@given(texts(), st.sampled_from([None, "In parts", "Rich message"]), st.booleans())
def test_a_text_about_a_limit_is_published_as_it_was_written(
    text: Text, way: str | None, has_picture: bool
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(walk(Path(folder), text, way, has_picture=has_picture))
