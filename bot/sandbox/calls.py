"""The log of the calls that the server answered."""

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
