"""Data of buttons fits Telegram's 64 bytes, whatever the ids."""

from enum import Enum
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData

import handlers.routers  # noqa: F401  (every class of data is imported by it)
from bot.domain.pages import Cursor
from handlers.authors.announcement_keyboards import SetAudience
from handlers.authors.callbacks import AddRubric, DropTag, Page, TagsPage
from handlers.authors.foretelling_keyboards import Foretold
from handlers.authors.journal import JournalPage
from handlers.authors.rubric_callbacks import CataloguePage
from handlers.readers.archive_callbacks import (
    SEEN,
    AnyGood,
    BestPage,
    DayPage,
    SavedPage,
    Unsave,
    pack_seen,
)
from handlers.readers.callbacks import FoundPage, RubricPage, RubricsPage, Speak, TopPage
from handlers.readers.digest_choosing_keyboards import LeaveOut, LeftOutPage
from handlers.readers.digest_reading_keyboards import Rest
from handlers.readers.following_keyboards import FollowedPage, UnfollowListed
from storage import best, finds, rubrics

# Telegram's own ids are below 2^53 (core.telegram.org/api/bots/ids), and so are milliseconds.
LARGEST_ID = 2**53
LARGEST_CHANNEL = 10**6
# A count fits 32 bits, a moment ends with the year 9999.
LARGEST_COUNT, LARGEST_MOMENT = 2**31, 253_402_300_799_999
# The longest key that each list is paged by: (count, moment, id), or (count, id).
POSTS_KEY = (LARGEST_COUNT, LARGEST_MOMENT, LARGEST_ID)
RUBRICS_KEY = (LARGEST_COUNT, LARGEST_ID)
JOURNAL_KEY = (LARGEST_MOMENT, LARGEST_ID)
DAYS_KEY = (LARGEST_MOMENT, LARGEST_ID)
# The posts of a store have ids of at most 31 bits: its index of words has no more room.
LARGEST_POST = 2**31 - 1
FOLLOWS_KEY = (LARGEST_MOMENT, LARGEST_ID)
KEYS: dict[type[CallbackData], tuple[int, ...]] = {
    RubricsPage: RUBRICS_KEY,
    TagsPage: RUBRICS_KEY,
    AddRubric: RUBRICS_KEY,
    DropTag: RUBRICS_KEY,
    RubricPage: POSTS_KEY,
    FoundPage: POSTS_KEY,
    TopPage: POSTS_KEY,
    BestPage: POSTS_KEY,
    DayPage: DAYS_KEY,
    SavedPage: DAYS_KEY,
    Unsave: DAYS_KEY,
    JournalPage: JOURNAL_KEY,
    CataloguePage: RUBRICS_KEY,
    FollowedPage: FOLLOWS_KEY,
    UnfollowListed: FOLLOWS_KEY,
    Rest: POSTS_KEY,
    Foretold: POSTS_KEY,
    LeftOutPage: RUBRICS_KEY,
    LeaveOut: RUBRICS_KEY,
}
TEXTS: dict[type[CallbackData], str] = {
    SetAudience: str(LARGEST_ID),
    Speak: "ru",
    Rest: "zzzzzzz.zzzzzzz",
    Foretold: "zzzzzzz.zzzzzzz",
    AnyGood: pack_seen([LARGEST_POST] * SEEN),
}


def _classes() -> list[type[CallbackData]]:
    return [
        item for item in CallbackData.__subclasses__() if item.__module__.startswith("handlers.")
    ]


def _largest(owner: type[CallbackData], name: str, kind: Any) -> Any:
    if name == "channel":
        return LARGEST_CHANNEL
    if name == "cursor":
        return Cursor(KEYS[owner], is_back=True).pack()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return max(kind, key=lambda item: len(str(item.value).encode()))
    if kind is bool:
        return True
    return LARGEST_ID if kind is int else TEXTS[owner]


@pytest.mark.parametrize("data", _classes(), ids=lambda data: data.__name__)
def test_data_of_a_button_fits(data: type[CallbackData]) -> None:
    values = {
        name: _largest(data, name, field.annotation) for name, field in data.model_fields.items()
    }
    try:
        packed = data(**values).pack()
    except ValueError as error:
        place = f"{data.__module__.replace('.', '/')}.py: {data.__name__}"
        pytest.fail(f"{place} may be longer than 64 bytes: {error}")
    assert data.unpack(packed).model_dump() == data(**values).model_dump()


def test_the_keys_are_as_long_as_those_of_the_store() -> None:
    assert len(RUBRICS_KEY) == rubrics.BY_USE.length
    assert len(POSTS_KEY) == max(key.length for key in rubrics.BY_ORDER.values())
    assert len(POSTS_KEY) == max(key.length for key in finds.BY_ORDER.values())
    assert len(POSTS_KEY) >= best.KEY


def test_prefixes_are_not_shared() -> None:
    prefixes = [data.__prefix__ for data in _classes()]
    assert len(set(prefixes)) == len(prefixes), f"shared prefix among {sorted(prefixes)}"
    assert Page in _classes()


def test_no_button_carries_a_number_that_the_store_cannot_hold() -> None:
    """A forged one fits no handler: in a query it would be an error of the driver."""
    assert not [
        f"{owner.__module__}: {owner.__name__}.{name}"
        for owner in _classes()
        for name, field in owner.model_fields.items()
        if field.annotation is int and not field.metadata
    ]
