"""The world: people, bots, chats and messages, and what can be done and seen in it."""

import time
from collections.abc import Callable

from bot.sandbox.acting import Acting
from bot.sandbox.limits import Limits
from bot.sandbox.looking import Looking
from bot.sandbox.pressing import Pressing
from bot.sandbox.viewing import Viewing


class World(Acting, Pressing, Looking, Viewing):
    """A small Telegram: made with `add_…`, acted in by people, looked at by tests.

    `now` gives epoch seconds; every date, flood window and age is read from it. Waiting (the
    long poll, slowness) takes real time.
    """

    def __init__(self, now: Callable[[], float] = time.time, limits: Limits | None = None) -> None:
        super().__init__(now, limits or Limits())
