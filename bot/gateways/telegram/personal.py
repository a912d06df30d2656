"""The owner's personal channel: the only history of a channel that the Bot API shows."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import Message

from bot.domain.evidence import Doubt, Finding, Shown, Source, Verdict, find
from bot.gateways.telegram.entities import media_of, text_of

# Bot API, getUserPersonalChatMessages: 1-20.
MOST_MESSAGES = 20
MOST_OWNERS = 5
CALL_SECONDS = 10


class PersonalChannel:
    """Reads the last posts of a channel that an owner shows in the own profile."""

    source = Source.PERSONAL

    def __init__(self, bot: Bot, owner_ids: Sequence[int]) -> None:
        self._bot = bot
        self._owner_ids = list(owner_ids)[:MOST_OWNERS]

    async def look(self, doubt: Doubt) -> Finding:
        """Look for the part among the last posts; unknown when no owner shows this channel."""
        trouble = "no owner's profile shows the channel"
        for owner_id in self._owner_ids:
            try:
                messages = await self._bot.get_user_personal_chat_messages(
                    user_id=owner_id, limit=MOST_MESSAGES, request_timeout=CALL_SECONDS
                )
            except (TelegramAPIError, ClientDecodeError) as error:
                trouble = str(error)
                continue
            if any(message.chat.id == doubt.chat_id for message in messages):
                return find(doubt.part, _candidates(doubt, messages))
        return Finding(Verdict.UNKNOWN, detail=trouble)


def _candidates(doubt: Doubt, messages: Sequence[Message]) -> list[Shown]:
    """Posts that may be ours, oldest first: Telegram does not say in which order they come."""
    shown = [
        Shown(message.message_id, text_of(message), media_of(message))
        for message in messages
        if message.chat.id == doubt.chat_id and doubt.may_be(message.message_id)
    ]
    return sorted(shown, key=lambda message: message.message_id)
