"""Letters of the week, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.lettering import Lettering
from bot.wiring.ground import Core, Ground


def make_letters(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What writes to the authors on Mondays."""
    return {"lettering": Lettering(ground.db, core.registering)}, []
