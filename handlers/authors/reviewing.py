"""Send for review, Take back, Approve, Return."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import PostState
from bot.domain.reviews import ReviewState
from bot.domain.texts import utf16_len
from bot.errors import NotEditable
from bot.services.reviewing import Decided, Reviewing
from bot.translator import Translator
from handlers.authors.cards import Cards, put, screen
from handlers.authors.reading import words_of
from handlers.authors.review_desk import ReviewDesk
from handlers.authors.review_keyboards import OnReview, ReviewDo, remark_keyboard
from handlers.authors.review_views import decision
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND

_MOST_REMARK = 1_000


def reviewing_router() -> Router:
    """The way of a post from its author to an editor and back."""
    router = Router(name="reviewing")
    press = router.callback_query.register
    press(send, OnReview.filter(F.do == ReviewDo.SEND))
    press(withdraw, OnReview.filter(F.do == ReviewDo.WITHDRAW))
    press(approve, OnReview.filter(F.do == ReviewDo.APPROVE))
    press(ask_remark, OnReview.filter(F.do == ReviewDo.RETURN))
    router.message.register(save_remark, Asked.remark, F.text, ~IS_COMMAND)
    return router


async def send(
    query: CallbackQuery,
    callback_data: OnReview,
    person: Person,
    state: FSMContext,
    reviewing: Reviewing,
    review_desk: ReviewDesk,
    cards: Cards,
    t: Translator,
) -> None:
    post, review = await reviewing.submit(person.id, callback_data.post)
    await state.clear()
    await cards.edit(t, query, post, t("review-sent"))
    await review_desk.ask_editors(person, post, review)


async def withdraw(
    query: CallbackQuery,
    callback_data: OnReview,
    person: Person,
    reviewing: Reviewing,
    cards: Cards,
    t: Translator,
) -> None:
    post = await reviewing.withdraw(person.id, callback_data.post)
    is_draft = post.state is PostState.DRAFT
    await cards.edit(t, query, post, t("review-taken-back") if is_draft else "")


async def approve(
    query: CallbackQuery,
    callback_data: OnReview,
    person: Person,
    state: FSMContext,
    reviewing: Reviewing,
    review_desk: ReviewDesk,
    cards: Cards,
    t: Translator,
) -> None:
    await state.clear()
    try:
        decided = await reviewing.approve(
            person.id, callback_data.post, callback_data.revision,
            card=query.message.message_id if query.message else None,
        )  # fmt: skip
    except NotEditable:
        await _show_anew(t, person, callback_data.post, reviewing, cards)
        return
    await cards.edit(t, query, decided.post, _words(t, decided))
    if decided.is_mine:
        await review_desk.tell_author(person, decided.post, decided.review)


async def _show_anew(
    t: Translator, person: Person, post_id: int, reviewing: Reviewing, cards: Cards
) -> None:
    """The decision was about an earlier revision: the editor looks at the new one first."""
    post, _ = await reviewing.get_open(person.id, post_id)
    await cards.show(t, person.id, post, t("review-changed"))


def _words(t: Translator, decided: Decided) -> str:
    if not decided.is_mine:
        return decision(t, decided.review)
    is_approved = decided.review.state is ReviewState.APPROVED
    return t("review-approved" if is_approved else "review-returned")


async def ask_remark(
    query: CallbackQuery,
    callback_data: OnReview,
    person: Person,
    state: FSMContext,
    reviewing: Reviewing,
    cards: Cards,
    t: Translator,
) -> None:
    post, review = await reviewing.get_open(person.id, callback_data.post)
    if review.state is not ReviewState.OPEN:
        await cards.edit(t, query, post, decision(t, review))
        return
    await state.set_state(Asked.remark)
    await state.set_data({"post": post.id, "revision": callback_data.revision})
    await put(query, Text(t("review-ask-remark")), remark_keyboard(t, post))


async def save_remark(
    message: Message,
    person: Person,
    state: FSMContext,
    reviewing: Reviewing,
    review_desk: ReviewDesk,
    cards: Cards,
    t: Translator,
) -> None:
    remark = words_of(message).text
    if not remark or utf16_len(remark) > _MOST_REMARK:
        await message.answer(t("review-remark-again", limit=_MOST_REMARK))
        return
    data = await state.get_data()
    post_id, revision = int(data["post"]), int(data["revision"])
    try:
        decided = await reviewing.send_back(person.id, post_id, revision, remark)
    except NotEditable:
        await state.clear()
        await _show_anew(t, person, post_id, reviewing, cards)
        return
    text, keyboard = await cards.compose(t, decided.post, person.id)
    await message.answer(**screen(Text(_words(t, decided), "\n\n", text), keyboard))
    if decided.is_mine:
        await review_desk.tell_author(person, decided.post, decided.review)
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()
