"""/drafts and /posts: lists of an author's posts, paged by key."""

from dataclasses import dataclass, replace
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.numbers import PostNumbers
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.team import Role
from bot.services.numbering import Numbering
from bot.services.registering import Registering
from bot.translator import Translator
from handlers import number_views
from handlers.authors import views
from handlers.authors.bylines import list_bylines
from handlers.authors.callbacks import START, Do, List, OnPost, OtherChannel, Page
from handlers.authors.cards import put
from handlers.authors.channel_keyboards import list_channels_keyboard
from handlers.authors.choosing import own_channel_or_ask, with_other_channel
from handlers.commands import Typed
from storage import lists
from storage.db import Database, to_ms

PAGE = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its button and its key."""

    post: Post
    label: str
    moment: int
    id: int
    numbers: PostNumbers | None = None


def lists_router() -> Router:
    """Lists and their pages."""
    router = Router(name="lists")
    for of in (List.DRAFTS, List.POSTS):
        router.message.register(partial(show, of=of), Typed(of.value))
    router.callback_query.register(turn, Page.filter())
    router.callback_query.register(ask_other_channel, OtherChannel.filter())
    return router


async def show(
    message: Message,
    person: Person,
    registering: Registering,
    db: Database,
    t: Translator,
    of: List,
) -> None:
    if of is List.DRAFTS:
        channel = await registering.own_channel_of(person)
    elif (channel := await own_channel_or_ask(message, person, registering, t, of)) is None:
        return
    page = Page(of=of, channel=channel.id if channel else 0, moment=START[of], id=0)
    entries = await load(page, person, channel, registering, db, t)
    text, keyboard = screen(t, page, entries, channel)
    keyboard = await with_other_channel(keyboard, person, registering, t, of)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def turn(
    query: CallbackQuery,
    callback_data: Page,
    person: Person,
    registering: Registering,
    db: Database,
    t: Translator,
) -> None:
    channel = None
    if callback_data.channel:
        channel = await registering.choose_own_channel(person.id, callback_data.channel)
    entries = await load(callback_data, person, channel, registering, db, t)
    text, keyboard = screen(t, callback_data, entries, channel)
    keyboard = await with_other_channel(keyboard, person, registering, t, callback_data.of)
    await put(query, text, keyboard)


async def ask_other_channel(
    query: CallbackQuery,
    callback_data: OtherChannel,
    person: Person,
    registering: Registering,
    t: Translator,
) -> None:
    """The answer opens the list of the other channel, which is remembered."""
    own = await registering.list_own_channels(person.id)
    channel = await registering.own_channel_of(person)
    # Drafts are listed before a channel is chosen, too.
    nowhere = 0 if callback_data.of is List.DRAFTS else None
    shown = channel.id if channel else nowhere
    keyboard = list_channels_keyboard(t, own, callback_data.of, shown)
    await put(query, Text(t("channel-ask")), keyboard)


async def load(
    page: Page,
    person: Person,
    channel: Channel | None,
    registering: Registering,
    db: Database,
    t: Translator,
) -> list[Entry]:
    """The rows of a page and one more, which tells whether the list goes on.

    Authors have their own posts there, editors those of everybody in the channel.
    """
    beside, limit = (page.moment, page.id), PAGE + 1
    role = await registering.rights.role_in(person.id, channel.id) if channel else Role.AUTHOR
    author_id = person.id if role is Role.AUTHOR else None
    if page.of is List.POSTS and channel:
        found = await lists.list_published(
            db, channel.id, limit=limit, beside=beside, backwards=page.back, author_id=author_id
        )
        numbers = await Numbering(db).of_many(found)
        entries = [
            Entry(post, views.list_line(t, post, numbers[post.id]),
                  to_ms(post.published_at or post.created_at), post.id, numbers[post.id])
            for post in found
        ]  # fmt: skip
    else:
        channel_id = channel.id if channel and author_id is None else None
        found = await lists.list_drafts(
            db, person.id, limit=limit, beside=beside, backwards=page.back, channel_id=channel_id
        )
        entries = [
            Entry(post, views.list_line(t, post), to_ms(post.updated_at), post.id)
            for post in found
        ]
    if page.of is List.POSTS:
        return entries
    bylines = await list_bylines(db, [entry.post for entry in entries], person)
    return [replace(entry, label=entry.label + bylines.get(entry.id, "")) for entry in entries]


def screen(
    t: Translator, page: Page, entries: list[Entry], channel: Channel | None
) -> tuple[Text, InlineKeyboardMarkup]:
    """A list with its buttons."""
    has_more = len(entries) > PAGE
    entries = entries[:PAGE]
    if page.back:
        entries = entries[::-1]
    has_next = page.back or has_more
    has_previous = has_more if page.back else page.moment != START[page.of]
    lines: list[Text | str] = [Bold(t(f"list-{page.of.value}"))]
    if channel:
        lines.append(t("card-channel", channel=channel.title))
    if not entries:
        lines.append(t(f"list-{page.of.value}-empty"))
    numbers = [entry.numbers for entry in entries if entry.numbers]
    if numbers and channel:
        lines += ["", number_views.legend(t, numbers, channel.zoneinfo, number_views.SHORT)]
    return as_list(*lines), _keyboard(t, page, entries, has_previous, has_next)


def _keyboard(
    t: Translator, page: Page, entries: list[Entry], has_previous: bool, has_next: bool
) -> InlineKeyboardMarkup:
    builder = InlineKeyboardBuilder()
    for entry in entries:
        data = OnPost(do=Do.LISTED, post=entry.post.id).pack()
        builder.row(InlineKeyboardButton(text=entry.label, callback_data=data))
    turns = []
    if entries and has_previous:
        turns.append(("button-previous", entries[0], True))
    if entries and has_next:
        turns.append(("button-next", entries[-1], False))
    builder.row(*[
        InlineKeyboardButton(
            text=t(key),
            callback_data=page.model_copy(
                update={"moment": edge.moment, "id": edge.id, "back": back}
            ).pack(),
        )
        for key, edge, back in turns
    ])  # fmt: skip
    return builder.as_markup()
