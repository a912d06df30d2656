"""What keeps search up to date, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.restemming import Restemming
from bot.wiring.ground import Core, Ground


def make_searching(ground: Ground, _core: Core) -> tuple[dict[str, Any], list[Job]]:
    """The job that stems anew and gathers the vocabulary; searching itself is in the core."""
    return {}, [Job("search", Restemming(ground.db, ground.clock).work)]
