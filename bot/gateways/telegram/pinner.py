"""Pins and unpins messages of channels."""

from collections.abc import Awaitable

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError

from bot.domain.publications import Sent
from bot.domain.refusals import ChangeOutcome, Done
from bot.gateways.telegram.sender import outcome_of

CALL_SECONDS = 10


class TelegramPinner:
    """Never retries: each pin of a channel is an event that its readers see."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def pin(self, chat_id: int, message_id: int) -> ChangeOutcome:
        """Pin silently, beside whatever is pinned already."""
        return await _outcome(
            self._bot.pin_chat_message(
                chat_id, message_id, disable_notification=True, request_timeout=CALL_SECONDS
            )
        )

    async def unpin(self, chat_id: int, message_id: int) -> ChangeOutcome:
        """Unpin one message; one that is not pinned, or gone, is as good as unpinned."""
        outcome = await _outcome(
            self._bot.unpin_chat_message(
                chat_id=chat_id, message_id=message_id, request_timeout=CALL_SECONDS
            )
        )
        reason = getattr(outcome, "reason", "").lower()
        return Done() if "unpin not found" in reason else outcome

    async def newest_pin(self, chat_id: int) -> int | None:
        """The message that was pinned last (Bot API, `ChatFullInfo.pinned_message`)."""
        try:
            chat = await self._bot.get_chat(chat_id, request_timeout=CALL_SECONDS)
        except (TelegramAPIError, ClientDecodeError):
            return None
        return chat.pinned_message.message_id if chat.pinned_message else None


async def _outcome(call: Awaitable[object]) -> ChangeOutcome:
    try:
        await call
    except (TelegramAPIError, ClientDecodeError) as error:
        failed = outcome_of(error)
        assert not isinstance(failed, Sent)
        return failed
    return Done()
