"""Rubrics of a channel as those see them who keep them: the list, one rubric, likely pairs."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.team import Role
from bot.services.cataloguing import Cataloguing
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.rubric_callbacks import (
    CatalogueDo,
    CataloguePage,
    JoinRubrics,
    OnCatalogue,
    OnRubric,
    PairsPage,
    RubricDo,
    TellApart,
)
from handlers.authors.rubric_views import (
    card_screen,
    channels_screen,
    list_screen,
    pairs_screen,
    sure_screen,
    synonyms_screen,
)
from handlers.commands import Typed
from handlers.filters import Is


def rubrics_router() -> Router:
    """The pages of rubrics; who may, the service says."""
    router = Router(name="rubrics of authors")
    router.message.register(show_channels, Typed("channels"), Is(Role.EDITOR))
    press = router.callback_query.register
    press(back_to_channels, OnCatalogue.filter(F.do == CatalogueDo.CHANNELS))
    press(open_list, OnChannel.filter(F.do == ChannelDo.RUBRICS))
    press(turn_list, CataloguePage.filter())
    press(open_rubric, OnRubric.filter(F.do == RubricDo.OPEN))
    press(switch, OnRubric.filter(F.do.in_({RubricDo.HIDE, RubricDo.SHOW})))
    press(open_synonyms, OnRubric.filter(F.do == RubricDo.SYNONYMS))
    press(part, OnRubric.filter(F.do == RubricDo.PART))
    press(ask_join, JoinRubrics.filter(~F.sure))
    press(join, JoinRubrics.filter(F.sure))
    press(open_pair, PairsPage.filter())
    press(tell_apart, TellApart.filter())
    return router


async def show_channels(
    message: Message, person: Person, cataloguing: Cataloguing, t: Translator
) -> None:
    """/channels of an editor: the rubrics are what they keep there."""
    text, keyboard = channels_screen(t, await cataloguing.list_channels(person.id))
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def back_to_channels(
    query: CallbackQuery, person: Person, state: FSMContext, cataloguing: Cataloguing,
    t: Translator,
) -> None:  # fmt: skip
    await state.clear()
    await put(query, *channels_screen(t, await cataloguing.list_channels(person.id)))


async def open_list(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    role: Role,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    page = CataloguePage(channel=callback_data.channel)
    await turn_list(query, page, person, role, state, cataloguing, t)


async def turn_list(
    query: CallbackQuery,
    callback_data: CataloguePage,
    person: Person,
    role: Role,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    await state.clear()
    channel, page = await cataloguing.list_rubrics(
        person.id, callback_data.channel, callback_data.cursor
    )
    await put(query, *list_screen(t, channel, page, is_owner=role is Role.OWNER))


async def open_rubric(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    """Whatever was being asked about it is left."""
    await state.clear()
    await put(query, *card_screen(t, await cataloguing.get(person.id, callback_data.rubric)))


async def switch(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    is_hidden = callback_data.do is RubricDo.HIDE
    card = await cataloguing.hide(person.id, callback_data.rubric, is_hidden=is_hidden)
    above = t("rubric-hidden" if is_hidden else "rubric-shown", tag=f"#{card.rubric.tag}")
    await put(query, *card_screen(t, card, above))


async def open_synonyms(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    card = await cataloguing.get(person.id, callback_data.rubric)
    await put(query, *synonyms_screen(t, card))


async def part(
    query: CallbackQuery,
    callback_data: OnRubric,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    """The synonym is a rubric again: its page would be empty, so the one it left is shown."""
    card = await cataloguing.part(person.id, callback_data.rubric)
    parted = await cataloguing.get(person.id, callback_data.rubric)
    above = t("rubric-parted", tag=f"#{parted.rubric.tag}", count=parted.rubric.posts)
    await put(query, *synonyms_screen(t, card, above))


async def ask_join(
    query: CallbackQuery,
    callback_data: JoinRubrics,
    person: Person,
    state: FSMContext,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    await state.clear()
    joined = await cataloguing.get(person.id, callback_data.joined)
    into = await cataloguing.get(person.id, callback_data.into)
    if joined.rubric.id == into.rubric.id:
        await put(query, *card_screen(t, into, t("rubric-joined-already")))
        return
    await put(query, *sure_screen(t, joined, into))


async def join(
    query: CallbackQuery,
    callback_data: JoinRubrics,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    card = await cataloguing.join(person.id, callback_data.joined, callback_data.into)
    await put(query, *card_screen(t, card, t("rubric-joined", tag=f"#{card.rubric.tag}")))


async def open_pair(
    query: CallbackQuery,
    callback_data: PairsPage,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    channel, pairs = await cataloguing.list_pairs(person.id, callback_data.channel)
    await put(query, *pairs_screen(t, channel, pairs, callback_data.at))


async def tell_apart(
    query: CallbackQuery,
    callback_data: TellApart,
    person: Person,
    cataloguing: Cataloguing,
    t: Translator,
) -> None:
    channel = await cataloguing.tell_apart(person.id, callback_data.one, callback_data.other)
    _, pairs = await cataloguing.list_pairs(person.id, channel.id)
    await put(query, *pairs_screen(t, channel, pairs, callback_data.at, t("rubric-told-apart")))
