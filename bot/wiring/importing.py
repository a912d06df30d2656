"""Importing in the chat, wired; nothing heavy is imported before the first file."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.gateways.telegram.files import TelegramFiles
from bot.jobs import Job
from bot.services.importing import Importing
from bot.wiring.ground import Core, Ground
from handlers.authors.import_cards import ImportCards

if TYPE_CHECKING:
    from bot.services.reading_ahead import Export


def make_importing(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """What imports the past of channels; it goes on by itself with what is under way."""
    store = Path(ground.settings.database_path)
    importing = Importing(
        ground.db, ground.clock, core.registering.rights, ground.tasks,
        TelegramFiles(ground.bot), _open_export, store.with_name(f"{store.name}.imports"),
        ImportCards(ground.bot, core.cards),
    )  # fmt: skip
    return {"importing": importing}, [
        Job("imports", importing.carry_on),
        Job("offers of imports", importing.forget_offers, every=timedelta(hours=1)),
    ]


def _open_export(path: Path) -> "Export":
    from bot.gateways.exports import open_export

    return open_export(path)
