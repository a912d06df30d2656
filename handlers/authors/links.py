"""Links for subscribers: who came by which of them, and who stayed; for owners."""

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.pictures.shapes import Theme
from bot.domain.subscribers import Reach, Source
from bot.errors import ChannelUnavailable
from bot.services.linking import Linking
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.link_charts import LinkCharts
from handlers.authors.link_keyboards import (
    LeaveChart,
    LinksChart,
    LinksPage,
    NewLink,
    OnSource,
    SourceDo,
    close_keyboard,
    name_keyboard,
    rename_keyboard,
    source_keyboard,
    table_keyboard,
)
from handlers.authors.link_views import page_of, source_text, table_text
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.errors import sentence_of
from handlers.filters import keep_for_owners
from handlers.middlewares import ANSWERED_FIRST
from handlers.pictures import put_page, put_picture

Screen = tuple[Text, InlineKeyboardMarkup]


def links_router() -> Router:
    """The table, its picture, a source and its questions."""
    router = Router(name="links")
    keep_for_owners(router)
    press = router.callback_query.register
    press(open_table, OnChannel.filter(F.do == ChannelDo.LINKS))
    press(turn, LinksPage.filter())
    press(show_chart, LinksChart.filter(), flags=ANSWERED_FIRST)
    press(leave_chart, LeaveChart.filter())
    press(ask_name, NewLink.filter())
    press(open_source, OnSource.filter(F.do == SourceDo.OPEN))
    press(make_link, OnSource.filter(F.do == SourceDo.MAKE))
    press(ask_new_name, OnSource.filter(F.do == SourceDo.RENAME))
    press(ask_close, OnSource.filter(F.do == SourceDo.CLOSE))
    press(close, OnSource.filter(F.do == SourceDo.CLOSE_SURE))
    router.message.register(take_name, Asked.link_name, F.text, ~IS_COMMAND)
    router.message.register(take_new_name, Asked.link_new_name, F.text, ~IS_COMMAND)
    router.message.register(show_made, F.text, has_made_a_source)
    return router


async def has_made_a_source(message: Message, person: Person, linking: Linking) -> bool:
    """Whether a message made a source before: it comes again, and is no new draft."""
    return await linking.find_made(person.id, message.message_id) is not None


async def _table(
    t: Translator, person: Person, linking: Linking, channel_id: int, reach: Reach, page: int = 0
) -> Screen:
    table = await linking.get_table(person.id, channel_id, reach)
    page = page_of(table, page)
    return table_text(t, table, page), table_keyboard(t, table, page)


async def _source(
    t: Translator, bot: Bot, person: Person, linking: Linking, source: Source, *above: str
) -> Screen:
    table = await linking.get_table(person.id, source.channel_id, Reach.ALL)
    link = await create_start_link(bot, f"ref_{source.token}")
    return source_text(t, table, source, link, *above), source_keyboard(t, source, link)


async def open_table(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    linking: Linking,
    t: Translator,
) -> None:
    await put(query, *await _table(t, person, linking, callback_data.channel, Reach.ALL))


async def turn(
    query: CallbackQuery,
    callback_data: LinksPage,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    """Another page or reach; whatever was being asked is left."""
    await state.clear()
    channel, reach = callback_data.channel, callback_data.reach
    await put(query, *await _table(t, person, linking, channel, reach, callback_data.page))


async def show_chart(
    query: CallbackQuery,
    callback_data: LinksChart,
    person: Person,
    linking: Linking,
    link_charts: LinkCharts,
    t: Translator,
) -> None:
    table = await linking.get_table(person.id, callback_data.channel, callback_data.reach)
    theme = Theme.DARK if callback_data.dark else Theme.LIGHT
    await put_picture(query, await link_charts.take(t, table, theme))


async def leave_chart(
    query: CallbackQuery,
    callback_data: LeaveChart,
    person: Person,
    linking: Linking,
    t: Translator,
) -> None:
    channel, reach = callback_data.channel, callback_data.reach
    await put_page(query, *await _table(t, person, linking, channel, reach))


async def ask_name(
    query: CallbackQuery,
    callback_data: NewLink,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    await linking.require_room(person.id, callback_data.channel)
    await state.set_state(Asked.link_name)
    await state.set_data({"channel": callback_data.channel})
    await put(query, Text(t("links-ask")), name_keyboard(t, callback_data.channel))


async def take_name(
    message: Message,
    bot: Bot,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    """The source is there before Telegram is asked for its link: nothing is lost on the way."""
    channel_id = int((await state.get_data())["channel"])
    words = message.text or ""
    source = await linking.create(person.id, channel_id, words, message.message_id)
    above = [t("links-made")]
    try:
        source = await linking.make_link(person.id, source.id)
    except ChannelUnavailable as error:
        above = [t("links-made-without"), sentence_of(error, t)]
    text, keyboard = await _source(t, bot, person, linking, source, *above)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def show_made(
    message: Message, bot: Bot, person: Person, linking: Linking, t: Translator
) -> None:
    source = await linking.find_made(person.id, message.message_id)
    if source is None:
        return
    text, keyboard = await _source(t, bot, person, linking, source, t("links-made"))
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def open_source(
    query: CallbackQuery,
    callback_data: OnSource,
    bot: Bot,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    await state.clear()
    source = await linking.get_source(person.id, callback_data.source)
    await put(query, *await _source(t, bot, person, linking, source))


async def make_link(
    query: CallbackQuery,
    callback_data: OnSource,
    bot: Bot,
    person: Person,
    linking: Linking,
    t: Translator,
) -> None:
    above = t("links-made")
    try:
        await linking.make_link(person.id, callback_data.source)
    except ChannelUnavailable as error:
        above = sentence_of(error, t)
    source = await linking.get_source(person.id, callback_data.source)
    await put(query, *await _source(t, bot, person, linking, source, above))


async def ask_new_name(
    query: CallbackQuery,
    callback_data: OnSource,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    source = await linking.get_source(person.id, callback_data.source)
    await state.set_state(Asked.link_new_name)
    await state.set_data({"source": source.id})
    await put(query, Text(t("links-ask-new", name=source.name)), rename_keyboard(t, source))


async def take_new_name(
    message: Message,
    bot: Bot,
    person: Person,
    state: FSMContext,
    linking: Linking,
    t: Translator,
) -> None:
    source_id = int((await state.get_data())["source"])
    above = [t("links-renamed")]
    try:
        source = await linking.rename(person.id, source_id, message.text or "")
    except ChannelUnavailable as error:
        above += [t("links-renamed-here"), sentence_of(error, t)]
        source = await linking.get_source(person.id, source_id)
    text, keyboard = await _source(t, bot, person, linking, source, *above)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    await state.clear()


async def ask_close(
    query: CallbackQuery,
    callback_data: OnSource,
    person: Person,
    linking: Linking,
    t: Translator,
) -> None:
    source = await linking.get_source(person.id, callback_data.source)
    text = Text(t("links-close-ask", name=source.name))
    await put(query, text, close_keyboard(t, source))


async def close(
    query: CallbackQuery,
    callback_data: OnSource,
    bot: Bot,
    person: Person,
    linking: Linking,
    t: Translator,
) -> None:
    above = t("links-closed")
    try:
        await linking.close(person.id, callback_data.source)
    except ChannelUnavailable as error:
        above = t("links-not-closed", reason=sentence_of(error, t))
    source = await linking.get_source(person.id, callback_data.source)
    await put(query, *await _source(t, bot, person, linking, source, above))
