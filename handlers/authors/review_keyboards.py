"""Buttons of review: what they carry, and how they stand on the cards of posts."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.posts import Post
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.numbers import Number


class ReviewDo(StrEnum):
    """What a button of a review does."""

    SEND = "send"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RETURN = "return"


class OnReview(CallbackData, prefix="aq1"):
    """A button about a post as it is in a revision."""

    do: ReviewDo
    post: Number
    revision: Number


def send_row(t: Translator, post: Post) -> list[InlineKeyboardButton]:
    """In the place of Schedule and Publish now."""
    return [_button(t, ReviewDo.SEND, post)]


def reviewer_rows(t: Translator, post: Post) -> list[list[InlineKeyboardButton]]:
    """The decision, and ways to look closer first."""
    return [
        [_button(t, ReviewDo.APPROVE, post), _button(t, ReviewDo.RETURN, post)],
        [_on_post(t("button-edit"), Do.EDIT, post),
         _on_post(t("button-preview"), Do.PREVIEW, post)],
        [_on_post(t("button-check"), Do.CHECK, post),
         _on_post(t("button-history"), Do.HISTORY, post)],
    ]  # fmt: skip


def waiting_rows(t: Translator, post: Post) -> list[list[InlineKeyboardButton]]:
    """What an author may do while the editors have the post."""
    return [
        [_on_post(t("button-preview"), Do.PREVIEW, post),
         _on_post(t("button-history"), Do.HISTORY, post)],
        [_button(t, ReviewDo.WITHDRAW, post)],
    ]  # fmt: skip


def remark_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """While a remark is asked for: the way back."""
    return InlineKeyboardMarkup(inline_keyboard=[[_on_post(t("button-back"), Do.OPEN, post)]])


def _button(t: Translator, do: ReviewDo, post: Post) -> InlineKeyboardButton:
    data = OnReview(do=do, post=post.id, revision=post.revision)
    return InlineKeyboardButton(text=t(f"button-review-{do.value}"), callback_data=data.pack())


def _on_post(label: str, do: Do, post: Post) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=OnPost(do=do, post=post.id).pack())
