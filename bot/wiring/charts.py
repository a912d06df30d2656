"""Pictures of the numbers of posts, wired."""

from typing import Any

from bot.gateways.pictures.charts import paint_chart
from bot.jobs import Job
from bot.services.measuring import Measuring
from bot.services.numbering import Numbering
from bot.wiring.ground import Core, Ground
from handlers.authors.number_pictures import NumberPictures


def make_charts(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What draws the numbers of a post; nothing of it runs by itself."""
    db, clock = ground.db, ground.clock
    measuring = Measuring(db, clock, core.registering.rights)
    pictures = NumberPictures(db, clock, measuring, Numbering(db), paint_chart)
    return {"number_pictures": pictures}, []
