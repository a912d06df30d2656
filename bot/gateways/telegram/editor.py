"""Edits messages of channels, and looks at them."""

import logging
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendMessage,
    SendRichMessage,
    TelegramMethod,
)
from aiogram.types import (
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from bot.domain.edits import Change, Glance, Gone, Way
from bot.domain.evidence import Shown
from bot.domain.posts import MediaKind
from bot.domain.publications import Sent, Unknown
from bot.domain.refusals import ChangeOutcome, Done
from bot.gateways.limiter import no_waiting
from bot.gateways.telegram.entities import media_of, text_of
from bot.gateways.telegram.sender import build_method, outcome_of

log = logging.getLogger(__name__)

LOOK_SECONDS = 10
DELETE_SECONDS = 20

_MEDIUM = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.ANIMATION: InputMediaAnimation,
    MediaKind.DOCUMENT: InputMediaDocument,
    MediaKind.AUDIO: InputMediaAudio,
}


class TelegramEditor:
    """An edit that changes nothing is refused by Telegram: then it was made before."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def edit(self, chat_id: int, change: Change) -> ChangeOutcome:
        """Make a change. Never waits, never retries."""
        try:
            with no_waiting():
                answer = await self._bot(build_edit(chat_id, change))
        except TelegramBadRequest as error:
            if "message is not modified" in error.message.lower():
                return Done()
            return _failed(error)
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failed(error)
        edited = answer.edit_date if isinstance(answer, Message) else None
        return Done(datetime.fromtimestamp(edited, UTC) if edited else None)

    async def delete(self, chat_id: int, message_ids: list[int]) -> ChangeOutcome:
        """Delete messages, 1 to 100; Telegram skips those that are not there."""
        try:
            await self._bot.delete_messages(chat_id, message_ids, request_timeout=DELETE_SECONDS)
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failed(error)
        return Done()

    async def look(self, chat_id: int, message_id: int, *, person_id: int) -> Glance:
        """A message as a silent forward shows it, which is deleted at once."""
        try:
            with no_waiting():
                copy = await self._bot.forward_message(
                    person_id, chat_id, message_id,
                    disable_notification=True, request_timeout=LOOK_SECONDS,
                )  # fmt: skip
        except TelegramBadRequest as error:
            is_gone = "message to forward not found" in error.message.lower()
            return Gone() if is_gone else Unknown(error.message)
        except (TelegramAPIError, ClientDecodeError) as error:
            return Unknown(str(error))
        try:
            await self._bot.delete_message(
                person_id, copy.message_id, request_timeout=LOOK_SECONDS
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("copy %s for %s stays: %s", copy.message_id, person_id, error)
        return Shown(message_id, text_of(copy), media_of(copy))


def build_edit(chat_id: int, change: Change) -> TelegramMethod[Any]:
    """The call that makes a change, after the call that would send the message.

    An edit without a keyboard takes the one away that is there (Bot API); items of albums have
    none.
    """
    sent = build_method(chat_id, change.after)
    where: dict[str, Any] = {
        "chat_id": chat_id,
        "message_id": change.message_id,
        "reply_markup": None if change.is_album else getattr(sent, "reply_markup", None),
    }
    if isinstance(sent, SendRichMessage):
        return EditMessageText(rich_message=sent.rich_message, **where)
    if isinstance(sent, SendMessage):
        return EditMessageText(
            text=sent.text,
            entities=sent.entities,
            parse_mode=None,
            link_preview_options=sent.link_preview_options,
            **where,
        )
    words: dict[str, Any] = {
        name: getattr(sent, name, None)
        for name in ("caption", "caption_entities", "show_caption_above_media")
    } | {"parse_mode": None}
    if change.way is Way.WORDS:
        return EditMessageCaption(**where, **words)
    media = change.after.media[0]
    if hasattr(sent, "has_spoiler"):
        words["has_spoiler"] = media.has_spoiler
    else:
        words.pop("show_caption_above_media")
    return EditMessageMedia(media=_MEDIUM[media.kind](media=media.file_id, **words), **where)


def _failed(error: Exception) -> ChangeOutcome:
    outcome = outcome_of(error)
    assert not isinstance(outcome, Sent)
    return outcome
