"""Sends the parts of a post, and says what the send came to."""

from contextlib import nullcontext
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendRichMessage,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MediaUnion,
    Message,
    ReplyParameters,
)
from aiohttp import ClientConnectorError

from bot.domain.links import links_of
from bot.domain.options import LinkPreview, Options, PreviewSize
from bot.domain.posts import Media, MediaKind
from bot.domain.publications import Part, Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.refusals import sort_refusal
from bot.domain.texts import Text
from bot.gateways.limiter import no_waiting
from bot.gateways.telegram.entities import to_entities
from bot.gateways.telegram.rate import TooSoon
from bot.gateways.telegram.rich import to_rich

_ALBUM_ITEM = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.DOCUMENT: InputMediaDocument,
    MediaKind.AUDIO: InputMediaAudio,
}

# A server that cannot be reached is tried again after this, then less and less often.
UNREACHED_SECONDS = 2.0


class TelegramSender:
    """Sends through the Bot API; what is not known to be unsent is never repeated.

    A patient sender waits out the rate inside a call, as an answer to a person may; the
    publisher's does not, since a claim is to be held no longer than the call itself.
    """

    def __init__(self, bot: Bot, *, is_patient: bool = False) -> None:
        self._bot = bot
        self._waiting = nullcontext if is_patient else no_waiting

    async def send(self, chat_id: int, part: Part, *, reply_to: int | None = None) -> SendOutcome:
        """Send one part to a chat; `reply_to` is the message that it answers."""
        method: TelegramMethod[Any] = build_method(chat_id, part, reply_to=reply_to)
        try:
            with self._waiting():
                answer = await self._bot(method)
        except (TelegramAPIError, ClientDecodeError) as error:
            return outcome_of(error)
        messages = answer if isinstance(answer, list) else [answer]
        return Sent(tuple(message.message_id for message in messages))


def outcome_of(error: Exception) -> SendOutcome:
    """What a failed send means: known not sent, or unknown (Bot API, telegram-bot-api source)."""
    match error:
        case TelegramRetryAfter():
            is_ours = isinstance(error, TooSoon)
            return Postponed(
                float(error.retry_after), str(error.message), is_ours=is_ours, is_asked=not is_ours
            )
        # No connection was made, so nothing was sent.
        case TelegramNetworkError() if isinstance(error.__cause__, ClientConnectorError):
            return Postponed(UNREACHED_SECONDS, error.message)
        case TelegramEntityTooLarge():
            return Refused(error.message)
        # Bot API servers turn a 502 of Telegram's core into a 400: the message may exist.
        case TelegramBadRequest() if "bad gateway" in error.message.lower():
            return Unknown(error.message)
        case TelegramBadRequest() if "failed to send message #" in error.message.lower():
            return Unknown(error.message)
        case TelegramMigrateToChat():
            return Refused(error.message, is_channel_lost=True)
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return Unknown(str(error))
        case TelegramForbiddenError():
            return Refused(error.message, is_channel_lost=True)
        case TelegramAPIError():
            lost = sort_refusal(error.message).is_channel_lost
            return Refused(error.message, is_channel_lost=lost)
    return Unknown(str(error))


def build_method(
    chat_id: int, part: Part, *, reply_to: int | None = None
) -> TelegramMethod[Message] | TelegramMethod[list[Message]]:
    """The call that sends a part."""
    reply = ReplyParameters(message_id=reply_to) if reply_to else None
    if len(part.media) > 1:
        return SendMediaGroup(
            chat_id=chat_id,
            media=_album(part),
            disable_notification=part.options.is_silent,
            protect_content=part.options.is_protected,
            reply_parameters=reply,
        )
    if part.media:
        return _single(chat_id, part, part.media[0], reply)
    around: dict[str, Any] = {
        "chat_id": chat_id,
        "disable_notification": part.options.is_silent,
        "protect_content": part.options.is_protected,
        "reply_parameters": reply,
        "reply_markup": keyboard_of(part),
    }
    if part.is_rich:
        is_text_first = part.options.is_caption_above
        rich = to_rich(part.text, part.inside, is_text_first=is_text_first)
        return SendRichMessage(rich_message=rich, **around)
    return SendMessage(
        text=part.text.text,
        entities=to_entities(part.text),
        parse_mode=None,
        link_preview_options=link_preview_of(part.text, part.options),
        **around,
    )


def keyboard_of(part: Part) -> InlineKeyboardMarkup | None:
    """The buttons under a part. An edit without them would take them away (Bot API)."""
    if not part.buttons:
        return None
    rows = [
        [InlineKeyboardButton(text=button.words, url=button.url) for button in row]
        for row in part.buttons
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def link_preview_of(text: Text, options: Options) -> LinkPreviewOptions:
    """How the link of a text is shown.

    A size counts only with an address (Bot API, `LinkPreviewOptions`), so the one that would be
    shown anyway is named.
    """
    if options.link_preview is LinkPreview.OFF:
        return LinkPreviewOptions(is_disabled=True)
    size, url = options.preview_size, options.preview_url
    if not url and size is not PreviewSize.AUTO:
        url = next(iter(links_of(text)), "")
    return LinkPreviewOptions(
        url=url or None,
        prefer_large_media=True if size is PreviewSize.LARGE else None,
        prefer_small_media=True if size is PreviewSize.SMALL else None,
        show_above_text=options.link_preview is LinkPreview.ABOVE,
    )


_SINGLE: dict[MediaKind, type[TelegramMethod[Message]]] = {
    MediaKind.PHOTO: SendPhoto,
    MediaKind.VIDEO: SendVideo,
    MediaKind.ANIMATION: SendAnimation,
    MediaKind.DOCUMENT: SendDocument,
    MediaKind.AUDIO: SendAudio,
    MediaKind.VOICE: SendVoice,
}
# Kinds that may be covered, and stand under their caption.
_VISUAL = (MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.ANIMATION)


def _single(
    chat_id: int, part: Part, media: Media, reply: ReplyParameters | None
) -> TelegramMethod[Message]:
    visual = {}
    if media.kind in _VISUAL:
        visual = {
            "has_spoiler": media.has_spoiler,
            "show_caption_above_media": part.options.is_caption_above,
        }
    return _SINGLE[media.kind](
        chat_id=chat_id,
        **{media.kind.value: media.file_id},
        caption=part.text.text or None,
        caption_entities=to_entities(part.text),
        parse_mode=None,
        disable_notification=part.options.is_silent,
        protect_content=part.options.is_protected,
        reply_parameters=reply,
        reply_markup=keyboard_of(part),
        **visual,
    )


def _album(part: Part) -> list[MediaUnion]:
    """The items of an album; the caption stands at the first, where every client shows it."""
    items = []
    for number, media in enumerate(part.media):
        caption = {}
        if number == 0 and part.text.text:
            caption = {"caption": part.text.text, "caption_entities": to_entities(part.text)}
        visual = {}
        if media.kind in _VISUAL:
            visual = {
                "has_spoiler": media.has_spoiler,
                "show_caption_above_media": part.options.is_caption_above,
            }
        item = _ALBUM_ITEM[media.kind]
        items.append(item(media=media.file_id, parse_mode=None, **caption, **visual))
    return items
