"""`@bot words` or `@bot #tag` in any chat: posts to share."""

import logging

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineQuery, InlineQueryResultsButton, InlineQueryResultUnion

from bot.domain.payloads import parse_payload
from bot.domain.people import Person
from bot.services.queries import parse_query
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.services.sharing import Offers, Sharing
from bot.translator import Translator
from handlers.readers.inline_results import Shelf

log = logging.getLogger(__name__)

# Seconds that Telegram may answer the same query by itself: few while somebody types, as what a
# word finds changes with each post; more for the best, which everybody sees first.
CACHE_SECONDS = 10
CACHE_SECONDS_OF_BEST = 120
# A longer search is not offered as a link: each letter typed would store another payload.
LONGEST_LINKED = 24
# A deep link that only greets: the bot then asks which channel.
_GREETING = "channels"


def inline_router() -> Router:
    """Inline mode."""
    router = Router(name="inline")
    router.inline_query.register(answer)
    return router


async def answer(
    query: InlineQuery,
    bot: Bot,
    person: Person,
    registering: Registering,
    searching: Searching,
    sharing: Sharing,
    t: Translator,
) -> None:
    words = query.query.strip()
    offers = await sharing.offer(person, words, query.offset)
    several = len(await registering.list_channels()) > 1
    button = await _button(words, offers, several, searching, t)
    shelf = Shelf(t, person, f"https://t.me/{(await bot.me()).username}")
    try:
        await _answer(query, [shelf.result(offer) for offer in offers.items], offers, button)
    except TelegramBadRequest as error:
        if "query is too old" in error.message.lower():
            # Nobody waits for it any more.
            return
        # One file that Telegram no longer takes would hide all the others.
        log.info("inline results are given without media: %s", error.message)
        await _answer(query, [shelf.article(offer) for offer in offers.items], offers, button)


async def _answer(
    query: InlineQuery,
    results: list[InlineQueryResultUnion],
    offers: Offers,
    button: InlineQueryResultsButton | None,
) -> None:
    """Answer for this person alone: language, zone, channel and rights are theirs."""
    await query.answer(
        results,
        cache_time=CACHE_SECONDS if query.query.strip() else CACHE_SECONDS_OF_BEST,
        is_personal=True,
        next_offset=offers.next_offset,
        button=button,
    )


async def _button(
    words: str, offers: Offers, several: bool, searching: Searching, t: Translator
) -> InlineQueryResultsButton | None:
    """The way into the bot above the results."""
    if offers.is_closed:
        return InlineQueryResultsButton(text=t("inline-start"), start_parameter=_GREETING)
    if offers.channel is None:
        if not several:
            return None
        return InlineQueryResultsButton(text=t("inline-choose"), start_parameter=_GREETING)
    query = parse_query(words)
    if not query or len(words) > LONGEST_LINKED or parse_payload(words):
        return None
    kind, value = ("tag", query.tags[0]) if query.is_tag else ("search", words)
    payload = await searching.payload(kind, value, offers.channel)
    return InlineQueryResultsButton(text=t("inline-open"), start_parameter=payload)
