"""The plan as people see it: a week of days with their posts and free slots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel, ChannelState
from bot.domain.posts import Post
from bot.domain.slots import Slot
from bot.services.planning import Planned
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import START, Do, List, OnPost, Page
from handlers.authors.expiry_views import plan_mark
from handlers.authors.plan_callbacks import FillSlot, FreeSlots, WeekPicture
from handlers.authors.plan_keyboards import moment_button, to_minute
from handlers.authors.slot_views import short_slot
from handlers.moments import describe_day, describe_moment
from storage.db import to_ms

_MOST_SLOTS_A_DAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a button of the plan leads: behind the key (moment, id), `day` is named on it."""

    key: str
    moment: datetime | None
    day: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a page of the plan shows: the posts of a week, its free slots, the next posts then."""

    channel: Channel
    start: datetime
    posts: Sequence[Planned]
    later: Sequence[Planned]
    slots: Sequence[tuple[datetime, Slot]]
    taken: Sequence[datetime]
    turns: Sequence[Turn] = ()
    bylines: Mapping[int, str] = field(default_factory=dict)

    def local(self, moment: datetime) -> datetime:
        """A moment on the wall clock of the channel."""
        return moment.astimezone(self.channel.zoneinfo)


def plan_screen(t: Translator, outlook: Outlook) -> tuple[Text, InlineKeyboardMarkup]:
    """A week of the plan: days with their posts and free slots, then what comes later."""
    channel = outlook.channel
    lines: list[Text | str] = [Bold(t("list-plan")), t("card-channel", channel=channel.title)]
    if channel.state is ChannelState.PAUSED:
        lines.append(t("plan-paused"))
    if not outlook.posts and not outlook.later:
        lines.append(t("list-plan-empty"))
    for day in _days(outlook):
        lines += ["", Bold(describe_day(t, day)), *_day_lines(t, outlook, day)]
    if outlook.later:
        lines += ["", Bold(t("plan-later"))]
    for item in outlook.later:
        moment = describe_moment(t, item.publication.planned_at, channel.zoneinfo)
        lines.append(f"{moment} · {_name(t, outlook, item)}")
    return as_list(*lines), _keyboard(t, outlook)


def _days(outlook: Outlook) -> list[date]:
    moments = [item.publication.planned_at for item in outlook.posts]
    moments += [moment for moment, _ in outlook.slots]
    return sorted({outlook.local(moment).date() for moment in moments})


def _day_lines(t: Translator, outlook: Outlook, day: date) -> list[str]:
    crowds = Counter(outlook.taken)
    lines = []
    for item in outlook.posts:
        moment = item.publication.planned_at
        local = outlook.local(moment)
        if local.date() == day:
            warning = "⚠️ " if crowds[moment] > 1 else ""
            lines.append(f"{warning}{local:%H:%M} {_name(t, outlook, item)}")
    if crowded := sum(
        count > 1 for at, count in crowds.items() if outlook.local(at).date() == day
    ):
        lines.append(t("plan-crowded", count=crowded))
    free = [
        short_slot(slot) for moment, slot in outlook.slots if outlook.local(moment).date() == day
    ]
    if free:
        more = f" +{len(free) - _MOST_SLOTS_A_DAY}" if len(free) > _MOST_SLOTS_A_DAY else ""
        lines.append(t("plan-free", times=" · ".join(free[:_MOST_SLOTS_A_DAY]) + more))
    return lines


def _name(t: Translator, outlook: Outlook, item: Planned) -> str:
    title = views.title_of(t, item.post) + outlook.bylines.get(item.post.id, "")
    return title + plan_mark(t, item.post)


def _keyboard(t: Translator, outlook: Outlook) -> InlineKeyboardMarkup:
    builder = InlineKeyboardBuilder()
    for item in (*outlook.posts, *outlook.later):
        label = f"{views.title_of(t, item.post)} · {_when(t, outlook, item)}"
        label += outlook.bylines.get(item.post.id, "")
        data = OnPost(do=Do.LISTED, post=item.post.id).pack()
        builder.row(InlineKeyboardButton(text=label, callback_data=data))
    channel = outlook.channel.id
    ways = [InlineKeyboardButton(text=t("button-week-picture"), callback_data=_picture(outlook))]
    if outlook.slots:
        free = FreeSlots(channel=channel, minute=to_minute(outlook.start)).pack()
        ways.insert(0, InlineKeyboardButton(text=t("button-free-slots"), callback_data=free))
    builder.row(*ways)
    builder.row(*(_turn_button(t, channel, turn) for turn in outlook.turns))
    return builder.as_markup()


def _picture(outlook: Outlook) -> str:
    day = outlook.local(outlook.start).date().toordinal()
    return WeekPicture(channel=outlook.channel.id, day=day).pack()


def _when(t: Translator, outlook: Outlook, item: Planned) -> str:
    local = outlook.local(item.publication.planned_at)
    if item in outlook.posts:
        return f"{local:%H:%M}"
    return f"{local.day} {t(f'month-{local.month}')} {local:%H:%M}"


def _turn_button(t: Translator, channel_id: int, turn: Turn) -> InlineKeyboardButton:
    moment = START[List.PLAN] if turn.moment is None else to_ms(turn.moment)
    page = Page(of=List.PLAN, channel=channel_id, moment=moment, id=turn.id)
    day = f" · {turn.day.day} {t(f'month-{turn.day.month}')}" if turn.day else ""
    return InlineKeyboardButton(text=t(turn.key) + day, callback_data=page.pack())


def slots_to_fill(
    t: Translator, channel: Channel, slots: Sequence[tuple[datetime, Slot]]
) -> tuple[Text, InlineKeyboardMarkup]:
    """The free slots of a week, each a button that leads to the drafts for it."""
    builder = InlineKeyboardBuilder()
    for moment, slot in slots:
        local = moment.astimezone(channel.zoneinfo)
        label = f"{t(f'weekday-{local.weekday()}')} {local.day} · {short_slot(slot)}"
        data = FillSlot(channel=channel.id, minute=to_minute(moment)).pack()
        builder.button(text=label, callback_data=data)
    builder.adjust(2)
    builder.row(_back_button(t, channel))
    text = t("plan-fill" if slots else "plan-no-free")
    return as_list(Bold(t("button-free-slots")), text), builder.as_markup()


def drafts_for_slot(
    t: Translator, channel: Channel, moment: datetime, drafts: Sequence[Post]
) -> tuple[Text, InlineKeyboardMarkup]:
    """Drafts that fit a slot: one tap puts one there."""
    builder = InlineKeyboardBuilder()
    for post in drafts:
        builder.row(moment_button(views.title_of(t, post), post.id, moment, is_slot=True))
    builder.row(_back_button(t, channel))
    when = describe_moment(t, moment, channel.zoneinfo)
    text = t("plan-fill-with" if drafts else "plan-nothing-fits")
    return as_list(Bold(when), text), builder.as_markup()


def _back_button(t: Translator, channel: Channel) -> InlineKeyboardButton:
    page = Page(of=List.PLAN, channel=channel.id, moment=START[List.PLAN], id=0)
    return InlineKeyboardButton(text=t("button-back"), callback_data=page.pack())
