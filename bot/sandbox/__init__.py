"""A strict Bot API server on loopback, with people, chats and failures on order."""

from bot.sandbox.faults import Fault
from bot.sandbox.limits import Limits
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World

__all__ = ["Fault", "Limits", "Sandbox", "World"]
