"""The channels' own digests, wired."""

from typing import Any

from bot.gateways.languages import identify
from bot.jobs import Job
from bot.services.appointing import Appointing
from bot.services.compiling import Compiling
from bot.services.manner import Manners
from bot.services.planning import Planning
from bot.services.selecting import Selecting
from bot.wiring.ground import Core, Ground
from handlers.authors.roundup_desk import RoundupDesk
from handlers.authors.roundup_notices import RoundupNotices
from handlers.authors.roundup_words import RoundupWords


def make_roundups(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What makes drafts of the best posts, and what says when."""
    db, clock, drafting = ground.db, ground.clock, core.drafting
    words = RoundupWords(Manners(db, identify), default=ground.settings.language)
    compiling = Compiling(
        db, clock, drafting, Planning(db, clock, drafting, core.ruling, _wake), words,
        RoundupNotices(ground.bot, db, core.cards, core.registering),
    )  # fmt: skip
    parts = {
        "roundups": RoundupDesk(
            appointing=Appointing(db, clock, drafting.rights), db=db, clock=clock
        ),
        "compiling": compiling,
        "selecting": Selecting(db, clock, drafting, words),
    }
    return parts, [Job("roundups", compiling.deliver_due)]


def _wake() -> None:
    """What is planned here is not due at once: publications are looked for each second."""
