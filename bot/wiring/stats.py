"""The statistics pages and exports, wired."""

from typing import Any

from bot.gateways.pictures.charts import paint_chart
from bot.gateways.tables import open_tables
from bot.jobs import Job
from bot.services.exporting import Exporting
from bot.services.measuring import Measuring
from bot.services.numbering import Numbering
from bot.wiring.ground import Core, Ground
from handlers.authors.stats_pages import StatsPages


def make_stats(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What shows statistics and makes files of them; nothing of it runs by itself."""
    db, clock, registering = ground.db, ground.clock, core.registering
    pages = StatsPages(
        db, clock, registering, core.searching, core.browsing,
        Measuring(db, clock, registering.rights), paint_chart,
    )  # fmt: skip
    exporting = Exporting(db, clock, registering.rights, ground.tasks, Numbering(db), open_tables)
    return {"stats_pages": pages, "exporting": exporting}, []
