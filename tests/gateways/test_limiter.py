"""The shared send rate against a server that is as strict as Telegram says it may be."""

import asyncio
from collections import deque
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    CopyMessages,
    EditMessageText,
    GetChat,
    SendChatAction,
    SendMediaGroup,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import InputMediaPhoto

from bot.gateways import limiter as limiter_module
from bot.gateways import paces
from bot.gateways.limiter import Limiter, bulk, no_waiting
from bot.gateways.paces import People
from bot.gateways.telegram.rate import SharedRate, TooSoon, count_messages

CHANNEL = -1001


class StrictServer(AiohttpSession):
    """Answers without a network: never more than `rate` in any second, or 429."""

    def __init__(self, rate: int = 1_000, *, answer_seconds: float = 0.0) -> None:
        super().__init__()
        self.rate = rate
        self.answer_seconds = answer_seconds
        self.window: deque[float] = deque()
        self.arrived: list[int | str | None] = []
        self.refused = 0
        self.answers: deque[float] = deque()

    def refuse(self, *seconds: float) -> None:
        """The next calls are answered with a 429; 0 lets one pass."""
        self.answers.extend(seconds)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        now = asyncio.get_running_loop().time()
        chat_id = getattr(method, "chat_id", None)
        while self.window and self.window[0] <= now - 1:
            self.window.popleft()
        wait = self.answers.popleft() if self.answers else 0
        if not wait and len(self.window) >= self.rate:
            wait = 1
        if wait:
            self.refused += 1
            raise TelegramRetryAfter(method=method, message="slow", retry_after=wait)  # type: ignore[arg-type]
        self.window.append(now)
        self.arrived.append(chat_id)
        if self.answer_seconds:
            await asyncio.sleep(self.answer_seconds)
        return True


def make_bot(server: StrictServer, rate: int = 30) -> Bot:
    server.middleware(SharedRate(Limiter(rate)))
    return Bot("42:TEST", session=server)


def message(chat_id: int = 1) -> SendMessage:
    return SendMessage(chat_id=chat_id, text="x")


async def send_bulk(bot: Bot, chat_id: int = 1) -> None:
    with bulk():
        await bot(message(chat_id))


async def test_several_workers_at_full_rate_are_never_refused():
    server = StrictServer(30, answer_seconds=0.02)
    bot = make_bot(server)
    loop = asyncio.get_running_loop()
    end = loop.time() + 3

    async def worker(number: int) -> None:
        while loop.time() < end:
            if number % 4:
                await send_bulk(bot, number)
            else:
                await bot(message(number))
                await asyncio.sleep(0.2)

    await asyncio.gather(*(worker(number) for number in range(1, 13)))
    assert server.refused == 0
    # Not a measurement, only proof that the rate was put to use at all.
    assert len(server.arrived) > 40


async def test_whoever_presses_a_button_overtakes_a_waiting_digest():
    server = StrictServer()
    bot = make_bot(server, rate=4)
    crowd = [asyncio.create_task(send_bulk(bot, 100 + n)) for n in range(12)]
    while len(server.arrived) < 4:
        await asyncio.sleep(0.01)
    pressed = [asyncio.create_task(bot(message(n))) for n in (1, 2, 3)]
    await asyncio.gather(*pressed)
    assert server.arrived[4:7] == [1, 2, 3]
    for task in crowd:
        task.cancel()


async def test_bulk_leaves_room_beside_interactive_calls_and_takes_all_without_them(monkeypatch):
    # No slot comes back while this test lasts.
    monkeypatch.setattr(limiter_module, "WINDOW_SECONDS", 60.0)
    server = StrictServer()
    bot = make_bot(server, rate=9)
    await asyncio.gather(*(bot(message(n)) for n in range(4)))
    crowd = [asyncio.create_task(send_bulk(bot, 100 + n)) for n in range(5)]
    # Longer than five of their intervals; the third of all slots stays free.
    await asyncio.sleep(0.8)
    assert server.arrived[4:] == [100, 101]
    await asyncio.gather(*(bot(message(n)) for n in range(4, 7)))
    assert server.arrived[6:] == [4, 5, 6]
    for task in crowd:
        task.cancel()
    alone = StrictServer()
    bot = make_bot(alone, rate=9)
    await asyncio.gather(*(send_bulk(bot, n) for n in range(9)))
    assert len(alone.arrived) == 9


async def test_an_album_is_not_starved_by_a_digest():
    server = StrictServer()
    bot = make_bot(server, rate=4)
    crowd = [asyncio.create_task(send_bulk(bot, 100 + n)) for n in range(12)]
    while len(server.arrived) < 4:
        await asyncio.sleep(0.01)
    album = SendMediaGroup(chat_id=1, media=[InputMediaPhoto(media="a")] * 4)
    await bot(album)
    assert server.arrived[4] == 1
    for task in crowd:
        task.cancel()


async def test_interactive_calls_are_not_spaced():
    server = StrictServer()
    bot = make_bot(server, rate=5)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.gather(*(bot(message(n)) for n in range(1, 6)))
    assert server.window[-1] - begun < 0.2
    assert len(server.arrived) == 5


async def test_bulk_alone_is_spaced_evenly():
    server = StrictServer()
    bot = make_bot(server, rate=10)
    await asyncio.gather(*(send_bulk(bot, n) for n in range(1, 6)))
    assert server.window[-1] - server.window[0] > 0.25


async def test_bulk_to_one_person_is_a_second_apart_and_nobody_else_waits_for_it(monkeypatch):
    slept = remember_sleeps(monkeypatch)
    server = StrictServer()
    bot = make_bot(server, rate=100)
    await asyncio.gather(*(send_bulk(bot, chat) for chat in (7, 7, 7, 8, 9)))
    assert server.arrived == [7, 8, 9, 7, 7]
    waits = [seconds for seconds in slept if seconds > 0.9]
    assert len(waits) == 2
    slept.clear()
    await bot(message(7))
    assert [seconds for seconds in slept if seconds > 0.1] == []


async def test_who_was_written_to_in_bulk_is_forgotten_in_time(monkeypatch):
    monkeypatch.setattr("bot.gateways.paces.SECOND", 0.01)
    people = People()
    for person_id in range(1, 100):
        (await people.begin(person_id)).end(asyncio.get_running_loop().time(), 1)
    await asyncio.sleep(0.02)
    (await people.begin(1)).end(asyncio.get_running_loop().time(), 1)
    assert list(people._known) == [1]


async def test_a_wait_in_a_private_chat_is_waited_out_and_repeated(monkeypatch):
    slept = remember_sleeps(monkeypatch)
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(0.05, 0.05)
    await bot(message(7))
    assert server.arrived == [7]
    assert slept.count(0.05) == 2


async def test_an_interactive_call_gives_up_after_three_repeats():
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(0.01, 0.01, 0.01, 0.01, 0.01)
    with pytest.raises(TelegramRetryAfter):
        await bot(message())
    assert server.refused == 4


async def test_an_interactive_call_does_not_wait_longer_than_its_patience():
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(61)
    with pytest.raises(TelegramRetryAfter):
        await bot(message())
    assert server.refused == 1


async def test_the_publisher_is_told_at_once_and_sends_nothing_while_its_channel_is_held():
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(5)
    with no_waiting():
        with pytest.raises(TelegramRetryAfter) as first:
            await bot(message(CHANNEL))
        with pytest.raises(TelegramRetryAfter) as second:
            await bot(message(CHANNEL))
    assert first.value.retry_after == 5
    assert 4 <= second.value.retry_after <= 5
    assert server.refused == 1


async def test_a_held_channel_holds_nobody_else():
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(5)
    with no_waiting(), pytest.raises(TelegramRetryAfter):
        await bot(message(CHANNEL))
    with no_waiting():
        await bot(message(-1002))
    await bot(message(1))
    await asyncio.wait_for(send_bulk(bot, 2), 1)
    assert server.arrived == [-1002, 1, 2]


async def test_a_wait_of_bulk_holds_bulk_until_its_moment_whatever_else_goes_through():
    server = StrictServer()
    limiter = Limiter(30)
    server.middleware(SharedRate(limiter))
    bot = Bot("42:TEST", session=server)
    server.refuse(0.4)
    begun = asyncio.get_running_loop().time()
    with pytest.raises(TelegramRetryAfter):
        await send_bulk(bot, 1)
    waiting = asyncio.create_task(limiter.wait_for_room())
    for _ in range(3):
        await bot(message(9))
    await waiting
    await send_bulk(bot, 2)
    assert server.window[-1] - begun >= 0.4


async def test_who_waits_for_a_turn_in_bulk_is_known_not_sent_when_telegram_asks_to_wait():
    server = StrictServer()
    bot = make_bot(server, rate=1)
    await bot(message(9))
    waiting = [asyncio.create_task(send_bulk(bot, chat_id)) for chat_id in (1, 2, 3)]
    await asyncio.sleep(0)
    server.refuse(600)
    with no_waiting(), pytest.raises(TelegramRetryAfter):
        await bot(message(5))
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(error) for error in found] == [TooSoon] * 3
    assert server.arrived == [9]


async def test_the_second_after_a_start_is_waited_out_and_nobody_is_refused():
    server = StrictServer()
    limiter = Limiter(30)
    server.middleware(SharedRate(limiter))
    bot = Bot("42:TEST", session=server)
    begun = asyncio.get_running_loop().time()
    limiter.hold_bulk(0.3)
    await asyncio.gather(*(send_bulk(bot, chat_id) for chat_id in (1, 2, 3)))
    assert server.window[0] - begun >= 0.3
    assert set(server.arrived) == {1, 2, 3}


async def test_a_wait_in_a_private_chat_holds_bulk_too():
    server = StrictServer()
    bot = make_bot(server)
    server.refuse(600)
    with no_waiting(), pytest.raises(TelegramRetryAfter):
        await bot(message(5))
    with pytest.raises(TooSoon):
        await send_bulk(bot, 2)
    assert len(server.arrived) == 0


async def test_room_is_asked_for_without_taking_it():
    limiter = Limiter(2)
    for _ in range(5):
        assert await asyncio.wait_for(limiter.wait_for_room(), 1) == 1
    limiter.hold(None, 0.2, is_bulk=True)
    begun = asyncio.get_running_loop().time()
    await limiter.wait_for_room()
    assert asyncio.get_running_loop().time() - begun >= 0.19


async def test_a_hold_of_bulk_is_told_on_and_one_of_a_channel_is_not():
    told: list[float] = []
    limiter = Limiter(2)
    limiter.on_hold = told.append
    limiter.hold(CHANNEL, 3, is_bulk=False)
    limiter.hold(7, 4, is_bulk=True)
    limiter.hold_bulk(5)
    assert told == [4]


async def test_a_channel_takes_a_burst_and_then_its_pace(monkeypatch):
    monkeypatch.setattr(paces, "CHAT_BURST", 2)
    monkeypatch.setattr(paces, "CHAT_PER_SECOND", 10.0)
    server = StrictServer()
    bot = make_bot(server)
    await asyncio.gather(*(bot(message(CHANNEL)) for _ in range(5)))
    times = list(server.window)
    assert times[1] - times[0] < 0.09
    assert times[4] - times[1] >= 0.29


async def test_the_twenty_first_message_of_a_minute_waits_for_its_minute(monkeypatch):
    monkeypatch.setattr(paces, "CHAT_BURST", 50)
    bot = make_bot(StrictServer())
    for _ in range(20):
        await bot(message(CHANNEL))
    with no_waiting(), pytest.raises(TelegramRetryAfter) as error:
        await bot(message(CHANNEL))
    assert 55 <= error.value.retry_after <= 61


async def test_a_lost_connection_is_never_resent():
    class Broken(StrictServer):
        async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
            self.arrived.append(method.chat_id)
            raise TelegramNetworkError(method=method, message="reset")

    server = Broken()
    with pytest.raises(TelegramNetworkError):
        await make_bot(server)(message())
    assert len(server.arrived) == 1


async def test_what_telegram_asks_of_paid_messages_holds_the_free_ones_too():
    server, free, paid = StrictServer(), Limiter(30), Limiter(970)
    server.middleware(SharedRate(free, paid))
    bot = Bot("42:TEST", session=server)
    server.refuse(60)
    method = message().model_copy(update={"allow_paid_broadcast": True})
    with bulk(), pytest.raises(TelegramRetryAfter):
        await bot(method)
    for limiter in (free, paid):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(limiter.wait_for_room(), 0.05)
    assert len(server.arrived) == 0


async def test_cancelled_waiters_give_their_slots_back():
    server = StrictServer()
    limiter = Limiter(2)
    server.middleware(SharedRate(limiter))
    bot = Bot("42:TEST", session=server)
    await bot(message())
    await bot(message())
    waiting: list[asyncio.Task[Any]] = [asyncio.create_task(bot(message())) for _ in range(5)]
    waiting.append(asyncio.create_task(send_bulk(bot)))
    await asyncio.sleep(0.01)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.sleep(limiter_module.WINDOW_SECONDS + 0.05)
    assert limiter._free == 2


@pytest.mark.parametrize(
    ("method", "count"),
    [
        (message(), 1),
        (EditMessageText(text="x", inline_message_id="1"), 1),
        (CopyMessages(chat_id=1, from_chat_id=2, message_ids=[1, 2, 3]), 3),
        (SendMediaGroup(chat_id=1, media=[InputMediaPhoto(media="a")] * 4), 4),
        (SendChatAction(chat_id=1, action="typing"), 0),
        (GetChat(chat_id=1), 0),
        (AnswerCallbackQuery(callback_query_id="1"), 0),
    ],
)
def test_what_a_call_costs(method, count):
    assert count_messages(method) == count


def remember_sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await real(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return slept
