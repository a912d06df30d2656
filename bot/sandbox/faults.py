"""Failures on order: lost answers, cut connections, bad gateways, floods, slowness."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "lost_answer",
    "cut",
    "bad_gateway",
    "bad_gateway_done",
    "too_many",
    "slow",
    "slow_before",
    "late",
    "restart",
    "restart_done",
    "refuse",
]

DONE: frozenset[Kind] = frozenset({"lost_answer", "bad_gateway_done", "slow", "restart_done"})
"""Kinds that strike after the work was done."""


@dataclass(slots=True)
class Fault:
    """One order of failure.

    `method` is a method's name in any case, or "*" for all but getUpdates, which is hit only
    when it is named; "preview" are the pages of channels for the web, hit only when named too, by
    cut, bad_gateway, too_many, restart, refuse and the slow kinds. `times` is how many calls it
    hits (-1: every one), after the first `after` matching calls went through; `chat_id` narrows
    it to one chat. `seconds` belongs to the slow kinds and to late, which cuts the connection at
    once and does the work after that time, as the Bot API server does (`hangup()` only drops the
    connection, HttpConnection.h); `retry_after` to too_many, `error_code` and `description` to
    refuse.
    """

    method: str
    kind: Kind
    times: int = 1
    chat_id: int | str | None = None
    after: int = 0
    seconds: float = 0.0
    retry_after: int = 3
    error_code: int = 400
    description: str = "Bad Request: refused by a fault"
    hits: int = field(default=0, compare=False)

    def matches(self, method: str, chat_id: int | str | None) -> bool:
        """Whether a call of this (lower-case) method in this chat is meant."""
        if self.method == "*":
            if method in ("getupdates", "preview"):
                return False
        elif self.method.lower() != method:
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)


class Faults:
    """The orders in force, taken in the order in which they were given."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Puts an order in force and returns it, so that its `hits` can be read."""
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Takes every order back."""
        self._faults.clear()

    def take(self, method: str, chat_id: int | str | None) -> Fault | None:
        """The order that hits this call, used up by one; None when the call is left alone."""
        for fault in self._faults:
            if not fault.matches(method, chat_id):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.times == 0:
                continue
            fault.times -= 1 if fault.times > 0 else 0
            fault.hits += 1
            return fault
        return None
