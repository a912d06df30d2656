"""The welcome of a source: its pages, what they ask for, and a message shown to oneself."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.people import Person
from bot.domain.publications import Postponed, Refused, Unknown
from bot.services.arranging import Arranging
from bot.services.receiving import TryLater
from bot.translator import Translator
from handlers.authors.cards import put
from handlers.authors.refusal_views import why_refused
from handlers.authors.states import Asked
from handlers.authors.welcome_callbacks import OnStep, OnWelcome, StepDo, WelcomeDo
from handlers.authors.welcome_keyboards import (
    delays_keyboard,
    delete_keyboard,
    question_keyboard,
)
from handlers.authors.welcome_questions import welcome_questions_router
from handlers.authors.welcome_views import list_screen, step_screen
from handlers.filters import keep_for_owners
from handlers.readers.welcome_messenger import WelcomeMessenger


def welcomes_router() -> Router:
    """The pages of a welcome; for owners, which the service sees to."""
    router = Router(name="welcomes")
    keep_for_owners(router)
    press = router.callback_query.register
    press(open_list, OnWelcome.filter(F.do == WelcomeDo.LIST))
    press(ask_new, OnWelcome.filter(F.do == WelcomeDo.ADD))
    press(open_step, OnStep.filter(F.do == StepDo.OPEN))
    press(show, OnStep.filter(F.do == StepDo.SHOW))
    press(ask_text, OnStep.filter(F.do == StepDo.TEXT))
    press(ask_delay, OnStep.filter(F.do == StepDo.DELAY))
    press(ask_delete, OnStep.filter(F.do == StepDo.DELETE))
    press(delete, OnStep.filter(F.do == StepDo.DELETE_SURE))
    router.include_router(welcome_questions_router())
    return router


async def open_list(
    query: CallbackQuery,
    callback_data: OnWelcome,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """The messages of a source's welcome."""
    series = await arranging.get(person.id, callback_data.source)
    await state.clear()
    await put(query, *list_screen(t, series))


async def open_step(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """One message; whatever was asked about it is left."""
    series = await arranging.get_of_step(person.id, callback_data.step)
    await state.clear()
    await put(query, *step_screen(t, series, series.find(callback_data.step)))


async def show(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    arranging: Arranging,
    welcome_messenger: WelcomeMessenger,
    t: Translator,
) -> None:
    """The message as those who come get it."""
    series = await arranging.get_of_step(person.id, callback_data.step)
    step = series.find(callback_data.step)
    match await welcome_messenger.show(t, person.id, series, step):
        case Refused(reason):
            words = t("preview-refused", reason=why_refused(t, reason))
            await put(query, *step_screen(t, series, step, words))
        case Postponed(reason=reason) | Unknown(reason=reason):
            raise TryLater(f"message {step.id} of a welcome: {reason}")


async def ask_new(
    query: CallbackQuery,
    callback_data: OnWelcome,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """The message first; its delay is asked when it fits."""
    series = await arranging.require_room(person.id, callback_data.source)
    await state.set_state(Asked.welcome)
    await state.set_data({"source": series.source.id, "step": 0})
    await put(query, Text(t("welcome-ask")), question_keyboard(t, series.source.id))


async def ask_text(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """Another message in place of one."""
    series = await arranging.get_of_step(person.id, callback_data.step)
    await state.set_state(Asked.welcome)
    await state.set_data({"source": series.source.id, "step": callback_data.step})
    keyboard = question_keyboard(t, series.source.id, callback_data.step)
    await put(query, Text(t("welcome-ask-change")), keyboard)


async def ask_delay(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """Another delay of a message."""
    series = await arranging.get_of_step(person.id, callback_data.step)
    await state.set_state(Asked.welcome_delay)
    await state.set_data({"source": series.source.id, "step": callback_data.step})
    keyboard = delays_keyboard(t, series, series.find(callback_data.step))
    await put(query, Text(t("welcome-ask-delay")), keyboard)


async def ask_delete(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    arranging: Arranging,
    t: Translator,
) -> None:
    """A confirmation: those on the way will not get it."""
    series = await arranging.get_of_step(person.id, callback_data.step)
    number = series.number_of(series.find(callback_data.step))
    question = as_list(Bold(t("welcome-delete", number=number)), t("welcome-delete-about"))
    await put(query, question, delete_keyboard(t, callback_data.step))


async def delete(
    query: CallbackQuery,
    callback_data: OnStep,
    person: Person,
    arranging: Arranging,
    t: Translator,
) -> None:
    series = await arranging.remove(person.id, callback_data.step)
    await put(query, *list_screen(t, series, t("deleted")))
