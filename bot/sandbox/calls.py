"""The log of what the server answered: calls of bots, visits of web pages."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who asked what at which moment of the world's clock, and what was answered.

    `status` is the HTTP status, 0 when the connection was cut; `description` is the error that
    the client was told; `fault` is the kind of the fault that hit it.
    """

    at: float
    bot_id: int
    method: str
    params: dict[str, Any]
    chat_id: int | str | None
    status: int
    description: str | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of the web; the moment is of the world's clock, in epoch seconds.

    `status` is 0 when there was no answer; `is_conditional`: it named a version known before.
    """

    at: float
    address: str
    status: int
    is_conditional: bool
    user_agent: str
    fault: str | None
