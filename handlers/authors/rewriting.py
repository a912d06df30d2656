"""A draft worked on with a language model: what it proposes, the author takes or leaves."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.proposals import Wish
from bot.domain.writing import MAX_INSTRUCTION, Change
from bot.errors import InputRefused
from bot.services.drafting import Drafting
from bot.services.proposing import Proposing, Taking
from bot.services.rewriting import Rewriting
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.keyboards import back_button, back_keyboard
from handlers.authors.posts import THEIRS
from handlers.authors.proposals import Proposals
from handlers.authors.reading import read_piece, words_of
from handlers.authors.rewriting_keyboards import (
    Ask,
    OnAsk,
    OnProposal,
    OnTongue,
    ProposalDo,
    TakeHeadline,
    proposal_keyboard,
    tongues_keyboard,
)
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND

_WISHES = {
    Ask.SHORTER: Wish(change=Change.SHORTER),
    Ask.SHARPER: Wish(change=Change.SHARPER),
    Ask.CALMER: Wish(change=Change.CALMER),
    Ask.HEADLINES: Wish(change=None),
}


def rewriting_router() -> Router:
    """Shorter, Sharper, Calmer, Headlines, Translate, Rewrite by my words, and their answers."""
    router = Router(name="rewriting")
    press = router.callback_query.register
    press(ask_tongue, OnAsk.filter(F.ask == Ask.TRANSLATE))
    press(ask_words, OnAsk.filter(F.ask == Ask.BY_WORDS))
    press(ask, OnAsk.filter())
    press(translate, OnTongue.filter())
    press(take, OnProposal.filter(F.do == ProposalDo.TAKE))
    press(ask_again, OnProposal.filter(F.do == ProposalDo.AGAIN))
    press(leave, OnProposal.filter(F.do == ProposalDo.LEAVE))
    press(take_headline, TakeHeadline.filter())
    router.message.register(take_words, Asked.instruction, F.text, ~IS_COMMAND)
    return router


async def ask(
    _query: CallbackQuery,
    callback_data: OnAsk,
    person: Person,
    drafting: Drafting,
    rewriting: Rewriting,
    proposals: Proposals,
    t: Translator,
) -> None:
    post = await _require(person, callback_data.post, drafting, rewriting)
    proposals.begin(t, person.id, post.id, _WISHES[callback_data.ask])


async def ask_tongue(
    query: CallbackQuery,
    callback_data: OnAsk,
    person: Person,
    drafting: Drafting,
    rewriting: Rewriting,
    t: Translator,
) -> None:
    post = await _require(person, callback_data.post, drafting, rewriting)
    keyboard = tongues_keyboard(t, post.id, back_button(t, post.id))
    await put(query, Text(t("rewriting-ask-tongue")), keyboard)


async def translate(
    query: CallbackQuery,
    callback_data: OnTongue,
    person: Person,
    drafting: Drafting,
    rewriting: Rewriting,
    proposals: Proposals,
    cards: Cards,
    t: Translator,
) -> None:
    """The question turns back into the card: whatever comes of it, the draft is at hand."""
    post = await _require(person, callback_data.post, drafting, rewriting)
    wish = Wish(change=Change.TRANSLATE, language=callback_data.tongue.value)
    proposals.begin(t, person.id, post.id, wish)
    await cards.edit(t, query, post)


async def ask_words(
    query: CallbackQuery,
    callback_data: OnAsk,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    rewriting: Rewriting,
    t: Translator,
) -> None:
    post = await _require(person, callback_data.post, drafting, rewriting)
    await state.set_state(Asked.instruction)
    await state.set_data({"post": post.id})
    text = Text(t("rewriting-ask-words", limit=MAX_INSTRUCTION))
    await put(query, text, back_keyboard(t, post.id))


async def take_words(
    message: Message,
    person: Person,
    state: FSMContext,
    proposing: Proposing,
    proposals: Proposals,
    t: Translator,
) -> None:
    words = words_of(message).text
    if not words or len(words) > MAX_INSTRUCTION:
        await message.answer(t("rewriting-words-again", limit=MAX_INSTRUCTION, count=len(words)))
        return
    post_id = int((await state.get_data())["post"])
    proposals.begin(t, person.id, post_id, Wish(change=Change.BY_WORDS, instruction=words))
    await proposing.note_words(post_id, read_piece(message))
    await state.clear()


async def ask_again(
    _query: CallbackQuery,
    callback_data: OnProposal,
    person: Person,
    drafting: Drafting,
    rewriting: Rewriting,
    proposing: Proposing,
    proposals: Proposals,
    t: Translator,
) -> None:
    """The same wish again; this proposal may be taken until the next one is there."""
    post = await _require(person, callback_data.post, drafting, rewriting)
    kept = await proposing.get(person.id, post.id, callback_data.proposal)
    proposals.begin(t, person.id, post.id, kept.wish)


async def take(
    query: CallbackQuery,
    callback_data: OnProposal,
    person: Person,
    proposing: Proposing,
    cards: Cards,
    t: Translator,
) -> None:
    post, taking = await proposing.take(person.id, callback_data.post, callback_data.proposal)
    await _say_taken(query, post, taking, callback_data.proposal, cards, t)


async def take_headline(
    query: CallbackQuery,
    callback_data: TakeHeadline,
    person: Person,
    proposing: Proposing,
    cards: Cards,
    t: Translator,
) -> None:
    post, taking = await proposing.take(
        person.id, callback_data.post, callback_data.proposal, callback_data.index
    )
    await _say_taken(query, post, taking, callback_data.proposal, cards, t)


@THEIRS
async def leave(query: CallbackQuery, post: Post, cards: Cards, t: Translator) -> None:
    """The draft comes again: the preview above is of what was proposed."""
    await put(query, Text(t("proposal-left")), None)
    await cards.show(t, query.from_user.id, post)


async def _say_taken(
    query: CallbackQuery, post: Post, taking: Taking, proposal: int, cards: Cards, t: Translator
) -> None:
    match taking:
        case Taking.TAKEN:
            await put(query, Text(t("proposal-taken")), None)
            await cards.show(t, query.from_user.id, post)
        case Taking.TAKEN_BEFORE:
            await cards.edit(t, query, post, t("proposal-taken"))
        case Taking.STALE:
            dos = (ProposalDo.AGAIN, ProposalDo.LEAVE)
            keyboard = proposal_keyboard(t, post.id, proposal, dos)
            await put(query, Text(t("proposal-stale")), keyboard)


async def _require(person: Person, post_id: int, drafting: Drafting, rewriting: Rewriting) -> Post:
    """The post, if it may be changed and there is a model to ask.

    Raises:
        NotFound, NotAllowed, NotEditable: as `Drafting.require_editable`.
        InputRefused: no model is set; the button is of an earlier day.
    """
    post = await drafting.require_editable(person.id, post_id)
    if not rewriting.is_possible:
        raise InputRefused("llm-not-set")
    return post
