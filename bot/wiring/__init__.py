"""The parts of the bot, each made once and known to handlers by its name here."""

from typing import Any

from bot.gateways.telegram.looker import TelegramLooker
from bot.gateways.telegram.ready import Ready
from bot.gateways.telegram.sender import TelegramSender
from bot.services.browsing import Browsing
from bot.services.mailing import Mailing
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.services.subscribing import Subscribing
from bot.services.tracking import Tracking
from bot.services.witnessing import Witnessing
from bot.wiring.announcements import make_announcements
from bot.wiring.charts import make_charts
from bot.wiring.following import make_following
from bot.wiring.ground import Core, Ground
from bot.wiring.hearing import make_hearing
from bot.wiring.importing import make_importing
from bot.wiring.jobs import make_jobs
from bot.wiring.letters import make_letters
from bot.wiring.meter import make_meter
from bot.wiring.numbers import make_numbers
from bot.wiring.plan import make_plan
from bot.wiring.previews import make_previews
from bot.wiring.privacy import make_privacy
from bot.wiring.published import make_published
from bot.wiring.publishing import make_publishing
from bot.wiring.readers import make_readers
from bot.wiring.roundups import make_roundups
from bot.wiring.rubrics import make_rubrics
from bot.wiring.searching import make_searching
from bot.wiring.statistics import make_statistics
from bot.wiring.stats import make_stats
from bot.wiring.subscribers import make_subscribers
from bot.wiring.team import make_desk, make_team
from bot.wiring.web import make_web
from bot.wiring.writing import make_model, make_writing
from handlers.authors.cards import Cards
from handlers.commands import Menus
from handlers.readers.digest_desk import DigestDesk
from handlers.readers.digest_messenger import DigestMessenger

__all__ = ["Ground", "make_model", "make_parts"]

# Each gives parts by name, and jobs that run in this order.
_BRANCHES = (
    make_published, make_team, make_rubrics, make_hearing, make_numbers, make_letters, make_meter,
    make_importing, make_subscribers, make_following,
    make_statistics, make_previews, make_stats, make_charts, make_web, make_readers, make_privacy,
    make_searching, make_roundups, make_announcements,
)  # fmt: skip


def make_parts(ground: Ground) -> dict[str, Any]:
    """What handlers may ask for by name."""
    db, clock = ground.db, ground.clock
    core = _make_core(ground)
    publishing = make_publishing(ground, core)
    messenger = DigestMessenger(
        ground.bot, db, ground.limiter, core.registering, Ready, ground.paid_limiter
    )
    mailing = Mailing(db, clock, ground.tasks, core.registering, messenger)
    branches = [make(ground, core) for make in _BRANCHES]
    further = [job for _, jobs in branches for job in jobs]
    menus = Menus(ground.bot, ground.settings.language)
    jobs = make_jobs(db, clock, publishing, core.cards, mailing, menus, further)
    parts = {name: part for named, _ in branches for name, part in named.items()}
    subscribing = Subscribing(db, clock)
    digests = DigestDesk(
        registering=core.registering, browsing=core.browsing, subscribing=subscribing,
        following=parts["following"], declining=parts["declining"], clock=clock,
    )  # fmt: skip
    return parts | {
        "db": db,
        "clock": clock,
        "registering": core.registering,
        "browsing": core.browsing,
        "searching": core.searching,
        "tracking": core.tracking,
        "drafting": core.drafting,
        "ruling": core.ruling,
        "revising": core.revising,
        "publishing": publishing,
        "cards": core.cards,
        "mailing": mailing,
        "subscribing": subscribing,
        "digests": digests,
        "jobs": jobs,
        **make_plan(ground, core, jobs),
        **make_writing(ground, core),
    }


def _make_core(ground: Ground) -> Core:
    db, clock, bot, settings = ground.db, ground.clock, ground.bot, ground.settings
    registering = Registering(
        db, clock, TelegramLooker(bot), owner_ids=settings.owner_ids,
        zone=settings.timezone, default_language=settings.language,
    )  # fmt: skip
    drafting, ruling, revising = make_desk(db, clock, registering)
    cards = Cards(
        bot, db, clock, TelegramSender(bot, is_patient=True), drafting, registering, ruling,
        revising, has_model=ground.model is not None,
    )  # fmt: skip
    browsing = Browsing(db, clock)
    return Core(
        registering=registering, browsing=browsing, searching=Searching(db, browsing, clock),
        drafting=drafting, ruling=ruling, revising=revising,
        tracking=Tracking(db, clock, Witnessing(db, clock)), cards=cards,
    )  # fmt: skip
