"""The draft card: the post as it will look, then what it is and what may be done with it."""

import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.utils.formatting import Text

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Post, PostState
from bot.domain.publications import Refused, Sent, layout
from bot.services.drafting import Drafting
from bot.services.numbering import Numbering
from bot.services.publishing import Sender
from bot.services.receiving import TryLater
from bot.services.registering import Registering
from bot.services.revising import Revising
from bot.services.ruling import Report, Ruling
from bot.translator import Translator, translator
from handlers import number_views
from handlers.authors import published_views, views
from handlers.authors.expiry_views import expiry_lines
from handlers.authors.keyboards import card_keyboard
from handlers.authors.refusal_views import why_refused
from handlers.authors.review_views import card_line
from handlers.authors.sibling_views import sibling_lines, with_channels
from handlers.authors.source_views import refusals, source_lines
from storage import attempts, channels, messages, people, pins, posts, publications, reviews
from storage.db import Database

log = logging.getLogger(__name__)


class Cards:
    """Shows posts to their authors."""

    def __init__(
        self,
        bot: Bot,
        db: Database,
        clock: Clock,
        sender: Sender,
        drafting: Drafting,
        registering: Registering,
        ruling: Ruling,
        revising: Revising,
        *,
        has_model: bool = False,
    ) -> None:
        """`has_model`: a language model is set, so a card says which sources it may not see."""
        self._bot = bot
        self._db = db
        self._clock = clock
        self._sender = sender
        self._drafting = drafting
        self._registering = registering
        self._ruling = ruling
        self._revising = revising
        self.has_model = has_model

    async def show_due(self) -> datetime | None:
        """Show the drafts whose parts have all arrived; the next moment one is due (a job)."""
        for post in await posts.list_cards_due(self._db, now=self._clock.now()):
            viewer_id = post.card_person_id or post.author_id
            if viewer_id is not None:
                await self._show_to(viewer_id, post)
        return await posts.next_card_due(self._db)

    async def translator_for(self, person_id: int) -> Translator:
        """The person's language."""
        person = await people.get_person(self._db, person_id)
        if person is None:
            return translator(self._registering.default_language)
        return translator(self._registering.language_of(person))

    async def show(self, t: Translator, chat_id: int, post: Post, note: str = "") -> None:
        """The preview, then the card as new messages; `note` stands above the card."""
        await self.preview(t, chat_id, post)
        text, keyboard = await self.compose(t, post, chat_id)
        content = Text(note, "\n\n", text) if note else text
        shown = await self._bot.send_message(chat_id, **screen(content, keyboard))
        await self._drafting.card_shown(post.id, shown.message_id)
        await self._revising.note_shown(chat_id, [shown.message_id], post.id)

    async def preview(self, t: Translator, chat_id: int, post: Post) -> None:
        """The post's messages exactly as the channel will get them.

        Raises:
            TryLater: Telegram could not be asked.
        """
        first = None
        for part in layout(post.content):
            outcome = await self._sender.send(
                chat_id, part, reply_to=first if part.is_reply else None
            )
            match outcome:
                case Sent(message_ids):
                    first = first or message_ids[0]
                    await self._revising.note_shown(chat_id, message_ids, post.id)
                case Refused(reason):
                    # Better to learn it here than when the post goes out.
                    why = why_refused(t, reason)
                    await self._bot.send_message(chat_id, t("preview-refused", reason=why))
                    return
                case other:
                    raise TryLater(f"preview of post {post.id}: {other.reason}")

    async def edit(self, t: Translator, query: CallbackQuery, post: Post, note: str = "") -> None:
        """Turn the pressed message into the post's card."""
        text, keyboard = await self.compose(t, post, query.from_user.id)
        content = Text(note, "\n\n", text) if note else text
        await put(query, content, keyboard)
        if query.message:
            ids = [query.message.message_id]
            await self._revising.note_shown(query.message.chat.id, ids, post.id)

    async def compose(
        self, t: Translator, post: Post, viewer_id: int
    ) -> tuple[Text, InlineKeyboardMarkup | None]:
        """Text of a card from what the store says now, and buttons for who looks at it."""
        post = await posts.get_post(self._db, post.id) or post
        channel = await self.channel_of(post)
        publication = await publications.get_of_post(self._db, post.id)
        link = await self.link_of(post, channel)
        report = await self._ruling.examine(post) if post.state.is_editable else None
        sources = await self._sources(t, post, channel, report) if report else ()
        is_pinned = False
        if post.state is PostState.PUBLISHED:
            sources = published_views.quote(post)
            is_pinned = await pins.get_pin(self._db, post.id) is not None
        now = self._clock.now()
        ends = await expiry_lines(self._db, t, post, channel, publication, now)
        siblings, numbers = await sibling_lines(self._db, t, post), await self._numbers(t, post)
        sources = [*sources, *ends, *siblings, *numbers]
        text = views.card(t, post, channel, publication, link, now, report, sources)
        standing = await self._drafting.rights.standing(viewer_id, post)
        if line := card_line(t, post, await reviews.get_last(self._db, post.id), standing):
            text = Text(text, "\n", line)
        attempt = await attempts.last_id(self._db, publication.id) if publication else None
        keyboard = card_keyboard(
            t, post, publication, link, attempt, has_model=self.has_model, is_pinned=is_pinned,
            standing=standing,
        )  # fmt: skip
        connected = len(await self._registering.list_channels())
        return text, with_channels(t, post, keyboard, connected=connected)

    async def further_lines(self, t: Translator, post: Post) -> list[Text | str]:
        """Where else a post goes out, and what became of it there."""
        return await sibling_lines(self._db, t, post)

    async def channel_of(self, post: Post) -> Channel | None:
        """The channel of a post."""
        if post.channel_id is None:
            return None
        return await channels.get_channel(self._db, post.channel_id)

    async def link_of(self, post: Post, channel: Channel | None) -> str | None:
        """Address of a published post; None while no message of it is known."""
        ids = await messages.first_ids(self._db, [post.id])
        return channel.link(ids[post.id]) if channel and post.id in ids else None

    async def _numbers(self, t: Translator, post: Post) -> list[Text | str]:
        """The numbers of a published post, and who counted them when."""
        channel = await self.channel_of(post)
        if post.state is not PostState.PUBLISHED or channel is None or post.is_navigation:
            return []
        numbers = await Numbering(self._db).of(post)
        legend = number_views.legend(t, [numbers], channel.zoneinfo)
        return [number_views.line(t, numbers), legend]

    async def _sources(
        self, t: Translator, post: Post, channel: Channel | None, report: Report
    ) -> list[Text | str]:
        """Lines about what a draft was made from; none when it was made from nothing."""
        used = report.facts.sources
        if not used:
            return []
        author_id = post.author_id if channel is None else None
        author = await people.get_person(self._db, author_id) if author_id is not None else None
        zone = channel.zoneinfo if channel else ZoneInfo(author.zone if author else "UTC")
        lines = source_lines(t, used, zone, self._clock.now())
        if self.has_model:
            lines += [
                t("card-consent", site=site, reason=reason) for site, reason in refusals(t, used)
            ]
        return lines

    async def _show_to(self, person_id: int, post: Post) -> None:
        t = await self.translator_for(person_id)
        is_homeless = post.channel_id is None and not await self._registering.list_channels()
        note = t("card-connect-first") if is_homeless else ""
        try:
            await self.show(t, person_id, post, note)
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", person_id)
            await self._drafting.card_not_wanted(post.id)


def screen(content: Text, keyboard: InlineKeyboardMarkup | None) -> dict[str, Any]:
    """Parameters of a message about a post: pages that it links to are not shown below it."""
    return {
        "reply_markup": keyboard,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
        **content.as_kwargs(),
    }


async def put(query: CallbackQuery, content: Text, keyboard: InlineKeyboardMarkup | None) -> None:
    """Write into the pressed message; where it can no longer be edited, a new one."""
    message = query.message
    if isinstance(message, Message):
        try:
            await message.edit_text(**screen(content, keyboard))
        except TelegramBadRequest as error:
            if "not modified" not in error.message.lower():
                await message.answer(**screen(content, keyboard))
        return
    assert query.bot is not None
    await query.bot.send_message(query.from_user.id, **screen(content, keyboard))
