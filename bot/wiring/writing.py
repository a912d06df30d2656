"""What writes for the author, wired; nothing heavy is imported before its first use."""

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.config import Settings
from bot.gateways.languages import identify
from bot.gateways.telegram.drafts import Drafts
from bot.gateways.telegram.files import TelegramFiles
from bot.services.composing import Composing, Writer
from bot.services.gathering import Gathering, Reader
from bot.services.generating import Generations
from bot.services.manner import Manners
from bot.services.presenting import Presenting
from bot.services.proposing import Proposing
from bot.services.rewriting import Rewriting
from bot.services.sourcing import Sourcing
from bot.services.usage import Usage
from bot.translator import translator
from bot.wiring.ground import Core, Ground
from handlers.authors.generating import Generating
from handlers.authors.proposals import Proposals
from handlers.authors.sources import SourceDesk
from handlers.authors.usage_views import UsageViews

if TYPE_CHECKING:
    from bot.gateways.writers.llm import LlmWriter


def make_model(settings: Settings) -> "LlmWriter | None":
    """The language model that is set, if one is; asked for the first time when it is needed.

    Raises:
        SettingsError: its address, model or key cannot be one.
    """
    if not settings.llm_base_url:
        return None
    from bot.gateways.writers.chat import ChatClient, Endpoint
    from bot.gateways.writers.llm import LlmWriter

    endpoint = Endpoint(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        key=settings.llm_api_key.get_secret_value(),
    )
    return LlmWriter(ChatClient(endpoint))


def make_writing(ground: Ground, core: Core) -> dict[str, Any]:
    """What writes for the author; nothing heavy of it is imported before its first use."""
    db, clock, bot, settings = ground.db, ground.clock, ground.bot, ground.settings
    usage = Usage(db, daily_limit=settings.llm_daily_limit, zone=settings.timezone)
    composing = Composing(clock, Manners(db, identify), usage, _make_writer, ground.model)
    gathering = Gathering(db, clock, TelegramFiles(bot), partial(_make_reader, settings))
    sourcing = Sourcing(db, clock, core.drafting, gathering, composing, identify)
    rewriting = Rewriting(db, clock, core.drafting, usage, ground.model)
    proposing = Proposing(db, clock, core.drafting, rewriting)
    drafts = Drafts(bot)
    generating = Generating(bot, Generations(ground.tasks, drafts))
    return {
        "presenting": Presenting(db, clock, core.drafting),
        "sourcing": sourcing,
        "desk": SourceDesk(bot, core.drafting, sourcing, generating, core.cards),
        "usage": usage,
        "usage_views": UsageViews(usage, clock, has_model=ground.model is not None),
        "rewriting": rewriting,
        "proposing": proposing,
        "proposals": Proposals(
            bot, core.drafting, proposing, core.revising, generating, core.cards
        ),
        "generating": generating,
    }


def _make_reader(settings: Settings) -> Reader:
    from bot.gateways.articles.reader import ArticleReader

    hosts = (host.strip() for host in settings.fetch_allow.split(","))
    return ArticleReader(allow=[host for host in hosts if host])


def _make_writer() -> Writer:
    from bot.gateways.writers.builtin import BuiltinWriter

    return BuiltinWriter(translator)
