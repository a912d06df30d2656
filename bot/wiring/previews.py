"""What reads the public pages of channels, wired; nothing heavy is imported before the first."""

from datetime import timedelta
from typing import Any

from bot.gateways.previews.reader import PreviewReader
from bot.jobs import Job
from bot.services.looking import Looking
from bot.services.reacting import Reacting
from bot.wiring.ground import Core, Ground


def make_previews(ground: Ground, _: Core) -> tuple[dict[str, Any], list[Job]]:
    """What reads views and reactions from public pages."""
    db = ground.db
    reader = PreviewReader(ground.settings.preview_url)
    looking = Looking(db, ground.clock, ground.tasks, reader, Reacting(db))
    return {}, [
        Job("looks", looking.look_due),
        Job("page versions", looking.forget_old_versions, every=timedelta(days=1)),
    ]
