"""The journal of a channel: who did what, kept for a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=365)


class Deed(StrEnum):
    """What somebody did; a translation key each (`journal-…`)."""

    PLANNED = "planned"
    MOVED = "moved"
    PUBLISHED = "published"
    LATE_WANTED = "late-wanted"
    CANCELLED = "cancelled"
    REPEATED = "repeated"
    SKIPPED = "skipped"
    REPEATS_STOPPED = "repeats-stopped"
    EDITED = "edited"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    DELETED = "deleted"
    DELETION_SET = "deletion-set"
    DELETION_DROPPED = "deletion-dropped"
    DELETED_ON_TIME = "deleted-on-time"
    UNPINNING_SET = "unpinning-set"
    UNPINNING_DROPPED = "unpinning-dropped"
    UNPINNED_ON_TIME = "unpinned-on-time"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"
    APPROVAL_LOST = "approval-lost"
    OVERRIDDEN = "overridden"
    INVITED = "invited"
    JOINED = "joined"
    MADE_EDITOR = "made-editor"
    MADE_AUTHOR = "made-author"
    REMOVED = "removed"
    CONNECTED = "connected"
    RESUMED = "resumed"
    DISCONNECTED = "disconnected"
    ZONE_SET = "zone-set"
    REVIEW_ON = "review-on"
    REVIEW_OFF = "review-off"
    LATE_POLICY_SET = "late-policy-set"
    WEB_SET = "web-set"
    ROUNDUP_SET = "roundup-set"
    SLOTS_ADDED = "slots-added"
    SLOT_REMOVED = "slot-removed"
    SLOTS_RESET = "slots-reset"
    RULE_ON = "rule-on"
    RULE_OFF = "rule-off"
    RULES_CHANGED = "rules-changed"
    WORDS_ADDED = "words-added"
    WORDS_REMOVED = "words-removed"
    SOURCE_MADE = "source-made"
    SOURCE_RENAMED = "source-renamed"
    SOURCE_CLOSED = "source-closed"
    LETTER_LOST = "letter-lost"
    RUBRIC_RENAMED = "rubric-renamed"
    RUBRIC_DESCRIBED = "rubric-described"
    RUBRIC_HIDDEN = "rubric-hidden"
    RUBRIC_SHOWN = "rubric-shown"
    RUBRIC_JOINED = "rubric-joined"
    RUBRIC_PARTED = "rubric-parted"
    ANNOUNCED = "announced"
    PAID_DIGESTS_ON = "paid-digests-on"
    PAID_DIGESTS_OFF = "paid-digests-off"
    RUN_PAUSED = "run-paused"
    RUN_WENT_ON = "run-went-on"
    RUN_STOPPED = "run-stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed; `detail` is a name, a role, a moment or a remark, as the deed has it."""

    deed: Deed
    person: str
    title: str
    detail: str
    done_at: datetime
