"""The letter of the week reaches the authors; its switch."""

from contextlib import suppress
from typing import Any, Protocol

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from aiogram.types import BufferedInputFile, CallbackQuery, LinkPreviewOptions, Message

from bot.domain.letters import Letter
from bot.domain.people import Person
from bot.domain.publications import SendOutcome
from bot.domain.statistics import Span
from bot.errors import NotFound
from bot.services.lettering import Lettering
from bot.services.registering import Registering
from bot.translator import Translator, translator
from handlers.authors.cards import screen
from handlers.authors.letter_views import LetterDo, OnLetter, letter_keyboard, letter_text
from handlers.authors.stats_callbacks import StatsPage
from handlers.authors.stats_pages import StatsPages
from handlers.middlewares import ANSWERED_FIRST
from handlers.pictures import Shot
from storage import channels
from storage.db import Database


class Carrier(Protocol):
    """Carries messages to people, at the pace of what nobody waits for."""

    async def wait_for_room(self) -> int:
        """Return when messages may be sent now: how many at once."""
        ...

    async def send(self, method: Any) -> SendOutcome:
        """Make a call that sends, never twice."""
        ...


class LetterMessenger:
    """The messenger of the lettering service."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    async def wait_for_room(self) -> int:
        """Return when letters may be sent now: how many at once."""
        return await self._carrier.wait_for_room()

    async def deliver(self, person_id: int, language: str, letter: Letter) -> SendOutcome:
        """Send a letter to a person; never twice."""
        t = translator(language)
        call = SendMessage(
            chat_id=person_id,
            reply_markup=letter_keyboard(t, letter.channel.id),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **letter_text(t, letter).as_kwargs(),
        )
        return await self._carrier.send(call)


def letters_router() -> Router:
    """The buttons under a letter."""
    router = Router(name="letters")
    router.callback_query.register(
        open_stats, OnLetter.filter(F.do == LetterDo.STATS), flags=ANSWERED_FIRST
    )
    router.callback_query.register(turn, OnLetter.filter())
    return router


async def open_stats(
    query: CallbackQuery,
    callback_data: OnLetter,
    person: Person,
    registering: Registering,
    stats_pages: StatsPages,
    t: Translator,
) -> None:
    """The statistics of the week as a new message: the letter stays to be read."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    page = await stats_pages.take(t, person, StatsPage(channel=channel.id, span=Span.WEEK))
    assert query.bot is not None
    if isinstance(page, Shot):
        photo, below = BufferedInputFile(page.png, page.name), page.caption.as_caption_kwargs()
        await query.bot.send_photo(person.id, photo, reply_markup=page.keyboard, **below)
    else:
        await query.bot.send_message(person.id, **screen(page.text, page.keyboard))


async def turn(
    query: CallbackQuery,
    callback_data: OnLetter,
    person: Person,
    lettering: Lettering,
    db: Database,
    t: Translator,
) -> None:
    """One tap; the letter itself stays to be read, its button turns."""
    is_on = callback_data.do is LetterDo.RESUME
    channel = await channels.get_channel(db, callback_data.channel)
    if channel is None:
        raise NotFound("error-channel-gone")
    await lettering.switch(person.id, channel.id, is_on=is_on)
    message = query.message
    if isinstance(message, Message):
        keyboard = letter_keyboard(t, channel.id, is_on=is_on)
        with suppress(TelegramBadRequest):
            await message.edit_reply_markup(reply_markup=keyboard)
    assert query.bot is not None
    words = t("letter-resumed" if is_on else "letter-stopped", channel=channel.title)
    await query.bot.send_message(query.from_user.id, words)
