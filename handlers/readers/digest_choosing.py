"""The further choices of a digest: days, quiet days, how many posts, a pause, rubrics left out."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.pauses import parse_pause
from bot.domain.people import Person
from bot.domain.subscriptions import Subscription
from bot.translator import Translator
from handlers.readers.digest_choosing_keyboards import (
    Choice,
    LeaveOut,
    LeftOutPage,
    OpenChoice,
    SetNumber,
    SetSorting,
    TurnAnnouncements,
    TurnDay,
    days_keyboard,
    left_out_keyboard,
    more_keyboard,
    numbers_keyboard,
    pause_keyboard,
)
from handlers.readers.digest_desk import DigestDesk
from handlers.readers.digest_keyboards import DigestDo, OnDigest, PauseDigest
from handlers.readers.digest_text import choice_text, digest_card, left_out_text
from handlers.readers.screens import Screen, send, send_to_presser, turn


class PauseQuestion(StatesGroup):
    """What the next text answers."""

    until = State()


def digest_choosing_router() -> Router:
    """Choices behind the card."""
    router = Router(name="digest choices")
    router.message.register(take_pause, PauseQuestion.until, F.text)
    press = router.callback_query.register
    press(open_more, OnDigest.filter(F.do == DigestDo.CHOICES))
    press(open_choice, OpenChoice.filter())
    press(turn_day, TurnDay.filter())
    press(set_number, SetNumber.filter())
    press(set_sorting, SetSorting.filter())
    press(turn_announcements, TurnAnnouncements.filter())
    press(pause, PauseDigest.filter())
    press(ask_until, OnDigest.filter(F.do == DigestDo.UNTIL))
    press(turn_left_out, LeftOutPage.filter())
    press(leave_out, LeaveOut.filter())
    return router


async def open_more(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    subscription = await digests.subscribing.get(person, callback_data.channel)
    await turn(query, await choice_screen(digests, t, subscription, Choice.MORE))


async def open_choice(
    query: CallbackQuery,
    callback_data: OpenChoice,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    subscription = await digests.subscribing.get(person, callback_data.channel)
    await turn(query, await choice_screen(digests, t, subscription, callback_data.choice))


async def turn_day(
    query: CallbackQuery,
    callback_data: TurnDay,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    day, is_on = callback_data.day % 7, callback_data.on
    match callback_data.choice:
        case Choice.WEEKDAY:
            subscription = await digests.subscribing.set_weekday(person, channel.id, day)
        case Choice.QUIET:
            subscription = await digests.subscribing.set_quiet(
                person, channel.id, day, is_quiet=is_on
            )
        case _:
            subscription = await digests.subscribing.choose_day(
                person, channel.id, day, is_on=is_on
            )
    await turn(query, await choice_screen(digests, t, subscription, callback_data.choice))


async def set_number(
    query: CallbackQuery,
    callback_data: SetNumber,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    is_most = callback_data.choice is Choice.MOST
    change = digests.subscribing.set_most if is_most else digests.subscribing.set_at_least
    subscription = await change(person, channel.id, callback_data.number)
    await turn(query, await choice_screen(digests, t, subscription, callback_data.choice))


async def set_sorting(
    query: CallbackQuery,
    callback_data: SetSorting,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    subscription = await digests.subscribing.set_sorting(person, channel.id, callback_data.sorting)
    await turn(query, await choice_screen(digests, t, subscription, Choice.MORE))


async def turn_announcements(
    query: CallbackQuery,
    callback_data: TurnAnnouncements,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    """They are apart from digests, but here is where people look for what comes to them."""
    change = digests.declining.bring_back if callback_data.on else digests.declining.refuse
    channel = await change(person.id, callback_data.channel)
    subscription = await digests.subscribing.get(person, channel.id)
    await turn(query, await choice_screen(digests, t, subscription, Choice.MORE))


async def pause(
    query: CallbackQuery,
    callback_data: PauseDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    subscription = await digests.subscribing.pause_for(person, channel.id, callback_data.days)
    await turn(query, digests.card(t, channel, subscription))


async def ask_until(
    query: CallbackQuery, callback_data: OnDigest, state: FSMContext, t: Translator
) -> None:
    await state.set_state(PauseQuestion.until)
    await state.set_data({"channel": callback_data.channel})
    await send_to_presser(query, Screen(Text(t("digest-ask-pause"))))


async def take_pause(
    message: Message,
    person: Person,
    state: FSMContext,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel((await state.get_data())["channel"])
    known = await digests.subscribing.get(person, channel.id)
    zone = known.schedule.zoneinfo
    until = parse_pause(message.text or "", now=digests.clock.now(), zone=zone)
    if until is None:
        await message.answer(t("digest-pause-again"))
        return
    subscription = await digests.subscribing.pause(person, channel.id, until)
    await send(message, digests.card(t, channel, subscription))
    # Last: until the answer stands, the same words may come again.
    await state.clear()


async def turn_left_out(
    query: CallbackQuery,
    callback_data: LeftOutPage,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    subscription = await digests.subscribing.get(person, callback_data.channel)
    await turn(query, await left_out_screen(digests, t, subscription, callback_data.cursor))


async def leave_out(
    query: CallbackQuery,
    callback_data: LeaveOut,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    subscription = await digests.subscribing.leave_out(
        person, channel.id, callback_data.rubric, is_out=callback_data.out
    )
    await turn(query, await left_out_screen(digests, t, subscription, callback_data.cursor))


async def choice_screen(
    digests: DigestDesk, t: Translator, subscription: Subscription, choice: Choice
) -> Screen:
    """A screen of the further choices."""
    channel, now = await digests.browsing.channel(subscription.channel_id), digests.clock.now()
    if choice is Choice.MORE:
        is_refused = await digests.declining.is_refused(subscription.person_id, channel.id)
        keyboard = more_keyboard(t, subscription, is_announced_to=not is_refused)
        return Screen(digest_card(t, channel, subscription, now), keyboard)
    if choice in (Choice.MOST, Choice.LEAST):
        keyboard = numbers_keyboard(t, subscription, choice)
    elif choice is Choice.PAUSE:
        is_paused = subscription.schedule.is_paused(now)
        keyboard = pause_keyboard(t, subscription, is_paused=is_paused)
    else:
        keyboard = days_keyboard(t, subscription, choice)
    return Screen(choice_text(t, choice, subscription, now), keyboard)


async def left_out_screen(
    digests: DigestDesk,
    t: Translator,
    subscription: Subscription,
    cursor: str = "",
) -> Screen:
    """A page of rubrics to be left out or brought again."""
    channel = await digests.browsing.channel(subscription.channel_id)
    unwanted = await digests.subscribing.list_left_out(subscription)
    page = await digests.browsing.rubrics(channel.id, cursor)
    keyboard = left_out_keyboard(t, channel.id, page, unwanted, cursor)
    return Screen(left_out_text(t, unwanted.values()), keyboard)
