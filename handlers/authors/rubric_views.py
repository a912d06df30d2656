"""What the pages of a channel's rubrics show: values in, words and buttons out."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.rubric_pairs import Pair
from bot.services.cataloguing import Card
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.rubric_callbacks import (
    CatalogueDo,
    CataloguePage,
    JoinRubrics,
    NavigationDo,
    OnCatalogue,
    OnNavigation,
    OnRubric,
    PairsPage,
    RubricDo,
    TellApart,
)

Screen = tuple[Text, InlineKeyboardMarkup]
Rows = list[list[InlineKeyboardButton]]

HIDDEN = "🙈"
# A tag may have 256 characters, a button shows far fewer.
_MOST_ON_BUTTON = 40


def channels_screen(t: Translator, channels: Sequence[Channel]) -> Screen:
    """Which channel's rubrics are meant; for editors."""
    rows = [[_button(one.title, CataloguePage(channel=one.id))] for one in channels]
    text = as_list(Bold(t("catalogue-title")), t("catalogue-channels"))
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def list_screen(t: Translator, channel: Channel, page: Page[Rubric], *, is_owner: bool) -> Screen:
    """A page of a channel's rubrics."""
    rows = [
        [_button(label_of(rubric), OnRubric(do=RubricDo.OPEN, rubric=rubric.id))]
        for rubric in page.items
    ]
    turns = [("button-previous", page.previous), ("button-next", page.next)]
    if turned := [
        _button(t(key), CataloguePage(channel=channel.id, cursor=cursor.pack()))
        for key, cursor in turns
        if cursor
    ]:
        rows.append(turned)
    rows.append([_button(t("button-rubric-pairs"), PairsPage(channel=channel.id, at=0))])
    data = OnNavigation(do=NavigationDo.OPEN, channel=channel.id)
    rows.append([_button(t("button-navigation"), data)])
    up: CallbackData = OnCatalogue(do=CatalogueDo.CHANNELS)
    if is_owner:
        up = OnChannel(do=ChannelDo.OPEN, channel=channel.id)
    rows.append([_button(t("button-back"), up)])
    key = "catalogue-some" if page.items else "catalogue-none"
    text = as_list(Bold(t("catalogue-title")), channel.title, "", t(key))
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def card_screen(t: Translator, card: Card, above: str = "") -> Screen:
    """The page of a rubric; `above` says what has just been done."""
    return Text(*([above, "\n\n"] if above else []), _card(t, card)), _card_keyboard(t, card)


def _card(t: Translator, card: Card) -> Text:
    rubric = card.rubric
    lines: list[Text | str] = [Bold(rubric.label)]
    lines += [rubric.description] if rubric.description else []
    lines.append(t("posts-count", count=rubric.posts))
    if rubric.tag != card.tag:
        lines.append(t("rubric-first-tag", tag=f"#{card.tag}"))
    if names := [f"#{one.tag}" for one in card.synonyms if one.tag != rubric.tag]:
        lines.append(t("rubric-synonyms-line", tags=", ".join(names)))
    if rubric.is_hidden:
        lines.append(f"{HIDDEN} {t('rubric-is-hidden')}")
    return as_list(*lines)


def _card_keyboard(t: Translator, card: Card) -> InlineKeyboardMarkup:
    rubric = card.rubric
    switch = (
        (RubricDo.SHOW, "button-rubric-show")
        if rubric.is_hidden
        else (RubricDo.HIDE, "button-rubric-hide")
    )
    rows = [
        [(RubricDo.RENAME, "button-rubric-rename"), (RubricDo.DESCRIBE, "button-rubric-describe")],
        [(RubricDo.EMOJI, "button-rubric-emoji"), switch],
        [(RubricDo.JOIN, "button-rubric-join-to")],
    ]
    if card.synonyms:
        rows[2].append((RubricDo.SYNONYMS, "button-rubric-synonyms"))
    drawn = [
        [_button(t(key), OnRubric(do=do, rubric=rubric.id)) for do, key in row] for row in rows
    ]
    drawn.append([_button(t("button-back"), CataloguePage(channel=card.channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=drawn)


def synonyms_screen(t: Translator, card: Card, above: str = "") -> Screen:
    """The synonyms of a rubric, each to be parted by a tap."""
    if not card.synonyms:
        return card_screen(t, card, above)
    rows = [
        [_button(f"✖️ #{one.tag}", OnRubric(do=RubricDo.PART, rubric=one.id))]
        for one in card.synonyms
    ]
    rows.append([back_to(t, card.rubric.id)])
    lines = ([above, ""] if above else []) + [t("rubric-synonyms-page", tag=f"#{card.rubric.tag}")]
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=rows)


def targets_screen(t: Translator, card: Card, near: Sequence[Rubric]) -> Screen:
    """What a rubric may be joined to: near ones, or a typed tag."""
    rows = [
        [_button(label_of(one), JoinRubrics(joined=card.rubric.id, into=one.id))] for one in near
    ]
    rows.append([back_to(t, card.rubric.id)])
    text = Text(t("rubric-join-to-ask", tag=f"#{card.rubric.tag}"))
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def sure_screen(t: Translator, joined: Card, into: Card) -> Screen:
    """The confirmation before one rubric is joined to another."""
    data = JoinRubrics(joined=joined.rubric.id, into=into.rubric.id, sure=True)
    back = OnRubric(do=RubricDo.OPEN, rubric=joined.rubric.id)
    row = [_button(t("button-rubric-join"), data), _button(t("button-cancel"), back)]
    tags = {"joined": f"#{joined.rubric.tag}", "into": f"#{into.rubric.tag}"}
    lines = [t("rubric-join-sure", count=joined.rubric.posts, **tags)]
    if joined.rubric.is_hidden and not into.rubric.is_hidden:
        lines.append(t("rubric-join-shown", **tags))
    elif into.rubric.is_hidden and not joined.rubric.is_hidden:
        lines.append(t("rubric-join-hidden", **tags))
    return Text("\n".join(lines)), InlineKeyboardMarkup(inline_keyboard=[row])


def pairs_screen(
    t: Translator, channel: Channel, pairs: Sequence[Pair], at: int, above: str = ""
) -> Screen:
    """One pair that is probably the same, of as many as there are."""
    rows: Rows = []
    lines: list[Text | str] = [above, ""] if above else []
    lines.append(Bold(t("rubric-pairs-title")))
    if pairs:
        at %= len(pairs)
        pair = pairs[at]
        lines += [t("rubric-pairs-at", at=at + 1, count=len(pairs)), ""]
        lines += [label_of(pair.kept), label_of(pair.joined), "", t("rubric-pairs-ask")]
        join = JoinRubrics(joined=pair.joined.id, into=pair.kept.id)
        apart = TellApart(one=pair.kept.id, other=pair.joined.id, at=at)
        rows.append([
            _button(t("button-rubric-join"), join), _button(t("button-rubric-apart"), apart)
        ])  # fmt: skip
        if len(pairs) > 1:
            data = PairsPage(channel=channel.id, at=(at + 1) % len(pairs))
            rows.append([_button(t("button-next"), data)])
    else:
        lines.append(t("rubric-pairs-none"))
    rows.append([_button(t("button-back"), CataloguePage(channel=channel.id))])
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=rows)


def back_keyboard(t: Translator, rubric_id: int) -> InlineKeyboardMarkup:
    """Below a question: back to the rubric, with nothing changed."""
    return InlineKeyboardMarkup(inline_keyboard=[[back_to(t, rubric_id)]])


def back_to(t: Translator, rubric_id: int) -> InlineKeyboardButton:
    """Back to a rubric's page."""
    return _button(t("button-back"), OnRubric(do=RubricDo.OPEN, rubric=rubric_id))


def label_of(rubric: Rubric) -> str:
    """A rubric of a list: its tag, its count, and whether it is hidden."""
    hidden = f" {HIDDEN}" if rubric.is_hidden else ""
    return f"{rubric.label} · {rubric.posts}{hidden}"


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    text = text if len(text) <= _MOST_ON_BUTTON else text[: _MOST_ON_BUTTON - 1] + "…"
    return InlineKeyboardButton(text=text, callback_data=data.pack())
