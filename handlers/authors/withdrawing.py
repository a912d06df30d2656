"""Delete of a published post: what will happen, the confirmation, and the outcome."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.expiries import Ending, ExpiryState
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.removals import Removal, RemovalState
from bot.domain.typography import language_of
from bot.jobs import Jobs
from bot.services.applying import GONE, LOST
from bot.services.withdrawing import Withdrawing
from bot.translator import LANGUAGES, Translator, translator
from handlers.authors import views
from handlers.authors.cards import Cards, put, screen
from handlers.authors.edit_notices import write_over
from handlers.authors.expiry_views import over_line
from handlers.authors.published_keyboards import (
    OnPublished,
    PublishedDo,
    delete_keyboard,
    page_keyboard,
)
from handlers.authors.refusal_views import why_refused
from handlers.authors.under_way import under_way
from storage import expiries, posts, removals
from storage.db import Database
from storage.removals import Order

# Why nobody was asked to delete: keys of sentences.
_OURS = ("error-message-unknown", "error-channel-gone")
_UNDER_WAY = (RemovalState.WANTED, RemovalState.SENDING)
_WAYS = {PublishedDo.DELETE_SURE: Removal.DELETE, PublishedDo.STUB_SURE: Removal.STUB}


def withdrawing_router() -> Router:
    """Delete and its confirmations."""
    router = Router(name="withdrawing")
    press = router.callback_query.register
    press(ask_sure, OnPublished.filter(F.do == PublishedDo.DELETE))
    press(withdraw, OnPublished.filter(F.do.in_(set(_WAYS))))
    return router


async def ask_sure(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    withdrawing: Withdrawing,
    t: Translator,
) -> None:
    post, way = await withdrawing.look(person.id, callback_data.post)
    await put(query, *_question(t, post, way))


async def withdraw(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    withdrawing: Withdrawing,
    db: Database,
    jobs: Jobs,
    t: Translator,
) -> None:
    """The outcome is told by a notice, which writes over this message."""
    page = query.message.message_id if query.message else None
    order = await removals.get_order(db, callback_data.post)
    if order is not None and order.person_id == person.id and order.state is RemovalState.DONE:
        # An old confirmation, or one that is dispatched again.
        post = await posts.get_post(db, order.post_id)
        if post is not None:
            await put(query, _done(t, post, order), None)
        return
    if order is not None and order.page_message_id == page and order.state in _UNDER_WAY:
        # A second tap: anything written now might come over the outcome.
        return
    post, way = await withdrawing.look(person.id, callback_data.post)
    async with under_way(query, t("delete-under-way"), views.title_of(t, post)):
        ordered = await withdrawing.withdraw(
            person.id, post.id, _WAYS[callback_data.do], words=stub_words(t, post), page=page
        )
    if ordered is None:
        # It grew too old while the question stood.
        await put(query, *_question(t, post, way))
        return
    await jobs.run("removals")


def stub_words(t: Translator, post: Post) -> str:
    """What readers see in the place of a post, in its own language."""
    language = language_of(post.content.text.text)
    is_ours = language is not None and language.value in LANGUAGES
    return translator(language.value if language and is_ours else t.language)("stub")


def _question(t: Translator, post: Post, way: Removal) -> tuple[Text, InlineKeyboardMarkup]:
    title = Bold(views.title_of(t, post))
    if way is Removal.DELETE:
        text = Text(t("delete-published-ask"), "\n", title)
        return text, delete_keyboard(t, post.id, PublishedDo.DELETE_SURE)
    lines = [t("delete-stub-ask", words=stub_words(t, post))]
    if post.content.media:
        lines.append(t("delete-stub-media"))
    text = Text("\n".join(lines), "\n", title)
    return text, delete_keyboard(t, post.id, PublishedDo.STUB_SURE)


def _done(t: Translator, post: Post, order: Order) -> Text:
    lines = [t("deleted"), ": ", Bold(views.title_of(t, post))]
    if order.way is Removal.STUB:
        is_gone = order.error == GONE
        lines += ["\n", t("deleted-gone") if is_gone else t("deleted-stub", words=order.words)]
    return Text(*lines)


class RemovalNotices:
    """Writes over the confirmation where it can, else a new message."""

    def __init__(self, bot: Bot, db: Database, cards: Cards) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards

    async def tell_removal(self, order: Order) -> bool:
        """Tell the outcome; False when it is to be tried again."""
        post = await posts.get_post(self._db, order.post_id)
        if post is None:
            return True
        t = await self._cards.translator_for(order.person_id)
        text, keyboard = _done(t, post, order), None
        if order.state is RemovalState.REFUSED:
            text = Text(Bold(views.title_of(t, post)), "\n", _why(t, order))
            keyboard = page_keyboard(t, post.id)
        lines = await self._why_now(t, post, order)
        return await write_over(
            self._bot,
            order.person_id,
            order.page_message_id,
            screen(as_list(text, *lines), keyboard),
        )

    async def words_of_stub(self, person_id: int, post: Post) -> str:
        """What readers see in the place of a post that a person wanted gone."""
        return stub_words(await self._cards.translator_for(person_id), post)

    async def _why_now(self, t: Translator, post: Post, order: Order) -> list[str]:
        """Of a removal that nobody pressed: that its time was up, and how late that was seen."""
        is_pressed = order.page_message_id is not None
        expiry = await expiries.get_expiry(self._db, post.id, Ending.DELETE)
        channel = await self._cards.channel_of(post)
        if is_pressed or expiry is None or channel is None:
            return []
        if expiry.state is not ExpiryState.DONE:
            return []
        return [over_line(t, expiry, channel, order.updated_at)]


def _why(t: Translator, order: Order) -> str:
    if order.error == LOST:
        return t("delete-lost")
    reason = order.error or "-"
    if reason in _OURS:
        return t("delete-refused", why=t(reason))
    return t("delete-refused", why=why_refused(t, order.error))
