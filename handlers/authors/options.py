"""The Options page: how a post is sent, and which of its links is shown."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text

from bot.domain.options import LinkPreview, Options, PreviewSize
from bot.domain.people import Person
from bot.domain.posts import Content, Post
from bot.services.drafting import Drafting
from bot.services.presenting import COVERED, Presenting, with_spoilers
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost, Option, Toggle
from handlers.authors.cards import put
from handlers.authors.expiring import expiring_router
from handlers.authors.option_keyboards import ChooseLink, links_keyboard, options_keyboard
from handlers.authors.posts import EDITABLE

_NEXT_PREVIEW = {
    LinkPreview.BELOW: LinkPreview.ABOVE,
    LinkPreview.ABOVE: LinkPreview.OFF,
    LinkPreview.OFF: LinkPreview.BELOW,
}
_NEXT_SIZE = {
    PreviewSize.AUTO: PreviewSize.LARGE,
    PreviewSize.LARGE: PreviewSize.SMALL,
    PreviewSize.SMALL: PreviewSize.AUTO,
}


def options_router() -> Router:
    """Switches, the link that is shown, and the ends."""
    router = Router(name="options")
    press = router.callback_query.register
    press(open_options, OnPost.filter(F.do == Do.OPTIONS))
    press(toggle, Toggle.filter())
    press(open_links, OnPost.filter(F.do == Do.LINK))
    press(choose_link, ChooseLink.filter())
    router.include_router(expiring_router())
    return router


async def open_options(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    t: Translator,
) -> None:
    """Nothing that is typed here is an answer to a page behind it."""
    await state.clear()
    post = await drafting.require_editable(person.id, callback_data.post)
    await put(query, Text(t("draft-options")), options_keyboard(t, post))


async def toggle(
    query: CallbackQuery,
    callback_data: Toggle,
    person: Person,
    presenting: Presenting,
    t: Translator,
) -> None:
    post = await presenting.turn(
        person.id, callback_data.post, lambda content: turned(content, callback_data.option)
    )
    await put(query, Text(t("draft-options")), options_keyboard(t, post))


@EDITABLE
async def open_links(query: CallbackQuery, post: Post, t: Translator) -> None:
    await put(query, Text(t("draft-links")), links_keyboard(t, post))


async def choose_link(
    query: CallbackQuery,
    callback_data: ChooseLink,
    person: Person,
    presenting: Presenting,
    t: Translator,
) -> None:
    data = callback_data
    post = await presenting.choose_link(person.id, data.post, data.index, revision=data.revision)
    await put(query, Text(t("draft-links")), links_keyboard(t, post))


def turned(content: Content, option: Option) -> Content:
    """The content with one switch turned to its next position."""
    if option is Option.SPOILER:
        is_on = any(one.has_spoiler for one in content.media if one.kind in COVERED)
        return with_spoilers(content, is_on=not is_on)
    return replace(content, options=_turned(content.options, option))


def _turned(options: Options, option: Option) -> Options:
    match option:
        case Option.SILENT:
            return replace(options, is_silent=not options.is_silent)
        case Option.PROTECTED:
            return replace(options, is_protected=not options.is_protected)
        case Option.PINNED:
            # What is not seen while there is no pin is not to come back with the next one.
            return replace(options, is_pinned=not options.is_pinned, unpin_after=0)
        case Option.CAPTION:
            return replace(options, is_caption_above=not options.is_caption_above)
        case Option.PREVIEW:
            return replace(options, link_preview=_NEXT_PREVIEW[options.link_preview])
        case Option.SIZE:
            return replace(options, preview_size=_NEXT_SIZE[options.preview_size])
    raise ValueError(f"no switch of the options: {option}")
