"""The journal of a channel: who did what, newest first; for owners."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.journal import Deed, Entry
from bot.domain.pages import Cursor, Page
from bot.domain.people import Person
from bot.domain.slots import Slot
from bot.services.teaming import Teaming
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.slot_views import slot_time
from handlers.filters import keep_for_owners
from handlers.moments import describe_day, describe_moment
from handlers.numbers import Number

# Characters of a title and of a detail: a page is one message.
_MOST_TITLE, _MOST_DETAIL = 60, 120


class JournalPage(CallbackData, prefix="aij1"):
    """A page of a journal; `cursor` is a packed `Cursor`, empty for the first."""

    channel: Number
    cursor: str = ""


def journal_router() -> Router:
    """The journal and its pages."""
    router = Router(name="journal")
    keep_for_owners(router)
    router.callback_query.register(open_journal, OnChannel.filter(F.do == ChannelDo.JOURNAL))
    router.callback_query.register(turn, JournalPage.filter())
    return router


async def open_journal(
    query: CallbackQuery, callback_data: OnChannel, person: Person, teaming: Teaming, t: Translator
) -> None:
    await _show(query, person, callback_data.channel, "", teaming, t)


async def turn(
    query: CallbackQuery,
    callback_data: JournalPage,
    person: Person,
    teaming: Teaming,
    t: Translator,
) -> None:
    await _show(query, person, callback_data.channel, callback_data.cursor, teaming, t)


async def _show(
    query: CallbackQuery,
    person: Person,
    channel_id: int,
    cursor: str,
    teaming: Teaming,
    t: Translator,
) -> None:
    channel, page = await teaming.read_journal(person.id, channel_id, cursor)
    lines: list[Text | str] = [Bold(t("journal-title", channel=channel.title))]
    lines += [_line(t, channel, entry) for entry in page.items] or [t("journal-none")]
    await put(query, as_list(*lines, sep="\n\n"), _keyboard(t, channel, page))


def _line(t: Translator, channel: Channel, entry: Entry) -> str:
    words = t(
        f"journal-{entry.deed.value}",
        title=_cut(entry.title, _MOST_TITLE) or t("post-untitled"),
        detail=_cut(_detail(t, channel, entry), _MOST_DETAIL),
    )
    return f"{describe_moment(t, entry.done_at, channel.zoneinfo)} · {entry.person}\n{words}"


def _detail(t: Translator, channel: Channel, entry: Entry) -> str:
    """The detail of a deed as people read it."""
    detail = entry.detail
    match entry.deed:
        case Deed.PLANNED | Deed.MOVED | Deed.DELETION_SET | Deed.UNPINNING_SET:
            return describe_moment(t, datetime.fromisoformat(detail), channel.zoneinfo)
        case Deed.REPEATED:
            count, last = detail.split(" ", 1)
            moment = describe_moment(t, datetime.fromisoformat(last), channel.zoneinfo)
            return t("journal-repeats", count=int(count), last=moment)
        case Deed.LETTER_LOST:
            return describe_day(t, datetime.fromisoformat(detail).date())
        case Deed.INVITED | Deed.JOINED:
            return t(f"role-{detail}")
        case Deed.RUN_PAUSED | Deed.RUN_WENT_ON | Deed.RUN_STOPPED:
            return t(f"run-kind-{detail}")
        case Deed.SLOTS_ADDED | Deed.SLOT_REMOVED:
            slots = [Slot.unpack(line) for line in detail.splitlines()]
            return ", ".join(f"{t(f'weekday-{slot.weekday}')} {slot_time(slot)}" for slot in slots)
        case Deed.LATE_POLICY_SET:
            return t(f"button-late-{detail}")
        case Deed.ROUNDUP_SET:
            return t(f"button-roundup-{detail}")
        case Deed.WEB_SET:
            return t(f"button-web-{detail}")
        case Deed.RULE_ON | Deed.RULE_OFF | Deed.RULES_CHANGED:
            return t(f"rule-{detail}") if detail else t("button-rules")
    return detail


def _cut(words: str, most: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def _keyboard(t: Translator, channel: Channel, page: Page[Entry]) -> InlineKeyboardMarkup:
    builder = InlineKeyboardBuilder()
    turns = (("button-previous", page.previous), ("button-next", page.next))
    builder.row(*[
        _button(t(key), JournalPage(channel=channel.id, cursor=cursor.pack()))
        for key, cursor in turns
        if isinstance(cursor, Cursor)
    ])  # fmt: skip
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id)
    builder.row(_button(t("button-back"), back))
    return builder.as_markup()


def _button(label: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())
