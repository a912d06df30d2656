"""Making entities: offsets and lengths are UTF-16 units."""

from __future__ import annotations

from aiogram.types import MessageEntity, User

from bot.sandbox.text.links import BadLink, check_link, user_of_link


def span(
    kind: str,
    offset: int,
    length: int,
    *,
    language: str | None = None,
    custom_emoji_id: str | None = None,
) -> MessageEntity:
    """An entity without an address."""
    return MessageEntity(
        type=kind,
        offset=offset,
        length=length,
        language=language,
        custom_emoji_id=custom_emoji_id,
    )


def date_span(offset: int, length: int, moment: int, style: str) -> MessageEntity:
    """A date entity; `moment` is Unix time in seconds, `style` a canonical format."""
    return MessageEntity(
        type="date_time", offset=offset, length=length, unix_time=moment, date_time_format=style
    )


def link_span(offset: int, length: int, link: str) -> MessageEntity | None:
    """A link, or a mention for `tg://user?id=...`; None for an address Telegram drops.

    The user of a mention is known by `id` only: name and kind are for the server to fill in.
    """
    user_id = user_of_link(link)
    if user_id is not None:
        user = User(id=user_id, is_bot=False, first_name="")
        return MessageEntity(type="text_mention", offset=offset, length=length, user=user)
    try:
        url = check_link(link)
    except BadLink:
        return None
    return MessageEntity(type="text_link", offset=offset, length=length, url=url)
