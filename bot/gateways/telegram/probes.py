"""Probes: which messages stand behind the last known one of a channel, and what they are."""

import logging
from collections.abc import Sequence
from enum import Enum, auto

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)

from bot.domain.evidence import Doubt, Finding, Shown, Source, Verdict, find
from bot.gateways.limiter import no_waiting
from bot.gateways.telegram.entities import media_of, text_of

log = logging.getLogger(__name__)

# Ids count up, and deleted messages leave holes: so many missing ones in a row end the search.
# The look that decides about absence goes further.
HOLE, LAST_HOLE = 3, 10
MOST_PROBES = 40
CALL_SECONDS = 10
# Attempts whose messages are remembered, so that no look forwards what an earlier one did.
MOST_REMEMBERED = 20


class _Standing(Enum):
    """What is known of a message that cannot be shown."""

    ABSENT = auto()
    HIDDEN = auto()
    NO_POST = auto()


class Probes:
    """Tells existence by an empty reaction, identity by a silent forward to an owner.

    A reaction of nobody changes nothing and is answered with an error where there is no message
    (TDLib, MessageReaction.cpp); the forward is deleted at once. Protected content cannot be
    forwarded: that something stands there is then all that can be known.
    """

    source = Source.PROBES

    def __init__(self, bot: Bot, log_chats: Sequence[int]) -> None:
        """`log_chats` are the people who may be sent a forward; the first that can be, is."""
        self._bot = bot
        self._log_chats = list(log_chats)
        self._leftovers: list[tuple[int, int]] = []
        self._remembered: dict[int, dict[int, Shown | _Standing]] = {}

    async def look(self, doubt: Doubt) -> Finding:
        """Look at the ids behind the last known one. What Telegram refuses is not known."""
        try:
            with no_waiting():
                await self._clean()
                return await self._search(doubt)
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
            return Finding(Verdict.UNKNOWN, detail=type(error).__name__, is_outage=True)
        except TelegramAPIError as error:
            return Finding(Verdict.UNKNOWN, detail=error.message)

    async def _search(self, doubt: Doubt) -> Finding:
        shown: list[Shown] = []
        hidden: list[int] = []
        hole = probes = 0
        message_id = doubt.after
        while hole < (LAST_HOLE if doubt.is_last else HOLE) or message_id < doubt.newest:
            message_id += 1
            if not doubt.may_be(message_id):
                hole = 0
                continue
            probes += 1
            if probes > MOST_PROBES:
                return _sum_up(doubt, shown, hidden, "too many messages came in between")
            seen = await self._probe(doubt, message_id)
            hole = hole + 1 if seen is _Standing.ABSENT else 0
            if seen is _Standing.HIDDEN:
                hidden.append(message_id)
            elif isinstance(seen, Shown):
                shown.append(seen)
                if (found := find(doubt.part, shown)).verdict is Verdict.FOUND:
                    return found
        # Before the first known message nobody can say where to look.
        return _sum_up(doubt, shown, hidden, "" if doubt.after else "no earlier message is known")

    def _remember(self, attempt_id: int) -> dict[int, Shown | _Standing]:
        """The messages that were looked at for an attempt: what they are does not change."""
        while len(self._remembered) >= MOST_REMEMBERED and attempt_id not in self._remembered:
            del self._remembered[next(iter(self._remembered))]
        return self._remembered.setdefault(attempt_id, {})

    async def _probe(self, doubt: Doubt, message_id: int) -> Shown | _Standing:
        try:
            await self._bot.set_message_reaction(
                doubt.chat_id, message_id, reaction=[], request_timeout=CALL_SECONDS
            )
        except TelegramBadRequest as error:
            text = error.message.lower()
            if "message to react not found" in text:
                return _Standing.ABSENT
            # A channel without reactions, a message of the service: the forward will tell.
            if "react" not in text and "message" not in text:
                raise
        remembered = self._remember(doubt.attempt_id)
        if message_id not in remembered:
            seen = await self._forward(doubt, message_id)
            if seen in (_Standing.ABSENT, _Standing.HIDDEN):
                return seen
            remembered[message_id] = seen
        return remembered[message_id]

    async def _forward(self, doubt: Doubt, message_id: int) -> Shown | _Standing:
        for chat_id in list(self._log_chats):
            try:
                copy = await self._bot.forward_message(
                    chat_id, doubt.chat_id, message_id,
                    disable_notification=True, request_timeout=CALL_SECONDS,
                )  # fmt: skip
            except TelegramForbiddenError:
                continue
            except TelegramBadRequest as error:
                standing = _standing(error, is_protected=doubt.part.options.is_protected)
                if standing is None:
                    continue
                return standing
            await self._remove(chat_id, copy.message_id)
            return Shown(message_id, text_of(copy), media_of(copy))
        return _Standing.HIDDEN

    async def _remove(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.delete_message(chat_id, message_id, request_timeout=CALL_SECONDS)
        except TelegramBadRequest as error:
            log.info("copy %s for %s: %s", message_id, chat_id, error.message)
        except (TelegramAPIError, ClientDecodeError):
            self._leftovers.append((chat_id, message_id))

    async def _clean(self) -> None:
        """Delete the copies that could not be deleted at once."""
        left, self._leftovers = self._leftovers, []
        for chat_id, message_id in left:
            await self._remove(chat_id, message_id)


def _standing(error: TelegramBadRequest, *, is_protected: bool) -> _Standing | None:
    """What a refused forward says of the message; None when it is about the chat of the copy."""
    text = error.message.lower()
    if "message to forward not found" in text:
        return _Standing.ABSENT
    if "protected content" in text:
        return _Standing.HIDDEN
    if "can't be forwarded" in text:
        # An event of the channel, unless our own post is one that cannot be forwarded.
        return _Standing.HIDDEN if is_protected else _Standing.NO_POST
    return None


def _sum_up(doubt: Doubt, shown: list[Shown], hidden: list[int], trouble: str) -> Finding:
    finding = find(doubt.part, shown)
    if finding.verdict is not Verdict.ABSENT:
        return finding
    if hidden:
        return Finding(Verdict.UNKNOWN, tuple(hidden), "there are messages that cannot be seen")
    return Finding(Verdict.UNKNOWN, (), trouble) if trouble else finding
