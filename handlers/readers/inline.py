"""`@bot words` or `@bot #tag` in any chat: posts to share."""

from aiogram import Bot, Router
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.domain.archive import Entry, Order, Period
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.payloads import encode_number, parse_payload
from bot.domain.people import Person
from bot.domain.posts import LinkPreview
from bot.domain.texts import TEXT_LIMIT, Entity, Text, cut, join, strip, utf16_len
from bot.errors import NotFound
from bot.gateways.telegram.entities import to_entities
from bot.services.browsing import Browsing
from bot.services.queries import parse_query
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.translator import Translator
from handlers.authors.views import title_of
from handlers.readers.views import link_of

RESULTS_A_PAGE = 20
# Seconds that Telegram may answer the same query by itself.
CACHE_SECONDS = 10
# A longer search is not offered as a link: each letter typed would store another payload.
LONGEST_LINKED = 24

Found = list[tuple[Entry, Channel]]


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
    browsing: Browsing,
    t: Translator,
) -> None:
    words = query.query.strip()
    channel = await registering.channel_of(person)
    several = len(await registering.list_channels()) > 1
    found, next_offset = await _look(words, query.offset, channel, searching, browsing)
    username = (await bot.me()).username
    await query.answer(
        [_result(t, entry, home, f"https://t.me/{username}") for entry, home in found],
        cache_time=CACHE_SECONDS,
        is_personal=several,
        next_offset=next_offset,
        button=await _button(words, channel, several, searching, t),
    )


async def _look(
    words: str, offset: str, channel: Channel | None, searching: Searching, browsing: Browsing
) -> tuple[Found, str]:
    """What to offer, and the offset of the next page."""
    payload = parse_payload(words)
    if payload and payload.kind == "post" and payload.number is not None:
        try:
            return [await browsing.entry(payload.number)], ""
        except NotFound:
            return [], ""
    if channel is None:
        return [], ""
    page = await _find(words, offset, channel, searching, browsing)
    found = [(entry, channel) for entry in page.items]
    return found, page.next.pack() if page.next else ""


async def _find(
    words: str, offset: str, channel: Channel, searching: Searching, browsing: Browsing
) -> Page[Entry]:
    size = RESULTS_A_PAGE
    if not words:
        page = await browsing.top(channel.id, Period.MONTH, offset, size=size)
        return page if page.items else await browsing.top(
            channel.id, Period.ALL, offset, size=size
        )  # fmt: skip
    query = parse_query(words)
    order = Order.NEWEST if query.is_tag else Order.BEST
    page = await searching.find(channel.id, words, order, offset, is_partial=True, size=size)
    if page.items or not query.is_tag:
        return page
    # A tag that is still being typed.
    near = await searching.near(channel.id, words)
    return await browsing.posts_of(near[0], order, offset, size) if near else page


async def _button(
    words: str, channel: Channel | None, several: bool, searching: Searching, t: Translator
) -> InlineQueryResultsButton | None:
    """The way into the bot above the results."""
    if channel is None:
        if not several:
            return None
        return InlineQueryResultsButton(text=t("inline-choose"), start_parameter="channels")
    query = parse_query(words)
    if not query or len(words) > LONGEST_LINKED or parse_payload(words):
        return None
    kind, value = ("tag", query.tags[0]) if query.is_tag else ("search", words)
    payload = await searching.payload(kind, value, channel)
    return InlineQueryResultsButton(text=t("inline-open"), start_parameter=payload)


def _result(
    t: Translator, entry: Entry, channel: Channel, bot_url: str
) -> InlineQueryResultArticle:
    post, link = entry.post, link_of(channel, entry)
    buttons = [InlineKeyboardButton(
        text=t("inline-more"), url=f"{bot_url}?start={encode_number('share', post.id)}"
    )]  # fmt: skip
    if link:
        buttons.insert(0, InlineKeyboardButton(text=t("button-open-in-channel"), url=link))
    text = _shared_text(t, entry, link)
    preview = post.content.options.link_preview
    return InlineQueryResultArticle(
        id=encode_number("post", post.id),
        title=title_of(t, post),
        description=" ".join(f"#{tag}" for tag in post.content.all_tags) or channel.title,
        input_message_content=InputTextMessageContent(
            message_text=text.text,
            entities=to_entities(text),
            link_preview_options=LinkPreviewOptions(is_disabled=preview is LinkPreview.OFF),
        ),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[buttons]),
    )


def _shared_text(t: Translator, entry: Entry, link: str | None) -> Text:
    """The post, cut to one message, with the link to it in the channel."""
    body = entry.post.content.full_text or Text(title_of(t, entry.post))
    if link is None:
        return strip(cut(body, 0, TEXT_LIMIT))
    words = t("inline-link")
    tail = Text(words, (Entity("text_link", 0, utf16_len(words), url=link),))
    room = TEXT_LIMIT - tail.units - 2
    if body.units > room:
        body = join([strip(cut(body, 0, room - 1)), Text("…")])
    return join([body, tail], separator="\n\n")
