"""The Long post page: the ways of a text that is too long, each shown as it will look."""

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.options import LongPost
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.services.drafting import Drafting
from bot.services.presenting import Presenting
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put, screen
from handlers.authors.option_keyboards import LongWay, long_keyboard, picture_keyboard, ways_of
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked


def long_posts_router() -> Router:
    """Ways, and the address of a picture."""
    router = Router(name="long posts")
    press = router.callback_query.register
    press(open_ways, OnPost.filter(F.do == Do.LONG))
    press(ask_picture, OnPost.filter(F.do == Do.PICTURE))
    press(choose, LongWay.filter())
    router.message.register(save_picture, Asked.picture, F.text)
    return router


async def open_ways(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    cards: Cards,
    t: Translator,
) -> None:
    """An old card may lead here after its text became short: then the card is shown."""
    await state.clear()
    post = await drafting.require_editable(person.id, callback_data.post)
    if not post.content.is_long:
        await cards.edit(t, query, post)
        return
    await put(query, ways_page(t, post), long_keyboard(t, post))


@EDITABLE
async def choose(
    query: CallbackQuery,
    callback_data: LongWay,
    post: Post,
    person: Person,
    state: FSMContext,
    presenting: Presenting,
    cards: Cards,
    bot: Bot,
    t: Translator,
) -> None:
    """The post is shown as it will look that way; a picture without an address is asked for."""
    if callback_data.way is LongPost.PICTURE and not await presenting.picture_of(post):
        await _ask_picture(query, state, post, t, t("long-no-picture"))
        return
    post = await presenting.set_way(person.id, post.id, callback_data.way)
    await _show(bot, person.id, post, cards, t)


@EDITABLE
async def ask_picture(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await _ask_picture(query, state, post, t, t("long-ask-picture"))


async def save_picture(
    message: Message,
    person: Person,
    state: FSMContext,
    presenting: Presenting,
    cards: Cards,
    bot: Bot,
    t: Translator,
) -> None:
    post_id = int((await state.get_data())["post"])
    post = await presenting.set_picture(person.id, post_id, read_piece(message))
    await state.clear()
    await _show(bot, person.id, post, cards, t)


async def _ask_picture(
    query: CallbackQuery, state: FSMContext, post: Post, t: Translator, words: str
) -> None:
    await state.set_state(Asked.picture)
    await state.set_data({"post": post.id})
    await put(query, Text(words), picture_keyboard(t, post.id))


async def _show(bot: Bot, chat_id: int, post: Post, cards: Cards, t: Translator) -> None:
    """The post as it will look, then the page again below it."""
    await cards.preview(t, chat_id, post)
    page = screen(ways_page(t, post), long_keyboard(t, post))
    await bot.send_message(chat_id, **page)


def ways_page(t: Translator, post: Post) -> Text:
    """What each way will look like."""
    content = post.content
    lines: list[Text | str] = [t("long-about", units=content.full_text.units)]
    for way in ways_of(content):
        carrier = "media" if content.media and way is LongPost.PARTS else "text"
        about = t(f"long-{way.value}", carrier=carrier)
        lines.append(Text(Bold(t(f"button-long-{way.value}")), ": ", about))
    return as_list(*lines, t("long-how"), sep="\n\n")
