"""Writes welcomes to those who came, each with Stop under it; and takes the press of it."""

from typing import Protocol

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import Content
from bot.domain.publications import SendOutcome
from bot.domain.welcomes import Step
from bot.services.arranging import Series
from bot.services.welcoming import Welcoming
from bot.translator import Translator, translator
from handlers.numbers import Number
from handlers.readers.screens import Screen, send_to_presser


class StopWelcome(CallbackData, prefix="rw1"):
    """No more messages of the welcome in this channel."""

    channel: Number


class Carrier(Protocol):
    """Carries messages to people, at the pace of what nobody waits for."""

    async def wait_for_room(self) -> int:
        """Return when messages may be sent now: how many at once."""
        ...

    async def send_content(
        self,
        person_id: int,
        content: Content,
        keyboard: InlineKeyboardMarkup,
        *,
        is_awaited: bool = False,
    ) -> SendOutcome:
        """Send a message, never twice; `is_awaited`: the person asked for it."""
        ...


class WelcomeMessenger:
    """The messenger of the welcoming service."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    async def wait_for_room(self) -> int:
        """Return when welcomes may be sent now: how many at once."""
        return await self._carrier.wait_for_room()

    async def deliver(
        self, person_id: int, language: str, channel_id: int, content: Content
    ) -> SendOutcome:
        """Send a message to a person; never twice."""
        keyboard = stop_keyboard(translator(language), channel_id)
        return await self._carrier.send_content(person_id, content, keyboard)

    async def show(self, t: Translator, person_id: int, series: Series, step: Step) -> SendOutcome:
        """Send a message as those who come get it, to somebody who waits for it."""
        keyboard = stop_keyboard(t, series.channel.id)
        return await self._carrier.send_content(person_id, step.content, keyboard, is_awaited=True)


def stop_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Under every message of a welcome: one tap ends it."""
    data = StopWelcome(channel=channel_id).pack()
    button = InlineKeyboardButton(text=t("button-welcome-stop"), callback_data=data)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def welcome_stop_router() -> Router:
    """Stop, for everybody who got a message."""
    router = Router(name="stop of a welcome")
    router.callback_query.register(stop, StopWelcome.filter(F.channel))
    return router


async def stop(
    query: CallbackQuery,
    callback_data: StopWelcome,
    person: Person,
    welcoming: Welcoming,
    t: Translator,
) -> None:
    """The message itself stays to be read."""
    channel = await welcoming.stop_for(person.id, callback_data.channel)
    words = t("welcome-stopped", channel=channel.title)
    await send_to_presser(query, Screen(Text(words)))
