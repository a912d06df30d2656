"""An announcement of an owner: its message, whom it is for, its price, its leave."""

from contextlib import suppress

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.announcements import Audience, AudienceKind
from bot.domain.people import Person
from bot.errors import InputRefused
from bot.jobs import Jobs
from bot.services.addressing import TooMany
from bot.services.overseeing import Overseeing
from bot.translator import Translator
from handlers.authors.announcement_desk import AnnouncementDesk
from handlers.authors.announcement_keyboards import (
    AnnouncementDo,
    OnAnnouncement,
    SetAudience,
    question_keyboard,
    replacing_keyboard,
)
from handlers.authors.announcement_questions import announcement_questions_router
from handlers.authors.announcement_views import (
    choices_screen,
    price_screen,
    sure_screen,
)
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put, screen
from handlers.authors.run_views import run_screen
from handlers.authors.states import Asked
from handlers.filters import keep_for_owners
from handlers.moments import describe_moment


def announcing_router() -> Router:
    """The pages of an announcement; for owners, which the service sees to."""
    router = Router(name="announcing")
    keep_for_owners(router)
    press, on = router.callback_query.register, OnAnnouncement.filter
    press(ask, OnChannel.filter(F.do == ChannelDo.ANNOUNCE))
    press(open_card, on(F.do == AnnouncementDo.OPEN))
    press(show_choices, on(F.do.in_({AnnouncementDo.RUBRICS, AnnouncementDo.SOURCES})))
    press(show, on(F.do == AnnouncementDo.SHOW))
    press(ask_again, on(F.do == AnnouncementDo.REPLACE))
    press(ask_price, on(F.do == AnnouncementDo.PAY))
    press(set_paid, on(F.do.in_({AnnouncementDo.PAY_SURE, AnnouncementDo.FREE})))
    press(ask_sure, on(F.do == AnnouncementDo.SEND))
    press(send, on(F.do == AnnouncementDo.SEND_SURE))
    press(discard, on(F.do == AnnouncementDo.DISCARD))
    press(choose, SetAudience.filter())
    router.include_router(announcement_questions_router())
    return router


async def ask(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The message first."""
    channel = await announcements.addressing.require_channel(person.id, callback_data.channel)
    await state.set_state(Asked.announcement)
    await state.set_data({"channel": channel.id})
    words = Text(t("announcement-ask", channel=channel.title))
    await put(query, words, question_keyboard(t, channel.id))


async def open_card(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The card as it is now."""
    await state.clear()
    card = await announcements.addressing.open(person.id, callback_data.id)
    await announcements.put_card(query, t, person, card)


async def show_choices(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The rubrics, or the sources, with their readers."""
    card = await announcements.addressing.open(person.id, callback_data.id)
    choices = await announcements.addressing.list_choices(person.id, callback_data.id)
    is_rubrics = callback_data.do is AnnouncementDo.RUBRICS
    kind = AudienceKind.RUBRIC if is_rubrics else AudienceKind.SOURCE
    await put(query, *choices_screen(t, card, choices, kind))


async def choose(
    query: CallbackQuery,
    callback_data: SetAudience,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    audience = Audience(callback_data.kind, callback_data.key)
    card = await announcements.addressing.choose(person.id, callback_data.id, audience)
    await announcements.put_card(query, t, person, card)


async def show(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """Once more as readers get it; the card moves below it."""
    card = await announcements.addressing.open(person.id, callback_data.id)
    if note := await announcements.preview(t, person, card):
        await announcements.put_card(query, t, person, card, note)
        return
    assert query.bot is not None
    shown = await announcements.card_of(t, person, card)
    await query.bot.send_message(person.id, **screen(*shown))
    if isinstance(query.message, Message):
        # It may be too old to be deleted.
        with suppress(TelegramBadRequest):
            await query.message.delete()


async def ask_again(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """Another message in place of this one."""
    card = await announcements.addressing.open(person.id, callback_data.id)
    await state.set_state(Asked.announcement)
    replaced = {"channel": card.channel.id, "replaces": card.announcement.id}
    await state.set_data(replaced)
    await put(query, Text(t("announcement-ask-again")), replacing_keyboard(t, card.announcement))


async def ask_price(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The price is said before anything is switched on."""
    card = await announcements.addressing.open(person.id, callback_data.id)
    await put(query, *price_screen(t, card))


async def set_paid(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    is_paid = callback_data.do is AnnouncementDo.PAY_SURE
    card = await announcements.addressing.set_paid(person.id, callback_data.id, is_paid)
    await announcements.put_card(query, t, person, card)


async def ask_sure(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The last question: what was sent cannot be taken back."""
    card = await announcements.addressing.open(person.id, callback_data.id)
    if card.next_at or not card.readers:
        await announcements.put_card(query, t, person, card)
        return
    await put(query, *sure_screen(t, card))


async def send(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    overseeing: Overseeing,
    jobs: Jobs,
    t: Translator,
) -> None:
    """It goes; the card becomes the message that tells how."""
    try:
        run = await announcements.addressing.confirm(person.id, callback_data.id)
    except TooMany as error:
        at = describe_moment(t, error.next_at, error.channel.zoneinfo)
        raise InputRefused("announcement-too-many", at=at) from error
    await state.clear()
    if query.message is not None:
        await overseeing.note_message(run.id, person.id, query.message.message_id)
    progress = await overseeing.get(person.id, run.id)
    await put(query, *run_screen(t, progress, progress.run.counted_at))
    jobs.wake("announcements")


async def discard(
    query: CallbackQuery,
    callback_data: OnAnnouncement,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """A draft that nobody got."""
    await announcements.addressing.discard(person.id, callback_data.id)
    await state.clear()
    await put(query, Text(t("announcement-discarded")), None)
