"""Draft from the link: the page is read, and its story becomes the draft."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.sources import find_links, site_of
from bot.errors import InputRefused, SourceUnreadable
from bot.services.drafting import Drafting
from bot.services.sourcing import Sourcing
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put
from handlers.errors import sentence_of


def sources_router() -> Router:
    """The button of a draft that carries a link."""
    router = Router(name="sources")
    router.callback_query.register(draft_from_link, OnPost.filter(F.do == Do.ARTICLE))
    return router


async def draft_from_link(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    drafting: Drafting,
    sourcing: Sourcing,
    cards: Cards,
    t: Translator,
) -> None:
    """Say what is read, then show the new draft - or why there is none."""
    post = await drafting.require_editable(person.id, callback_data.post)
    links = find_links(post.content.text)
    if not links:
        raise InputRefused("error-no-link")
    await put(query, Text(t("source-reading", site=site_of(links[0]))), None)
    try:
        sourced = await sourcing.draft_from_link(person.id, post.id, language=t.language)
    except SourceUnreadable as error:
        await cards.edit(t, query, post, sentence_of(error, t))
        return
    site = sourced.article.site or site_of(links[0])
    await put(query, Text(t("source-read", site=site)), None)
    note = "\n".join([t("source-asides"), *sourced.asides]) if sourced.asides else ""
    await cards.show(t, query.from_user.id, sourced.post, note)
