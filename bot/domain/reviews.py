"""A review: a post that its author sent to the editors of its channel, and what they said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewState(StrEnum):
    """How far a review is."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review. `revision` is what it is about; `remark` says why a post was returned."""

    id: int
    post_id: int
    channel_id: int
    revision: int
    state: ReviewState
    remark: str
    submitted_by: int
    submitted_at: datetime
    decided_by: int | None
    decided_by_name: str
    are_editors_told: bool
    is_author_told: bool
