"""The zone of a person: typed as a city or an offset, or found where they are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.domain.people import Person
from bot.domain.places import nearest_zone
from bot.domain.zones import name_zone, parse_zone
from bot.translator import Translator
from handlers.readers.digest_desk import DigestDesk
from handlers.readers.digest_keyboards import DigestDo, OnDigest
from handlers.readers.screens import send


class ZoneQuestion(StatesGroup):
    """What the next text or location answers."""

    place = State()


def digest_zone_router() -> Router:
    """The question about the zone."""
    router = Router(name="zone of a person")
    # A venue is a location too.
    router.message.register(take_location, ZoneQuestion.place, F.location)
    router.message.register(take_words, ZoneQuestion.place, F.text)
    router.callback_query.register(ask, OnDigest.filter(F.do == DigestDo.ZONE))
    return router


async def ask(
    query: CallbackQuery, callback_data: OnDigest, state: FSMContext, t: Translator
) -> None:
    await state.set_state(ZoneQuestion.place)
    await state.set_data({"channel": callback_data.channel})
    assert query.bot is not None
    await query.bot.send_message(
        query.from_user.id, t("digest-ask-zone"), reply_markup=_location_keyboard(t)
    )


async def take_words(
    message: Message,
    person: Person,
    state: FSMContext,
    digests: DigestDesk,
    t: Translator,
) -> None:
    zone = parse_zone(message.text or "")
    if zone is None:
        await message.answer(t("digest-zone-again"), reply_markup=_location_keyboard(t))
        return
    await _set(message, person, state, digests, t, zone)


async def take_location(
    message: Message,
    person: Person,
    state: FSMContext,
    digests: DigestDesk,
    t: Translator,
) -> None:
    """The location is used for this answer, and kept nowhere but in the raw update."""
    assert message.location is not None
    zone = nearest_zone(message.location.latitude, message.location.longitude)
    await _set(message, person, state, digests, t, zone)


async def _set(
    message: Message,
    person: Person,
    state: FSMContext,
    digests: DigestDesk,
    t: Translator,
    zone: str,
) -> None:
    channel = await digests.browsing.channel((await state.get_data())["channel"])
    subscription = await digests.subscribing.set_zone(person, channel.id, zone)
    words = t(
        "digest-zone-set", zone=name_zone(zone, t.language), time=_time(digests.clock.now(), zone)
    )
    await message.answer(words, reply_markup=ReplyKeyboardRemove())
    await send(message, digests.card(t, channel, subscription))
    # Last: until the answer stands, the same words may come again.
    await state.clear()


def _time(now: datetime, zone: str) -> str:
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"


def _location_keyboard(t: Translator) -> ReplyKeyboardMarkup:
    """Offers Telegram's own way to send where one is; only in private chats."""
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=t("button-digest-location"), request_location=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )
