"""Rubrics that readers follow, wired."""

from typing import Any

from bot.gateways.telegram.bulk import BulkSender
from bot.jobs import Job
from bot.services.following import Following
from bot.services.noticing import Noticing
from bot.wiring.ground import Core, Ground
from handlers.readers.notice_messenger import NoticeMessenger


def make_following(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What readers follow, and what tells them of news at once."""
    db, clock, registering = ground.db, ground.clock, core.registering
    carrier = BulkSender(ground.bot, ground.limiter)
    messenger = NoticeMessenger(carrier, ground.bot, db, registering)
    noticing = Noticing(db, clock, ground.tasks, registering, messenger)
    parts = {"following": Following(db, clock), "noticing": noticing}
    return parts, [Job("notices", noticing.deliver_due)]
