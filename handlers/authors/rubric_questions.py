"""Questions about a rubric: another tag, a description, an emoji, the rubric to join it to."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.rubric_words import (
    MAX_DESCRIPTION,
    parse_description,
    parse_emoji,
    parse_one_tag,
)
from bot.services.cataloguing import Card, Cataloguing
from bot.translator import Translator
from handlers.authors.cards import put
from handlers.authors.rubric_callbacks import OnRubric, RubricDo
from handlers.authors.rubric_views import (
    back_keyboard,
    card_screen,
    sure_screen,
    targets_screen,
)
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND

_NOTHING = ("-", "–", "—")
_ASKED: dict[RubricDo, tuple[State, str]] = {
    RubricDo.RENAME: (Asked.rubric_tag, "rubric-rename-ask"),
    RubricDo.DESCRIBE: (Asked.rubric_description, "rubric-describe-ask"),
    RubricDo.EMOJI: (Asked.rubric_emoji, "rubric-emoji-ask"),
}


def rubric_questions_router() -> Router:
    """What is asked about a rubric; who may answer, the service says."""
    router = Router(name="questions of rubrics")
    router.callback_query.register(ask, OnRubric.filter(F.do.in_(set(_ASKED))))
    router.callback_query.register(ask_target, OnRubric.filter(F.do == RubricDo.JOIN))
    hear = router.message.register
    hear(take_tag, Asked.rubric_tag, F.text, ~IS_COMMAND)
    hear(take_description, Asked.rubric_description, F.text, ~IS_COMMAND)
    hear(take_emoji, Asked.rubric_emoji, F.text, ~IS_COMMAND)
    hear(take_target, Asked.rubric_target, F.text, ~IS_COMMAND)
    return router


async def ask(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    card = await cataloguing.get(person.id, callback_data.rubric)
    asked, key = _ASKED[callback_data.do]
    await state.set_state(asked)
    await state.set_data({"rubric": card.rubric.id})
    text = t(key, tag=f"#{card.rubric.tag}", count=MAX_DESCRIPTION)
    await put(query, Text(text), back_keyboard(t, card.rubric.id))


async def ask_target(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    card, near = await cataloguing.list_targets(person.id, callback_data.rubric)
    await state.set_state(Asked.rubric_target)
    await state.set_data({"rubric": card.rubric.id})
    await put(query, *targets_screen(t, card, near))


async def take_tag(
    message: Message, person: Person, state: FSMContext, cataloguing: Cataloguing, t: Translator
) -> None:
    tag = parse_one_tag(message.text or "")
    if tag is None:
        await message.answer(t("rubric-tag-not-understood"))
        return
    card = await cataloguing.rename(person.id, await _asked(state), tag)
    await _answer(message, state, t, card, t("rubric-renamed"))


async def take_description(
    message: Message, person: Person, state: FSMContext, cataloguing: Cataloguing, t: Translator
) -> None:
    words = message.text or ""
    description = "" if words.strip() in _NOTHING else parse_description(words)
    if description is None:
        await message.answer(t("rubric-description-too-long", count=MAX_DESCRIPTION))
        return
    card = await cataloguing.describe(person.id, await _asked(state), description)
    await _answer(message, state, t, card, t("rubric-described"))


async def take_emoji(
    message: Message, person: Person, state: FSMContext, cataloguing: Cataloguing, t: Translator
) -> None:
    words = message.text or ""
    emoji = "" if words.strip() in _NOTHING else parse_emoji(words)
    if emoji is None:
        await message.answer(t("rubric-emoji-not-understood"))
        return
    card = await cataloguing.set_emoji(person.id, await _asked(state), emoji)
    await _answer(message, state, t, card, t("rubric-emoji-set"))


async def take_target(
    message: Message, person: Person, state: FSMContext, cataloguing: Cataloguing, t: Translator
) -> None:
    """A typed tag is confirmed like a chosen one."""
    tag = parse_one_tag(message.text or "")
    if tag is None:
        await message.answer(t("rubric-tag-not-understood"))
        return
    joined = await cataloguing.get(person.id, await _asked(state))
    found = await cataloguing.find(person.id, joined.channel.id, tag)
    if found.id == joined.rubric.id:
        await _answer(message, state, t, joined, t("rubric-joined-already"))
        return
    text, keyboard = sure_screen(t, joined, await cataloguing.get(person.id, found.id))
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    await state.clear()


async def _asked(state: FSMContext) -> int:
    return int((await state.get_data())["rubric"])


async def _answer(
    message: Message, state: FSMContext, t: Translator, card: Card, above: str
) -> None:
    text, keyboard = card_screen(t, card, above)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()
