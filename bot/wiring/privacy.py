"""What is kept about people, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.forgetting import Forgetting
from bot.wiring.ground import Core, Ground


def make_privacy(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What counts, gives and forgets a person's data."""
    forgetting = Forgetting(ground.db, ground.clock, core.registering.rights)
    return {"forgetting": forgetting}, [Job("traces of the forgotten", forgetting.wipe)]
