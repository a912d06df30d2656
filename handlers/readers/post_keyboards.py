"""The keyboard of a post's page: open it in the channel, share it, save it, see others like it."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.payloads import encode_number
from bot.translator import Translator
from handlers.readers.archive_callbacks import AlikePosts, SavePost
from handlers.readers.callbacks import OpenPost
from handlers.readers.rows import Rows, button, post_button
from handlers.readers.views import link_of


def post_keyboard(
    t: Translator,
    channel: Channel,
    entry: Entry,
    further: Sequence[Sequence[InlineKeyboardButton]] = (),
    *,
    is_saved: bool,
) -> InlineKeyboardMarkup:
    """What may be done with a post; `further` rows stand below."""
    post, link = entry.post, link_of(channel, entry)
    share = InlineKeyboardButton(
        text=t("button-share"), switch_inline_query=encode_number("post", post.id)
    )
    opening = [InlineKeyboardButton(text=t("button-open-in-channel"), url=link)] if link else []
    alike = button(t("button-alike"), AlikePosts(channel=channel.id, post=post.id))
    rows = [[*opening, share], [save_button(t, post.id, is_saved=is_saved), alike]]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *map(list, further)])


def save_button(t: Translator, post_id: int, *, is_saved: bool) -> InlineKeyboardButton:
    """Saves a post, or, where it is saved, no longer."""
    words = t("button-post-saved" if is_saved else "button-post-save")
    return button(words, SavePost(post=post_id, is_kept=not is_saved))


def with_saved(
    t: Translator, markup: InlineKeyboardMarkup, post_id: int, *, is_saved: bool
) -> InlineKeyboardMarkup:
    """A page's keyboard whose button shows whether the post is saved; the others stay."""
    mine = {SavePost(post=post_id, is_kept=is_kept).pack() for is_kept in (True, False)}
    turned = save_button(t, post_id, is_saved=is_saved)
    rows = [
        [turned if one.callback_data in mine else one for one in row]
        for row in markup.inline_keyboard
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def alike_keyboard(
    t: Translator, channel: Channel, post_id: int, found: Sequence[Entry]
) -> InlineKeyboardMarkup:
    """Posts like one, and the way back to it."""
    rows: Rows = [[post_button(t, channel, entry)] for entry in found]
    rows.append([button(t("button-back"), OpenPost(channel=channel.id, post=post_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)
