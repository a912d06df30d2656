"""/stats: what a channel or a rubric comes to, page by page."""

from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram.utils.chat_action import ChatActionSender
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.services.lettering import Lettering
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.translator import Translator
from handlers.authors.cards import screen
from handlers.authors.exporting import exporting_router
from handlers.authors.stats_callbacks import ChooseStats, LetterSwitch, OtherStats, StatsPage
from handlers.authors.stats_keyboards import channels_keyboard
from handlers.authors.stats_pages import StatsPages
from handlers.authors.stats_turning import turn, turn_to_text
from handlers.commands import Typed
from handlers.middlewares import ANSWERED_FIRST
from handlers.pictures import Shot

PATIENCE = 1.0
"""Seconds before the chat says that a picture is on its way."""


def stats_router() -> Router:
    """Statistics in the chat, and files of them."""
    router = Router(name="stats")
    router.include_router(exporting_router())
    router.message.register(show, Typed("stats"))
    router.callback_query.register(turn_to, StatsPage.filter(), flags=ANSWERED_FIRST)
    router.callback_query.register(choose, ChooseStats.filter())
    router.callback_query.register(ask_other, OtherStats.filter())
    router.callback_query.register(switch_letter, LetterSwitch.filter())
    return router


async def show(
    message: Message,
    command: CommandObject,
    person: Person,
    registering: Registering,
    searching: Searching,
    stats_pages: StatsPages,
    t: Translator,
) -> None:
    """The month of the person's channel, or of the rubric behind the command."""
    words = (command.args or "").strip()
    channel = await registering.own_channel_of(person)
    if channel is None:
        own = await registering.list_own_channels(person.id)
        kept = await searching.keep_words(words) if own and words else 0
        keyboard = channels_keyboard(t, own, words_id=kept) if own else None
        key = "channel-ask" if own else "error-no-channel"
        await message.answer(t(key), reply_markup=keyboard)
        return
    assert message.bot is not None
    async with ChatActionSender.upload_photo(message.chat.id, message.bot, initial_sleep=PATIENCE):
        page = await stats_pages.take_for(t, person, channel, words)
    if isinstance(page, Shot):
        photo, below = BufferedInputFile(page.png, page.name), page.caption.as_caption_kwargs()
        await message.answer_photo(photo, reply_markup=page.keyboard, **below)
    else:
        await message.answer(**screen(page.text, page.keyboard))


async def choose(
    query: CallbackQuery,
    callback_data: ChooseStats,
    person: Person,
    registering: Registering,
    searching: Searching,
    stats_pages: StatsPages,
    t: Translator,
) -> None:
    """The channel that was asked for is remembered, and shown."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    words = await searching.kept_words(callback_data.words) if callback_data.words else ""
    await turn(query, await stats_pages.take_for(t, person, channel, words))


async def turn_to(
    query: CallbackQuery,
    callback_data: StatsPage,
    person: Person,
    registering: Registering,
    stats_pages: StatsPages,
    t: Translator,
) -> None:
    """Another page, period or theme in place of this one."""
    await registering.choose_own_channel(person.id, callback_data.channel)
    await turn(query, await stats_pages.take(t, person, callback_data))


async def ask_other(
    query: CallbackQuery,
    callback_data: OtherStats,
    person: Person,
    registering: Registering,
    t: Translator,
) -> None:
    """Which of the other channels."""
    own = await registering.list_own_channels(person.id)
    keyboard = channels_keyboard(t, own, shown=callback_data.channel)
    await turn_to_text(query, Text(t("channel-ask")), keyboard)


async def switch_letter(
    query: CallbackQuery,
    callback_data: LetterSwitch,
    person: Person,
    registering: Registering,
    lettering: Lettering,
    stats_pages: StatsPages,
    t: Translator,
) -> None:
    """The letter of the week comes from now on, or does not; the page stays as it is."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    await lettering.switch(person.id, channel.id, is_on=callback_data.on)
    data = StatsPage(**callback_data.model_dump(exclude={"on"}))
    if isinstance(query.message, Message):
        keyboard = await stats_pages.keyboard(t, person, data)
        with suppress(TelegramBadRequest):
            await query.message.edit_reply_markup(reply_markup=keyboard)
