"""The numbers behind an issue of the channel's own digest, with buttons that swap its posts."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.roundups import Candidate, places
from bot.services.selecting import Selection
from bot.translator import Translator
from handlers import number_views
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.roundup_callbacks import IssueDo, OnIssue
from handlers.authors.roundup_words import issue_title
from handlers.authors.stats_words import shorten
from handlers.authors.views import title_of

Screen = tuple[Text, InlineKeyboardMarkup]
NEXT = 5
"""Posts that were not chosen, shown below those that were."""


def numbers_screen(t: Translator, selection: Selection, above: str = "") -> Screen:
    """The chosen posts and the next ones, with what is known of each and its place."""
    chosen = [one for one in selection.candidates if one.is_chosen]
    others = [one for one in selection.candidates if not one.is_chosen][:NEXT]
    ranks = places(selection.candidates)
    blocks: list[Text | str] = [above] if above else []
    title = issue_title(t, selection.channel, selection.issue)
    blocks.append(as_list(Bold(t("roundup-numbers")), title, t("roundup-order")))
    for key, group in (("roundup-chosen", chosen), ("roundup-others", others)):
        if group:
            rows = [_row(t, one, ranks.get(one.post.id)) for one in group]
            blocks.append(as_list(Bold(t(key)), *rows))
    shown = [one.numbers for one in (*chosen, *others)]
    if legend := number_views.legend(t, shown, selection.channel.zoneinfo):
        blocks.append(legend)
    if selection.is_touched:
        blocks.append(t("roundup-touched"))
    keyboard = _keyboard(t, selection, chosen, others)
    return as_list(*blocks, sep="\n\n"), InlineKeyboardMarkup(inline_keyboard=keyboard)


def told_words(t: Translator, selection: Selection, moment: str) -> str:
    """What is to become of the draft; `moment` is when it goes out by itself."""
    title = issue_title(t, selection.channel, selection.issue)
    if selection.issue.goes_at is not None:
        key = "roundup-told-planned" if selection.is_planned else "roundup-told-not-planned"
    else:
        key = "roundup-told-reviewed" if selection.waits_for_review else "roundup-told"
    return t(key, title=title, channel=selection.channel.title, moment=moment)


def _row(t: Translator, one: Candidate, places_: tuple[int, int] | None) -> Text:
    """`1. Title` and its numbers; those who share a place say so, `2–3.`"""
    first, last = places_ or (0, 0)
    place = number_views.UNKNOWN if not first else str(first)
    if last > first:
        place += f"–{last}"
    numbers = number_views.line(t, one.numbers)
    if one.numbers.stars.is_known:
        numbers += f" · ⭐ {number_views.figure(one.numbers.stars)}"
    return as_list(Text(f"{place}. ", TextLink(title_of(t, one.post), url=one.link)), numbers)


def _keyboard(
    t: Translator, selection: Selection, chosen: Sequence[Candidate], others: Sequence[Candidate]
) -> list[list[InlineKeyboardButton]]:
    rows: list[list[InlineKeyboardButton]] = []
    if selection.may_change:
        rows += [[_swap(t, "➖", IssueDo.OUT, selection, one)] for one in chosen]
        rows += [[_swap(t, "➕", IssueDo.IN, selection, one)] for one in others]
    if selection.post is not None:
        data = OnPost(do=Do.PREVIEW, post=selection.post.id).pack()
        rows.append([InlineKeyboardButton(text=t("button-roundup-draft"), callback_data=data)])
    refresh = OnIssue(do=IssueDo.SHOW, issue=selection.issue.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-refresh"), callback_data=refresh)])
    return rows


def _swap(
    t: Translator, sign: str, do: IssueDo, selection: Selection, one: Candidate
) -> InlineKeyboardButton:
    data = OnIssue(do=do, issue=selection.issue.id, post=one.post.id)
    title = shorten(title_of(t, one.post), 40)
    return InlineKeyboardButton(text=f"{sign} {title}", callback_data=data.pack())
