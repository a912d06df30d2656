"""Letters of the week, wired."""

from datetime import timedelta
from typing import Any

from bot.gateways.telegram.bulk import BulkSender
from bot.jobs import Job
from bot.services.lettering import Lettering
from bot.services.measuring import Measuring
from bot.services.reporting import Reporting
from bot.services.surveying import Surveying
from bot.wiring.ground import Core, Ground
from handlers.authors.letters import LetterMessenger

# Outside Monday and Tuesday a look reads the list of channels, and is woken at the moment itself.
EVERY = timedelta(minutes=1)


def make_letters(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What writes to the authors on Mondays."""
    db, clock, registering = ground.db, ground.clock, core.registering
    measuring = Measuring(db, clock, registering.rights)
    reporting = Reporting(db, clock, measuring, Surveying(db, clock))
    messenger = LetterMessenger(BulkSender(ground.bot, ground.limiter))
    lettering = Lettering(db, clock, ground.tasks, registering, reporting, messenger)
    return {"lettering": lettering}, [Job("letters", lettering.deliver_due, every=EVERY)]
