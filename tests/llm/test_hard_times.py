"""A real server that dies, falls silent, is full or busy; what of it counts in a day."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.domain.posts import Post
from bot.domain.texts import Text
from bot.domain.writing import Change, Spent
from bot.errors import LlmBroken, LlmLimitReached, LlmStopped, LlmTooSlow, LlmUnavailable
from bot.gateways.writers.llm import LlmWriter
from storage import people, posts
from storage.db import to_ms
from tests.llm.conftest import Model
from tests.llm.server import KEY
from tests.services.archives import NOON, Archive, open_archive
from tests.services.test_rewriting import ANNA, Desk

MOST_PIECES = 40
STORY = "Tell me a long story about a shop that sells clocks."
POST = Text("A shop sells clocks. Every clock in it is slow, and its owner is never late.")


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        await opened.connect()
        async with opened.db.transaction() as session:
            await people.upsert(
                session, person_id=ANNA, name="Anna", username=None, telegram_language="en",
                zone="UTC", now_ms=to_ms(NOON),
            )  # fmt: skip
        yield opened


async def _ask(model: Model, words: str) -> Spent:
    """One question, heard to its end or until it is long enough: it may turn in a circle."""
    client, spent = model.connect(), Spent()
    pieces = client.stream([{"role": "user", "content": words}], spent=spent)
    assert isinstance(pieces, AsyncGenerator)
    try:
        async with aclosing(pieces):
            async for _ in pieces:
                if spent.pieces == MOST_PIECES:
                    break
    finally:
        await client.close()
    return spent


async def _count_tokens(model: Model, words: str) -> int:
    """Of a question, by the server itself."""
    headers = {"Authorization": f"Bearer {KEY}"}
    async with httpx.AsyncClient(base_url=model.url, headers=headers) as client:
        messages = [{"role": "user", "content": words}]
        framed = await client.post("/apply-template", json={"messages": messages})
        question = {"content": framed.json()["prompt"], "parse_special": True}
        tokens = (await client.post("/tokenize", json=question)).json()["tokens"]
    return len(tokens)


async def _count(archive: Archive) -> int:
    rows = await archive.db.fetch_all("SELECT sum(requests) AS asked FROM llm_usage")
    return rows[0]["asked"] or 0


async def _change(desk: Desk, post: Post) -> None:
    """Whatever is made of it, it was asked."""
    with suppress(LlmBroken):
        await desk.change(post, Change.SHARPER)


async def test_stop_before_the_first_word_lets_the_server_go(
    model: Model, record: Callable[[str], None]
) -> None:
    writer, spent, began = LlmWriter(model.connect()), Spent(), time.monotonic()

    async def look(words: str) -> None:
        raise AssertionError(f"there was a word: {words}")

    # So long a text is some seconds of reading, and no word before their end.
    text = " ".join(f"clock {number}" for number in range(150))
    with pytest.raises(LlmStopped):
        await writer.rewrite(
            text, Change.SHARPER, on_progress=look,
            is_stopped=lambda: time.monotonic() - began > 0.5, spent=spent,
        )  # fmt: skip
    stopped = time.monotonic() - began
    assert (spent.pieces, spent.answer_characters) == (0, 0)
    await _ask(model, "Say one word.")
    free = time.monotonic() - began - stopped
    record(f"stopped {stopped - 0.5:.2f} s after Stop, the next was answered after {free:.2f} s")
    assert stopped < 3
    assert free < 60
    await writer.close()


async def test_an_answer_for_which_there_is_no_room_is_known_to_be_cut(model: Model) -> None:
    few, more = [await _count_tokens(model, _long(count)) for count in (10, 20)]
    each = (more - few) // 10
    count = 20 + (model.context - more - 20) // each
    # It may fall silent by itself before its room ends, but hardly five times.
    for _ in range(5):
        with suppress(LlmBroken):
            spent = await _ask(model, _long(count))
            if spent.is_cut:
                break
    assert spent.is_cut
    assert spent.answer_tokens is not None
    assert 0 < spent.answer_tokens <= 20 + each


def _long(count: int) -> str:
    return f"{'A shop sells slow clocks. ' * count}{STORY}"


async def test_two_who_ask_at_once_are_both_answered(model: Model) -> None:
    first, second = await asyncio.gather(
        _ask(model, "What is a clock for?"), _ask(model, "What is a shop for?")
    )
    assert first.answer_characters
    assert second.answer_characters


async def test_a_server_that_falls_silent_is_given_up_and_serves_again_when_it_wakes(
    start_model: Callable[[], Model],
) -> None:
    own = start_model()
    client = own.connect(read_seconds=1.5)
    pieces = client.stream([{"role": "user", "content": STORY}])
    await anext(pieces)
    own.freeze()
    with pytest.raises(LlmTooSlow):
        [piece async for piece in pieces]
    with pytest.raises(LlmTooSlow):
        await anext(client.stream([{"role": "user", "content": STORY}]))
    own.thaw()
    await client.close()
    assert (await _ask(own, "What is a clock for?")).answer_characters


async def test_a_server_that_dies_over_a_draft_leaves_the_draft_and_counts(
    archive: Archive, start_model: Callable[[], Model]
) -> None:
    own = start_model()
    writer = LlmWriter(own.connect())
    desk = Desk(archive, writer)
    post = await desk.write(POST)
    seen: list[str] = []

    async def look(words: str) -> None:
        seen.append(words)
        if len(words.split()) >= 3:
            own.kill()

    with pytest.raises(LlmUnavailable):
        await desk.rewriting.rewrite(
            ANNA, post.id, Change.BY_WORDS, on_progress=look, is_stopped=bool,
            instruction="Make it a very long story.",
        )  # fmt: skip
    assert seen
    assert await posts.get_post(archive.db, post.id) == post
    assert await _count(archive) == 1
    # It is dead: who asks it now is told at once, and it counts for nothing.
    began = time.monotonic()
    with pytest.raises(LlmUnavailable):
        await desk.change(post)
    assert time.monotonic() - began < 3
    assert await _count(archive) == 1
    await writer.close()


async def test_the_next_day_there_are_questions_again(archive: Archive, model: Model) -> None:
    writer = LlmWriter(model.connect())
    desk = Desk(archive, writer, limit=1)
    post = await desk.write(POST)
    await _change(desk, post)
    with pytest.raises(LlmLimitReached) as caught:
        await desk.change(post)
    assert caught.value.params == {"limit": 1, "zone": "Europe/Moscow"}
    archive.clock.moment = NOON + timedelta(days=1)
    await _change(desk, post)
    assert await _count(archive) == 2
    await writer.close()
