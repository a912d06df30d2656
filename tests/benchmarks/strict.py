"""A lean Bot API that refuses what is too much: `python -m tests.benchmarks.strict RATE [DELAY]`.

The flood control is the sandbox's own, over any second, and RATE 0 switches it off; everything
else is canned, so that the server takes a tenth of a core at 1,000 messages a second where the
sandbox would take a whole one. It answers what sends after DELAY seconds. Prints its port.

Besides what `stub` serves: `/arrived/<count>/<seconds>` tells what was sent, as `processes.Sent`,
when there is so much or the time is up; `/body` is the last message as it came; and
`/press/<count>/<per second>` lets people press a button and tells how long each waited.
"""

import asyncio
import itertools
import json
import re
import sys
import time
from collections import Counter
from contextlib import suppress
from typing import Any

from bot.sandbox.errors import Refused
from bot.sandbox.floods import Floods
from bot.sandbox.limits import Limits
from tests.benchmarks.stub import Stub, encode, serve, update
from tests.benchmarks.subscribed import FIRST_READER

# A number in JSON, in a form and in a part of a multipart body.
_CHAT = re.compile(rb'chat_id"?(?:[=:]\s*"?|\r\n\r\n)(\d+)')
_MESSAGE = re.compile(rb'message_id"?(?:[=:]\s*"?|\r\n\r\n)(\d+)')
_QUERY = re.compile(rb'callback_query_id"?(?:[=:]\s*"?|\r\n\r\n)p?(\d+)')
_REFUSED = b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n" \
    b"Content-Length: %d\r\n\r\n"  # fmt: skip
_SENDING = frozenset({b"sendMessage", b"editMessageText"})

PRESSING = 9_000_000
"""People from this id on press buttons; each of them in turn, as one alone would be a flood."""
PRESSERS = 100
_PATIENCE = 30.0


class Strict(Stub):
    """Counts messages as Telegram does, and remembers which reader got one, and when."""

    def __init__(self, rate: int, delay: float) -> None:
        super().__init__()
        limits = Limits(per_second=rate or 1, enabled=rate > 0)
        self._floods = Floods(limits, time.monotonic)
        self._delay = delay
        self._moments: list[float] = []
        self._got: Counter[int] = Counter()
        self._refusals = 0
        self._body = b""
        self._shown = asyncio.Event()
        self._markup: dict[str, Any] = {}
        self._numbers = itertools.count(1)
        # When each press was made, and what of its answer is still to come.
        self._pressed: dict[int, float] = {}
        self._open: dict[int, set[bytes]] = {}
        self._waited: list[float] = []

    async def answer(self, path: bytes, body: bytes) -> bytes:
        """The whole answer to a request."""
        name = path.rpartition(b"/")[2]
        if name in _SENDING and b"/bot" in path:
            if refusal := self._charge(body):
                return refusal
            self._note_message(name, body)
            if self._delay:
                await asyncio.sleep(self._delay)
            return self._canned[b"sendMessage"]
        if name == b"answerCallbackQuery" and (found := _QUERY.search(body)):
            self._close(int(found[1]), name)
        if path.startswith((b"/arrived/", b"/press/", b"/body")):
            return encode(await self._control(path.decode().split("/")[1:]))
        return await super().answer(path, body)

    def _charge(self, body: bytes) -> bytes | None:
        """The 429 of a call that is too much."""
        try:
            self._floods.charge(_number(_CHAT, body))
        except Refused as refused:
            self._refusals += 1
            told = {"ok": False, "error_code": 429, "description": refused.description,
                    "parameters": {"retry_after": refused.retry_after}}  # fmt: skip
            text = json.dumps(told).encode()
            return _REFUSED % len(text) + text
        return None

    def _note_message(self, name: bytes, body: bytes) -> None:
        person = _number(_CHAT, body)
        if name == b"editMessageText":
            self._close(_number(_MESSAGE, body), name)
        elif person >= PRESSING:
            self._markup = json.loads(body).get("reply_markup", {})
            self._shown.set()
        elif person >= FIRST_READER:
            # Not what an owner is told of the run.
            self._moments.append(time.monotonic())
            self._got[person] += 1
            self._body = body

    def _close(self, number: int, part: bytes) -> None:
        """A part of the answer to a press came."""
        left = self._open.get(number, set())
        left.discard(part)
        if not left and number in self._pressed:
            self._waited.append(time.monotonic() - self._pressed.pop(number))
            del self._open[number]

    async def _control(self, parts: list[str]) -> object:
        match parts:
            case ["arrived", count, seconds]:
                await _until(lambda: len(self._moments) >= int(count), float(seconds))
                return {
                    "moments": self._moments,
                    "refusals": self._refusals,
                    "duplicates": sum(self._got.values()) - len(self._got),
                }
            case ["press", count, per_second]:
                return await self._press_all(int(count), float(per_second))
            case ["body"]:
                return json.loads(self._body)
        return await super()._control(parts)

    async def _press_all(self, count: int, per_second: float) -> dict[str, object]:
        """Somebody asks for the rubrics, and the first button under them is pressed so often."""
        await self._offer(update(next(self._numbers), PRESSING))
        async with asyncio.timeout(_PATIENCE):
            await self._shown.wait()
        data = next(
            button["callback_data"]
            for row in self._markup["inline_keyboard"] for button in row
            if "callback_data" in button
        )  # fmt: skip
        begun = time.monotonic()
        for place in range(count):
            await asyncio.sleep(max(0.0, begun + place / per_second - time.monotonic()))
            number = next(self._numbers)
            self._pressed[number] = time.monotonic()
            self._open[number] = {b"answerCallbackQuery", b"editMessageText"}
            await self._offer(_press(number, PRESSING + place % PRESSERS, data, self._markup))
        await _until(lambda: not self._open, _PATIENCE)
        return {"waited": self._waited, "unanswered": len(self._open)}

    async def _offer(self, text: str) -> None:
        """An update to be polled."""
        number = json.loads(text)["update_id"]
        async with self._changed:
            self._queue.append((number, text))
            self._changed.notify_all()


def _press(number: int, person: int, data: str, markup: dict[str, Any]) -> str:
    """A press of a button under a message of its own."""
    who = {"id": person, "first_name": f"Reader {person}", "language_code": "ru"}
    message = {
        "message_id": number, "date": 1_790_000_000, "text": "shown", "reply_markup": markup,
        "chat": {"id": person, "type": "private", "first_name": who["first_name"]},
        "from": {"id": 42, "is_bot": True, "first_name": "Bot", "username": "bench_bot"},
    }  # fmt: skip
    query = {
        "id": f"p{number}", "from": who | {"is_bot": False}, "chat_instance": "1",
        "message": message, "data": data,
    }  # fmt: skip
    return json.dumps({"update_id": number, "callback_query": query})


def _number(pattern: re.Pattern[bytes], body: bytes) -> int:
    found = pattern.search(body)
    return int(found[1]) if found else 0


async def _until(is_so: Any, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not is_so():
                await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(serve(Strict(int(sys.argv[1]), float((*sys.argv, "0")[2]))))
