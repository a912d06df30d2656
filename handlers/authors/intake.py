"""An author's messages become drafts."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message, ReplyKeyboardRemove

from bot.domain.people import Person
from bot.domain.pieces import Piece
from bot.domain.posts import Content, Post
from bot.domain.sources.material import is_only_material
from bot.errors import InputRefused
from bot.jobs import Jobs
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from bot.services.sourcing import Sourcing
from bot.translator import Translator
from handlers.authors.callbacks import ChooseChannel
from handlers.authors.cards import Cards
from handlers.authors.channel_keyboards import choose_channel_keyboard
from handlers.authors.reading import read_piece
from handlers.authors.sources import SourceDesk, progress_of
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND, Typed
from storage import channels
from storage.db import Database

REFUSED = F.content_type.in_({
    "sticker", "video_note", "poll", "contact", "location", "venue", "dice", "story", "game",
    "invoice", "checklist", "paid_media", "live_photo",
})  # fmt: skip
READING = timedelta(minutes=4)
"""After which a card comes, should the reading have died with its process; reading and a model
together have half of it."""
CONTENT = F.text | F.photo | F.video | F.animation | F.document | F.audio | F.voice


def intake_router() -> Router:
    """The last of the authors' routers: it takes whatever is no command and no answer."""
    router = Router(name="intake")
    router.message.register(ask_new, Typed("new"))
    router.message.register(refuse, REFUSED)
    router.message.register(take, CONTENT & ~IS_COMMAND)
    router.edited_message.register(take_edit, F.text | F.caption)
    router.callback_query.register(choose_channel, ChooseChannel.filter())
    return router


async def ask_new(message: Message, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.new)
    await message.answer(t("draft-ask-new"), reply_markup=ReplyKeyboardRemove())


async def refuse(message: Message, t: Translator) -> None:
    raise InputRefused("error-kind-refused", kind=t(f"kind-{_kind(message)}"))


def _kind(message: Message) -> str:
    kind = str(ContentType(message.content_type).value)
    return kind if kind in ("sticker", "video_note", "poll") else "other"


async def take(
    message: Message,
    state: FSMContext,
    person: Person,
    drafting: Drafting,
    registering: Registering,
    cards: Cards,
    sourcing: Sourcing,
    desk: SourceDesk,
    jobs: Jobs,
    t: Translator,
) -> None:
    """Store first, answer after: the card comes when no more parts are to be expected.

    Nothing but a link or a file that can be read: the card is that of the draft made from it.
    """
    await state.clear()
    channel = await registering.own_channel_of(person)
    piece = read_piece(message)
    patience = READING if is_material(piece) else timedelta(0)
    post = await drafting.take(
        person.id, channel.id if channel else None, piece, patience=patience
    )
    if piece.forwarded:
        await sourcing.keep_forwarded(post, piece.forwarded)
    if patience and post.revision == 1:
        progress = await message.answer(
            progress_of(t, post), link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
        desk.begin(t, person.id, post, progress.message_id)
    await present(jobs)
    await _ask_channel(message, cards, post, registering)


def is_material(piece: Piece) -> bool:
    """Whether a message is nothing but what a draft can be written from."""
    media = (piece.media,) if piece.media else ()
    return piece.album_id is None and is_only_material(Content(text=piece.text, media=media))


async def present(jobs: Jobs) -> None:
    """Show the cards that are due now; those that wait for parts come by themselves."""
    await jobs.run("cards")


async def _ask_channel(
    message: Message, cards: Cards, post: Post, registering: Registering
) -> None:
    """With several channels and none chosen: which one is the draft for?"""
    if post.channel_id is not None or message.media_group_id:
        return
    connected = await registering.list_own_channels(message.chat.id)
    if connected:
        t = await cards.translator_for(message.chat.id)
        await message.answer(
            t("channel-ask"), reply_markup=choose_channel_keyboard(connected, post.id)
        )


async def take_edit(
    message: Message, person: Person, drafting: Drafting, cards: Cards, t: Translator
) -> None:
    """The author edited the message that a draft was made of."""
    post = await drafting.edit_input(person.id, read_piece(message))
    if post is not None:
        await cards.show(t, message.chat.id, post, t("draft-edited"))


async def choose_channel(
    query: CallbackQuery,
    callback_data: ChooseChannel,
    person: Person,
    drafting: Drafting,
    registering: Registering,
    cards: Cards,
    t: Translator,
    db: Database,
) -> None:
    """Remember the channel, and give it to the draft that asked."""
    await registering.choose_own_channel(person.id, callback_data.channel)
    if callback_data.post:
        post = await drafting.choose_channel(person.id, callback_data.post, callback_data.channel)
        await cards.edit(t, query, post)
        return
    channel = await channels.get_channel(db, callback_data.channel)
    if channel and query.bot:
        await query.bot.send_message(
            query.from_user.id, t("channel-chosen", channel=channel.title)
        )
