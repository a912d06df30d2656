"""Where subscribers of a channel come from: named sources, who came by them, and who stayed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from bot.domain.channels import Channel
from bot.domain.gaps import Gap

MOST_NAME = 32
"""Characters of the name of a link; Bot API, `createChatInviteLink.name`."""

MOST_OPEN = 50
"""Sources of one channel that are not closed."""

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)

# Controls, marks that turn the direction of what follows, and letters that look like blanks.
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u115f\u1160\u200e\u200f\u2028-\u202e\u2066-\u2069\u2800\u3164\uffa0]"
)


class Reach(IntEnum):
    """How many days back a table of sources goes; ALL is from the beginning on."""

    ALL = 0
    MONTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A named way into a channel: an invite link of Telegram, and `/start ref_<token>`.

    `invite_link` is None where the bot could make none (yet). A source that is closed counts
    nobody any more.
    """

    id: int
    channel_id: int
    name: str
    token: str
    invite_link: str | None
    created_at: datetime
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether people may still come by it."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Somebody came to a channel or left it; `invite_link` is that of the arrival, if any.

    `moved_at` is in whole seconds, as Telegram tells it; `update_id` orders what happened in the
    same second and is the same when the update comes again.
    """

    chat_id: int
    person_id: int
    moved_at: datetime
    update_id: int
    is_arrival: bool
    invite_link: str | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """Of so many people who came long enough ago (`of`, at least 1), so many stayed so long."""

    stayed: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Who came by a source, and what became of them.

    `is_at_least`: others may have come while the bot heard nothing. `left`: those whose departure
    is known; `is_left_at_least`: somebody of the others may have left unheard. `week` and `month`
    are None where nobody came long enough ago, or none of them was heard of for the whole time.
    `starts`: people who pressed Start by the link of the bot; they are counted apart from who
    joined.
    """

    joined: int = 0
    is_at_least: bool = False
    left: int = 0
    is_left_at_least: bool = False
    week: Retention | None = None
    month: Retention | None = None
    starts: int = 0

    @property
    def present(self) -> int:
        """Those of whom no departure is known."""
        return self.joined - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """The sources of a channel with their figures, as of `counted_at`.

    `rows`: open sources first, those that brought most first. `others`: who came by none of
    them. `departures`: those who left without the bot having heard that they came. `gaps`: times
    within the period of which nothing was told. Nothing from before `counted_since` is known.
    """

    channel: Channel
    reach: Reach
    counted_since: datetime
    counted_at: datetime
    rows: tuple[tuple[Source, Figures], ...]
    others: Figures
    departures: int
    gaps: tuple[Gap, ...]

    def find(self, source_id: int) -> tuple[Source, Figures]:
        """A source with its figures; KeyError when it is not among them."""
        for source, figures in self.rows:
            if source.id == source_id:
                return source, figures
        raise KeyError(source_id)


def clean_name(words: str) -> str | None:
    """A name as Telegram keeps it, in one line; None for an empty or too long one.

    TDLib, `clean_name`: what cannot be seen is taken out, blanks are joined.
    """
    name = " ".join(_UNSEEN.sub(" ", words).split())
    seen = any(not unicodedata.category(sign).startswith(("C", "Z", "M")) for sign in name)
    return name if seen and len(name) <= MOST_NAME else None


def name_key(name: str) -> str:
    """The name in one case and one spelling: alike for names that look alike.

    Compatibility caseless matching, Unicode 3.13, D146.
    """
    folded = unicodedata.normalize("NFD", name).casefold()
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", folded).casefold())


def sort_rows(
    rows: list[tuple[Source, Figures]],
) -> tuple[tuple[Source, Figures], ...]:
    """Open sources first; those that brought most first, then the newest."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row[0].is_open, -row[1].joined, -row[1].starts, -row[0].id,
            ),
        )
    )  # fmt: skip
