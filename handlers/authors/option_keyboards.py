"""Keyboards of how a post is shown: Options, Long post, Buttons; values in, markup out."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.links import links_of
from bot.domain.options import LongPost
from bot.domain.posts import Content, Post
from bot.domain.publications import layout
from bot.services.presenting import COVERED
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost, Option, Toggle
from handlers.authors.expiry_views import option_rows
from handlers.authors.keyboards import back_button
from handlers.numbers import Number

MOST_LINKS = 20
"""Links of a text that are offered for the preview."""


class LongWay(CallbackData, prefix="olw1"):
    """What becomes of a long post."""

    way: LongPost
    post: Number


class ChooseLink(CallbackData, prefix="olk1"):
    """The link of the text that is shown below it, of a post as it is in a revision."""

    post: Number
    index: Number
    revision: Number


def options_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """Switches that fit the post, each with its present position."""
    rows = [
        [InlineKeyboardButton(
            text=text, callback_data=Toggle(option=option, post=post.id).pack()
        )]
        for option, text in _switches(t, post.content).items()
    ]  # fmt: skip
    rows += option_rows(t, post)
    if len(_shown_links(post.content)) > 1:
        rows.append([_to(t, Do.LINK, post.id)])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back_button(t, post.id)]])


def _switches(t: Translator, content: Content) -> dict[Option, str]:
    options = content.options
    marks = {
        Option.SILENT: t("option-silent", on=_on(options.is_silent)),
        Option.PROTECTED: t("option-protected", on=_on(options.is_protected)),
        Option.PINNED: t("option-pinned", on=_on(options.is_pinned)),
    }
    if content.media:
        marks[Option.CAPTION] = t("option-caption", on=_on(options.is_caption_above))
    if covered := [one for one in content.media if one.kind in COVERED]:
        marks[Option.SPOILER] = t("option-spoiler", on=_on(covered[0].has_spoiler))
    if _has_text_message(content):
        marks[Option.PREVIEW] = t("option-preview", place=options.link_preview.value)
        marks[Option.SIZE] = t("option-size", size=options.preview_size.value)
    return marks


def _has_text_message(content: Content) -> bool:
    """Whether a link can be previewed: only below or above a plain text (Bot API)."""
    is_empty = not content.media and not content.full_text
    return is_empty or any(not part.media and not part.is_rich for part in layout(content))


def _shown_links(content: Content) -> list[str]:
    return links_of(content.full_text)[:MOST_LINKS] if _has_text_message(content) else []


def links_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """The links of a text, the one that is shown with a mark."""
    links = _shown_links(post.content)
    chosen = post.content.options.preview_url
    at = links.index(chosen) if chosen in links else 0
    rows = [
        [InlineKeyboardButton(
            text=_marked(link.partition("://")[2][:60], is_on=index == at),
            callback_data=ChooseLink(
                post=post.id, index=index, revision=post.revision
            ).pack(),
        )]
        for index, link in enumerate(links)
    ]  # fmt: skip
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_to(t, Do.OPTIONS, post.id, back=True)]])


def long_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """The ways of a long post, the one that it goes with a mark."""
    rows = [
        [InlineKeyboardButton(
            text=_marked(t(f"button-long-{way.value}"), is_on=way is post.content.way),
            callback_data=LongWay(way=way, post=post.id).pack(),
        )]
        for way in ways_of(post.content)
    ]  # fmt: skip
    if post.content.way is LongPost.PICTURE:
        rows.append([_to(t, Do.PICTURE, post.id)])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back_button(t, post.id)]])


def ways_of(content: Content) -> list[LongPost]:
    """The ways that a post can go: an address can stand for one picture only."""
    return [way for way in LongPost if way is not LongPost.PICTURE or content.is_picture]


def picture_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """While the address of a picture is asked for: back to the ways."""
    back = _to(t, Do.LONG, post_id, back=True)
    return InlineKeyboardMarkup(inline_keyboard=[[back]])


def buttons_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """While buttons are asked for: remove those that are there, or go back."""
    rows = [[back_button(t, post.id)]]
    if post.content.options.buttons:
        rows.insert(0, [_to(t, Do.DROP_BUTTONS, post.id)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _to(t: Translator, do: Do, post_id: int, *, back: bool = False) -> InlineKeyboardButton:
    text = t("button-back") if back else t(f"button-{do.name.lower().replace('_', '-')}")
    return InlineKeyboardButton(text=text, callback_data=OnPost(do=do, post=post_id).pack())


def _marked(words: str, *, is_on: bool) -> str:
    return f"✅ {words}" if is_on else words


def _on(value: bool) -> str:
    return "on" if value else "off"
