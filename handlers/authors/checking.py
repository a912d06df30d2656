"""The Check page: what is to be known of a post, with its place, its repair, and a way around."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.texts import utf16_len
from bot.services.drafting import Drafting
from bot.services.ruling import Ruling
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnFacts, OnPost, OnRepair
from handlers.authors.cards import put, screen
from handlers.authors.check_views import page
from handlers.authors.keyboards import back_keyboard
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import words_of
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND

_MOST_REMARK = 300


def checking_router() -> Router:
    """Check and its pages, repairs, Override."""
    router = Router(name="checking")
    press = router.callback_query.register
    press(open_check, OnPost.filter(F.do == Do.CHECK))
    press(turn, OnFacts.filter())
    press(repair, OnRepair.filter())
    press(ask_remark, OnPost.filter(F.do == Do.OVERRIDE))
    router.message.register(save_remark, Asked.override, F.text, ~IS_COMMAND)
    return router


async def open_check(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    ruling: Ruling,
    t: Translator,
) -> None:
    await state.clear()
    post = await drafting.require_editable(person.id, callback_data.post)
    await put(query, *page(t, post, await ruling.examine(post)))


async def turn(
    query: CallbackQuery,
    callback_data: OnFacts,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    ruling: Ruling,
    t: Translator,
) -> None:
    await state.clear()
    post = await drafting.require_editable(person.id, callback_data.post)
    await put(query, *page(t, post, await ruling.examine(post), callback_data.page))


async def stop_at_errors(query: CallbackQuery, post: Post, ruling: Ruling, t: Translator) -> bool:
    """Show what blocks a post in the place of what was pressed; False when nothing does."""
    report = await ruling.examine(post)
    if report.broken:
        await put(query, *page(t, post, report))
    return bool(report.broken)


async def repair(
    query: CallbackQuery, callback_data: OnRepair, person: Person, ruling: Ruling, t: Translator
) -> None:
    post = await ruling.repair(person.id, callback_data.post, callback_data.rule)
    text, keyboard = page(t, post, await ruling.examine(post))
    await put(query, Text(t("check-mended"), "\n\n", text), keyboard)


@EDITABLE
async def ask_remark(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.override)
    await state.set_data({"post": post.id})
    await put(query, Text(t("check-ask-remark")), back_keyboard(t, post.id))


async def save_remark(
    message: Message, person: Person, state: FSMContext, ruling: Ruling, t: Translator
) -> None:
    remark = words_of(message).text
    if not remark or utf16_len(remark) > _MOST_REMARK:
        await message.answer(t("check-remark-again", limit=_MOST_REMARK))
        return
    post_id = int((await state.get_data())["post"])
    post = await ruling.override(person.id, post_id, remark)
    text, keyboard = page(t, post, await ruling.examine(post))
    await message.answer(**screen(text, keyboard))
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()
