"""The table of what runs by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.clock import Clock
from bot.jobs import Job, Jobs
from bot.services.holding import held
from bot.services.mailing import Mailing
from bot.services.publishing import Publishing
from bot.services.receiving import forget_old
from bot.services.replanning import Replanning
from bot.services.teaming import forget_old_deeds
from handlers.authors.cards import Cards
from handlers.commands import Menus
from storage.db import Database


def make_jobs(
    db: Database,
    clock: Clock,
    publishing: Publishing,
    cards: Cards,
    mailing: Mailing,
    menus: Menus,
    further: Sequence[Job],
) -> Jobs:
    """The table of what runs by itself."""
    jobs = [
        Job("publications", publishing.publish_due),
        Job("cards", cards.show_due),
        Job("digests", mailing.deliver_due),
        Job("replanning", Replanning(db, clock).look),
        *further,
        Job("menus", menus.show_once),
        Job("inbox", partial(forget_old, db, clock), every=timedelta(hours=1)),
        Job("journal", partial(forget_old_deeds, db, clock), every=timedelta(days=1)),
    ]
    return Jobs(clock, [replace(job, work=held(db, job.work)) for job in jobs])
