"""What the page of a navigation post shows: values in, words and buttons out."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain import texts
from bot.domain.channels import Channel
from bot.domain.navigations import NavigationState, Question
from bot.domain.posts import PostState
from bot.services.navigating import Desk
from bot.translator import Translator
from handlers.authors.published_keyboards import OnPublished, PublishedDo
from handlers.authors.rubric_callbacks import CataloguePage, NavigationDo, OnNavigation

Screen = tuple[Text, InlineKeyboardMarkup]
Rows = list[list[InlineKeyboardButton]]


def desk_screen(
    t: Translator, desk: Desk, link: str | None, *, is_pinned: bool, above: str = ""
) -> Screen:
    """The navigation post of a channel: how it stands, and a preview of it."""
    lines: list[Text | str] = [above, ""] if above else []
    lines += [Bold(t("navigation-title")), t(_status(desk))]
    if link:
        lines.append(TextLink(link, url=link))
    if _has_question(desk) or not desk.is_out or desk.post is None:
        lines += ["", formatted(desk.preview)]
    rows = _rows(t, desk, is_pinned=is_pinned)
    data = CataloguePage(channel=desk.channel.id)
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=data.pack())])
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=rows)


def sure_screen(t: Translator, channel: Channel) -> Screen:
    """The one confirmation before it is published."""
    rows = [
        [_button(t("button-publish-sure"), NavigationDo.PUBLISH_SURE, channel.id)],
        [_button(t("button-navigation-pinned"), NavigationDo.PUBLISH_PINNED, channel.id)],
        [_button(t("button-cancel"), NavigationDo.OPEN, channel.id)],
    ]
    text = Text(t("navigation-sure", channel=channel.title))
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def question_screen(t: Translator, channel: Channel, question: Question) -> Screen:
    """What only the author can decide."""
    text = as_list(Bold(channel.title), t(f"navigation-{question.value}"))
    rows = [_answers(t, channel.id, question)]
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def formatted(text: texts.Text) -> Text:
    """A text whose entities stand one behind another, as aiogram has it."""
    parts: list[Text | str] = []
    at = 0
    for entity in text.entities:
        inner = texts.cut(text, entity.offset, entity.end).text
        parts.append(texts.cut(text, at, entity.offset).text)
        parts.append(TextLink(inner, url=entity.url) if entity.url else Bold(inner))
        at = entity.end
    return Text(*parts, texts.cut(text, at, text.units).text)


def _status(desk: Desk) -> str:
    if desk.navigation is None or desk.post is None:
        return "navigation-none"
    if _has_question(desk) and desk.navigation.question:
        return f"navigation-{desk.navigation.question.value}"
    if not desk.is_out:
        return "navigation-failed"
    if desk.post.state is PostState.UNCERTAIN:
        return "navigation-uncertain"
    return f"navigation-{desk.navigation.state.value}"


def _has_question(desk: Desk) -> bool:
    return desk.navigation is not None and desk.navigation.state is NavigationState.ASKING


def _rows(t: Translator, desk: Desk, *, is_pinned: bool) -> Rows:
    channel_id = desk.channel.id
    if desk.navigation is not None and _has_question(desk) and desk.navigation.question:
        return [_answers(t, channel_id, desk.navigation.question)]
    if desk.navigation is None or desk.post is None or not desk.is_out:
        return [[_button(t("button-publish-sure"), NavigationDo.PUBLISH, channel_id)]]
    if desk.navigation.state is NavigationState.PUBLISHING:
        return [[_button(t("button-refresh"), NavigationDo.OPEN, channel_id)]]
    pin = ("button-unpin", NavigationDo.UNPIN) if is_pinned else ("button-pin", NavigationDo.PIN)
    keep = (
        ("button-navigation-resume", NavigationDo.RESUME)
        if desk.navigation.state is NavigationState.STOPPED
        else ("button-navigation-stop", NavigationDo.STOP)
    )
    rows = [[_button(t(key), do, channel_id)] for key, do in (pin, keep)]
    data = OnPublished(do=PublishedDo.DELETE, post=desk.post.id)
    rows.append([InlineKeyboardButton(text=t("button-delete"), callback_data=data.pack())])
    return rows


def _answers(t: Translator, channel_id: int, question: Question) -> list[InlineKeyboardButton]:
    is_gone = question is Question.GONE
    again = (
        _button(t("button-navigation-again"), NavigationDo.PUBLISH_SURE, channel_id)
        if is_gone
        else _button(t("button-navigation-overwrite"), NavigationDo.OVERWRITE, channel_id)
    )
    key = "button-navigation-leave" if is_gone else "button-navigation-stop"
    return [again, _button(t(key), NavigationDo.STOP, channel_id)]


def _button(text: str, do: NavigationDo, channel_id: int) -> InlineKeyboardButton:
    data = OnNavigation(do=do, channel=channel_id)
    return InlineKeyboardButton(text=text, callback_data=data.pack())
