"""/digest: the card, its choices, the question about time."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.dates import parse_time
from bot.domain.digests import Frequency
from bot.domain.people import Person
from bot.domain.subscriptions import Scope, Subscription
from bot.services.registering import Role
from bot.translator import Translator
from handlers.commands import Typed
from handlers.filters import PRIVATE, PRIVATE_CALLBACK
from handlers.readers.callbacks import Go, Menu
from handlers.readers.digest_choosing import (
    choice_screen,
    digest_choosing_router,
    left_out_screen,
)
from handlers.readers.digest_choosing_keyboards import Choice
from handlers.readers.digest_desk import DigestDesk
from handlers.readers.digest_keyboards import (
    DigestDo,
    OnDigest,
    SetFrequency,
    SetScope,
    channels_keyboard,
    rubrics_keyboard,
)
from handlers.readers.digest_text import rubrics_text
from handlers.readers.digest_zone import digest_zone_router
from handlers.readers.screens import Screen, send, send_to_presser, turn

# Frequencies that stand behind the card: the screen that their press leads to.
_FURTHER = {Frequency.CHOSEN: Choice.DAYS, Frequency.TWICE: Choice.MORE}


class DigestQuestion(StatesGroup):
    """What the next text answers."""

    time = State()


def build_digest_router() -> Router:
    """Digests, for everybody, in the bot's own chat."""
    router = Router(name="digest")
    router.message.filter(PRIVATE)
    router.callback_query.filter(PRIVATE_CALLBACK)
    router.message.register(show, Typed("digest"))
    router.message.register(take_time, DigestQuestion.time, F.text)
    press = router.callback_query.register
    press(set_frequency, SetFrequency.filter())
    press(set_scope, SetScope.filter())
    press(open_card, Menu.filter(F.go == Go.DIGEST))
    press(open_card, OnDigest.filter(F.do == DigestDo.CARD))
    press(back_to_card, OnDigest.filter(F.do == DigestDo.BACK))
    press(choose_channel, OnDigest.filter(F.do == DigestDo.CHANNEL))
    press(ask_time, OnDigest.filter(F.do == DigestDo.TIME))
    press(show_rubrics, OnDigest.filter(F.do == DigestDo.RUBRICS))
    router.include_routers(digest_choosing_router(), digest_zone_router())
    return router


async def show(
    message: Message,
    person: Person,
    role: Role,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.registering.channel_of(person)
    if channel is not None:
        await send(message, await digests.card_of(t, person, channel))
        return
    connected = await digests.registering.list_channels()
    alone = "owner-no-channel" if role is Role.OWNER else "reader-no-channel"
    key = "reader-channel-ask" if connected else alone
    keyboard = channels_keyboard(connected) if connected else None
    await send(message, Screen(Text(t(key)), keyboard))


async def choose_channel(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.registering.choose_channel(person.id, callback_data.channel)
    await turn(query, await digests.card_of(t, person, channel))


async def open_card(
    query: CallbackQuery,
    callback_data: OnDigest | Menu,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    """The card as a new message: what was pressed, a digest or the greeting, stays."""
    channel = await digests.browsing.channel(callback_data.channel)
    await send_to_presser(query, await digests.card_of(t, person, channel))


async def back_to_card(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    await turn(query, await digests.card_of(t, person, channel))


async def set_frequency(
    query: CallbackQuery,
    callback_data: SetFrequency,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    frequency = callback_data.frequency
    subscription = await digests.subscribing.set_frequency(person, channel.id, frequency)
    if further := _FURTHER.get(frequency):
        await turn(query, await choice_screen(digests, t, subscription, further))
        return
    await turn(query, digests.card(t, channel, subscription))


async def ask_time(
    query: CallbackQuery, callback_data: OnDigest, state: FSMContext, t: Translator
) -> None:
    await _ask(query, callback_data, state, DigestQuestion.time, t("digest-ask-time"))


async def take_time(
    message: Message,
    person: Person,
    state: FSMContext,
    digests: DigestDesk,
    t: Translator,
) -> None:
    at = parse_time(message.text or "")
    if at is None:
        await message.answer(t("digest-time-again"))
        return
    channel = await digests.browsing.channel((await state.get_data())["channel"])
    await digests.subscribing.set_minute(person, channel.id, at.hour * 60 + at.minute)
    await send(message, await digests.card_of(t, person, channel))
    # Last: until the answer stands, the same words may come again.
    await state.clear()


async def show_rubrics(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    subscription = await digests.subscribing.get(person, channel.id)
    await turn(query, await _rubrics_screen(digests, t, person, subscription))


async def set_scope(
    query: CallbackQuery,
    callback_data: SetScope,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    subscription = await digests.subscribing.set_scope(person, channel.id, callback_data.scope)
    if callback_data.scope is Scope.EXCEPT:
        await turn(query, await left_out_screen(digests, t, subscription))
        return
    await turn(query, await _rubrics_screen(digests, t, person, subscription))


async def _rubrics_screen(
    digests: DigestDesk,
    t: Translator,
    person: Person,
    subscription: Subscription,
) -> Screen:
    follows_any = await digests.following.follows_any(person.id, subscription.channel_id)
    unwanted = (await digests.subscribing.list_left_out(subscription)).values()
    text = rubrics_text(t, subscription, follows_any=follows_any, unwanted=unwanted)
    return Screen(text, rubrics_keyboard(t, subscription, follows_any=follows_any))


async def _ask(
    query: CallbackQuery, data: OnDigest, state: FSMContext, question: State, words: str
) -> None:
    await state.set_state(question)
    await state.set_data({"channel": data.channel})
    await send_to_presser(query, Screen(Text(words)))
