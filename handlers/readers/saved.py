"""/saved: the posts that a person saved, of all channels."""

from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.services.bookmarking import Bookmark, Bookmarking
from bot.services.registering import Registering
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.commands import Typed
from handlers.readers.archive_callbacks import Home, SavedPage, Unsave
from handlers.readers.rows import Rows, add_turns, button, post_button
from handlers.readers.screens import Screen, send, turn
from handlers.readers.views import link_of, linked, numbers_line


def saved_router() -> Router:
    """The list of saved posts."""
    router = Router(name="saved posts")
    router.message.register(show, Typed("saved"))
    router.callback_query.register(turn_page, SavedPage.filter())
    router.callback_query.register(remove, Unsave.filter())
    return router


async def saved_screen(
    bookmarking: Bookmarking,
    registering: Registering,
    t: Translator,
    person: Person,
    cursor: str = "",
) -> Screen:
    """A page of the saved posts, newest saved first."""
    page = await bookmarking.page(person.id, cursor)
    if not page.items and cursor:
        cursor = ""
        page = await bookmarking.page(person.id)
    home = await registering.channel_of(person)
    several = len(await registering.list_channels()) > 1
    count = await bookmarking.count(person.id)
    text = _text(t, person, page, count, several=several)
    return Screen(text, _keyboard(t, page, cursor, home))


async def show(
    message: Message,
    person: Person,
    bookmarking: Bookmarking,
    registering: Registering,
    t: Translator,
) -> None:
    await send(message, await saved_screen(bookmarking, registering, t, person))


async def turn_page(
    query: CallbackQuery,
    callback_data: SavedPage,
    person: Person,
    bookmarking: Bookmarking,
    registering: Registering,
    t: Translator,
) -> None:
    cursor = callback_data.cursor
    await turn(query, await saved_screen(bookmarking, registering, t, person, cursor))


async def remove(
    query: CallbackQuery,
    callback_data: Unsave,
    person: Person,
    bookmarking: Bookmarking,
    registering: Registering,
    t: Translator,
) -> None:
    """One tap: the post is gone from the page that shows it; its own page can save it again."""
    await bookmarking.forget(person.id, callback_data.post)
    cursor = callback_data.cursor
    await turn(query, await saved_screen(bookmarking, registering, t, person, cursor))


def _text(
    t: Translator, person: Person, page: Page[Bookmark], count: int, *, several: bool
) -> Text:
    if not page.items:
        return Text(t("saved-none"))
    zone = ZoneInfo(person.zone)
    parts: list[Text | str] = [Bold(t("saved-heading", count=count))]
    parts += [_item(t, item, zone, several=several) for item in page.items]
    numbers = [item.entry.numbers for item in page.items if item.entry]
    if numbers:
        parts.append(number_views.legend(t, numbers, zone))
    return as_list(*parts, sep="\n\n")


def _item(t: Translator, item: Bookmark, zone: ZoneInfo, *, several: bool) -> Text:
    if item.entry is None or item.channel is None:
        return Text(t("saved-gone"))
    title = linked(title_of(t, item.entry.post), link_of(item.channel, item.entry))
    numbers = numbers_line(t, item.entry, zone)
    return as_list(title, *([item.channel.title] if several else []), numbers)


def _keyboard(
    t: Translator, page: Page[Bookmark], cursor: str, home: Channel | None
) -> InlineKeyboardMarkup | None:
    rows: Rows = []
    for item in page.items:
        removal = Unsave(post=item.post_id, cursor=cursor)
        if item.entry and item.channel:
            opening = post_button(t, item.channel, item.entry)
            rows.append([opening, button(t("button-unsave"), removal)])
        else:
            rows.append([button(t("button-unsave-gone"), removal)])
    add_turns(rows, t, page, lambda cursor: SavedPage(cursor=cursor))
    if home:
        rows.append([button(t("button-back"), Home(channel=home.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
