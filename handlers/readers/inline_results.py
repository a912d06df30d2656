"""What inline mode shows of a post, and the message that sharing it becomes."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice,
    InlineQueryResultUnion,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.domain.options import LinkPreview, Options
from bot.domain.payloads import encode_number
from bot.domain.people import Person
from bot.domain.posts import Content, Media, MediaKind
from bot.domain.texts import CAPTION_LIMIT, TEXT_LIMIT, Entity, Text, cut, join, strip, utf16_len
from bot.gateways.telegram.entities import to_entities
from bot.services.sharing import Offer
from bot.translator import Translator
from handlers import number_views
from handlers.authors.views import title_of
from handlers.readers.views import link_of

Thumbnail = Callable[[Offer], str | None]
"""The address of a small picture of a post, if it has one that anybody may load."""


def picture_address(offer: Offer) -> str | None:
    """The picture that a long post shows as its link preview."""
    url = offer.entry.post.content.options.picture_url
    return url if offer.is_whole and url.startswith(("https://", "http://")) else None


class Shelf:
    """Makes results in one person's language and zone; `bot_url` is the bot's own address."""

    def __init__(
        self,
        t: Translator,
        person: Person,
        bot_url: str,
        thumbnail: Thumbnail = picture_address,
    ) -> None:
        self._t = t
        self._zone = ZoneInfo(person.zone)
        self._bot_url = bot_url
        self._thumbnail = thumbnail

    def result(self, offer: Offer) -> InlineQueryResultUnion:
        """The post with its picture or file where sharing keeps them, else as `article`.

        Of an album, the first picture stands for it. A picture's caption is cut; beside other
        media a text that does not fit is worth more than they are. What is blurred stays so: a
        result cannot blur it.
        """
        media = _shown(offer.entry.post.content) if offer.is_whole else None
        if media is None:
            return self.article(offer)
        caption = self._text(offer, CAPTION_LIMIT)
        is_cut = not self._fits(offer, CAPTION_LIMIT)
        if is_cut and media.kind is not MediaKind.PHOTO:
            return self.article(offer)
        return self._cached(offer, media, caption)

    def article(self, offer: Offer) -> InlineQueryResultArticle:
        """The post as a text: whole, cut to one message, or its title alone, with the link."""
        options = offer.entry.post.content.options
        text = self._text(offer, TEXT_LIMIT)
        return InlineQueryResultArticle(
            id=_id(offer),
            title=title_of(self._t, offer.entry.post),
            description=self._description(offer),
            thumbnail_url=self._thumbnail(offer),
            input_message_content=InputTextMessageContent(
                message_text=text.text,
                entities=to_entities(text),
                link_preview_options=_preview(options, is_whole=offer.is_whole),
            ),
            reply_markup=self._buttons(offer),
        )

    def _cached(self, offer: Offer, media: Media, caption: Text) -> InlineQueryResultUnion:
        t, post = self._t, offer.entry.post
        is_above = post.content.options.is_caption_above
        common: dict[str, Any] = {
            "id": _id(offer),
            "caption": caption.text,
            "caption_entities": to_entities(caption),
            "reply_markup": self._buttons(offer),
        }
        titled = common | {"title": title_of(t, post)}
        described = titled | {"description": self._description(offer)}
        file_id = media.file_id
        match media.kind:
            case MediaKind.PHOTO:
                return InlineQueryResultCachedPhoto(
                    photo_file_id=file_id, show_caption_above_media=is_above, **described
                )
            case MediaKind.VIDEO:
                return InlineQueryResultCachedVideo(
                    video_file_id=file_id, show_caption_above_media=is_above, **described
                )
            case MediaKind.ANIMATION:
                return InlineQueryResultCachedMpeg4Gif(
                    mpeg4_file_id=file_id, show_caption_above_media=is_above, **titled
                )
            case MediaKind.DOCUMENT:
                return InlineQueryResultCachedDocument(document_file_id=file_id, **described)
            case MediaKind.AUDIO:
                return InlineQueryResultCachedAudio(audio_file_id=file_id, **common)
            case MediaKind.VOICE:
                return InlineQueryResultCachedVoice(voice_file_id=file_id, **titled)

    def _description(self, offer: Offer) -> str:
        """Rubrics and numbers, and below who counted them and when; unknown is `-`."""
        t, numbers = self._t, offer.entry.numbers
        tags = " ".join(f"#{tag}" for tag in offer.entry.post.content.all_tags)
        legend = number_views.legend(t, [numbers], self._zone)
        return f"{tags or offer.channel.title} · {number_views.line(t, numbers)}\n{legend}"

    def _buttons(self, offer: Offer) -> InlineKeyboardMarkup:
        """To the post in its channel, and to its page in the bot, which counts as a repost."""
        share = f"{self._bot_url}?start={encode_number('share', offer.entry.post.id)}"
        row = [InlineKeyboardButton(text=self._t("inline-more"), url=share)]
        if link := link_of(offer.channel, offer.entry):
            opening = InlineKeyboardButton(text=self._t("button-open-in-channel"), url=link)
            row.insert(0, opening)
        return InlineKeyboardMarkup(inline_keyboard=[row])

    def _body(self, offer: Offer) -> Text:
        post = offer.entry.post
        words = title_of(self._t, post)
        title = Text(words, (Entity("bold", 0, utf16_len(words)),))
        return (post.content.full_text if offer.is_whole else None) or title

    def _tail(self, offer: Offer) -> Text:
        """The link to the post in its channel, below the text."""
        link = link_of(offer.channel, offer.entry)
        words = self._t("inline-link") if link else ""
        return Text(words, (Entity("text_link", 0, utf16_len(words), url=link),) if link else ())

    def _fits(self, offer: Offer, limit: int) -> bool:
        return self._body(offer).units + self._tail(offer).units + 2 <= limit

    def _text(self, offer: Offer, limit: int) -> Text:
        """The text, cut to a limit in UTF-16 units, above the link."""
        body, tail = self._body(offer), self._tail(offer)
        if not self._fits(offer, limit):
            body = join([strip(cut(body, 0, limit - tail.units - 3)), Text("…")])
        return join([body, tail], separator="\n\n") if tail else body


def _id(offer: Offer) -> str:
    """The name of a result: the chosen one comes back under it, and is counted."""
    return encode_number("post", offer.entry.post.id)


def _shown(content: Content) -> Media | None:
    """What stands for the media of a post; None where it can only be read."""
    pictures = [media for media in content.media if media.kind is MediaKind.PHOTO]
    first = next(iter([*pictures, *content.media]), None)
    return first if first and first.is_ours and not first.has_spoiler else None


def _preview(options: Options, *, is_whole: bool) -> LinkPreviewOptions:
    if not is_whole:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(
        is_disabled=options.link_preview is LinkPreview.OFF and not options.picture_url,
        url=options.picture_url or options.preview_url or None,
        show_above_text=bool(options.picture_url) or options.link_preview is LinkPreview.ABOVE,
    )
