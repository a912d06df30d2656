"""Buttons under a digest: what it left over, less of it, its settings, an end of it."""

from datetime import UTC, datetime
from enum import StrEnum
from math import ceil
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.domain.digests import Frequency
from bot.domain.editions import PLACE_LENGTH, Edition
from bot.domain.pages import Cursor, base36
from bot.domain.slowing import less_often
from bot.domain.subscriptions import Sorting
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.numbers import Number
from handlers.readers.digest_keyboards import DigestDo, OnDigest
from handlers.readers.edition_text import DigestPage
from handlers.readers.rows import Rows, button


class SortedBy(StrEnum):
    """`Sorting` in one letter: there is no room for more."""

    BEST = "b"
    TIME = "t"


class Rest(CallbackData, prefix="rdm1"):
    """The next message of an edition: its period, and the place that was reached.

    `period` is `since.until`, seconds since the epoch to the base of 36.
    """

    channel: Number
    by: SortedBy
    period: Annotated[str, Field(pattern=r"^[0-9a-z]{1,7}\.[0-9a-z]{1,7}$")]
    cursor: str

    @property
    def place(self) -> Cursor | None:
        """Where it goes on; None, the beginning, for what we did not pack."""
        return Cursor.unpack(self.cursor, length=PLACE_LENGTH)

    @property
    def sorting(self) -> Sorting:
        """The order of the edition."""
        return Sorting[self.by.name]

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Where the period begins and ends; seven digits end with the year 4453."""
        since, until = (int(part, 36) for part in self.period.split("."))
        return datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC)


class Slower(CallbackData, prefix="rdl1"):
    """Less often than `now`: how often it came when the button was made, so that a press counts
    once though it may be worked twice."""

    now: Frequency
    channel: Number


class AsBefore(CallbackData, prefix="rdb1"):
    """Back to how often it came before."""

    frequency: Frequency
    channel: Number


def digest_keyboard(
    t: Translator, edition: Edition, page: DigestPage, *, is_team: bool = False
) -> InlineKeyboardMarkup:
    """Under a digest: on what it left over, and on what comes of itself. One tap ends it.

    The team of its channel gets the way to what its readers get.
    """
    channel_id = edition.channel.id
    settings = _on_digest(t, DigestDo.CARD, channel_id)
    rows = more_rows(t, edition, page)
    if edition.frequency is None:
        rows.append([settings])
    else:
        rows.append([_less(t, edition.frequency, channel_id), settings])
        rows.append([_on_digest(t, DigestDo.STOP, channel_id)])
    if is_team:
        foretell = OnChannel(do=ChannelDo.FORETELL, channel=channel_id)
        rows.append([button(t("button-foretell"), foretell)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def more_rows(t: Translator, edition: Edition, page: DigestPage) -> Rows:
    """The way to the rest of an edition, if there is one."""
    if page.more is None:
        return []
    # Periods are of whole minutes, but one that was asked for ends with a part of a second.
    since, until = int(edition.since.timestamp()), ceil(edition.until.timestamp())
    rest = Rest(
        channel=edition.channel.id,
        by=SortedBy[edition.taste.sorting.name],
        period=f"{base36(since)}.{base36(until)}",
        cursor=page.more.pack(),
    )
    return [[button(t("digest-button-more", count=page.rest), rest)]]


def slowed_keyboard(
    t: Translator, now: Frequency, channel_id: int, *, before: Frequency | None = None
) -> InlineKeyboardMarkup:
    """Under what is set now: less of it, as it was `before`, an end of it."""
    rows: Rows = []
    if less_often(now):
        rows.append([_less(t, now, channel_id)])
    if before is not None:
        undo = AsBefore(frequency=before, channel=channel_id)
        rows.append([button(t("digest-button-undo"), undo)])
    rows.append(
        [_on_digest(t, DigestDo.STOP, channel_id), _on_digest(t, DigestDo.CARD, channel_id)]
    )
    return InlineKeyboardMarkup(inline_keyboard=rows)


def stopped_keyboard(
    t: Translator, channel_id: int, before: Frequency
) -> InlineKeyboardMarkup | None:
    """The way back from an end; none when there was nothing to end."""
    if before is Frequency.OFF:
        return None
    undo = AsBefore(frequency=before, channel=channel_id)
    return InlineKeyboardMarkup(inline_keyboard=[[button(t("digest-button-undo"), undo)]])


def _less(t: Translator, now: Frequency, channel_id: int) -> InlineKeyboardButton:
    return button(t("digest-button-less"), Slower(now=now, channel=channel_id))


def _on_digest(t: Translator, do: DigestDo, channel_id: int) -> InlineKeyboardButton:
    return button(t(f"button-digest-{do.value}"), OnDigest(do=do, channel=channel_id))
