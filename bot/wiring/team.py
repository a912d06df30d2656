"""The desk and the people at it, wired."""

from typing import Any

from bot.clock import Clock
from bot.gateways.languages import identify
from bot.jobs import Job
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from bot.services.reviewing import Reviewing
from bot.services.revising import Revising
from bot.services.ruling import Ruling
from bot.services.teaming import Teaming
from bot.services.touching import Touching
from bot.services.tracing import Tracing
from bot.wiring.ground import Core, Ground
from handlers.authors.review_desk import ReviewDesk
from handlers.authors.touch_notices import TouchNotices
from storage.db import Database


def make_desk(
    db: Database, clock: Clock, registering: Registering
) -> tuple[Drafting, Ruling, Revising]:
    """What works on drafts."""
    drafting = Drafting(db, clock, registering)
    ruling = Ruling(db, clock, registering, drafting, Tracing(db, identify))
    return drafting, ruling, Revising(db, clock, drafting)


def make_team(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """Who works together, and the way of a post from its author to an editor and back."""
    db, clock, bot = ground.db, ground.clock, ground.bot
    reviewing = Reviewing(db, clock, core.drafting, core.ruling)
    desk = ReviewDesk(bot, core.cards, reviewing)
    touching = Touching(db, clock, core.drafting.rights, TouchNotices(bot, db, core.cards))
    teaming = Teaming(db, clock, core.drafting.rights)
    parts = {"teaming": teaming, "reviewing": reviewing, "review_desk": desk}
    return parts, [Job("review cards", desk.redraw_stale), Job("touches", touching.tell_due)]
