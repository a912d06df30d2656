"""An import: where the past of a channel comes from, and how far it is taken over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.numbers import NumberSource


class ImportSource(StrEnum):
    """A file of Telegram Desktop, or the public page of a channel."""

    FILE = "file"
    PAGE = "page"

    @property
    def numbers(self) -> NumberSource:
        """Who counts in it."""
        return NumberSource.EXPORT if self is ImportSource.FILE else NumberSource.PREVIEW


class ImportState(StrEnum):
    """waiting -> running -> done; aside: cancelled, failed."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of posts: new ones, and those that were known.

    Of the known, `changed` have newer words and `counted` newer reactions by the import; one may
    be both. `left_alone` are being published or edited at the moment, or were deleted here.
    """

    added: int = 0
    known: int = 0
    changed: int = 0
    counted: int = 0
    left_alone: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            added=self.added + other.added,
            known=self.known + other.known,
            changed=self.changed + other.changed,
            counted=self.counted + other.counted,
            left_alone=self.left_alone + other.left_alone,
        )

    @property
    def has_changed(self) -> bool:
        """Whether the archive is another one by it."""
        return bool(self.added or self.changed or self.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a source holds of one channel, read from its first byte to its last."""

    history_id: int | None = None
    title: str = ""
    told_at: datetime
    posts: int = 0
    messages: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import; see `migrations/0024_imports.sql` for what each field is."""

    id: int
    source: ImportSource
    state: ImportState
    channel_id: int | None
    person_id: int | None
    message_id: int | None
    card_message_id: int | None
    name: str
    size: int
    digest: str
    holding: Holding
    position: int
    top: int
    floor: int
    tally: Tally
    error: str | None
    updated_at: datetime
