"""A lean Bot API of canned answers in a process of its own: `python -m tests.benchmarks.stub`.

Prints its port. Besides the Bot API: `/load/<count>/<people>` queues messages with /tags,
`/sent/<count>` answers when so many were sent, with the seconds since the load, `/polled`
with the moment of the first poll (of the machine's monotonic clock), and `/late/<count>/<seconds>`
with how late, in seconds, each post came that says `due<milliseconds>x`: when there are so many,
or when the time is up.
"""

import asyncio
import json
import re
import sys
import time
from contextlib import suppress

_OFFSET = re.compile(rb'offset"?[=:]\s*(\d+)')
_TIMEOUT = re.compile(rb'timeout"?[=:]\s*(\d+)')
_LENGTH = re.compile(rb"content-length: *(\d+)", re.I)
# A post goes to a channel, whose id is negative; its notice goes to a person.
_CHANNEL = re.compile(rb'chat_id"?(?:[=:]\s*"?|\r\n\r\n)-')
_DUE = re.compile(rb"due(\d{13})x")
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_ME = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
_SENT = {
    "message_id": 1, "date": 1_790_000_000, "from": _ME, "text": "sent",
    "chat": {"id": 1, "type": "private", "first_name": "A"},
}  # fmt: skip
_BATCH = 100


def encode(result: object) -> bytes:
    """The whole answer of a call that went well."""
    body = json.dumps({"ok": True, "result": result}).encode()
    return _HEAD % len(body) + body


def update(number: int, person: int) -> str:
    """A reader's /tags."""
    who = {"id": person, "first_name": f"Reader {person}", "language_code": "ru"}
    return json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number, "date": 1_790_000_000, "text": "/tags",
                "chat": {"id": person, "type": "private", "first_name": who["first_name"]},
                "from": who | {"is_bot": False},
                "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
            },
        }
    )  # fmt: skip


class Stub:
    """The state of the server: what waits to be polled, and how much was sent."""

    def __init__(self) -> None:
        self._queue: list[tuple[int, str]] = []
        self._last = 0
        self._sent = 0
        self._loaded_at = 0.0
        self._polled_at: float | None = None
        self._late: list[float] = []
        self._changed = asyncio.Condition()
        self._canned = {
            b"getMe": encode(_ME), b"sendMessage": encode(_SENT), b"getUpdates": encode([]),
            b"getWebhookInfo": encode({"url": "", "has_custom_certificate": False,
                                        "pending_update_count": 0}),
        }  # fmt: skip
        self._other = encode(True)

    async def answer(self, path: bytes, body: bytes) -> bytes:
        """The whole answer to a request."""
        name = path.rpartition(b"/")[2]
        if path.startswith((b"/load/", b"/sent/", b"/late/", b"/polled")):
            return encode(await self._control(path.decode().split("/")[1:]))
        if name == b"getUpdates":
            return await self._poll(body)
        if name == b"sendMessage":
            self._sent += 1
            if (due := _DUE.search(body)) and _CHANNEL.search(body):
                self._late.append(time.time() - int(due[1]) / 1000)
                await self._note()
                return encode(_SENT | {"message_id": self._sent})
            if self._sent % 50 == 0 or not self._queue:
                await self._note()
        return self._canned.get(name, self._other)

    async def _control(self, parts: list[str]) -> object:
        async with self._changed:
            match parts:
                case ["load", count, people]:
                    self._load(int(count), int(people))
                    self._changed.notify_all()
                case ["sent", count]:
                    await self._changed.wait_for(lambda: self._sent >= int(count))
                    return time.monotonic() - self._loaded_at
                case ["late", count, seconds]:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(int(seconds)):
                            await self._changed.wait_for(lambda: len(self._late) >= int(count))
                    return self._late
                case _:
                    await self._changed.wait_for(lambda: self._polled_at is not None)
                    return self._polled_at or 0.0
        return 0.0

    def _load(self, count: int, people: int) -> None:
        self._sent = 0
        self._queue = [
            (number, update(number, 1000 + number % people))
            for number in range(self._last + 1, self._last + count + 1)
        ]
        self._last += count
        self._loaded_at = time.monotonic()

    async def _poll(self, body: bytes) -> bytes:
        if self._polled_at is None:
            self._polled_at = time.monotonic()
            await self._note()
        offset = int(found[1]) if (found := _OFFSET.search(body)) else 0
        timeout = int(found[1]) if (found := _TIMEOUT.search(body)) else 0
        self._queue = [item for item in self._queue if item[0] >= offset]
        if not self._queue and timeout:
            async with self._changed:
                try:
                    async with asyncio.timeout(timeout):
                        await self._changed.wait_for(lambda: bool(self._queue))
                except TimeoutError:
                    return self._canned[b"getUpdates"]
        body = (
            b'{"ok":true,"result":[%s]}'
            % ",".join(text for _, text in self._queue[:_BATCH]).encode()
        )
        return _HEAD % len(body) + body

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _connected(
    stub: Stub, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(found[1]) if (found := _LENGTH.search(head)) else 0
            body = await reader.readexactly(length) if length else b""
            path = head.split(b" ", 2)[1]
            writer.write(await stub.answer(path, body))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def serve(stub: Stub) -> None:
    """Print the port, and serve until killed."""
    server = await asyncio.start_server(lambda r, w: _connected(stub, r, w), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Stub()))
