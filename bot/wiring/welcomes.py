"""Welcomes of subscribers, wired."""

from typing import Any

from bot.gateways.telegram.bulk import BulkSender
from bot.jobs import Job
from bot.services.arranging import Arranging
from bot.services.welcoming import Welcoming
from bot.wiring.ground import Core, Ground
from handlers.readers.welcome_messenger import WelcomeMessenger


def make_welcomes(ground: Ground, core: Core) -> tuple[Welcoming, dict[str, Any], list[Job]]:
    """What welcomes people, with its parts and jobs; whoever counts them tells it of them."""
    db, clock, registering = ground.db, ground.clock, core.registering
    messenger = WelcomeMessenger(BulkSender(ground.bot, ground.limiter))
    welcoming = Welcoming(db, clock, ground.tasks, registering, messenger)
    parts = {
        "welcoming": welcoming,
        "welcome_messenger": messenger,
        "arranging": Arranging(db, clock, registering.rights),
    }
    return welcoming, parts, [Job("welcomes", welcoming.deliver_due)]
