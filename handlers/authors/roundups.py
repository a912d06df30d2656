"""The channel's own digest: when it comes, how many posts, whether it waits for its author."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.dates import parse_time
from bot.domain.people import Person
from bot.domain.rubric_words import parse_one_tag
from bot.services.compiling import Compiling
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put, screen
from handlers.authors.roundup_callbacks import OnRoundup, RoundupDo, SetEvery
from handlers.authors.roundup_desk import RoundupDesk
from handlers.authors.roundup_views import question_keyboard
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.filters import keep_for_owners


def roundups_router() -> Router:
    """The settings of the channel's own digest; for owners, which the service sees to."""
    router = Router(name="roundups")
    keep_for_owners(router)
    press = router.callback_query.register
    press(open_settings, OnChannel.filter(F.do == ChannelDo.ROUNDUP))
    press(set_every, SetEvery.filter())
    press(ask_time, OnRoundup.filter(F.do == RoundupDo.TIME))
    press(ask_tag, OnRoundup.filter(F.do == RoundupDo.TAG))
    press(make_now, OnRoundup.filter(F.do == RoundupDo.NOW))
    press(change, OnRoundup.filter())
    router.message.register(take_time, Asked.roundup_time, F.text, ~IS_COMMAND)
    router.message.register(take_tag, Asked.roundup_tag, F.text, ~IS_COMMAND)
    return router


async def open_settings(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    state: FSMContext,
    roundups: RoundupDesk,
    t: Translator,
) -> None:
    await state.clear()
    appointed = await roundups.appointing.look(person.id, callback_data.channel)
    await put(query, *await roundups.screen(t, person, appointed))


async def set_every(
    query: CallbackQuery,
    callback_data: SetEvery,
    person: Person,
    roundups: RoundupDesk,
    t: Translator,
) -> None:
    appointed = await roundups.appointing.set_every(
        person.id, callback_data.channel, callback_data.every
    )
    await put(query, *await roundups.screen(t, person, appointed))


async def change(
    query: CallbackQuery,
    callback_data: OnRoundup,
    person: Person,
    state: FSMContext,
    roundups: RoundupDesk,
    t: Translator,
) -> None:
    await state.clear()
    channel_id, value = callback_data.channel, callback_data.value
    match callback_data.do:
        case RoundupDo.DAY:
            appointed = await roundups.appointing.set_weekday(person.id, channel_id, value)
        case RoundupDo.SIZE:
            appointed = await roundups.appointing.set_size(person.id, channel_id, value)
        case RoundupDo.MINE:
            appointed = await roundups.appointing.take_over(person.id, channel_id)
        case way:
            is_automatic = way is RoundupDo.BY_ITSELF
            appointed = await roundups.appointing.set_automatic(
                person.id, channel_id, is_automatic=is_automatic
            )
    await put(query, *await roundups.screen(t, person, appointed))


async def ask_time(
    query: CallbackQuery, callback_data: OnRoundup, state: FSMContext, t: Translator
) -> None:
    await _ask(query, callback_data.channel, state, Asked.roundup_time, t)


async def ask_tag(
    query: CallbackQuery, callback_data: OnRoundup, state: FSMContext, t: Translator
) -> None:
    await _ask(query, callback_data.channel, state, Asked.roundup_tag, t)


async def _ask(
    query: CallbackQuery, channel_id: int, state: FSMContext, question: State, t: Translator
) -> None:
    """The settings become the question; they come back with the answer, or by Back."""
    await state.set_state(question)
    await state.set_data({"channel": channel_id})
    key = "roundup-ask-time" if question == Asked.roundup_time else "roundup-ask-tag"
    await put(query, Text(t(key)), question_keyboard(t, channel_id))


async def take_time(
    message: Message,
    person: Person,
    state: FSMContext,
    roundups: RoundupDesk,
    t: Translator,
) -> None:
    at = parse_time(message.text or "")
    if at is None:
        await message.answer(t("roundup-time-again"))
        return
    channel_id = int((await state.get_data())["channel"])
    appointed = await roundups.appointing.set_minute(
        person.id, channel_id, at.hour * 60 + at.minute
    )
    await message.answer(**screen(*await roundups.screen(t, person, appointed)))
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def take_tag(
    message: Message,
    person: Person,
    state: FSMContext,
    roundups: RoundupDesk,
    t: Translator,
) -> None:
    """A dash goes back to the rubric of the channel's language."""
    typed = (message.text or "").strip()
    tag = "" if typed in ("-", "–", "—") else parse_one_tag(typed)
    if tag is None:
        await message.answer(t("roundup-tag-again"))
        return
    channel_id = int((await state.get_data())["channel"])
    appointed = await roundups.appointing.set_tag(person.id, channel_id, tag)
    await message.answer(**screen(*await roundups.screen(t, person, appointed)))
    await state.clear()


async def make_now(
    query: CallbackQuery,
    callback_data: OnRoundup,
    person: Person,
    compiling: Compiling,
) -> None:
    """The draft comes below, or why there is none."""
    await compiling.make_now(person.id, callback_data.channel, press=query.id)
    await compiling.tell_due()
