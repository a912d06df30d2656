"""The client of language models: whatever a server does, the words or a fact come out."""

import asyncio
import gzip
import json
import logging
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.writing import Spent
from bot.errors import (
    LlmBroken,
    LlmFailed,
    LlmTooSlow,
    LlmUnavailable,
    SettingsError,
)
from bot.gateways.writers.chat import MAX_PROMPT, ChatClient, Endpoint, PromptTooLong
from tests.gateways.writers.stub import (
    GOOD,
    KEY,
    Behave,
    Stub,
    chunk,
    dies_after,
    event,
    in_turn,
    open_stub,
    raw,
    refuses,
    says,
    stalls_after,
)

QUESTION = [{"role": "user", "content": "Hello"}]


async def ask(stub: Stub, spent: Spent | None = None, **limits: float) -> str:
    """The whole answer."""
    client = ChatClient(Endpoint(base_url=stub.url, model="small", key=KEY, **limits))
    try:
        return "".join([piece async for piece in client.stream(QUESTION, spent=spent)])
    finally:
        await client.close()


async def test_an_answer_comes_whole_with_what_it_cost() -> None:
    spent = Spent()
    async with open_stub(says(GOOD)) as stub:
        assert await ask(stub, spent) == GOOD
    assert (spent.prompt_tokens, spent.answer_tokens) == (300, 120)
    assert (spent.prompt_characters, spent.answer_characters) == (5, len(GOOD))
    assert spent.first_seconds is not None
    assert spent.pieces > 10
    assert not spent.is_cut
    assert stub.keys == [f"Bearer {KEY}"]
    assert stub.bodies[0]["model"] == "small"
    assert stub.bodies[0]["stream"] is True


async def test_pieces_come_before_the_answer_is_over() -> None:
    async with open_stub(stalls_after(3)) as stub:
        client = ChatClient(Endpoint(base_url=stub.url + "/", model="small"))
        pieces = client.stream(QUESTION)
        assert await anext(pieces) == GOOD[:7]
        assert await anext(pieces) == GOOD[7:14]
        await pieces.aclose()
        # Letting go frees the server.
        await asyncio.wait_for(stub.left.wait(), 5)
        await client.close()
    assert stub.keys == [""]


async def test_an_answer_that_is_not_streamed_is_taken_too() -> None:
    body = {"choices": [{"message": {"role": "assistant", "content": "Да"}}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 2}}  # fmt: skip
    spent = Spent()
    behave = raw(json.dumps(body).encode(), kind="application/json; charset=utf-8")
    async with open_stub(behave) as stub:
        assert await ask(stub, spent) == "Да"
    assert spent.answer_tokens == 2


async def test_lines_with_crlf_and_no_done_are_an_answer() -> None:
    body = event(chunk("Ответ")) + event(chunk(finish_reason="stop"))
    async with open_stub(raw(body.replace(b"\n", b"\r\n"))) as stub:
        assert await ask(stub) == "Ответ"


async def test_a_cut_answer_says_that_it_is_cut() -> None:
    spent = Spent()
    async with open_stub(says(GOOD, finish="length")) as stub:
        await ask(stub, spent)
    assert spent.is_cut


@pytest.mark.parametrize(
    ("behave", "error", "key"),
    [
        (refuses(401, "Incorrect API key provided"), LlmUnavailable, "llm-key-refused"),
        (refuses(403, "no"), LlmUnavailable, "llm-key-refused"),
        (refuses(404, "model not found"), LlmUnavailable, "llm-not-found"),
        (refuses(429, "Rate limit reached"), LlmUnavailable, "llm-busy"),
        (refuses(402, "Insufficient balance"), LlmUnavailable, "llm-busy"),
        (refuses(400, "bad request"), LlmUnavailable, "llm-unavailable"),
        (refuses(500, "oops"), LlmUnavailable, "llm-unavailable"),
        (refuses(504, "gateway"), LlmTooSlow, "llm-too-slow"),
        (refuses(400, "exceed_context_size_error"), PromptTooLong, "llm-too-long"),
        (refuses(413, "no"), PromptTooLong, "llm-too-long"),
        (refuses(500, "Requested tokens exceed context window of 512"), PromptTooLong,
         "llm-too-long"),
        (raw(b"<html>502</html>", kind="text/html", status=502), LlmUnavailable,
         "llm-unavailable"),
        (raw(b"<html>Welcome</html>", kind="text/html"), LlmBroken, "llm-broken"),
        (raw(b"", status=302), LlmUnavailable, "llm-not-found"),
        (raw(b"data: {oops\n\n"), LlmBroken, "llm-broken"),
        (raw(b"data: [1, 2]\n\n"), LlmBroken, "llm-broken"),
        (raw(b"data: [DONE]\n\n"), LlmBroken, "llm-broken"),
        (raw(b"hello there"), LlmUnavailable, "llm-unavailable"),
        (raw(b"{oops", kind="application/json"), LlmBroken, "llm-broken"),
        (raw(b"\xff\xfe" * 40), LlmUnavailable, "llm-unavailable"),
        (raw(event({"error": {"message": "overloaded"}})), LlmUnavailable, "llm-unavailable"),
        (raw(event({"choices": [{"delta": {"content": ["a"]}}]})), LlmBroken, "llm-broken"),
        (says("x", finish="content_filter"), LlmBroken, "llm-refuses"),
        (says("много слов " * 1000), LlmBroken, "llm-wordy"),
        (raw(b": thinking\n\n" * 200_000), LlmBroken, "llm-wordy"),
        (raw(b"data: " + b"x" * 300_000), LlmBroken, "llm-broken"),
        (dies_after(4), LlmUnavailable, "llm-unavailable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
async def test_what_is_no_answer_is_a_fact_with_its_sentence(
    behave: Behave, error: type[LlmFailed], key: str
) -> None:
    async with open_stub(behave) as stub:
        with pytest.raises(error) as caught:
            await ask(stub)
    assert type(caught.value) is error
    assert caught.value.message_key == key


async def test_a_server_that_falls_silent_is_too_slow() -> None:
    async with open_stub(stalls_after(2)) as stub:
        with pytest.raises(LlmTooSlow):
            await ask(stub, read_seconds=0.2)


async def test_a_server_that_trickles_is_too_slow_as_a_whole() -> None:
    async with open_stub(says(GOOD * 20, pause=0.05)) as stub, asyncio.timeout(30):
        with pytest.raises(LlmTooSlow):
            await ask(stub, whole_seconds=0.5)


async def test_nobody_at_the_address_is_unavailable(unused_tcp_port: int) -> None:
    stub = Stub(says(GOOD), url=f"http://127.0.0.1:{unused_tcp_port}/v1")
    with pytest.raises(LlmUnavailable):
        await ask(stub)


async def test_a_question_that_is_too_long_is_not_sent() -> None:
    async with open_stub(says(GOOD)) as stub:
        client = ChatClient(Endpoint(base_url=stub.url, model="small"))
        question = [{"role": "user", "content": "x" * (MAX_PROMPT + 1)}]
        with pytest.raises(PromptTooLong):
            await anext(client.stream(question))
    assert stub.bodies == []


async def test_refused_parameters_are_left_out_for_good() -> None:
    behave = in_turn(
        refuses(
            400,
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            param="max_tokens",
        ),
        refuses(422, "temperature: Extra inputs are not permitted"),
        says(GOOD),
    )
    async with open_stub(behave) as stub:
        client = ChatClient(Endpoint(base_url=stub.url, model="small"))
        for _ in range(2):
            assert "".join([piece async for piece in client.stream(QUESTION)]) == GOOD
        await client.close()
    assert len(stub.bodies) == 4
    assert stub.bodies[1]["max_completion_tokens"] == stub.bodies[0]["max_tokens"]
    for body in stub.bodies[2:]:
        assert not body.keys() & {"max_tokens", "temperature"}


async def test_a_context_that_cannot_hold_our_longest_answer_is_asked_without_one() -> None:
    told = "maximum context length is 4096 tokens; you requested 3000 in the completion"
    async with open_stub(in_turn(refuses(400, told), refuses(400, told), says(GOOD))) as stub:
        assert await ask(stub) == GOOD
    assert "max_completion_tokens" in stub.bodies[1]
    assert not stub.bodies[2].keys() & {"max_tokens", "max_completion_tokens"}


async def test_a_complaint_that_never_ends_ends() -> None:
    async with open_stub(refuses(400, "temperature, max_tokens and stream_options")) as stub:
        with pytest.raises(LlmUnavailable):
            await ask(stub)
    assert len(stub.bodies) <= 4


async def test_the_key_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for behave in (refuses(401, f"Incorrect key {KEY}"), dies_after(2), says(GOOD)):
        async with open_stub(behave) as stub:
            with suppress(LlmFailed):
                await ask(stub)
    assert "Incorrect key ***" in caplog.text
    assert KEY not in caplog.text
    assert KEY not in repr(Endpoint(base_url="http://h/v1", model="m", key=KEY))


async def test_a_redirect_does_not_carry_the_key_away() -> None:
    async def elsewhere(stub: Stub, request: Any) -> Any:
        from aiohttp import web

        return web.Response(status=307, headers={"Location": f"{stub.url}/chat/completions"})

    async with open_stub(elsewhere) as stub:
        with pytest.raises(LlmUnavailable):
            await ask(stub)
    assert len(stub.bodies) == 1


async def test_an_answer_that_unpacks_to_a_flood_is_cut() -> None:
    body = gzip.compress(b": " + b"x" * 40_000_000)

    async def packed(stub: Stub, request: Any) -> Any:
        from aiohttp import web

        headers = {"Content-Type": "text/event-stream", "Content-Encoding": "gzip"}
        return web.Response(body=body, headers=headers)

    async with open_stub(packed) as stub:
        with pytest.raises(LlmBroken):
            await ask(stub)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"base_url": "localhost:8080"}, "LLM_BASE_URL"),
        ({"base_url": "ftp://host/v1"}, "LLM_BASE_URL"),
        ({"base_url": "http://name:password@host/v1"}, "LLM_BASE_URL"),
        ({"base_url": "http://host/v1?key=1"}, "LLM_BASE_URL"),
        ({"model": ""}, "LLM_MODEL"),
        ({"key": "ключ"}, "LLM_API_KEY"),
        ({"key": "a\nb"}, "LLM_API_KEY"),
    ],
)
def test_a_setting_that_cannot_be_is_named(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named) as caught:
        replace(Endpoint(base_url="http://host/v1", model="m"), **wrong)  # type: ignore[arg-type]
    assert "password" not in str(caught.value)


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    code = (
        "import sys, bot.gateways.writers.llm; "
        "print([m for m in ('httpx', 'aiogram', 'aiohttp', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
