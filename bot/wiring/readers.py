"""What readers have beside rubrics, search and digests, wired."""

from typing import Any

from bot.jobs import Job
from bot.services.bookmarking import Bookmarking
from bot.services.foretelling import Foretelling
from bot.services.leafing import Leafing
from bot.services.recalling import Recalling
from bot.services.resembling import Resembling
from bot.services.sharing import Sharing
from bot.wiring.ground import Core, Ground


def make_readers(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """Saved posts, posts like another one, and old ones brought back."""
    db, clock, browsing = ground.db, ground.clock, core.browsing
    return {
        "bookmarking": Bookmarking(db, clock, browsing),
        "resembling": Resembling(db, browsing),
        "recalling": Recalling(db, clock, browsing),
        "leafing": Leafing(db, clock),
        "foretelling": Foretelling(db, clock, core.drafting.rights),
        "sharing": Sharing(core.registering, browsing, core.searching),
    }, []
