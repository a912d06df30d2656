"""Flood control, over HTTP and with hypothesis against windows counted by hand."""

import math
from collections import defaultdict

import httpx
import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import CopyMessages, ForwardMessage, ForwardMessages
from aiogram.types import InputMediaPhoto, MediaUnion
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import Limits
from bot.sandbox.errors import Refused
from bot.sandbox.floods import Floods
from tests.sandbox.asking import keyboard, picture
from tests.sandbox.conftest import Clock, Scene


@pytest.fixture
def limits() -> Limits:
    return Limits(per_second=10, chat_burst=5, chat_per_second=1, group_per_minute=7)


async def send_until_refused(scene: Scene, chat_id: int) -> tuple[int, TelegramRetryAfter]:
    for sent in range(100):
        try:
            await scene.bot.send_message(chat_id, "x")
        except TelegramRetryAfter as refusal:
            return sent, refusal
    raise AssertionError("never refused")


async def test_a_chat_takes_its_burst_and_then_one_a_second(scene: Scene):
    sent, refusal = await send_until_refused(scene, scene.reader.id)
    assert (sent, refusal.retry_after) == (5, 1)
    scene.clock.now += 1
    assert (await send_until_refused(scene, scene.reader.id))[0] == 1
    scene.clock.now += 100
    assert (await send_until_refused(scene, scene.reader.id))[0] == 5


async def test_the_refusal_says_how_long_twice(scene: Scene):
    await send_until_refused(scene, scene.reader.id)
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            scene.url("sendMessage"), json={"chat_id": scene.reader.id, "text": "x"}
        )
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_a_channel_takes_so_many_a_minute(scene: Scene):
    for _ in range(7):
        scene.clock.now += 1
        await scene.bot.send_message(scene.channel.id, "x")
    scene.clock.now += 1
    with pytest.raises(TelegramRetryAfter) as refusal:
        await scene.bot.send_message(scene.channel.id, "x")
    assert refusal.value.retry_after == 53
    scene.clock.now += 53
    await scene.bot.send_message(scene.channel.id, "x")


async def test_over_all_chats_there_is_a_limit_for_each_second(scene: Scene):
    people = [scene.world.add_person(f"п{number}").id for number in range(11)]
    for person in people:
        scene.world.say(person, 42, "/start")
        scene.clock.now += 0.01
    for person in people[:10]:
        await scene.bot.send_message(person, "x")
    with pytest.raises(TelegramRetryAfter):
        await scene.bot.send_message(people[10], "x")
    scene.clock.now += 1
    await scene.bot.send_message(people[10], "x")


async def test_who_is_refused_stays_refused_for_the_seconds_that_were_named(scene: Scene):
    people = [scene.world.add_person(f"п{number}").id for number in range(11)]
    for person in people:
        scene.world.say(person, 42, "/start")
    for person in people[:10]:
        await scene.bot.send_message(person, "x")
        scene.clock.now += 0.09
    with pytest.raises(TelegramRetryAfter):
        await scene.bot.send_message(people[10], "x")
    scene.clock.now += 0.5
    with pytest.raises(TelegramRetryAfter):
        await scene.bot.send_message(people[10], "x")
    scene.clock.now += 0.5
    await scene.bot.send_message(people[10], "x")


async def test_edits_share_the_limit_and_answers_to_presses_do_not(scene: Scene):
    sent = await scene.bot.send_message(
        scene.reader.id, "0", reply_markup=keyboard(callback_data="a")
    )
    queries = [scene.world.press(scene.reader.id, 42, sent.message_id, "a") for _ in range(9)]
    for query in queries:
        await scene.bot.answer_callback_query(query)
    for number in range(1, 5):
        await scene.bot.edit_message_text(
            str(number), chat_id=scene.reader.id, message_id=sent.message_id
        )
    with pytest.raises(TelegramRetryAfter):
        await scene.bot.edit_message_text("5", chat_id=scene.reader.id, message_id=sent.message_id)


async def test_an_album_counts_as_many_messages(scene: Scene):
    album: list[MediaUnion] = [InputMediaPhoto(media=picture()) for _ in range(4)]
    await scene.bot.send_media_group(scene.reader.id, album)
    with pytest.raises(TelegramRetryAfter):
        await scene.bot.send_media_group(
            scene.reader.id, [InputMediaPhoto(media=picture()) for _ in range(2)]
        )


async def test_a_refused_message_is_not_there(scene: Scene):
    sent, _ = await send_until_refused(scene, scene.reader.id)
    texts = [message.text for message in scene.world.history(scene.reader.id, 42)]
    assert texts.count("x") == sent


class TestNoLimits:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(enabled=False)

    async def test_without_flood_control_nothing_is_refused(self, scene: Scene):
        for _ in range(60):
            await scene.bot.send_message(scene.channel.id, "x")
        assert scene.world.refusals == []


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.floats(0, 3), st.sampled_from([1, 2, -100]), st.integers(1, 3)), max_size=60
    )
)
def test_no_window_ever_holds_more_than_its_size(steps: list[tuple[float, int, int]]):
    limits = Limits(per_second=5, chat_burst=4, chat_per_second=1, group_per_minute=6)
    clock = Clock()
    floods = Floods(limits, clock)
    passed: dict[int, list[float]] = defaultdict(list)
    waits: list[int] = []
    for pause, chat_id, count in steps:
        clock.now += pause
        try:
            floods.charge(chat_id, count)
        except Refused as refusal:
            waits.append(refusal.retry_after or 0)
            clock.now += waits[-1]
            continue
        passed[chat_id] += [clock.now] * count
    assert all(wait >= 1 for wait in waits)
    everything = sorted(moment for moments in passed.values() for moment in moments)
    assert most_within(everything, 1.0) <= 5
    assert most_within(passed[-100], 60.0) <= 6
    for moments in passed.values():
        for first in range(len(moments)):
            for last in range(first, len(moments)):
                room = 4 + math.floor(moments[last] - moments[first] + 1e-6)
                assert last - first + 1 <= room + 1e-6


def most_within(moments: list[float], seconds: float) -> int:
    best = 0
    for first in range(len(moments)):
        inside = [one for one in moments[first:] if one < moments[first] + seconds]
        best = max(best, len(inside))
    return best


def test_what_is_paid_for_has_a_rate_of_its_own_beside_the_free_one():
    floods = Floods(Limits(per_second=3, paid_per_second=5), lambda: 0.0)
    for chat_id in range(1, 4):
        floods.charge(chat_id)
    with pytest.raises(Refused):
        floods.charge(4)
    for chat_id in range(5, 10):
        floods.charge(chat_id, is_paid=True)
    with pytest.raises(Refused):
        floods.charge(10, is_paid=True)


async def test_a_message_may_be_paid_for_where_the_api_has_the_parameter(scene: Scene):
    sent = await scene.bot.send_message(scene.reader.id, "x", allow_paid_broadcast=True)
    assert sent.text == "x"
    copied = await scene.bot.copy_message(
        scene.reader.id, scene.reader.id, sent.message_id, allow_paid_broadcast=True
    )
    assert copied.message_id > sent.message_id
    assert "allow_paid_broadcast" not in CopyMessages.model_fields
    assert "allow_paid_broadcast" not in ForwardMessage.model_fields
    assert "allow_paid_broadcast" not in ForwardMessages.model_fields
