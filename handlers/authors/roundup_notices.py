"""Tells authors of the channel's own digest: its draft, the numbers behind it, or why none is."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from bot.domain.posts import PostState
from bot.domain.roundups import FEWEST, Telling
from bot.services.receiving import TryLater
from bot.services.registering import Registering
from bot.services.selecting import Selection
from bot.translator import Translator
from handlers.authors.cards import Cards, screen
from handlers.authors.roundup_issue_views import numbers_screen, told_words
from handlers.authors.roundup_words import issue_title
from handlers.moments import describe_moment
from handlers.owners import tell_owners
from storage.db import Database

log = logging.getLogger(__name__)

_PAUSE = timedelta(minutes=1)


class RoundupNotices:
    """The messenger of the compiling service."""

    def __init__(self, bot: Bot, db: Database, cards: Cards, registering: Registering) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards
        self._registering = registering

    async def show_draft(self, selection: Selection) -> timedelta | None:
        """Show the draft of an issue, or say why there is none; how long to wait with it."""
        if selection.issue.is_inherited:
            await tell_owners(
                self._bot, self._db, self._registering, "roundup-inherited",
                channel=selection.channel.title, title=await self._title(selection),
            )  # fmt: skip
        return await self._deliver(selection, self._draft)

    async def show_numbers(self, selection: Selection) -> timedelta | None:
        """Show the numbers behind the choice; how long to wait with it."""
        return await self._deliver(selection, self._numbers)

    async def _deliver(
        self, selection: Selection, show: Callable[[Selection, Translator], Awaitable[None]]
    ) -> timedelta | None:
        issue = selection.issue
        try:
            await show(selection, await self._cards.translator_for(issue.person_id))
        except TelegramForbiddenError as error:
            log.info("author %s of issue %s: %s", issue.person_id, issue.id, error.message)
        except TelegramBadRequest as error:
            if "chat not found" not in error.message.lower():
                raise
            log.info("author %s of issue %s never came", issue.person_id, issue.id)
        except TelegramRetryAfter as error:
            return timedelta(seconds=error.retry_after)
        except (TelegramAPIError, ClientDecodeError, TryLater) as error:
            log.warning("issue %s: %s", issue.id, error)
            return _PAUSE
        else:
            return None
        if issue.telling is Telling.DRAFT:
            await tell_owners(
                self._bot, self._db, self._registering, "roundup-unreachable",
                channel=selection.channel.title, title=await self._title(selection),
            )  # fmt: skip
        return None

    async def _title(self, selection: Selection) -> str:
        t = await self._cards.translator_for(selection.issue.person_id)
        return issue_title(t, selection.channel, selection.issue)

    async def _draft(self, selection: Selection, t: Translator) -> None:
        issue, channel, post = selection.issue, selection.channel, selection.post
        if post is None and len(selection.candidates) < FEWEST:
            words = t(
                "roundup-too-few", channel=channel.title,
                title=issue_title(t, channel, issue), count=len(selection.candidates),
            )  # fmt: skip
            await self._bot.send_message(issue.person_id, words)
        elif post and post.state is not PostState.DELETED:
            moment = describe_moment(t, issue.goes_at, channel.zoneinfo) if issue.goes_at else ""
            await self._cards.show(t, issue.person_id, post, told_words(t, selection, moment))

    async def _numbers(self, selection: Selection, t: Translator) -> None:
        if selection.post and selection.post.state is not PostState.DELETED:
            content = screen(*numbers_screen(t, selection))
            await self._bot.send_message(selection.issue.person_id, **content)
