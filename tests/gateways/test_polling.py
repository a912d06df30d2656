"""The poller tells until when everything was heard."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe

from bot.gateways.telegram.polling import MOST_UPDATES, Poller

Answer = list[dict[str, Any]] | Exception


class Telegram:
    """Gives its answers one after the other, then nothing any more."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = list(answers)
        self.is_done = asyncio.Event()

    async def __call__(self, method: object, *, request_timeout: int) -> list[dict[str, Any]]:
        if not self.answers:
            self.is_done.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Notes:
    """An inbox and ears that write down what they are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        self.told.append(f"took {len(updates)}")

    async def wait_for_room(self) -> None:
        return

    async def hear(self, *, is_after_break: bool) -> None:
        self.told.append("heard after a break" if is_after_break else "heard")


def updates(count: int) -> list[dict[str, Any]]:
    return [{"update_id": number} for number in range(count)]


async def notes_of(answers: Sequence[Answer]) -> list[str]:
    telegram, notes = Telegram(answers), Notes()
    task = asyncio.ensure_future(Poller(cast(Bot, telegram), notes, notes).run())
    async with asyncio.timeout(5):
        await telegram.is_done.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return notes.told


async def test_everything_was_heard_when_an_answer_is_taken_and_not_full() -> None:
    assert await notes_of([updates(MOST_UPDATES), updates(3), []]) == [
        f"took {MOST_UPDATES}", "took 3", "heard after a break", "heard",
    ]  # fmt: skip


async def test_behind_a_call_that_failed_something_may_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def no_pause(_: float) -> None:
        return

    monkeypatch.setattr("bot.gateways.telegram.polling.asyncio.sleep", no_pause)
    lost = TelegramNetworkError(method=GetMe(), message="reset")
    assert await notes_of([[], lost, [], []]) == [
        "heard after a break", "heard after a break", "heard",
    ]  # fmt: skip
