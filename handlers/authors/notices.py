"""Tells authors what became of their publications, once, at the end."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.evidence import Source, Verdict
from bot.domain.posts import Post
from bot.domain.publications import Publication, PublicationState, layout
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards, screen
from handlers.authors.expiry_views import expiry_lines
from handlers.authors.keyboards import card_keyboard
from handlers.authors.late_views import late_screen, span_late
from handlers.authors.refusal_views import why_refused
from handlers.moments import describe_moment, describe_span
from storage import attempts, channels, evidence, posts
from storage.attempts import Attempt
from storage.db import Database
from storage.evidence import Note

log = logging.getLogger(__name__)


class Notices:
    """The notifier of the publishing service.

    `unhurried`: what is sent inside lets posts, and answers to people, go first.
    """

    def __init__(
        self,
        bot: Bot,
        db: Database,
        clock: Clock,
        cards: Cards,
        registering: Registering,
        unhurried: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._bot = bot
        self._db = db
        self._clock = clock
        self._cards = cards
        self._registering = registering
        self._unhurried = unhurried

    async def tell(self, publication: Publication) -> bool:
        """Tell the outcome, or ask the question; False when it is to be tried again."""
        post = await posts.get_post(self._db, publication.post_id)
        channel = await channels.get_channel(self._db, publication.channel_id)
        if post is None or channel is None:
            return True
        person_id = publication.requested_by
        t = await self._cards.translator_for(person_id)
        link = await self._cards.link_of(post, channel)
        late = await span_late(t, self._db, publication)
        text = self._words(t, post, channel, publication, link, late)
        tried = await attempts.list_attempts(self._db, publication.id)
        notes = await evidence.list_notes(self._db, publication.id)
        if publication.state is PublicationState.PUBLISHED:
            ends = await expiry_lines(self._db, t, post, channel, None, self._clock.now())
            lost = [f"\n{line}" for line in _lost(t, tried, notes)]
            text = Text(text, *(f"\n{line}" for line in (*ends, *lost)))
        attempt = tried[-1].id if tried else None
        keyboard = card_keyboard(
            t, post, publication, link, attempt, has_model=self._cards.has_model,
            standing=await self._registering.rights.standing(person_id, post),
        )  # fmt: skip
        is_late = publication.asked_at is not None and _is_open(tried, notes)
        # Whoever pressed a button waits for the answer.
        turn = nullcontext() if publication.is_immediate else self._unhurried()
        try:
            with turn:
                await self._write(person_id, post, publication, text, keyboard, is_late=is_late)
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", person_id)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("notice of publication %s: %s", publication.id, error)
            return False
        return True

    async def tell_late(self, late: Sequence[Publication]) -> bool:
        """Tell a person what became of several late posts, all in the same state; or ask."""
        person_id = late[0].requested_by
        t = await self._cards.translator_for(person_id)
        text, keyboard = await late_screen(t, self._db, self._cards, late)
        try:
            with self._unhurried():
                await self._bot.send_message(person_id, **screen(text, keyboard))
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", person_id)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("%s late posts could not be told: %s", len(late), error)
            return False
        return True

    async def channel_lost(self, channel: Channel, reason: str) -> None:
        """Tell the owners that a channel's plan is paused, and why."""
        for owner_id in self._registering.owner_ids:
            t = await self._cards.translator_for(owner_id)
            try:
                await self._bot.send_message(
                    owner_id,
                    t("channel-lost", channel=channel.title, reason=why_refused(t, reason)),
                )
            except TelegramAPIError as error:
                log.warning("owner %s could not be told: %s", owner_id, error)

    async def _write(
        self,
        person_id: int,
        post: Post,
        publication: Publication,
        text: Text,
        keyboard: InlineKeyboardMarkup | None,
        *,
        is_late: bool,
    ) -> None:
        """An outcome of Publish now stands where it was pressed; others are new messages.

        `is_late`: it was asked about meanwhile, and nobody would look at the old card.
        """
        is_answer = publication.state in (PublicationState.PUBLISHED, PublicationState.FAILED)
        if publication.is_immediate and is_answer and not is_late and post.card_message_id:
            try:
                await self._bot.edit_message_text(
                    chat_id=person_id,
                    message_id=post.card_message_id,
                    reply_markup=keyboard,
                    **text.as_kwargs(),
                )
            except TelegramBadRequest as error:
                if "not modified" in error.message.lower():
                    # Told before the process died, which could not note it.
                    return
                log.info("card of post %s: %s", post.id, error.message)
            else:
                return
        await self._bot.send_message(person_id, reply_markup=keyboard, **text.as_kwargs())

    def _words(
        self,
        t: Translator,
        post: Post,
        channel: Channel,
        publication: Publication,
        link: str | None,
        late: str,
    ) -> Text:
        title = Bold(views.title_of(t, post))
        published = t("published-late", late=late) if late else t("published")
        match publication.state:
            case PublicationState.PUBLISHED if link:
                return Text(published, ": ", title, "\n", TextLink(link, url=link))
            case PublicationState.PUBLISHED:
                return Text(published, ": ", title)
            case PublicationState.CANCELLED:
                return Text(title, "\n", t("late-skipped", channel=channel.title))
            case PublicationState.LATE:
                moment = describe_moment(t, publication.planned_at, channel.zoneinfo)
                late = describe_span(t, publication.planned_at, self._clock.now())
                return Text(title, "\n", t("late-ask", moment=moment, late=late))
            case PublicationState.UNCERTAIN:
                return Text(title, "\n", _question(t, post, channel, publication))
        return Text(title, "\n", t("failed-notice", reason=why_refused(t, publication.error)))


def _question(t: Translator, post: Post, channel: Channel, publication: Publication) -> str:
    """The question about an uncertain post; of a long one, about which of its messages."""
    parts = len(layout(post.content))
    if parts == 1:
        return t("uncertain-ask", channel=channel.title)
    return t("uncertain-ask-part", channel=channel.title, part=publication.part + 1, parts=parts)


def _lost(t: Translator, tried: Sequence[Attempt], notes: Sequence[Note]) -> list[str]:
    """What became of lost answers, as far as evidence told it and not the author."""
    lines = []
    for number, attempt in enumerate(tried, start=1):
        learned = [note for note in notes if note.attempt_id == attempt.id]
        if not learned or not _is_open(tried[:number], learned):
            continue
        found = [note.finding for note in learned if note.finding.verdict is Verdict.FOUND]
        if found:
            lines.append(t("lost-found", post=str(found[0].message_ids[0])))
        elif any(later.part == attempt.part for later in tried[number:]):
            lines.append(t("lost-sent-again"))
    return list(dict.fromkeys(lines))


def _is_open(tried: Sequence[Attempt], notes: Sequence[Note]) -> bool:
    """Whether the answer to the last of the attempts was lost, and no author said what it was."""
    if not tried or tried[-1].outcome != "unknown":
        return False
    about = (note for note in notes if note.attempt_id == tried[-1].id)
    return not any(note.source is Source.AUTHOR for note in about)
