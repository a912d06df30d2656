"""Server-sent events: what changes in the chats of one person, as it changes."""

import asyncio
import json
from collections.abc import Iterator

from aiohttp import web

from bot.sandbox.events import Event
from bot.sandbox.page.input import BadInput
from bot.sandbox.page.seen import Seen
from bot.sandbox.page.views import Json, draft_view

ALIVE_EVERY = 15.0
"""Seconds of silence after which a comment keeps the connection open."""
RETRY_MILLISECONDS = 1000


async def stream(request: web.Request, seen: Seen, person_id: int) -> web.StreamResponse:
    """Tells a person's page of changes until it goes away."""
    seen.check_person(person_id)
    queue = seen.world.subscribe()
    try:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        await response.write(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        while True:
            await response.write(await _next(queue, seen, person_id))
    except ConnectionResetError:
        return response
    finally:
        seen.world.unsubscribe(queue)


async def _next(queue: asyncio.Queue[Event], seen: Seen, person_id: int) -> bytes:
    try:
        async with asyncio.timeout(ALIVE_EVERY):
            event = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    return b"".join(
        f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
        for kind, data in told(event, seen, person_id)
    )


def told(event: Event, seen: Seen, person_id: int) -> Iterator[tuple[str, Json]]:
    """What a person's page is told of an event: nothing when it is not for that person."""
    if event.people is not None and person_id not in event.people:
        return
    if event.kind == "chats":
        yield "chats", {}
        return
    try:
        yield from _in_chat(event, seen, person_id)
    except BadInput:  # a chat this person is not in
        return


def _in_chat(event: Event, seen: Seen, person_id: int) -> Iterator[tuple[str, Json]]:
    chat_id, message_id = event.chat_id, event.message_id
    room = seen.room(person_id, chat_id)
    if event.kind == "typing":
        yield "typing", {"chat": chat_id, "text": "typing…"}
    elif event.kind == "draft":
        yield "draft", {"chat": chat_id, "draft": draft_view(seen.world.shown_draft(room))}
    elif message_id is not None:
        yield from _of_message(event, seen, person_id, chat_id, message_id)


def _of_message(
    event: Event, seen: Seen, person_id: int, chat_id: int, message_id: int
) -> Iterator[tuple[str, Json]]:
    about = {
        "chat": seen.chat(person_id, chat_id),
        "markup": seen.markup(person_id, chat_id),
    }
    if event.kind == "deleted":
        yield "deleted", {**about, "message": message_id}
    if event.kind not in ("message", "edited", "reactions"):
        return
    view = seen.message(person_id, chat_id, message_id)
    if view is not None:
        yield "message", {**about, "message": view, "fresh": event.kind == "message"}
        yield from _pinned(seen, person_id, chat_id, message_id, about)


def _pinned(
    seen: Seen, person_id: int, chat_id: int, message_id: int, about: Json
) -> Iterator[tuple[str, Json]]:
    """The pinned message again, so that its mark shows when the event of pinning comes."""
    room = seen.room(person_id, chat_id)
    stored = room.get(message_id) if room else None
    pinned = stored.message.pinned_message if stored else None
    view = seen.message(person_id, chat_id, pinned.message_id) if pinned else None
    if view is not None:
        yield "message", {**about, "message": view, "fresh": False}
