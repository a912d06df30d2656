"""The exact meter as its owners see it: said once what it got."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.domain.metering import Reading, Refusal, Trouble
from bot.gateways.meter.telethon import TelethonMeter
from tests.newsroom import open_newsroom

SETTINGS: dict[str, Any] = {
    "meter_token": SecretStr("4300:METER"),
    "meter_api_id": "12345",
    "meter_api_hash": SecretStr("0123abcd"),
}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((321, 4), "views of 1 and reposts of 1 of them"),
        ((None, None), "neither views nor reposts"),
        (Refusal(Trouble.INVISIBLE, "ChannelPrivateError"), "cannot see"),
        (Refusal(Trouble.SIGN_IN, "AccessTokenInvalidError"), "cannot sign in"),
    ],
)
async def test_owners_read_once_what_the_meter_gets(
    answer: tuple[int | None, int | None] | Refusal,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    async def read(
        self: TelethonMeter, chat_id: int, message_ids: Sequence[int]
    ) -> Sequence[Reading] | Refusal:
        return answer if isinstance(answer, Refusal) else [Reading(message_ids[0], *answer)]

    monkeypatch.setattr(TelethonMeter, "read", read)
    async with open_newsroom(tmp_path, **SETTINGS) as newsroom:
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, "A post by hand #note")
        for _ in range(3):
            await newsroom.tick(10)
        told = [text for text in newsroom.author.texts if "exact meter" in text]
        assert len(told) == 1
        assert words in told[0]


async def test_without_its_settings_there_is_no_meter(newsroom):
    assert newsroom.app.metering is None
