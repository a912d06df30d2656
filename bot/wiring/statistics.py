"""The statistics of channels, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.measuring import Measuring
from bot.wiring.ground import Core, Ground


def make_statistics(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What reads statistics; nothing of it runs by itself."""
    measuring = Measuring(ground.db, ground.clock, core.registering.rights)
    return {"measuring": measuring}, []
