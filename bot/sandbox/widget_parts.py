"""What surrounds the words of a post on Telegram's pages: whom it answers, where it came from."""

from html import escape

from aiogram.types import (
    Message,
    MessageOriginChannel,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

_CSS = "tgme_widget_message"
_STICKERS = {"static": "sticker", "animated": "tgsticker", "video": "videosticker"}


def above(message: Message) -> str:
    """What stands above the words: the source of a forward, the post that is answered."""
    return _forwarded(message) + _answered(message)


def special(message: Message) -> str:
    """A poll, a sticker, a round video or a place, as the page draws it."""
    if poll := message.poll:
        options = "".join(
            f'<div class="{_CSS}_poll_option"><div class="{_CSS}_poll_option_percent">0%</div>'
            f'<div class="{_CSS}_poll_option_text">{escape(option.text)}</div></div>'
            for option in poll.options
        )
        return (
            f'<div class="{_CSS}_poll js-poll"><div class="{_CSS}_poll_question">'
            f'{escape(poll.question)}</div><div class="{_CSS}_poll_type">Anonymous Poll</div>'
            f'<div class="{_CSS}_poll_options">{options}</div></div>'
        )
    if sticker := message.sticker:
        kind = "video" if sticker.is_video else "animated" if sticker.is_animated else "static"
        return f'<div class="{_CSS}_sticker_wrap"><i class="{_CSS}_{_STICKERS[kind]}"></i></div>'
    if message.video_note:
        return f'<a class="{_CSS}_roundvideo_player"></a>'
    return ""


def signature(message: Message) -> str:
    """The author's name, where the channel signs its posts."""
    if not message.author_signature:
        return ""
    return (
        f'<span class="{_CSS}_from_author" dir="auto">{escape(message.author_signature)}</span>,'
        "&nbsp;"
    )


def _forwarded(message: Message) -> str:
    match message.forward_origin:
        case MessageOriginChannel(chat=chat, message_id=number):
            name = f"<span dir=auto>{escape(chat.title or '')}</span>"
            place = f' href="https://t.me/{chat.username}/{number}"' if chat.username else ""
            tag = "a" if place else "span"
            inside = f'<{tag} class="{_CSS}_forwarded_from_name"{place}>{name}</{tag}>'
        case MessageOriginUser(sender_user=user):
            inside = f'<span class="{_CSS}_forwarded_from_name">{escape(user.full_name)}</span>'
        case MessageOriginHiddenUser(sender_user_name=name):
            inside = f'<span class="{_CSS}_forwarded_from_name">{escape(name)}</span>'
        case _:
            return ""
    return f'<div class="{_CSS}_forwarded_from accent_color">Forwarded from&nbsp;{inside}</div>'


def _answered(message: Message) -> str:
    answered = message.reply_to_message
    if answered is None:
        return ""
    place = f"https://t.me/{message.chat.username}/{answered.message_id}"
    words = escape((answered.text or answered.caption or "")[:100])
    return (
        f'<a class="{_CSS}_reply user-color-default" href="{place}">'
        f'<div class="{_CSS}_author accent_color">{escape(message.chat.title or "")}</div>'
        f'<div class="{_CSS}_metatext js-message_reply_text">{words}</div></a>'
    )
