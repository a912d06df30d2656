"""Typography with one tap; a text changed by a reply to what shows it, or by `s/what/with/`."""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.substitutions import parse_substitutions
from bot.jobs import Jobs
from bot.services.drafting import Drafting
from bot.services.revising import Revising
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards
from handlers.authors.intake import present
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from storage import shown
from storage.db import Database

# Answers to other questions are answers, replies or not.
_FREE = StateFilter(None, Asked.text)


class Substitutes(Filter):
    """Passes `s/what/with/`."""

    async def __call__(self, message: Message) -> bool:
        return parse_substitutions(message.text or "") is not None


class ReplyToPost(Filter):
    """Passes replies to a preview or a card."""

    async def __call__(self, message: Message, db: Database) -> bool:
        return await _replied(message, db) is not None


def retouching_router() -> Router:
    """Before the questions: a substitution is no new text."""
    router = Router(name="retouching")
    router.callback_query.register(set_typography, OnPost.filter(F.do == Do.TYPOGRAPHY))
    router.message.register(substitute, _FREE, F.text, Substitutes())
    router.message.register(replace_text, _FREE, F.text, ~IS_COMMAND, ReplyToPost())
    return router


async def set_typography(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    revising: Revising,
    cards: Cards,
    t: Translator,
) -> None:
    post, is_changed = await revising.set_typography(person.id, callback_data.post)
    if is_changed:
        await cards.show(t, query.from_user.id, post, t("typography-set"))
    else:
        await cards.edit(t, query, post, t("typography-nothing"))


async def substitute(
    message: Message,
    person: Person,
    state: FSMContext,
    db: Database,
    revising: Revising,
    cards: Cards,
    t: Translator,
) -> None:
    """Of the post replied to, of the one whose text is asked for, or of the one shown last."""
    post_id = await _replied(message, db) or (await state.get_data()).get("post")
    post_id = post_id or await shown.get_last_post_id(db, message.chat.id)
    substitutions = parse_substitutions(message.text or "")
    if post_id is None or substitutions is None:
        raise SkipHandler
    post, count = await revising.substitute(
        person.id, int(post_id), read_piece(message), substitutions
    )
    if count:
        await cards.show(t, message.chat.id, post, t("substituted", count=count))
    else:
        await message.answer(t("substituted-nothing"))
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def replace_text(
    message: Message,
    person: Person,
    state: FSMContext,
    db: Database,
    drafting: Drafting,
    jobs: Jobs,
) -> None:
    post_id = await _replied(message, db)
    assert post_id is not None
    await drafting.change_text(person.id, post_id, read_piece(message))
    await present(jobs)
    await state.clear()


async def _replied(message: Message, db: Database) -> int | None:
    """The post that the message replied to shows."""
    if message.reply_to_message is None:
        return None
    return await shown.get_post_id(db, message.chat.id, message.reply_to_message.message_id)
