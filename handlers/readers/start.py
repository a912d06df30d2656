"""/start, with or without a payload, and the buttons of the greeting."""

from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.archive import Period
from bot.domain.channels import Channel
from bot.domain.payloads import Payload, parse_payload
from bot.domain.people import Person
from bot.domain.team import TEAM
from bot.services.attributing import Attributing
from bot.services.browsing import Browsing
from bot.services.following import Following
from bot.services.recalling import Recalling
from bot.services.registering import Registering, Role
from bot.services.reposting import Reposting
from bot.services.searching import Searching
from bot.services.teaming import Teaming
from bot.translator import Translator
from handlers.authors.channel_keyboards import channels_keyboard
from handlers.commands import set_menu
from handlers.readers.callbacks import Go, Menu, OtherChannel, ReadChannel, Then
from handlers.readers.choosing import channel_or_ask, named_channel
from handlers.readers.following_keyboards import follow_rows
from handlers.readers.joining import join_team
from handlers.readers.keyboards import channels_keyboard as reading_keyboard
from handlers.readers.keyboards import menu_keyboard
from handlers.readers.posts import show_post
from handlers.readers.recalling import show_any
from handlers.readers.rubrics import rubric_screen, rubrics_screen
from handlers.readers.screens import Screen, send, send_to_presser, turn
from handlers.readers.search import answer_words, found_screen
from handlers.readers.states import Asking
from handlers.readers.top import top_screen
from handlers.readers.views import greeting
from handlers.readers.web_button import with_archive
from handlers.web.addresses import Addresses
from storage.db import Database


def start_router() -> Router:
    """The first thing that anybody presses."""
    router = Router(name="start")
    hear, text = router.message.register, F.text
    hear(start_with_payload, text, CommandStart(deep_link=True, ignore_case=True))
    hear(start, text, CommandStart(ignore_case=True))
    press = router.callback_query.register
    press(show_rubrics, Menu.filter(F.go == Go.RUBRICS))
    press(ask_words, Menu.filter(F.go == Go.SEARCH))
    press(show_best, Menu.filter(F.go == Go.BEST))
    press(choose_channel, ReadChannel.filter())
    press(ask_channel, OtherChannel.filter())
    return router


async def start(
    message: Message,
    bot: Bot,
    person: Person,
    role: Role,
    registering: Registering,
    attributing: Attributing,
    public_addresses: Addresses | None,
    t: Translator,
) -> None:
    """Somebody pressed Start."""
    await attributing.take_start(person.id, message.date)
    await _greet(message, bot, person, role, registering, t, public_addresses)


async def _greet(
    message: Message,
    bot: Bot,
    person: Person,
    role: Role,
    registering: Registering,
    t: Translator,
    addresses: Addresses | None,
) -> None:
    """Greet; an author, whose chat exists from now on, gets the authors' menu."""
    if role is Role.OWNER and not await registering.list_channels():
        await message.answer(t("greeting-owner-alone"), reply_markup=channels_keyboard(t, []))
    elif channel := await channel_or_ask(message, person, registering, t, Then.MENU):
        await send(message, await _greeting(t, channel, role, registering, addresses))
    if role in TEAM:
        await set_menu(bot, person.id, t.language, role)


async def _greeting(
    t: Translator,
    channel: Channel,
    role: Role,
    registering: Registering,
    addresses: Addresses | None,
) -> Screen:
    text = greeting(t, channel, is_author=role in TEAM)
    keyboard = menu_keyboard(t, channel, await registering.list_channels())
    return Screen(text, with_archive(keyboard, t, channel, addresses))


async def start_with_payload(
    message: Message,
    command: CommandObject,
    bot: Bot,
    db: Database,
    person: Person,
    role: Role,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    reposting: Reposting,
    following: Following,
    teaming: Teaming,
    attributing: Attributing,
    public_addresses: Addresses | None,
    t: Translator,
) -> None:
    """A deep link was followed."""
    payload = parse_payload(command.args or "")
    source = payload.value if payload and payload.kind == "ref" else None
    came_to = await attributing.take_start(person.id, message.date, source)
    match payload:
        case Payload(kind="post" | "share", number=int(post_id)):
            channel = await _show_linked(bot, db, t, person, post_id, browsing, following)
            await named_channel(person, registering, channel.id)
            if payload.kind == "share":
                await reposting.take_share(post_id, person.id, seen_at=message.date)
        case Payload(kind="tag" | "search"):
            await _show_words(message, payload, person, registering, searching, browsing, t)
        case Payload(kind="invite", value=token):
            await join_team(message, token, bot, db, person, registering, teaming, t)
        case _:
            # By the link of a source: greeted in its channel, unless another one was chosen.
            source_of = await named_channel(person, registering, came_to)
            if source_of is not None:
                person = replace(person, channel_id=person.channel_id or source_of.id)
            await _greet(message, bot, person, role, registering, t, public_addresses)
            if own := await attributing.find_own(person.id, source):
                key = "links-own" if own.is_open else "links-own-closed"
                await message.answer(t(key, name=own.name))


async def _show_linked(
    bot: Bot,
    db: Database,
    t: Translator,
    person: Person,
    post_id: int,
    browsing: Browsing,
    following: Following,
) -> Channel:
    """Open a post, with the way to follow its rubrics; its channel."""
    entry, channel = await browsing.entry(post_id)
    offers = follow_rows(t, channel, await following.of_post(person.id, entry.post))
    await show_post(bot, db, t, person, entry, channel, offers)
    return channel


async def _show_words(
    message: Message,
    payload: Payload,
    person: Person,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    t: Translator,
) -> None:
    """A link to a rubric or to a search."""
    readings = await searching.read_words(payload)
    words = f"#{readings[0]}" if payload.kind == "tag" else readings[0]
    channel = await named_channel(person, registering, payload.channel_id)
    if channel is None:
        kept = await searching.keep_words(words)
        channel = await channel_or_ask(message, person, registering, t, Then.FIND, kept)
    if channel is None:
        return
    for tag in readings if payload.kind == "tag" else ():
        if rubric := await browsing.find_rubric(channel.id, tag):
            await send(message, await rubric_screen(browsing, t, person, channel, rubric))
            return
    await answer_words(message, words, person, channel, searching, browsing, t)


async def show_rubrics(
    query: CallbackQuery, callback_data: Menu, browsing: Browsing, t: Translator
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await send_to_presser(query, await rubrics_screen(browsing, t, channel))


async def ask_words(
    query: CallbackQuery,
    callback_data: Menu,
    person: Person,
    registering: Registering,
    state: FSMContext,
    t: Translator,
) -> None:
    await named_channel(person, registering, callback_data.channel)
    await state.set_state(Asking.words)
    await send_to_presser(query, Screen(Text(t("search-ask"))))


async def show_best(
    query: CallbackQuery, callback_data: Menu, person: Person, browsing: Browsing, t: Translator
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await send_to_presser(query, await top_screen(browsing, t, person, channel, Period.WEEK))


async def ask_channel(query: CallbackQuery, registering: Registering, t: Translator) -> None:
    """Ask again which channel is read."""
    connected = await registering.list_channels()
    keyboard = reading_keyboard(connected, Then.MENU)
    await turn(query, Screen(Text(t("reader-channel-ask")), keyboard))


async def choose_channel(
    query: CallbackQuery,
    callback_data: ReadChannel,
    person: Person,
    role: Role,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    recalling: Recalling,
    bot: Bot,
    db: Database,
    state: FSMContext,
    public_addresses: Addresses | None,
    t: Translator,
) -> None:
    """Remember the channel, and go on with what was wanted."""
    channel = await registering.choose_channel(person.id, callback_data.channel)
    match callback_data.then:
        case Then.RUBRICS:
            screen = await rubrics_screen(browsing, t, channel)
        case Then.BEST:
            screen = await top_screen(browsing, t, person, channel, Period.WEEK)
        case Then.SEARCH:
            await state.set_state(Asking.words)
            screen = Screen(Text(t("search-ask")))
        case Then.FIND:
            words = await searching.kept_words(callback_data.words)
            screen = await found_screen(searching, browsing, t, person, channel, words)
        case Then.RANDOM:
            await show_any(bot, db, t, person, channel, recalling, [])
            return
        case Then.MENU:
            screen = await _greeting(t, channel, role, registering, public_addresses)
    await turn(query, screen)
