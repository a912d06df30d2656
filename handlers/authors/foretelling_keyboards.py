"""Buttons of what readers get next: the digest in the other language, its rest, the way back."""

from datetime import UTC, datetime
from enum import StrEnum
from math import ceil
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from bot.domain.editions import PLACE_LENGTH, Edition
from bot.domain.pages import Cursor, base36
from bot.translator import LANGUAGES, Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.numbers import Number
from handlers.readers.edition_text import DigestPage
from handlers.readers.rows import Rows, button


class Tongue(StrEnum):
    """The language that a digest is shown in, in one letter: there is no room for more."""

    RU = "r"
    EN = "e"

    @property
    def language(self) -> str:
        return self.name.lower()


class Way(StrEnum):
    """How a page comes: in place of the pressed one, or below it."""

    HERE = "h"
    BELOW = "b"


class Foretold(CallbackData, prefix="adn1"):
    """A page of a foretold digest: its period as in `Rest`, the place that it begins behind."""

    way: Way
    channel: Number
    tongue: Tongue
    period: Annotated[str, Field(pattern=r"^[0-9a-z]{1,7}\.[0-9a-z]{1,7}$")]
    cursor: str = ""

    @property
    def place(self) -> Cursor | None:
        """Where the page begins; None, the beginning, for what we did not pack."""
        return Cursor.unpack(self.cursor, length=PLACE_LENGTH)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Where the period begins and ends."""
        since, until = (int(part, 36) for part in self.period.split("."))
        return datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC)


def foretold_keyboard(
    t: Translator, edition: Edition, page: DigestPage, place: Cursor | None, shown: str
) -> InlineKeyboardMarkup:
    """Under a page in the language `shown`; `t` speaks to whoever looks at it."""
    since, until = int(edition.since.timestamp()), ceil(edition.until.timestamp())

    def data(way: Way, tongue: str, behind: Cursor | None) -> Foretold:
        return Foretold(
            way=way, channel=edition.channel.id, tongue=Tongue[tongue.upper()],
            period=f"{base36(since)}.{base36(until)}", cursor=behind.pack() if behind else "",
        )  # fmt: skip

    rows: Rows = []
    if page.more is not None:
        more = data(Way.BELOW, shown, page.more)
        rows.append([button(t("digest-button-more", count=page.rest), more)])
    rows.append([
        button(t(f"button-foretell-{language}"), data(Way.HERE, language, place))
        for language in LANGUAGES if language != shown
    ])  # fmt: skip
    return InlineKeyboardMarkup(inline_keyboard=rows)


def overview_keyboard(t: Translator, channel_id: int, *, is_owner: bool) -> InlineKeyboardMarkup:
    """For owners the way to the links, and back to the channel's page."""
    rows: Rows = []
    if is_owner:
        links = OnChannel(do=ChannelDo.LINKS, channel=channel_id)
        back = OnChannel(do=ChannelDo.OPEN, channel=channel_id)
        rows = [[button(t("button-links"), links), button(t("button-back"), back)]]
    return InlineKeyboardMarkup(inline_keyboard=rows)
