"""What counts reactions and keeps the series of numbers, wired."""

from datetime import timedelta
from typing import Any

from bot.jobs import Job
from bot.services.listening import Listening
from bot.services.reacting import Reacting
from bot.services.thinning import Thinning
from bot.wiring.ground import Core, Ground


def make_numbers(ground: Ground, _: Core) -> tuple[dict[str, Any], list[Job]]:
    """What counts reactions, and knows of which times updates are lost; thinning of series."""
    db, clock = ground.db, ground.clock
    return {"reacting": Reacting(db), "listening": Listening(db, clock)}, [
        Job("thinning", Thinning(db, clock).thin_due, every=timedelta(seconds=5))
    ]
