"""Looks at a channel: its profile, the bot's rights, a person's standing."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner, ChatMemberUnion

from bot.domain.channels import Look
from bot.errors import ChannelUnavailable

# What the bot does in a channel: posts, edits and pins, deletes.
NEEDED_RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")


class TelegramLooker:
    """Reads chats and members through the Bot API."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def look(self, chat_id: int, person_id: int) -> Look:
        """What the bot and a person are in a channel.

        Raises:
            ChannelUnavailable: the bot cannot see the chat, or it is no channel.
        """
        try:
            chat = await self._bot.get_chat(chat_id)
            me = await self._bot.get_chat_member(chat_id, self._bot.id)
            person = await self._bot.get_chat_member(chat_id, person_id)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            raise ChannelUnavailable("error-channel-invisible") from error
        if chat.type != "channel":
            raise ChannelUnavailable("error-not-a-channel")
        return Look(
            title=chat.title or str(chat_id),
            username=chat.username,
            linked_chat_id=chat.linked_chat_id,
            missing_rights=missing_rights(me),
            is_person_admin=isinstance(person, ChatMemberAdministrator | ChatMemberOwner),
        )


def missing_rights(member: ChatMemberUnion) -> tuple[str, ...]:
    """Telegram's names of the rights that the bot's work needs and a member lacks."""
    if not isinstance(member, ChatMemberAdministrator):
        return NEEDED_RIGHTS
    return tuple(right for right in NEEDED_RIGHTS if not getattr(member, right))
