"""Slots of a channel: the list of its week, added by words, removed by a tap."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.slot_words import parse_slots
from bot.services.slotting import Slotting
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.plan_callbacks import DropSlot, ResetSlots
from handlers.authors.slot_views import slots_screen
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.filters import keep_for_owners


def slots_router() -> Router:
    """The page of slots; for owners, which the service sees to."""
    router = Router(name="slots")
    keep_for_owners(router)
    press = router.callback_query.register
    press(open_week, OnChannel.filter(F.do == ChannelDo.SLOTS))
    press(drop, DropSlot.filter())
    press(reset, ResetSlots.filter())
    router.message.register(add, Asked.slots, F.text, ~IS_COMMAND)
    return router


async def open_week(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    state: FSMContext,
    slotting: Slotting,
    t: Translator,
) -> None:
    """The page takes what is typed while it is open."""
    week = await slotting.get_week(person.id, callback_data.channel)
    await state.set_state(Asked.slots)
    await state.set_data({"channel": week.channel.id})
    await put(query, *slots_screen(t, week))


async def drop(
    query: CallbackQuery,
    callback_data: DropSlot,
    person: Person,
    slotting: Slotting,
    t: Translator,
) -> None:
    week = await slotting.remove(
        person.id, callback_data.channel, callback_data.weekday, callback_data.minute
    )
    await put(query, *slots_screen(t, week))


async def reset(
    query: CallbackQuery,
    callback_data: ResetSlots,
    person: Person,
    slotting: Slotting,
    t: Translator,
) -> None:
    week = await slotting.reset(person.id, callback_data.channel)
    await put(query, *slots_screen(t, week))


async def add(
    message: Message,
    person: Person,
    state: FSMContext,
    slotting: Slotting,
    t: Translator,
) -> None:
    """The question stays open, so that further slots can follow."""
    added = parse_slots(message.text or "")
    if added is None:
        await message.answer(t("slots-not-understood"))
        return
    channel_id = int((await state.get_data())["channel"])
    week = await slotting.add(person.id, channel_id, added)
    text, keyboard = slots_screen(t, week)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
