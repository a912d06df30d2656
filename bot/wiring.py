"""The parts of the bot, each made once and known to handlers by its name here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from aiogram import Bot

from bot.clock import Clock
from bot.config import Settings
from bot.gateways.languages import identify
from bot.gateways.limiter import Limiter
from bot.gateways.pictures.week import paint_week
from bot.gateways.telegram.drafts import Drafts
from bot.gateways.telegram.editor import TelegramEditor
from bot.gateways.telegram.files import TelegramFiles
from bot.gateways.telegram.looker import TelegramLooker
from bot.gateways.telegram.pinner import TelegramPinner
from bot.gateways.telegram.sender import TelegramSender
from bot.jobs import Job, Jobs
from bot.outbox import make_publishing
from bot.services.amending import Amending
from bot.services.applying import Applying
from bot.services.composing import Composing, Writer
from bot.services.drafting import Drafting
from bot.services.expiring import Expiring
from bot.services.gathering import Gathering, Reader
from bot.services.generating import Generations
from bot.services.glancing import Glancing
from bot.services.holding import held
from bot.services.lateness import Lateness
from bot.services.mailing import Mailing
from bot.services.manner import Manners
from bot.services.pin_orders import PinOrders
from bot.services.pinning import Pinning
from bot.services.planning import Planning
from bot.services.presenting import Presenting
from bot.services.proposing import Proposing
from bot.services.publishing import Publishing
from bot.services.receiving import forget_old
from bot.services.recurring import Recurring
from bot.services.registering import Registering
from bot.services.repeating import Repeating
from bot.services.reviewing import Reviewing
from bot.services.revising import Revising
from bot.services.rewriting import Rewriting
from bot.services.ruling import Ruling
from bot.services.searching import Searching
from bot.services.slotting import Slotting
from bot.services.sourcing import Sourcing
from bot.services.spreading import Spreading
from bot.services.subscribing import Subscribing
from bot.services.surveying import Surveying
from bot.services.swapping import Swapping
from bot.services.teaming import Teaming, forget_old_deeds
from bot.services.touching import Touching
from bot.services.tracing import Tracing
from bot.services.tracking import Tracking
from bot.services.usage import Usage
from bot.services.withdrawing import Withdrawing
from bot.services.witnessing import Witnessing
from bot.tasks import Tasks
from bot.translator import translator
from handlers.authors.cards import Cards
from handlers.authors.edit_notices import EditNotices
from handlers.authors.generating import Generating
from handlers.authors.pin_notices import PinNotices
from handlers.authors.plan_pages import PlanPages
from handlers.authors.proposals import Proposals
from handlers.authors.review_desk import ReviewDesk
from handlers.authors.schedule_pages import SchedulePages
from handlers.authors.sources import SourceDesk
from handlers.authors.touch_notices import TouchNotices
from handlers.authors.usage_views import UsageViews
from handlers.authors.week_pictures import WeekPictures
from handlers.authors.withdrawing import RemovalNotices
from handlers.commands import Menus
from handlers.readers.digest_messenger import DigestMessenger
from storage.db import Database

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every part may stand on."""

    settings: Settings
    db: Database
    clock: Clock
    bot: Bot
    limiter: Limiter
    tasks: Tasks
    model: "LlmWriter | None" = None


def make_parts(ground: Ground) -> dict[str, Any]:
    """What handlers may ask for by name."""
    db, clock, bot, settings = ground.db, ground.clock, ground.bot, ground.settings
    registering = Registering(
        db, clock, TelegramLooker(bot), owner_ids=settings.owner_ids,
        zone=settings.timezone, default_language=settings.language,
    )  # fmt: skip
    drafting, ruling, revising = _make_desk(db, clock, registering)
    cards = Cards(
        bot, db, clock, TelegramSender(bot, is_patient=True), drafting, registering, ruling,
        revising, has_model=ground.model is not None,
    )  # fmt: skip
    publishing = make_publishing(ground, drafting, cards, registering)
    messenger = DigestMessenger(bot, db, ground.limiter, registering)
    mailing = Mailing(db, clock, ground.tasks, registering, messenger)
    tracking = Tracking(db, clock, registering, Witnessing(db, clock))
    published, jobs_after = _make_published(ground, registering, drafting, tracking, cards)
    menus = Menus(bot, settings.language)
    team, team_jobs = _make_team(ground, drafting, ruling, cards)
    jobs = _make_jobs(db, clock, publishing, cards, mailing, menus, [*jobs_after, *team_jobs])
    return {
        "db": db,
        "clock": clock,
        "registering": registering,
        "searching": Searching(db, clock),
        "tracking": tracking,
        **team,
        "drafting": drafting,
        "ruling": ruling,
        "revising": revising,
        "publishing": publishing,
        "cards": cards,
        "mailing": mailing,
        "subscribing": Subscribing(db, clock),
        "jobs": jobs,
        **_make_plan(ground, registering, drafting, ruling, cards, jobs),
        **_make_writing(ground, drafting, revising, cards),
        **published,
    }


def _make_desk(
    db: Database, clock: Clock, registering: Registering
) -> tuple[Drafting, Ruling, Revising]:
    """What works on drafts."""
    drafting = Drafting(db, clock, registering)
    ruling = Ruling(db, clock, registering, drafting, Tracing(db, identify))
    return drafting, ruling, Revising(db, clock, drafting)


def _make_plan(
    ground: Ground,
    registering: Registering,
    drafting: Drafting,
    ruling: Ruling,
    cards: Cards,
    jobs: Jobs,
) -> dict[str, Any]:
    """What puts posts into the plan, and shows it."""
    db, clock = ground.db, ground.clock
    wake = partial(jobs.wake, "publications")
    surveying = Surveying(db, clock)
    planning = Planning(db, clock, drafting, ruling, wake)
    recurring = Recurring(db, clock, drafting, ruling, wake)
    return {
        "planning": planning,
        "recurring": recurring,
        "swapping": Swapping(db, clock, drafting, wake),
        "lateness": Lateness(
            db,
            clock,
            drafting.rights,
            wake,
            grace=timedelta(minutes=ground.settings.late_grace_minutes),
        ),
        "slotting": Slotting(db, clock, drafting.rights),
        "surveying": surveying,
        "plan_pages": PlanPages(db, clock, registering, surveying),
        "week_pictures": WeekPictures(clock, registering, surveying, paint_week),
        "schedule_pages": SchedulePages(clock, drafting, planning, recurring, cards),
    }


def _make_team(
    ground: Ground, drafting: Drafting, ruling: Ruling, cards: Cards
) -> tuple[dict[str, Any], list[Job]]:
    """Who works together, and the way of a post from its author to an editor and back."""
    db, clock, bot = ground.db, ground.clock, ground.bot
    reviewing = Reviewing(db, clock, drafting, ruling)
    desk = ReviewDesk(bot, cards, reviewing)
    touching = Touching(db, clock, drafting.rights, TouchNotices(bot, db, cards))
    teaming = Teaming(db, clock, drafting.rights)
    parts = {"teaming": teaming, "reviewing": reviewing, "review_desk": desk}
    return parts, [Job("review cards", desk.redraw_stale), Job("touches", touching.tell_due)]


def _make_writing(
    ground: Ground, drafting: Drafting, revising: Revising, cards: Cards
) -> dict[str, Any]:
    """What writes for the author; nothing heavy of it is imported before its first use."""
    db, clock, bot, settings = ground.db, ground.clock, ground.bot, ground.settings
    usage = Usage(db, daily_limit=settings.llm_daily_limit, zone=settings.timezone)
    composing = Composing(clock, Manners(db, identify), usage, _make_writer, ground.model)
    gathering = Gathering(db, clock, TelegramFiles(bot), partial(_make_reader, settings))
    sourcing = Sourcing(db, clock, drafting, gathering, composing, identify)
    rewriting = Rewriting(db, clock, drafting, usage, ground.model)
    proposing = Proposing(db, clock, drafting, rewriting)
    drafts = Drafts(bot)
    generating = Generating(bot, Generations(ground.tasks, drafts))
    return {
        "presenting": Presenting(db, clock, drafting),
        "sourcing": sourcing,
        "desk": SourceDesk(bot, drafting, sourcing, generating, cards),
        "usage": usage,
        "usage_views": UsageViews(usage, clock, has_model=ground.model is not None),
        "rewriting": rewriting,
        "proposing": proposing,
        "proposals": Proposals(bot, drafting, proposing, revising, generating, cards),
        "generating": generating,
    }


def _make_published(
    ground: Ground, registering: Registering, drafting: Drafting, tracking: Tracking, cards: Cards
) -> tuple[dict[str, Any], list[Job]]:
    """What works on posts that are out, or go out in several channels; what runs by itself."""
    db, clock, bot = ground.db, ground.clock, ground.bot
    editor = TelegramEditor(bot)
    glancing = Glancing(db, clock, editor, tracking)
    applying = Applying(db, clock, ground.tasks, glancing, editor, EditNotices(bot, db, cards))
    removal_notices, pin_notices = RemovalNotices(bot, db, cards), PinNotices(bot, db, cards)
    withdrawing = Withdrawing(db, clock, ground.tasks, drafting, glancing, editor, removal_notices)
    pinner = TelegramPinner(bot)
    expiring = Expiring(db, clock, drafting, pinner, removal_notices, pin_notices)
    parts = {
        "pinning": Pinning(db, clock, drafting, pinner),
        "expiring": expiring,
        "repeating": Repeating(db, clock, drafting),
        "amending": Amending(db, clock, drafting, glancing),
        "withdrawing": withdrawing,
        "spreading": Spreading(db, clock, drafting, registering),
    }
    jobs = [Job("edits", applying.apply_due), Job("removals", withdrawing.withdraw_due)]
    orders = PinOrders(db, clock, pinner, pin_notices)
    # What is over is not to be pinned first.
    return parts, [Job("expiries", expiring.expire_due), Job("pins", orders.carry_out), *jobs]


def _make_reader(settings: Settings) -> Reader:
    from bot.gateways.articles.reader import ArticleReader

    hosts = (host.strip() for host in settings.fetch_allow.split(","))
    return ArticleReader(allow=[host for host in hosts if host])


def _make_writer() -> Writer:
    from bot.gateways.writers.builtin import BuiltinWriter

    return BuiltinWriter(translator)


def _make_jobs(
    db: Database,
    clock: Clock,
    publishing: Publishing,
    cards: Cards,
    mailing: Mailing,
    menus: Menus,
    further: Sequence[Job],
) -> Jobs:
    """The table of what runs by itself."""
    jobs = [
        Job("publications", publishing.publish_due),
        Job("cards", cards.show_due),
        Job("digests", mailing.deliver_due),
        *further,
        Job("menus", menus.show_once),
        Job("inbox", partial(forget_old, db, clock), every=timedelta(hours=1)),
        Job("journal", partial(forget_old_deeds, db, clock), every=timedelta(days=1)),
    ]
    return Jobs(clock, [replace(job, work=held(db, job.work)) for job in jobs])
