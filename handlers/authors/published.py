"""The page of a published post: Pin and Unpin, Repeat."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.services.pinning import Pinning
from bot.services.repeating import Repeating
from bot.translator import Translator
from handlers.authors.cards import Cards
from handlers.authors.published_keyboards import OnPublished, PublishedDo
from handlers.authors.published_numbers import published_numbers_router


def published_router() -> Router:
    """What may be done with a published post without changing it."""
    router = Router(name="published")
    press = router.callback_query.register
    press(pin, OnPublished.filter(F.do == PublishedDo.PIN))
    press(unpin, OnPublished.filter(F.do == PublishedDo.UNPIN))
    press(repeat, OnPublished.filter(F.do == PublishedDo.REPEAT))
    router.include_router(published_numbers_router())
    return router


async def pin(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    pinning: Pinning,
    cards: Cards,
    t: Translator,
) -> None:
    post = await pinning.pin(person.id, callback_data.post)
    await cards.edit(t, query, post, t("pinned"))


async def unpin(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    pinning: Pinning,
    cards: Cards,
    t: Translator,
) -> None:
    post = await pinning.unpin(person.id, callback_data.post)
    await cards.edit(t, query, post, t("unpinned"))


async def repeat(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    repeating: Repeating,
    cards: Cards,
    t: Translator,
) -> None:
    """The draft's card comes below; the page stays, as its post does."""
    draft = await repeating.repeat(person.id, callback_data.post, press=query.id)
    await cards.show(t, person.id, draft, t("repeated"))
