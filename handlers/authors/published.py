"""The page of a published post: Numbers, Pin and Unpin, Repeat."""

from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.services.drafting import Drafting
from bot.services.pinning import Pinning
from bot.services.published import require_published
from bot.services.repeating import Repeating
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.published_keyboards import OnPublished, PublishedDo, page_keyboard
from handlers.authors.published_views import Record, numbers_page
from storage import reactions, reposts
from storage.db import Database


def published_router() -> Router:
    """What may be done with a published post without changing it."""
    router = Router(name="published")
    press = router.callback_query.register
    press(show_numbers, OnPublished.filter(F.do == PublishedDo.NUMBERS))
    press(pin, OnPublished.filter(F.do == PublishedDo.PIN))
    press(unpin, OnPublished.filter(F.do == PublishedDo.UNPIN))
    press(repeat, OnPublished.filter(F.do == PublishedDo.REPEAT))
    return router


async def show_numbers(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    drafting: Drafting,
    cards: Cards,
    db: Database,
    t: Translator,
) -> None:
    post = await require_published(drafting, person.id, callback_data.post)
    channel = await cards.channel_of(post)
    record = Record(
        post=post,
        link=await cards.link_of(post, channel),
        reactions=await reactions.get_counts(db, post.id),
        reposts=await reposts.count_kinds(db, post.id),
    )
    zone = channel.zoneinfo if channel else ZoneInfo(person.zone)
    await put(query, numbers_page(t, record, zone), page_keyboard(t, post.id))


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
