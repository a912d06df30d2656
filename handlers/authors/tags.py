"""The Tags page: rubrics suggested and those of the channel, one tap each; own ones typed."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.callback_answer import CallbackAnswer

from bot.domain.archive import Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.rubrics import parse_typed_tags
from bot.errors import NotFound
from bot.jobs import Jobs
from bot.services.drafting import Drafting
from bot.services.revising import Revising
from bot.services.suggesting import Suggested, suggest_rubrics
from bot.translator import Translator
from handlers.authors.callbacks import AddRubric, Do, DropTag, OnPost, TagsPage
from handlers.authors.cards import put
from handlers.authors.intake import present
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.authors.tag_views import find_marked, tags_screen
from storage import rubrics
from storage.db import Database

_SUGGESTED, _LISTED = 3, 12


def tags_router() -> Router:
    """The page, its turns, its taps, and what is typed instead."""
    router = Router(name="tags")
    router.callback_query.register(open_first, OnPost.filter(F.do == Do.TAGS))
    router.callback_query.register(turn, TagsPage.filter())
    router.callback_query.register(add, AddRubric.filter())
    router.callback_query.register(drop, DropTag.filter())
    router.message.register(save_typed, Asked.tags, F.text)
    return router


@EDITABLE
async def open_first(
    query: CallbackQuery,
    post: Post,
    state: FSMContext,
    db: Database,
    t: Translator,
) -> None:
    await _show(query, state, db, t, post)


@EDITABLE
async def turn(
    query: CallbackQuery,
    callback_data: TagsPage,
    post: Post,
    state: FSMContext,
    db: Database,
    t: Translator,
) -> None:
    await _show(query, state, db, t, post, callback_data.cursor)


@EDITABLE
async def add(
    query: CallbackQuery,
    callback_data: AddRubric,
    post: Post,
    person: Person,
    state: FSMContext,
    revising: Revising,
    db: Database,
    t: Translator,
) -> None:
    rubric = await rubrics.get_rubric(db, callback_data.rubric)
    if rubric is None or rubric.channel_id != post.channel_id:
        raise NotFound("error-rubric-gone")
    post = await revising.set_tag(person.id, post.id, rubric.tag, is_on=True)
    await _show(query, state, db, t, post, callback_data.cursor)


@EDITABLE
async def drop(
    query: CallbackQuery,
    callback_data: DropTag,
    post: Post,
    person: Person,
    state: FSMContext,
    revising: Revising,
    callback_answer: CallbackAnswer,
    db: Database,
    t: Translator,
) -> None:
    before = post
    if tag := find_marked(post, callback_data.tag):
        post = await revising.set_tag(person.id, post.id, tag, is_on=False)
        if find_marked(post, callback_data.tag):
            callback_answer.text = t("tags-stands-in-text")
            callback_answer.show_alert = True
            if post == before:
                return
    await _show(query, state, db, t, post, callback_data.cursor)


async def save_typed(
    message: Message,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    jobs: Jobs,
    t: Translator,
) -> None:
    words = (message.text or "").strip()
    tags = [] if words == "-" else parse_typed_tags(words)
    if tags is None:
        await message.answer(t("draft-tags-not-understood"))
        return
    post_id = int((await state.get_data())["post"])
    await drafting.change_tags(person.id, post_id, tuple(tags), read_piece(message))
    await state.clear()
    await present(jobs)


async def _show(
    query: CallbackQuery,
    state: FSMContext,
    db: Database,
    t: Translator,
    post: Post,
    cursor: str = "",
) -> None:
    """Redraw the page; what is typed from now on is about this post."""
    await state.set_state(Asked.tags)
    await state.set_data({"post": post.id})
    page: Page[Rubric] = Page()
    suggested = Suggested()
    key = Cursor.unpack(cursor, length=rubrics.BY_USE.length)
    if post.channel_id is not None:
        page = await rubrics.list_used(
            db, post.channel_id, size=_LISTED, cursor=key, with_hidden=True
        )
        # The first page, however it was come to.
        if page.previous is None:
            content = post.content
            suggested = await suggest_rubrics(
                db, post.channel_id, content.text.text, content.tags, _SUGGESTED
            )
    await put(query, *tags_screen(t, post, page, suggested, key))
