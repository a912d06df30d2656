"""Writes announcements to readers, each with a way out under it; and takes the presses of it."""

from enum import StrEnum
from typing import Protocol

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.posts import Content
from bot.domain.publications import SendOutcome
from bot.domain.runs import RunKind
from bot.services.declining import Declining
from bot.translator import Translator, translator
from handlers.numbers import Number
from handlers.readers.screens import Screen, send_to_presser, turn


class AnnouncementsDo(StrEnum):
    """What a reader does about announcements."""

    REFUSE = "no"
    REFUSE_AFTER_ALL = "no!"
    BRING_BACK = "yes"


class OnAnnouncements(CallbackData, prefix="ran1"):
    """Announcements of a channel, for the one who presses."""

    do: AnnouncementsDo
    channel: Number


class Carrier(Protocol):
    """Carries messages to people, at the pace of what nobody waits for."""

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when messages may be sent now: how many at once."""
        ...

    async def send_content(
        self,
        person_id: int,
        content: Content,
        keyboard: InlineKeyboardMarkup,
        *,
        is_awaited: bool = False,
        is_paid: bool = False,
    ) -> SendOutcome:
        """Send a message, never twice; `is_awaited`: the person asked for it."""
        ...


class Notices(Protocol):
    """Tells owners of runs."""

    async def tell_paused(self, kind: RunKind, run_id: int, channel_id: int, reason: str) -> None:
        """Tell them that a run is paused, and why."""
        ...


class AnnouncementMessenger:
    """The messenger of the announcing service."""

    def __init__(self, carrier: Carrier, notices: Notices) -> None:
        self._carrier = carrier
        self._notices = notices

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when announcements may be sent now: how many at once."""
        return await self._carrier.wait_for_room(is_paid=is_paid)

    async def deliver(
        self, person_id: int, language: str, channel_id: int, content: Content, *, is_paid: bool
    ) -> SendOutcome:
        """Send an announcement to a person; never twice."""
        keyboard = refuse_keyboard(translator(language), channel_id)
        return await self._carrier.send_content(person_id, content, keyboard, is_paid=is_paid)

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        await self._notices.tell_paused(RunKind.ANNOUNCEMENT, run_id, channel_id, reason)

    async def show(
        self, t: Translator, person_id: int, channel_id: int, content: Content
    ) -> SendOutcome:
        """Send it as readers get it, to its author who waits for it."""
        keyboard = refuse_keyboard(t, channel_id)
        return await self._carrier.send_content(person_id, content, keyboard, is_awaited=True)


def refuse_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Under every announcement: one tap, and no more of them come."""
    data = OnAnnouncements(do=AnnouncementsDo.REFUSE, channel=channel_id)
    return _keyboard(t("button-no-announcements"), data)


def announcements_router() -> Router:
    """No announcements, and the way back; for everybody."""
    router = Router(name="announcements to readers")
    press = router.callback_query.register
    press(refuse, OnAnnouncements.filter(F.do == AnnouncementsDo.REFUSE))
    press(refuse_after_all, OnAnnouncements.filter(F.do == AnnouncementsDo.REFUSE_AFTER_ALL))
    press(bring_back, OnAnnouncements.filter(F.do == AnnouncementsDo.BRING_BACK))
    return router


async def refuse(
    query: CallbackQuery,
    callback_data: OnAnnouncements,
    person: Person,
    declining: Declining,
    t: Translator,
) -> None:
    """The message itself stays to be read; digests go on."""
    channel = await declining.refuse(person.id, callback_data.channel)
    await send_to_presser(query, _refused_screen(t, channel))


async def refuse_after_all(
    query: CallbackQuery,
    callback_data: OnAnnouncements,
    person: Person,
    declining: Declining,
    t: Translator,
) -> None:
    """What told that they come again tells now that they do not."""
    channel = await declining.refuse(person.id, callback_data.channel)
    await turn(query, _refused_screen(t, channel))


def _refused_screen(t: Translator, channel: Channel) -> Screen:
    data = OnAnnouncements(do=AnnouncementsDo.BRING_BACK, channel=channel.id)
    keyboard = _keyboard(t("button-bring-announcements-back"), data)
    return Screen(Text(t("announcements-refused", channel=channel.title)), keyboard)


async def bring_back(
    query: CallbackQuery,
    callback_data: OnAnnouncements,
    person: Person,
    declining: Declining,
    t: Translator,
) -> None:
    """Announcements come again; the message that told that they do not says so."""
    channel = await declining.bring_back(person.id, callback_data.channel)
    data = OnAnnouncements(do=AnnouncementsDo.REFUSE_AFTER_ALL, channel=channel.id)
    words = Text(t("announcements-back", channel=channel.title))
    await turn(query, Screen(words, _keyboard(t("button-no-announcements"), data)))


def _keyboard(words: str, data: OnAnnouncements) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=words, callback_data=data.pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])
