"""Notices about news of rubrics: a row each before it is sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.alerts import Alert
from storage.db import Session, in_list, to_ms

State = Literal["sending", "sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """A notice whose outcome nobody knows, and whose it was."""

    alert_id: int
    until_id: int
    name: str


async def claim(
    db: Session,
    alert: Alert,
    *,
    until_id: int,
    now: datetime,
    free_at: datetime,
    post_ids: Sequence[int] = (),
) -> bool:
    """Begin a notice of posts; False when somebody else did.

    Nothing else comes before `free_at`.
    """
    begun = await db.execute(
        """
        UPDATE alerts SET told_id = :until, due_at = NULL
        WHERE id = :id AND is_on = 1 AND due_at = :due AND told_id = :told
        """,
        {
            "id": alert.id, "until": until_id, "due": to_ms(alert.due_at), "told": alert.told_id,
        },
    )  # fmt: skip
    if not begun:
        return False
    inserted = await db.execute(
        """
        INSERT INTO notices (alert_id, until_id, state, started_at, posts)
        VALUES (:alert, :until, 'sending', :now, :posts) ON CONFLICT DO NOTHING
        """,
        {
            "alert": alert.id,
            "until": until_id,
            "now": to_ms(now),
            "posts": json.dumps(list(post_ids)),
        },
    )
    await _set_free(db, alert.person_id, free_at)
    return inserted > 0


async def give_back(db: Session, alert: Alert, *, until_id: int, due_at: datetime) -> None:
    """A notice is known not to have been sent: due again, but not for who wants no more."""
    await db.execute(
        "DELETE FROM notices WHERE alert_id = :id AND until_id = :until",
        {"id": alert.id, "until": until_id},
    )
    await db.execute(
        """
        UPDATE alerts SET told_id = :told, due_at = CASE WHEN is_on = 1 THEN :due END
        WHERE id = :id AND told_id = :until
        """,
        {"id": alert.id, "told": alert.told_id, "until": until_id, "due": to_ms(due_at)},
    )
    await db.execute(
        "UPDATE alerts SET free_at = :free WHERE person_id = :person",
        {"person": alert.person_id, "free": to_ms(alert.free_at)},
    )


async def _set_free(db: Session, person_id: int, free_at: datetime) -> None:
    """Of all channels of a person: one notice an hour is meant for the person."""
    await db.execute(
        """
        UPDATE alerts SET free_at = :free, due_at = CASE WHEN due_at < :free THEN :free
            ELSE due_at END
        WHERE person_id = :person
        """,
        {"person": person_id, "free": to_ms(free_at)},
    )


async def settle(
    db: Session,
    alert_id: int,
    until_id: int,
    *,
    state: State,
    now: datetime,
    error: str | None = None,
) -> None:
    """Write what a notice came to."""
    await db.execute(
        """
        UPDATE notices SET state = :state, finished_at = :now, error = coalesce(:error, error)
        WHERE alert_id = :alert AND until_id = :until
        """,
        {
            "alert": alert_id, "until": until_id, "state": state, "now": to_ms(now),
            "error": error,
        },
    )  # fmt: skip


async def list_told(
    db: Session, channel_id: int, person_ids: Sequence[int], *, since: datetime
) -> dict[int, frozenset[int]]:
    """Posts of a channel that people were told of, or may have been, in notices from `since` on.

    People without any are left out.
    """
    names, params = in_list("person", person_ids)
    rows = await db.fetch_all(
        f"""
        SELECT alerts.person_id, notices.posts
        FROM alerts JOIN notices ON notices.alert_id = alerts.id
        WHERE alerts.channel_id = :channel AND alerts.person_id IN {names}
          AND notices.started_at >= :since AND notices.state <> 'failed'
        """,
        {"channel": channel_id, "since": to_ms(since), **params},
    )
    told: dict[int, frozenset[int]] = {}
    for row in rows:
        known = told.get(row["person_id"], frozenset())
        told[row["person_id"]] = known | frozenset(json.loads(row["posts"]))
    return told


async def list_open(db: Session) -> list[OpenNotice]:
    """Notices in `sending`, with the names of their people."""
    rows = await db.fetch_all(
        """
        SELECT notices.alert_id, notices.until_id, people.name
        FROM notices JOIN alerts ON alerts.id = notices.alert_id
        JOIN people ON people.id = alerts.person_id
        WHERE notices.state = 'sending' ORDER BY notices.alert_id
        """
    )
    return [OpenNotice(row["alert_id"], row["until_id"], row["name"]) for row in rows]
