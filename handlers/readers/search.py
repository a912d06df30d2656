"""/search, the question for words, and plain text of readers."""

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text, as_list

from bot.domain.archive import Entry, Order
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.services.browsing import Browsing
from bot.services.queries import shorten
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.translator import Translator
from handlers.commands import Typed
from handlers.moments import describe_day
from handlers.readers.callbacks import FoundPage, Then
from handlers.readers.choosing import channel_or_ask
from handlers.readers.keyboards import found_keyboard
from handlers.readers.rubrics import rubric_screen
from handlers.readers.screens import Screen, send, turn
from handlers.readers.search_keyboards import nothing_keyboard, with_exact
from handlers.readers.states import Asking
from handlers.readers.views import found_posts

_ANSWERED = "answered"


def search_router() -> Router:
    """Searching by words."""
    router = Router(name="search")
    router.message.register(ask_or_find, Typed("search"))
    router.message.register(find_asked, Asking.words, F.text)
    router.message.register(find_asked, F.text, is_answer)
    router.callback_query.register(turn_found, FoundPage.filter())
    return router


async def found_screen(
    searching: Searching,
    browsing: Browsing,
    t: Translator,
    person: Person,
    channel: Channel,
    words: str,
    order: Order = Order.BEST,
    cursor: str = "",
) -> Screen:
    """What a search shows: posts, the rubric that was typed, or what was probably meant."""
    words = shorten(words)
    query = searching.read(words)
    if not query:
        return Screen(Text(t("search-only-without" if query.only_excludes else "search-no-words")))
    if query.is_tag and (rubric := await browsing.find_rubric(channel.id, query.tags[0])):
        return await rubric_screen(browsing, t, person, channel, rubric)
    page = await searching.find(channel.id, words, order, cursor)
    if not page.items:
        return await _other_screen(searching, t, person, channel, words, order)
    return await _page_screen(searching, t, person, channel, words, order, page)


async def _page_screen(
    searching: Searching,
    t: Translator,
    person: Person,
    channel: Channel,
    words: str,
    order: Order,
    page: Page[Entry],
) -> Screen:
    kept = await searching.keep_words(words)
    return Screen(
        found_posts(t, person, channel, words, order, page),
        found_keyboard(t, channel, kept, order, page),
    )


async def _other_screen(
    searching: Searching,
    t: Translator,
    person: Person,
    channel: Channel,
    words: str,
    order: Order,
) -> Screen:
    """Instead of nothing: what was probably meant, else words and rubrics that are near."""
    correction = await searching.correct(channel.id, words)
    if correction:
        page = await searching.find(channel.id, correction.words, order)
        if page.items:
            screen = await _page_screen(
                searching, t, person, channel, correction.words, order, page
            )
            note = t("found-instead", typed=", ".join(correction.typed))
            exact = await searching.keep_words(correction.exact)
            keyboard = with_exact(screen.keyboard, t, channel, exact) if screen.keyboard else None
            return Screen(as_list(note, screen.text, sep="\n\n"), keyboard)
    near = await searching.near(channel.id, words)
    lines = [t("found-nothing-near" if near else "found-nothing", words=words)]
    if searching.read(words).days and (span := await searching.span(channel)):
        first, last = (describe_day(t, day) for day in span)
        lines.insert(0, t("found-span", first=first, last=last))
    meant = correction.meant if correction else ()
    if meant:
        lines.append(t("found-perhaps", words=", ".join(meant)))
    kept = [(await searching.keep_words(word), word) for word in meant]
    return Screen(as_list(*lines, sep="\n\n"), nothing_keyboard(t, channel, near, kept))


async def answer_words(
    message: Message,
    words: str,
    person: Person,
    channel: Channel,
    searching: Searching,
    browsing: Browsing,
    t: Translator,
) -> None:
    """Answer a search."""
    await send(message, await found_screen(searching, browsing, t, person, channel, words))


async def find(
    message: Message,
    words: str,
    person: Person,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    t: Translator,
) -> None:
    """Search in the person's channel; with several and none chosen, ask which first."""
    kept = 0 if person.channel_id else await searching.keep_words(words)
    channel = await channel_or_ask(message, person, registering, t, Then.FIND, kept)
    if channel:
        await answer_words(message, words, person, channel, searching, browsing, t)


async def ask_or_find(
    message: Message,
    command: CommandObject,
    person: Person,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    state: FSMContext,
    t: Translator,
) -> None:
    if command.args:
        await find(message, command.args, person, registering, searching, browsing, t)
    elif await channel_or_ask(message, person, registering, t, Then.SEARCH):
        await state.set_state(Asking.words)
        await message.answer(t("search-ask"))


async def find_asked(
    message: Message,
    person: Person,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    state: FSMContext,
    t: Translator,
) -> None:
    """The answer to the question for words; what holds none is asked again."""
    words = message.text or ""
    await find(message, words, person, registering, searching, browsing, t)
    if searching.read(words):
        # An update that a crash dispatches again must not become an author's draft.
        await state.set_data({_ANSWERED: message.message_id})
        await state.set_state(None)


async def is_answer(message: Message, state: FSMContext) -> bool:
    """A filter: whether this message answered the question before."""
    return bool((await state.get_data()).get(_ANSWERED) == message.message_id)


async def turn_found(
    query: CallbackQuery,
    callback_data: FoundPage,
    person: Person,
    searching: Searching,
    browsing: Browsing,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    words = await searching.kept_words(callback_data.words)
    screen = await found_screen(
        searching, browsing, t, person, channel, words, callback_data.order, callback_data.cursor
    )
    await turn(query, screen)
