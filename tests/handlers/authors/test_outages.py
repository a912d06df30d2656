"""Half a day in which Telegram takes no posts: few calls, few words, and it goes on by itself."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.gateways import paces
from bot.gateways.limiter import Limiter
from bot.sandbox import Fault
from tests.handlers.authors.test_plan import schedule, texts
from tests.newsroom import Newsroom, open_newsroom

HOURS = 12
STEP = 60


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Newsroom]:
    # The pace of calls is by the event loop's time, which nobody moves.
    monkeypatch.setattr(Limiter, "hold", lambda *_args, **_named: None)
    for pace in ("CHAT_PER_MINUTE", "CHAT_BURST", "CHAT_PER_SECOND"):
        monkeypatch.setattr(paces, pace, 10_000)
    async with open_newsroom(tmp_path) as newsroom:
        yield newsroom


async def pass_hours(newsroom: Newsroom, hours: float) -> None:
    for _ in range(int(hours * 3600 / STEP)):
        await newsroom.tick(STEP)


def outages(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith(("Telegram has taken", "Nothing is held"))]


@pytest.mark.parametrize("kind", ["too_many", "bad_gateway"])
async def test_half_a_day_of_refusals_is_told_once_and_ends_by_itself(
    room: Newsroom, kind: str
) -> None:
    for hour in range(1, HOURS):
        await schedule(room, f"in {hour} hours", f"Hour {hour} #case")
        await room.tick(20)
    before = len(room.author.texts)
    fault = room.world.faults.add(
        Fault(method="*", kind=kind, times=-1, chat_id=room.channel_id, retry_after=7)  # type: ignore[arg-type]
    )
    await pass_hours(room, HOURS)
    assert texts(room) == []
    assert fault.hits < 12 * 60, "no busy loop"
    told = room.author.texts[before:]
    assert len(outages(told)) == 1
    assert len(told) == 1, told
    fault.times = 0
    await schedule(room, "in 1 minute", "Fresh #case")
    await pass_hours(room, 0.5)
    assert "Fresh #case" in texts(room)
    told = room.author.texts[before:]
    assert len(outages(told)) == 2, told
    assert sum("posts are late" in text for text in told) == 1


async def test_a_short_flood_is_nobodys_business(room: Newsroom) -> None:
    await schedule(room, "in 1 minute")
    before = len(room.author.texts)
    room.world.faults.add(
        Fault(method="sendMessage", kind="too_many", times=3, chat_id=room.channel_id)
    )
    await pass_hours(room, 0.2)
    assert texts(room) == ["Headline #case"]
    assert not outages(room.author.texts[before:])
