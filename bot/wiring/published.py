"""What works on posts that are out, wired."""

from typing import Any

from bot.gateways.telegram.editor import TelegramEditor
from bot.gateways.telegram.pinner import TelegramPinner
from bot.jobs import Job
from bot.services.amending import Amending
from bot.services.applying import Applying
from bot.services.expiring import Expiring
from bot.services.glancing import Glancing
from bot.services.navigation_edits import NavigationEdits
from bot.services.pin_orders import PinOrders
from bot.services.pinning import Pinning
from bot.services.repeating import Repeating
from bot.services.spreading import Spreading
from bot.services.withdrawing import Withdrawing
from bot.wiring.ground import Core, Ground
from handlers.authors.edit_notices import EditNotices
from handlers.authors.pin_notices import PinNotices
from handlers.authors.withdrawing import RemovalNotices


def make_published(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What works on posts that are out, or go out in several channels; what runs by itself."""
    db, clock, bot = ground.db, ground.clock, ground.bot
    editor = TelegramEditor(bot)
    glancing = Glancing(db, clock, editor, core.tracking)
    applying = Applying(
        db, clock, ground.tasks, glancing, editor,
        NavigationEdits(db, clock, EditNotices(bot, db, core.cards)),
    )  # fmt: skip
    removal_notices, pin_notices = (
        RemovalNotices(bot, db, core.cards),
        PinNotices(bot, db, core.cards),
    )
    withdrawing = Withdrawing(
        db, clock, ground.tasks, core.drafting, glancing, editor, removal_notices
    )
    pinner = TelegramPinner(bot)
    expiring = Expiring(db, clock, core.drafting, pinner, removal_notices, pin_notices)
    parts = {
        "pinning": Pinning(db, clock, core.drafting, pinner),
        "expiring": expiring,
        "repeating": Repeating(db, clock, core.drafting),
        "amending": Amending(db, clock, core.drafting, glancing),
        "withdrawing": withdrawing,
        "spreading": Spreading(db, clock, core.drafting, core.registering),
    }
    jobs = [Job("edits", applying.apply_due), Job("removals", withdrawing.withdraw_due)]
    orders = PinOrders(db, clock, pinner, pin_notices)
    # What is over is not to be pinned first.
    return parts, [Job("expiries", expiring.expire_due), Job("pins", orders.carry_out), *jobs]
