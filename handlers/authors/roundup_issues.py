"""The buttons under the numbers behind an issue: posts are put in and taken out."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.services.selecting import Selecting
from bot.translator import Translator
from handlers.authors.cards import put
from handlers.authors.roundup_callbacks import IssueDo, OnIssue
from handlers.authors.roundup_issue_views import numbers_screen


def roundup_issues_router() -> Router:
    """The numbers behind an issue; for whoever may work on its draft, the service says."""
    router = Router(name="roundup issues")
    router.callback_query.register(show, OnIssue.filter(F.do == IssueDo.SHOW))
    router.callback_query.register(choose, OnIssue.filter())
    return router


async def show(
    query: CallbackQuery,
    callback_data: OnIssue,
    person: Person,
    selecting: Selecting,
    t: Translator,
) -> None:
    selection = await selecting.look(person.id, callback_data.issue)
    await put(query, *numbers_screen(t, selection))


async def choose(
    query: CallbackQuery,
    callback_data: OnIssue,
    person: Person,
    selecting: Selecting,
    t: Translator,
) -> None:
    """The draft is written anew; it is shown by its own button."""
    selection = await selecting.choose(
        person.id, callback_data.issue, callback_data.post,
        is_chosen=callback_data.do is IssueDo.IN,
    )  # fmt: skip
    await put(query, *numbers_screen(t, selection, t("roundup-redrawn")))
