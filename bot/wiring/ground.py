"""What every part of the bot may stand on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram import Bot

from bot.clock import Clock
from bot.config import Settings
from bot.gateways.limiter import Limiter
from bot.services.browsing import Browsing
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from bot.services.revising import Revising
from bot.services.ruling import Ruling
from bot.services.searching import Searching
from bot.services.tracking import Tracking
from bot.tasks import Tasks
from handlers.authors.cards import Cards
from storage.db import Database

if TYPE_CHECKING:
    from bot.gateways.writers.llm import LlmWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every part may stand on; `paid_limiter` paces runs that are paid for."""

    settings: Settings
    db: Database
    clock: Clock
    bot: Bot
    limiter: Limiter
    paid_limiter: Limiter | None = None
    tasks: Tasks
    model: "LlmWriter | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The parts that most others work with."""

    registering: Registering
    drafting: Drafting
    ruling: Ruling
    revising: Revising
    browsing: Browsing
    searching: Searching
    tracking: Tracking
    cards: Cards
