"""Keyboards of posts: values in, markup out."""

from collections.abc import Sequence

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.posts import Post, PostState
from bot.domain.publications import Publication
from bot.domain.sources.material import material_of
from bot.domain.team import Action, Role, Standing
from bot.translator import Translator
from handlers.authors.callbacks import (
    START,
    Do,
    List,
    OnArticle,
    OnPost,
    OnQuestion,
    Page,
)
from handlers.authors.published_keyboards import (
    navigation_rows,
    published_rows,
    unpublished_navigation_rows,
)
from handlers.authors.review_keyboards import reviewer_rows, send_row, waiting_rows
from handlers.authors.rewriting_keyboards import model_rows

# The list that a post stands in; other states are among the drafts.
_LISTS = {
    PostState.PLANNED: List.PLAN,
    PostState.PUBLISHING: List.PLAN,
    PostState.PUBLISHED: List.POSTS,
}

_EVERYTHING = Standing(role=Role.OWNER)


def _row(t: Translator, post_id: int, *dos: Do) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(
            text=t(f"button-{do.name.lower().replace('_', '-')}"),
            callback_data=OnPost(do=do, post=post_id).pack(),
        )
        for do in dos
    ]


def card_keyboard(
    t: Translator,
    post: Post,
    publication: Publication | None,
    link: str | None,
    attempt: int | None = None,
    *,
    has_model: bool = False,
    is_pinned: bool = False,
    standing: Standing = _EVERYTHING,
) -> InlineKeyboardMarkup | None:
    """What may be done with a post in its state, by whom it is shown to.

    `attempt` is the last one to send it.
    """
    match post.state:
        case PostState.IN_REVIEW if standing.may(Action.REVIEW):
            rows = reviewer_rows(t, post)
        case PostState.IN_REVIEW if not standing.may(Action.PUBLISH):
            rows = waiting_rows(t, post)
        case PostState.DRAFT | PostState.FAILED if post.is_navigation and post.channel_id:
            rows = unpublished_navigation_rows(t, post.channel_id)
        case PostState.DRAFT | PostState.FAILED | PostState.IN_REVIEW | PostState.APPROVED:
            rows = draft_rows(t, post, has_model=has_model, standing=standing)
        case PostState.PLANNED | PostState.LATE:
            rows = planned_rows(t, post.id)
        case PostState.UNCERTAIN if publication and publication.asked_at and attempt:
            rows = [_question_row(t, post.id, attempt)]
        case PostState.PUBLISHED if post.is_navigation and post.channel_id is not None:
            rows = navigation_rows(t, post.id, post.channel_id, link)
        case PostState.PUBLISHED:
            rows = published_rows(t, post.id, link, is_pinned=is_pinned)
        case _:
            return None
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _question_row(t: Translator, post_id: int, attempt: int) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(
            text=t(f"button-{do.name.lower().replace('_', '-')}"),
            callback_data=OnQuestion(do=do, post=post_id, attempt=attempt).pack(),
        )
        for do in (Do.IT_IS_PUBLISHED, Do.SEND_AGAIN)
    ]


def draft_rows(
    t: Translator, post: Post, *, has_model: bool = False, standing: Standing = _EVERYTHING
) -> list[list[InlineKeyboardButton]]:
    """The buttons of a draft card; what it carries can be read, a model can be asked.

    Who may not publish sends it for review instead.
    """
    post_id = post.id
    article = [[_material_button(t, post)]] if material_of(post.content) else []
    return [
        *article,
        *_content_rows(t, post, has_model=has_model),
        send_row(t, post)
        if standing.may(Action.SUBMIT)
        else _row(t, post_id, Do.SCHEDULE, Do.PUBLISH),
        _row(t, post_id, Do.DELETE),
    ]


def _content_rows(
    t: Translator, post: Post, *, has_model: bool
) -> list[list[InlineKeyboardButton]]:
    """What changes the content of a post; a long one has ways to choose from."""
    return [
        _row(t, post.id, Do.TEXT, Do.MEDIA, Do.TAGS),
        _row(t, post.id, Do.BUTTONS, Do.OPTIONS, Do.CHECK),
        *([_row(t, post.id, Do.LONG)] if post.content.is_long else ()),
        _row(t, post.id, Do.PREVIEW, Do.HISTORY, Do.TYPOGRAPHY),
        *(model_rows(t, post.id) if has_model else ()),
    ]


def _material_button(t: Translator, post: Post) -> InlineKeyboardButton:
    data = OnPost(do=Do.ARTICLE, post=post.id).pack()
    text = t(f"button-draft-{material_of(post.content)}")
    return InlineKeyboardButton(text=text, callback_data=data)


def articles_keyboard(t: Translator, post_id: int, titles: Sequence[str]) -> InlineKeyboardMarkup:
    """Articles found in one draft, each to have a draft of its own; and the way to its card."""
    rows = [
        [InlineKeyboardButton(
            text=title, callback_data=OnArticle(post=post_id, index=index).pack()
        )]
        for index, title in enumerate(titles)
    ]  # fmt: skip
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back_button(t, post_id)]])


def planned_rows(t: Translator, post_id: int) -> list[list[InlineKeyboardButton]]:
    """The buttons of a planned post."""
    reschedule = InlineKeyboardButton(
        text=t("button-reschedule"),
        callback_data=OnPost(do=Do.SCHEDULE, post=post_id).pack(),
    )
    return [
        [reschedule, *_row(t, post_id, Do.EDIT)],
        _row(t, post_id, Do.PUBLISH, Do.CANCEL),
    ]


def planned_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """What may be done with a planned post."""
    return InlineKeyboardMarkup(inline_keyboard=planned_rows(t, post_id))


def edit_keyboard(t: Translator, post: Post, *, has_model: bool = False) -> InlineKeyboardMarkup:
    """The buttons that change a planned post, with the way back."""
    rows = [
        *_content_rows(t, post, has_model=has_model),
        [back_button(t, post.id)],
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def back_button(t: Translator, post_id: int) -> InlineKeyboardButton:
    """Back to the post's card."""
    data = OnPost(do=Do.OPEN, post=post_id).pack()
    return InlineKeyboardButton(text=t("button-back"), callback_data=data)


def listed_keyboard(
    t: Translator, post: Post, card: InlineKeyboardMarkup | None
) -> InlineKeyboardMarkup:
    """The buttons of a card that was opened from a list, with the way back up."""
    of = _LISTS.get(post.state, List.DRAFTS)
    page = Page(of=of, channel=post.channel_id or 0, moment=START[of], id=0)
    back = InlineKeyboardButton(text=t("button-back"), callback_data=page.pack())
    return InlineKeyboardMarkup(inline_keyboard=[*(card.inline_keyboard if card else []), [back]])


def sure_keyboard(t: Translator, post_id: int, sure: Do) -> InlineKeyboardMarkup:
    """A confirmation: the deed, or back to the card."""
    cancel = InlineKeyboardButton(
        text=t("button-cancel"), callback_data=OnPost(do=Do.OPEN, post=post_id).pack()
    )
    return InlineKeyboardMarkup(inline_keyboard=[[*_row(t, post_id, sure), cancel]])


def back_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """Only the way back."""
    return InlineKeyboardMarkup(inline_keyboard=[[back_button(t, post_id)]])


def media_keyboard(t: Translator, post: Post) -> InlineKeyboardMarkup:
    """While media are asked for: remove what is there, or go back."""
    builder = InlineKeyboardBuilder()
    if post.content.media:
        builder.row(*_row(t, post.id, Do.DROP_MEDIA))
    builder.row(back_button(t, post.id))
    return builder.as_markup()
