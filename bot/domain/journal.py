"""The journal of a channel: who did what, kept for a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=365)


class Deed(StrEnum):
    """What somebody did; a translation key each (`journal-…`)."""

    PLANNED = "planned"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    EDITED = "edited"
    DELETED = "deleted"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    INVITED = "invited"
    JOINED = "joined"
    MADE_EDITOR = "made-editor"
    MADE_AUTHOR = "made-author"
    REMOVED = "removed"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    ZONE_SET = "zone-set"
    REVIEW_ON = "review-on"
    REVIEW_OFF = "review-off"
    RULES_CHANGED = "rules-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed; `detail` is a name, a role, a zone or a remark, as the deed has it."""

    deed: Deed
    person: str
    title: str
    detail: str
    done_at: datetime
