"""What a looker-on is told: something changed in a chat."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A change of a chat.

    `kind` is one of message, edited, deleted, reactions, callback_answer, chats, draft, typing.
    `people` are those who can see it, None for everybody in the chat. `chat_id` is named as
    these people name it: a private chat is the id of the bot.
    """

    kind: str
    chat_id: int
    message_id: int | None
    people: frozenset[int] | None


class Events:
    """Hands every event to every subscriber, without waiting for any."""

    def __init__(self) -> None:
        self._queues: list[asyncio.Queue[Event]] = []

    def subscribe(self) -> asyncio.Queue[Event]:
        """A queue that receives every event from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._queues.append(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Event]) -> None:
        """Stops filling a queue; one that is not subscribed is ignored."""
        if queue in self._queues:
            self._queues.remove(queue)

    def publish(self, event: Event) -> None:
        """Puts an event into every queue."""
        for queue in self._queues:
            queue.put_nowait(event)
