"""Makes, renames and revokes invite links of channels."""

from collections.abc import Awaitable
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.errors import ChannelUnavailable

CALL_SECONDS = 10

# What Telegram says when the bot is an administrator without `can_invite_users`, or none at all.
_NO_RIGHT = ("not enough rights", "chat_admin_required", "need administrator rights")
# A link that was revoked by hand, or by a call whose answer was lost.
_REVOKED = ("invite_hash_expired", "invite_revoked_missing", "invite_hash_invalid")

T = TypeVar("T")


class TelegramInviteLinks:
    """Never repeats a call: whoever asked is told, and presses again."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def make(self, chat_id: int, name: str) -> str:
        """A new link without limits, its address.

        Raises:
            ChannelUnavailable: none was made; or the answer was lost.
        """
        made = await _told(
            self._bot.create_chat_invite_link(chat_id, name=name, request_timeout=CALL_SECONDS)
        )
        return made.invite_link

    async def rename(self, chat_id: int, link: str, name: str) -> None:
        """Give a link another name.

        Raises:
            ChannelUnavailable: it was not done; or the answer was lost.
        """
        await _told(
            self._bot.edit_chat_invite_link(chat_id, link, name=name, request_timeout=CALL_SECONDS)
        )

    async def revoke(self, chat_id: int, link: str) -> None:
        """Let a link lead nowhere; one that does so already is as good.

        Raises:
            ChannelUnavailable: it was not done; or the answer was lost.
        """
        try:
            await _told(
                self._bot.revoke_chat_invite_link(chat_id, link, request_timeout=CALL_SECONDS)
            )
        except ChannelUnavailable as error:
            reason = str(error.params.get("reason", "")).lower()
            if not any(words in reason for words in _REVOKED):
                raise


async def _told(call: Awaitable[T]) -> T:
    try:
        return await call
    except (TelegramAPIError, ClientDecodeError) as error:
        raise _in_words(error) from error


def _in_words(error: TelegramAPIError | ClientDecodeError) -> ChannelUnavailable:
    """What a failed call means to whoever pressed the button."""
    match error:
        case TelegramRetryAfter():
            return ChannelUnavailable("error-links-wait", seconds=error.retry_after)
        case TelegramForbiddenError():
            return ChannelUnavailable("error-links-channel-lost")
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return ChannelUnavailable("error-links-no-answer")
        case TelegramBadRequest() if "bad gateway" in error.message.lower():
            return ChannelUnavailable("error-links-no-answer")
        case _ if any(words in error.message.lower() for words in _NO_RIGHT):
            return ChannelUnavailable("error-links-no-right")
    return ChannelUnavailable("error-links-refused", reason=error.message)
