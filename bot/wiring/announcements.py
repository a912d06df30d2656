"""Announcements, and runs as owners see them, wired."""

from typing import Any

from bot.gateways.telegram.bulk import BulkSender
from bot.jobs import Job
from bot.services.addressing import Addressing
from bot.services.announcing import Announcing
from bot.services.declining import Declining
from bot.services.overseeing import Overseeing
from bot.services.rewording import Rewording
from bot.wiring.ground import Core, Ground
from handlers.authors.announcement_desk import AnnouncementDesk
from handlers.authors.run_desk import RunDesk
from handlers.authors.run_notices import RunNotices
from handlers.authors.run_reporter import RunReporter
from handlers.readers.announcement_messenger import AnnouncementMessenger


def make_announcements(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What owners send to many, and how it goes."""
    db, clock, registering = ground.db, ground.clock, core.registering
    language = registering.default_language
    carrier = BulkSender(ground.bot, ground.limiter, ground.paid_limiter)
    messenger = AnnouncementMessenger(carrier, RunNotices(ground.bot, db, registering))
    addressing = Addressing(db, clock, registering.rights, language)
    announcing = Announcing(db, clock, ground.tasks, messenger, language)
    overseeing = Overseeing(db, clock, registering.rights)
    reporter = RunReporter(carrier, db, clock, registering, overseeing)
    parts = {
        "announcements": AnnouncementDesk(
            addressing=addressing, rewording=Rewording(db, addressing), messenger=messenger
        ),
        "announcing": announcing,
        "declining": Declining(db, clock),
        "overseeing": overseeing,
        "runs": RunDesk(overseeing=overseeing, clock=clock),
    }
    jobs = [
        Job("announcements", announcing.deliver_due),
        Job("run reports", reporter.report_due),
    ]
    return parts, jobs
