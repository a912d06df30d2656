"""What readers of a channel get next, for its team: who, when, and the digest as it is now."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text

from bot.domain.editions import Edition
from bot.domain.pages import Cursor
from bot.domain.people import Person
from bot.domain.team import Role
from bot.services.foretelling import Foretelling
from bot.translator import Translator, translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.foretelling_keyboards import (
    Foretold,
    Way,
    foretold_keyboard,
    overview_keyboard,
)
from handlers.authors.foretelling_views import overview
from handlers.readers.edition_text import digest_page
from handlers.readers.screens import Screen, send_to_presser, turn


def foretelling_router() -> Router:
    """For everybody of a team; of which channel, the service judges."""
    router = Router(name="foretelling")
    press = router.callback_query.register
    press(foretell, OnChannel.filter(F.do == ChannelDo.FORETELL))
    press(show_page, Foretold.filter())
    return router


async def foretell(
    query: CallbackQuery,
    callback_data: OnChannel,
    bot: Bot,
    person: Person,
    role: Role,
    foretelling: Foretelling,
    t: Translator,
) -> None:
    """How many get it and when, in place of the pressed message; the digest itself below."""
    subscribers = await foretelling.count(person.id, callback_data.channel)
    edition = await foretelling.edition_now(person.id, callback_data.channel)
    # Where readers begin: the bot's chat, with its button Start.
    link = f"https://t.me/{(await bot.me()).username}"
    words = overview(t, subscribers, link, is_empty=not edition.items)
    is_owner = role is Role.OWNER
    await put(query, words, overview_keyboard(t, edition.channel.id, is_owner=is_owner))
    if edition.items:
        await send_to_presser(query, _page(t, edition, None, t.language))


async def show_page(
    query: CallbackQuery,
    callback_data: Foretold,
    person: Person,
    foretelling: Foretelling,
    t: Translator,
) -> None:
    """The same page in the other language, or the next one below."""
    since, until = callback_data.bounds
    edition = await foretelling.edition_of(
        person.id, callback_data.channel, since=since, until=until
    )
    if not edition.behind(callback_data.place):
        await send_to_presser(query, Screen(Text(t("digest-rest-gone"))))
        return
    screen = _page(t, edition, callback_data.place, callback_data.tongue.language)
    if callback_data.way is Way.HERE:
        await turn(query, screen)
    else:
        await send_to_presser(query, screen)


def _page(t: Translator, edition: Edition, place: Cursor | None, language: str) -> Screen:
    page = digest_page(translator(language), edition, place)
    return Screen(page.text, foretold_keyboard(t, edition, page, place, language))
