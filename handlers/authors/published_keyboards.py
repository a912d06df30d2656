"""Buttons of published posts."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.curve_callbacks import curve_button
from handlers.authors.expiry_views import published_row
from handlers.authors.rubric_callbacks import NavigationDo, OnNavigation
from handlers.numbers import Number


class PublishedDo(StrEnum):
    """What a button of a published post does."""

    NUMBERS = "numbers"
    ENTER = "enter"
    TAKE_BACK = "takeback"
    PIN = "pin"
    UNPIN = "unpin"
    REPEAT = "repeat"
    EDIT = "edit"
    DELETE = "delete"
    DELETE_SURE = "delete!"
    STUB_SURE = "stub!"


class OnPublished(CallbackData, prefix="ae1"):
    """A button of a published post's page."""

    do: PublishedDo
    post: Number


class EditDo(StrEnum):
    """What a button of an edit does."""

    TEXT = "text"
    MEDIA = "media"
    BUTTONS = "buttons"
    SAVE = "save"
    LEAVE = "leave"
    KEEP = "keep"
    MINE = "mine"


class OnEdit(CallbackData, prefix="aee1"):
    """A button of an edit; `seen` is the revision of the channel's version that was shown."""

    do: EditDo
    edit: Number
    seen: Number = 0


def published_rows(
    t: Translator, post_id: int, link: str | None, *, is_pinned: bool
) -> list[list[InlineKeyboardButton]]:
    """What may be done with a published post; without a known message only what needs none."""
    history = OnPost(do=Do.HISTORY, post=post_id).pack()
    rows = [[
        _button(t("button-numbers"), PublishedDo.NUMBERS, post_id),
        InlineKeyboardButton(text=t("button-history"), callback_data=history),
    ]]  # fmt: skip
    repeat = _button(t("button-repeat"), PublishedDo.REPEAT, post_id)
    ends = published_row(t, post_id, is_pinned=is_pinned)
    if link is None:
        return [*rows, [repeat], ends]
    edit = _button(t("button-edit"), PublishedDo.EDIT, post_id)
    pin = _button(t("button-pin"), PublishedDo.PIN, post_id)
    unpin = _button(t("button-unpin"), PublishedDo.UNPIN, post_id)
    return [
        *rows,
        [edit, unpin if is_pinned else pin, repeat],
        [InlineKeyboardButton(text=t("button-open-in-channel"), url=link)],
        ends,
        [_button(t("button-delete"), PublishedDo.DELETE, post_id)],
    ]


def navigation_rows(
    t: Translator, post_id: int, channel_id: int, link: str | None
) -> list[list[InlineKeyboardButton]]:
    """What may be done with a post that lists the rubrics: its page keeps it."""
    page = OnNavigation(do=NavigationDo.OPEN, channel=channel_id).pack()
    rows = [[InlineKeyboardButton(text=t("button-navigation"), callback_data=page)]]
    if link is not None:
        rows.append([InlineKeyboardButton(text=t("button-open-in-channel"), url=link)])
        rows.append([_button(t("button-delete"), PublishedDo.DELETE, post_id)])
    return rows


def unpublished_navigation_rows(
    t: Translator, channel_id: int
) -> list[list[InlineKeyboardButton]]:
    """What may be done with one that did not come out: it is written anew, never edited."""
    return [
        [
            InlineKeyboardButton(
                text=t(key), callback_data=OnNavigation(do=do, channel=channel_id).pack()
            )
        ]
        for key, do in (
            ("button-navigation-again", NavigationDo.PUBLISH),
            ("button-navigation", NavigationDo.OPEN),
        )
    ]


def delete_keyboard(t: Translator, post_id: int, sure: PublishedDo) -> InlineKeyboardMarkup:
    """The confirmation of what was just said, or back to the page."""
    cancel = OnPost(do=Do.OPEN, post=post_id).pack()
    row = [
        _button(t("button-delete-sure"), sure, post_id),
        InlineKeyboardButton(text=t("button-cancel"), callback_data=cancel),
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def page_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """Back to the post's page."""
    return InlineKeyboardMarkup(inline_keyboard=[[_back(t, post_id)]])


def numbers_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """What may be done on the Numbers page."""
    rows = [
        [curve_button(t, post_id), _button(t("button-refresh"), PublishedDo.NUMBERS, post_id)],
        [_button(t("button-enter-reposts"), PublishedDo.ENTER, post_id)],
        [_back(t, post_id)],
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def forwards_keyboard(t: Translator, post_id: int, *, is_entered: bool) -> InlineKeyboardMarkup:
    """Back to the Numbers page; what is entered can be taken back."""
    rows = [[_button(t("button-back"), PublishedDo.NUMBERS, post_id)]]
    if is_entered:
        rows.insert(0, [_button(t("button-take-back"), PublishedDo.TAKE_BACK, post_id)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def edit_keyboard(
    t: Translator, edit_id: int, *, may_save: bool, has_media: bool
) -> InlineKeyboardMarkup:
    """The page of an edit: only Save sends it."""
    rows = []
    if may_save:
        rows.append([_on_edit(t("button-save"), EditDo.SAVE, edit_id)])
    what = [_on_edit(t("button-text"), EditDo.TEXT, edit_id)]
    if has_media:
        what.append(_on_edit(t("button-media"), EditDo.MEDIA, edit_id))
    what.append(_on_edit(t("button-buttons"), EditDo.BUTTONS, edit_id))
    rows += [what, [_on_edit(t("button-back"), EditDo.LEAVE, edit_id)]]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def conflict_keyboard(t: Translator, edit_id: int, seen: int) -> InlineKeyboardMarkup:
    """The choice between two versions of a post."""
    keep = _on_edit(t("button-keep"), EditDo.KEEP, edit_id, seen)
    mine = _on_edit(t("button-put-mine"), EditDo.MINE, edit_id, seen)
    return InlineKeyboardMarkup(inline_keyboard=[[keep], [mine]])


def refused_keyboard(t: Translator, edit_id: int) -> InlineKeyboardMarkup:
    """After a refusal: once more, or leave it."""
    save = _on_edit(t("button-save-again"), EditDo.SAVE, edit_id)
    leave = _on_edit(t("button-back"), EditDo.LEAVE, edit_id)
    return InlineKeyboardMarkup(inline_keyboard=[[save], [leave]])


def _on_edit(text: str, do: EditDo, edit_id: int, seen: int = 0) -> InlineKeyboardButton:
    data = OnEdit(do=do, edit=edit_id, seen=seen).pack()
    return InlineKeyboardButton(text=text, callback_data=data)


def _back(t: Translator, post_id: int) -> InlineKeyboardButton:
    data = OnPost(do=Do.OPEN, post=post_id).pack()
    return InlineKeyboardButton(text=t("button-back"), callback_data=data)


def _button(text: str, do: PublishedDo, post_id: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=OnPublished(do=do, post=post_id).pack())
