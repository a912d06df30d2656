"""The path to channels, wired: what sends, what settles doubts, what tells of both."""

from bot.gateways.limiter import bulk
from bot.gateways.previews.evidence import PublicPreview
from bot.gateways.telegram.personal import PersonalChannel
from bot.gateways.telegram.probes import Probes
from bot.gateways.telegram.sender import TelegramSender
from bot.services.outages import Outages
from bot.services.publishing import Publishing
from bot.services.reconciling import Echoes, Reconciling
from bot.services.telling import Telling
from bot.wiring.ground import Core, Ground
from handlers.authors.notices import Notices
from handlers.authors.outage_notices import OutageNotices


def make_publishing(ground: Ground, core: Core) -> Publishing:
    """The publisher; evidence about doubts is in the order in which it is asked."""
    settings, bot, db, clock = ground.settings, ground.bot, ground.db, ground.clock
    owners = sorted(settings.owner_ids)
    reconciling = Reconciling(
        db, clock, ground.tasks,
        (
            Echoes(db), PersonalChannel(bot, owners), Probes(bot, owners),
            PublicPreview(settings.preview_url),
        ),
        settle_seconds=settings.publish_settle_seconds,
    )  # fmt: skip
    notices = Notices(bot, db, clock, core.cards, core.registering, unhurried=bulk)
    return Publishing(
        db, clock, ground.tasks, core.drafting, TelegramSender(bot), notices, reconciling,
        Telling(db, clock, notices),
        Outages(db, clock, OutageNotices(bot, db, core.cards), settings.owner_ids),
        late_grace_minutes=settings.late_grace_minutes,
    )  # fmt: skip
