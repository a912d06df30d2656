"""A message that goes to many as it is: what is the same for all is written down once.

Building the call, writing it as JSON and reading the whole answer is most of what a sendMessage
costs: a digest is one message for thousands.
"""

from collections.abc import Callable
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import Message, MessageId

Write = Callable[[TelegramMethod[Any]], bytes | None]
"""Writes a call as one JSON object; None where files go along."""


class Ready:
    """A message without its chat."""

    def __init__(self, like: TelegramMethod[Message]) -> None:
        """`like` is the message as it goes to somebody: a single one, without a new file."""
        if like.__returning__ is not Message:
            raise ValueError(f"{like.__api_method__} is no single message")
        self.like = like
        self._rest = b""

    def to(self, chat_id: int) -> "ReadyCall":
        """The call that sends it to a chat."""
        is_paid = getattr(self.like, "allow_paid_broadcast", None)
        return ReadyCall(chat_id=chat_id, allow_paid_broadcast=is_paid, ready=self)

    def body(self, chat_id: int, write: Write) -> bytes:
        """What is sent to a chat, JSON; `write` is asked once.

        Raises:
            ValueError: a file goes along: it is sent once, and then by its id.
        """
        if not self._rest:
            written = write(self.like.model_copy(update={"chat_id": None}))
            if written is None:
                raise ValueError(f"{self.like.__api_method__} with a new file goes to one chat")
            self._rest = written.removeprefix(b"{")
        return b'{"chat_id": %d, %s' % (chat_id, self._rest)


class ReadyCall(TelegramMethod[MessageId]):
    """A message to one chat. Of the answer its id is read: all else is known."""

    __returning__ = MessageId

    chat_id: int
    allow_paid_broadcast: bool | None
    ready: Ready

    @property
    def __api_method__(self) -> str:  # type: ignore[override]  # the class has none of its own
        return self.ready.like.__api_method__
