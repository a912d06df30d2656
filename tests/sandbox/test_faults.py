"""Failures on order: each does what it says, and no more."""

import asyncio
import time

import httpx
import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)

from bot.sandbox import Fault
from tests.sandbox.conftest import Scene


def texts(scene: Scene) -> list[str | None]:
    return [message.text for message in scene.world.history(scene.reader.id, 42)[1:]]


@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        ("lost_answer", TelegramNetworkError, True),
        ("cut", TelegramNetworkError, False),
        ("bad_gateway", ClientDecodeError, False),
        ("bad_gateway_done", ClientDecodeError, True),
        ("too_many", TelegramRetryAfter, False),
        ("restart", RestartingTelegram, False),
        ("restart_done", RestartingTelegram, True),
    ],
)
async def test_a_fault_strikes_once_before_or_after_the_work(
    scene: Scene, kind: str, error: type[Exception], done: bool
):
    fault = scene.world.faults.add(Fault("sendMessage", kind))  # type: ignore[arg-type]
    with pytest.raises(error):
        await scene.bot.send_message(scene.reader.id, "раз")
    assert texts(scene) == (["раз"] if done else [])
    await scene.bot.send_message(scene.reader.id, "два")
    assert texts(scene)[-1] == "два"
    assert fault.hits == 1
    assert scene.world.refusals == []
    assert [call.fault for call in scene.world.calls if call.method == "sendMessage"] == [
        kind,
        None,
    ]


async def test_a_lost_answer_is_a_cut_connection_for_any_client(scene: Scene):
    scene.world.faults.add(Fault("sendmessage", "lost_answer"))
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.TransportError):
            await client.post(
                scene.url("sendMessage"), data={"chat_id": scene.reader.id, "text": "x"}
            )
    assert texts(scene) == ["x"]
    assert scene.world.calls[-1].status == 0


async def test_a_bad_gateway_is_a_page_of_nginx(scene: Scene):
    scene.world.faults.add(Fault("*", "bad_gateway"))
    async with httpx.AsyncClient() as client:
        answer = await client.get(scene.url("getMe"))
    assert answer.status_code == 502
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "<h1>502 Bad Gateway</h1>" in answer.text


async def test_slow_is_done_at_once_and_slow_before_is_not(scene: Scene):
    import asyncio

    scene.world.faults.add(Fault("sendMessage", "slow", seconds=0.3))
    sending = asyncio.ensure_future(scene.bot.send_message(scene.reader.id, "раз"))
    await asyncio.sleep(0.15)
    assert texts(scene) == ["раз"]
    assert not sending.done()
    await sending
    scene.world.faults.add(Fault("sendMessage", "slow_before", seconds=0.3))
    begun = time.monotonic()
    sending = asyncio.ensure_future(scene.bot.send_message(scene.reader.id, "два"))
    await asyncio.sleep(0.15)
    assert texts(scene) == ["раз"]
    await sending
    assert texts(scene) == ["раз", "два"]
    assert time.monotonic() - begun >= 0.3


async def test_a_client_that_gives_up_a_slow_answer_has_sent_all_the_same(scene: Scene):
    scene.world.faults.add(Fault("sendMessage", "slow", seconds=5))
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await scene.bot.send_message(scene.reader.id, "раз", request_timeout=1)
    assert texts(scene) == ["раз"]


async def test_a_refusal_on_order_has_the_words_that_were_ordered(scene: Scene):
    scene.world.faults.add(
        Fault(
            "sendMessage",
            "refuse",
            error_code=403,
            description="Forbidden: user is deactivated",
        )
    )
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await scene.bot.send_message(scene.reader.id, "x")
    assert scene.world.refusals == []


async def test_a_fault_waits_its_turn_and_keeps_to_its_chat(scene: Scene):
    scene.world.say(scene.owner.id, 42, "/start")
    scene.world.faults.add(Fault("*", "restart", chat_id=scene.owner.id, after=1, times=2))
    for _ in range(3):
        await scene.bot.send_message(scene.reader.id, "x")
    await scene.bot.send_message(scene.owner.id, "1")
    for _ in range(2):
        with pytest.raises(RestartingTelegram):
            await scene.bot.send_message(scene.owner.id, "2")
    await scene.bot.send_message(scene.owner.id, "3")


async def test_updates_are_hit_only_by_name_and_cleared_faults_not_at_all(scene: Scene):
    scene.world.faults.add(Fault("*", "restart", times=-1))
    await scene.bot.get_updates()
    for _ in range(3):
        with pytest.raises(RestartingTelegram):
            await scene.bot.get_me()
    scene.world.faults.clear()
    scene.world.faults.add(Fault("getUpdates", "restart"))
    with pytest.raises(RestartingTelegram):
        await scene.bot.get_updates()
    await scene.bot.get_updates()


async def test_a_late_call_is_cut_at_once_and_carried_out_afterwards(scene: Scene):
    scene.world.faults.add(Fault("sendMessage", "late", seconds=0.2))
    with pytest.raises(TelegramNetworkError):
        await scene.bot.send_message(scene.reader.id, "later")
    assert texts(scene) == []
    await asyncio.sleep(0.4)
    assert texts(scene) == ["later"]


async def test_a_late_call_ends_with_its_server(scene: Scene):
    scene.world.faults.add(Fault("sendMessage", "late", seconds=60))
    with pytest.raises(TelegramNetworkError):
        await scene.bot.send_message(scene.reader.id, "never")
    await scene.sandbox.stop()
    await asyncio.sleep(0)
    assert not scene.world.late_calls
