"""What keeps the rubrics of channels, wired."""

from datetime import timedelta
from typing import Any

from bot.jobs import Job
from bot.services.cataloguing import Cataloguing
from bot.services.navigating import Navigating
from bot.wiring.ground import Core, Ground
from handlers.authors.navigation_notices import NavigationNotices
from handlers.authors.navigation_words import NavigationWords


def make_rubrics(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What authors change rubrics by; posts, and the one that lists them, follow in jobs."""
    db, clock, bot = ground.db, ground.clock, ground.bot
    cataloguing = Cataloguing(db, clock, core.drafting.rights)
    navigating = Navigating(
        db, clock, cataloguing, NavigationWords(bot, core.cards, core.searching),
        NavigationNotices(bot, core.cards),
    )  # fmt: skip
    parts = {"cataloguing": cataloguing, "navigating": navigating}
    every = timedelta(seconds=5)
    return parts, [
        Job("rubrics", cataloguing.move_due),
        Job("navigation posts", navigating.keep_current, every=every),
    ]
