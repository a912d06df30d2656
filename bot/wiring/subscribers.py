"""Where subscribers come from, wired."""

from typing import Any

from bot.gateways.pictures.charts import paint_chart
from bot.gateways.telegram.links import TelegramInviteLinks
from bot.jobs import Job
from bot.services.attributing import Attributing
from bot.services.linking import Linking
from bot.wiring.ground import Core, Ground
from bot.wiring.welcomes import make_welcomes
from handlers.authors.link_charts import LinkCharts


def make_subscribers(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """Sources of subscribers, and who came by them."""
    rights = core.registering.rights
    linking = Linking(ground.db, ground.clock, rights, TelegramInviteLinks(ground.bot))
    welcoming, parts, jobs = make_welcomes(ground, core)
    attributing = Attributing(ground.db, rights, welcoming)
    own = {
        "attributing": attributing,
        "linking": linking,
        "link_charts": LinkCharts(paint_chart),
    }
    return parts | own, jobs
