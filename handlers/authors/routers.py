"""The authors' routers, in their order."""

from aiogram import Router

from bot.domain.team import TEAM
from handlers.authors.amending import amending_router
from handlers.authors.announcing import announcing_router
from handlers.authors.buttons import buttons_router
from handlers.authors.calendar import calendar_router
from handlers.authors.channels import channels_router
from handlers.authors.checking import checking_router
from handlers.authors.editing import editing_router
from handlers.authors.foretelling import foretelling_router
from handlers.authors.generating import generating_router
from handlers.authors.history import history_router
from handlers.authors.importing import importing_router
from handlers.authors.intake import intake_router
from handlers.authors.late import late_policy_router, late_router
from handlers.authors.letters import letters_router
from handlers.authors.links import links_router
from handlers.authors.lists import lists_router
from handlers.authors.long_posts import long_posts_router
from handlers.authors.media import media_router
from handlers.authors.navigation import navigation_router
from handlers.authors.number_pictures import number_pictures_router
from handlers.authors.options import options_router
from handlers.authors.plan import plan_router
from handlers.authors.posts import BringPost
from handlers.authors.published import published_router
from handlers.authors.publishing import publishing_router
from handlers.authors.recurring import recurring_router
from handlers.authors.retouching import retouching_router
from handlers.authors.reviewing import reviewing_router
from handlers.authors.rewriting import rewriting_router
from handlers.authors.roundup_issues import roundup_issues_router
from handlers.authors.roundups import roundups_router
from handlers.authors.rubric_questions import rubric_questions_router
from handlers.authors.rubrics import rubrics_router
from handlers.authors.rules import rules_router
from handlers.authors.runs import runs_router
from handlers.authors.scheduling import scheduling_router
from handlers.authors.slots import slots_router
from handlers.authors.sources import sources_router
from handlers.authors.spreading import spreading_router
from handlers.authors.stats import stats_router
from handlers.authors.swapping import swapping_router
from handlers.authors.tags import tags_router
from handlers.authors.team import team_router
from handlers.authors.web_access import web_access_router
from handlers.authors.welcomes import welcomes_router
from handlers.authors.withdrawing import withdrawing_router
from handlers.filters import PRIVATE, PRIVATE_CALLBACK, Is

_ROUTERS = (
    channels_router,
    rubrics_router,
    rubric_questions_router,
    navigation_router,
    rules_router,
    roundups_router,
    roundup_issues_router,
    foretelling_router,
    team_router,
    links_router,
    slots_router,
    welcomes_router,
    announcing_router,
    runs_router,
    web_access_router,
    late_policy_router,
    late_router,
    plan_router,
    lists_router,
    stats_router,
    letters_router,
    retouching_router,
    editing_router,
    options_router,
    long_posts_router,
    buttons_router,
    tags_router,
    media_router,
    checking_router,
    history_router,
    reviewing_router,
    published_router,
    number_pictures_router,
    amending_router,
    withdrawing_router,
    spreading_router,
    scheduling_router,
    calendar_router,
    swapping_router,
    recurring_router,
    publishing_router,
    rewriting_router,
    sources_router,
    generating_router,
    importing_router,
    intake_router,
)
"""In this order: the first handler that fits takes the update."""


def _keep_for_team(router: Router) -> None:
    router.message.filter(PRIVATE, Is(*TEAM))
    router.edited_message.filter(PRIVATE, Is(*TEAM))
    router.callback_query.filter(PRIVATE_CALLBACK, Is(*TEAM))


def build_authors_router() -> Router:
    """Everything for those who write; closed to others at the door."""
    router = Router(name="authors")
    _keep_for_team(router)
    router.callback_query.middleware(BringPost())
    router.include_routers(*(make() for make in _ROUTERS))
    return router
