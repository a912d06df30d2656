"""What puts posts into the plan, and shows it, wired."""

from datetime import timedelta
from functools import partial
from typing import Any

from bot.gateways.pictures.week import paint_week
from bot.jobs import Jobs
from bot.services.lateness import Lateness
from bot.services.planning import Planning
from bot.services.recurring import Recurring
from bot.services.slotting import Slotting
from bot.services.surveying import Surveying
from bot.services.swapping import Swapping
from bot.wiring.ground import Core, Ground
from handlers.authors.plan_pages import PlanPages
from handlers.authors.schedule_pages import SchedulePages
from handlers.authors.week_pictures import WeekPictures


def make_plan(ground: Ground, core: Core, jobs: Jobs) -> dict[str, Any]:
    """What puts posts into the plan, and shows it."""
    db, clock = ground.db, ground.clock
    wake = partial(jobs.wake, "publications")
    surveying = Surveying(db, clock)
    planning = Planning(db, clock, core.drafting, core.ruling, wake)
    recurring = Recurring(db, clock, core.drafting, core.ruling, wake)
    return {
        "planning": planning,
        "recurring": recurring,
        "swapping": Swapping(db, clock, core.drafting, wake),
        "lateness": Lateness(
            db,
            clock,
            core.drafting.rights,
            wake,
            grace=timedelta(minutes=ground.settings.late_grace_minutes),
        ),
        "slotting": Slotting(db, clock, core.drafting.rights),
        "surveying": surveying,
        "plan_pages": PlanPages(db, clock, core.registering, surveying),
        "week_pictures": WeekPictures(clock, core.registering, surveying, paint_week),
        "schedule_pages": SchedulePages(clock, core.drafting, planning, recurring, core.cards),
    }
