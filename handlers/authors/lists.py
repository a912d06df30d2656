"""/drafts, /plan and /posts: lists of an author's posts, paged by key."""

from dataclasses import dataclass, replace
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.team import Role
from bot.services.planning import Planned, Planning
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import START, Do, List, OnPost, Page
from handlers.authors.cards import put
from handlers.authors.channel_keyboards import choose_channel_keyboard
from handlers.commands import Typed
from handlers.moments import describe_day
from storage import lists, people
from storage.db import Database, to_ms

PAGE = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its button, its key, and the heading it stands under."""

    post: Post
    label: str
    moment: int
    id: int
    heading: str = ""


def lists_router() -> Router:
    """Lists and their pages."""
    router = Router(name="lists")
    for of in List:
        router.message.register(partial(show, of=of), Typed(of.value))
    router.callback_query.register(turn, Page.filter())
    return router


async def show(
    message: Message,
    person: Person,
    registering: Registering,
    planning: Planning,
    db: Database,
    t: Translator,
    of: List,
) -> None:
    channel = await registering.own_channel_of(person)
    if channel is None and of is not List.DRAFTS:
        connected = await registering.list_own_channels(person.id)
        keyboard = choose_channel_keyboard(connected, 0) if connected else None
        key = "channel-ask" if connected else "error-no-channel"
        await message.answer(t(key), reply_markup=keyboard)
        return
    page = Page(of=of, channel=channel.id if channel else 0, moment=START[of], id=0)
    entries = await load(page, person, channel, registering, planning, db, t)
    text, keyboard = screen(t, page, entries, channel)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def turn(
    query: CallbackQuery,
    callback_data: Page,
    person: Person,
    registering: Registering,
    planning: Planning,
    db: Database,
    t: Translator,
) -> None:
    channel = None
    if callback_data.channel:
        channel = await registering.choose_own_channel(person.id, callback_data.channel)
    entries = await load(callback_data, person, channel, registering, planning, db, t)
    text, keyboard = screen(t, callback_data, entries, channel)
    await put(query, text, keyboard)


async def load(
    page: Page,
    person: Person,
    channel: Channel | None,
    registering: Registering,
    planning: Planning,
    db: Database,
    t: Translator,
) -> list[Entry]:
    """The rows of a page and one more, which tells whether the list goes on.

    Authors have their own posts there, editors those of everybody in the channel.
    """
    beside, limit = (page.moment, page.id), PAGE + 1
    role = await registering.rights.role_in(person.id, channel.id) if channel else Role.AUTHOR
    author_id = person.id if role is Role.AUTHOR else None
    if page.of is List.PLAN and channel:
        planned = await planning.list_planned(
            channel.id, limit=limit, beside=beside, backwards=page.back, author_id=author_id
        )
        entries = [_planned(t, item, channel) for item in planned]
    elif page.of is List.POSTS and channel:
        found = await lists.list_published(
            db, channel.id, limit=limit, beside=beside, backwards=page.back, author_id=author_id
        )
        entries = [
            Entry(post, views.list_line(t, post), to_ms(post.published_at or post.created_at),
                  post.id)
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
    return await _with_authors(entries, person, db) if page.of is not List.POSTS else entries


def _planned(t: Translator, planned: Planned, channel: Channel) -> Entry:
    """A planned post with its hour, under its day."""
    post, publication = planned.post, planned.publication
    local = publication.due_at.astimezone(channel.zoneinfo)
    label = f"{views.title_of(t, post)} · {local:%H:%M}"
    day = describe_day(t, local.date())
    return Entry(post, label, to_ms(publication.due_at), publication.id, day)


async def _with_authors(entries: list[Entry], person: Person, db: Database) -> list[Entry]:
    """What others write bears their names."""
    writers = {entry.post.author_id or person.id for entry in entries} - {person.id}
    names = await people.list_names(db, writers) if writers else {}
    return [
        replace(entry, label=f"{entry.label} · {names[entry.post.author_id]}")
        if entry.post.author_id in names
        else entry
        for entry in entries
    ]


def screen(
    t: Translator, page: Page, entries: list[Entry], channel: Channel | None
) -> tuple[Text, InlineKeyboardMarkup]:
    """A list with its buttons; planned posts stand under their days."""
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
    heading = ""
    for entry in entries:
        if entry.heading != heading:
            heading = entry.heading
            lines += ["", Bold(heading)]
        if heading:
            lines.append(entry.label)
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
