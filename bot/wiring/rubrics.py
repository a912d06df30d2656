"""What keeps the rubrics of channels, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.cataloguing import Cataloguing
from bot.wiring.ground import Core, Ground


def make_rubrics(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What authors change their rubrics by; posts follow in a job."""
    cataloguing = Cataloguing(ground.db, ground.clock, core.drafting.rights)
    return {"cataloguing": cataloguing}, [Job("rubrics", cataloguing.move_due)]
