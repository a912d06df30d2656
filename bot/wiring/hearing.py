"""What is heard of posts in other chats, wired: reposts and comments, and what an author tells."""

from typing import Any

from bot.jobs import Job
from bot.services.commenting import Commenting
from bot.services.entering import Entering
from bot.services.reposting import Reposting
from bot.services.witnessing import Witnessing
from bot.wiring.ground import Core, Ground


def make_hearing(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What counts reposts and comments, and takes in what an author counts."""
    db = ground.db
    return {
        "reposting": Reposting(db, core.registering.rights),
        "commenting": Commenting(db, Witnessing(db, ground.clock)),
        "entering": Entering(db, ground.clock, core.drafting),
    }, []
