"""Announcements and what came of them: begun in the order of people's ids, a row before a send."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.announcements import Announcement, AnnouncementState, Audience, AudienceKind
from bot.domain.posts import Content
from storage.db import Row, Session, from_ms, to_ms
from storage.posts import content_of, content_params

Outcome = Literal["sent", "failed", "unreached", "unknown"]


@dataclass(frozen=True, slots=True)
class OpenDelivery:
    """A message of an announcement whose outcome nobody knows, and whose it was."""

    announcement_id: int
    person_id: int
    name: str


async def insert(
    db: Session,
    *,
    channel_id: int,
    created_by: int,
    message_id: int,
    content: Content,
    now: datetime,
) -> int:
    """Make a draft; its number. Made of the same message again, it is the same one."""
    params = {
        "channel": channel_id, "by": created_by, "message": message_id, "now": to_ms(now),
        **_content_params(content),
    }  # fmt: skip
    await db.execute(
        """
        INSERT INTO announcements
            (channel_id, created_by, message_id, created_at, text, entities, media)
        VALUES (:channel, :by, :message, :now, :text, :entities, :media)
        ON CONFLICT (created_by, message_id) DO NOTHING
        """,
        params,
    )
    row = await db.fetch_one(
        "SELECT id FROM announcements WHERE created_by = :by AND message_id = :message",
        {"by": created_by, "message": message_id},
    )
    assert row is not None
    return int(row["id"])


async def get(db: Session, announcement_id: int) -> Announcement | None:
    """An announcement by its number."""
    row = await db.fetch_one("SELECT * FROM announcements WHERE id = :id", {"id": announcement_id})
    return _announcement(row) if row else None


async def set_audience(db: Session, announcement_id: int, audience: Audience) -> bool:
    """Choose whom a draft is for; False when it is no draft any more."""
    changed = await db.execute(
        """
        UPDATE announcements SET audience = :kind, audience_key = :key
        WHERE id = :id AND state = 'draft'
        """,
        {"id": announcement_id, "kind": audience.kind.value, "key": audience.key},
    )
    return changed > 0


async def set_paid(db: Session, announcement_id: int, is_paid: bool) -> bool:
    """Choose whether it may go faster for Stars; False when nothing changed."""
    changed = await db.execute(
        """
        UPDATE announcements SET is_paid = :paid
        WHERE id = :id AND is_paid <> :paid AND state <> 'discarded'
        """,
        {"id": announcement_id, "paid": int(is_paid)},
    )
    return changed > 0


async def confirm(
    db: Session, announcement_id: int, *, run_id: int, now: datetime, day: str
) -> bool:
    """A draft is to go in a run; False when it was confirmed or discarded before."""
    changed = await db.execute(
        """
        UPDATE announcements
        SET state = 'confirmed', confirmed_at = :now, day = :day, run_id = :run
        WHERE id = :id AND state = 'draft'
        """,
        {"id": announcement_id, "now": to_ms(now), "day": day, "run": run_id},
    )
    return changed > 0


async def get_run_id(db: Session, announcement_id: int) -> int | None:
    """The run of an announcement; None when it was not confirmed."""
    row = await db.fetch_one(
        "SELECT run_id FROM announcements WHERE id = :id", {"id": announcement_id}
    )
    return row["run_id"] if row else None


async def discard(db: Session, announcement_id: int) -> bool:
    """A draft is not to go; False when it is no draft any more."""
    changed = await db.execute(
        "UPDATE announcements SET state = 'discarded' WHERE id = :id AND state = 'draft'",
        {"id": announcement_id},
    )
    return changed > 0


async def count_of_day(db: Session, channel_id: int, day: str) -> int:
    """How many announcements of a channel were confirmed on a local day."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM announcements
        WHERE channel_id = :channel AND day = :day AND state = 'confirmed'
        """,
        {"channel": channel_id, "day": day},
    )
    return int(row["n"]) if row else 0


async def begin(
    db: Session, announcement_id: int, person_ids: Sequence[int], *, begun_to: int
) -> bool:
    """Begin with people whose ids are above `begun_to`, the last one begun before.

    False when another one went on from there meanwhile: then with none.
    """
    moved = await db.execute(
        """
        UPDATE announcements SET begun_to = :last WHERE id = :id AND begun_to = :before
        """,
        {"id": announcement_id, "last": person_ids[-1], "before": begun_to},
    )
    if not moved:
        return False
    await db.execute_many(
        """
        INSERT INTO announcement_flight (announcement_id, person_id, state)
        VALUES (:id, :person, 'sending')
        """,
        [{"id": announcement_id, "person": person_id} for person_id in person_ids],
    )
    return True


async def begin_again(db: Session, announcement_id: int, person_ids: Sequence[int]) -> list[int]:
    """Begin anew with people who are known not to have got it; those who were still to."""
    begun = []
    for person_id in person_ids:
        changed = await db.execute(
            """
            UPDATE announcement_flight SET state = 'sending'
            WHERE announcement_id = :id AND person_id = :person AND state = 'again'
            """,
            {"id": announcement_id, "person": person_id},
        )
        begun += [person_id] * changed
    return begun


async def give_back(db: Session, announcement_id: int, person_id: int) -> None:
    """Known not to have been sent: it is to be sent again."""
    await db.execute(
        """
        UPDATE announcement_flight SET state = 'again'
        WHERE announcement_id = :id AND person_id = :person
        """,
        {"id": announcement_id, "person": person_id},
    )


async def take_back_refused(db: Session, announcement_id: int, person_ids: Sequence[int]) -> int:
    """Those of the people who were refused it are to be sent to again; how many they are."""
    params = {"id": announcement_id, "people": json.dumps(list(person_ids))}
    await db.execute(
        """
        INSERT INTO announcement_flight (announcement_id, person_id, state)
        SELECT announcement_id, person_id, 'again' FROM announcement_deliveries
        WHERE announcement_id = :id AND state = 'failed'
          AND person_id IN (SELECT value FROM json_each(:people))
        """,
        params,
    )
    return await db.execute(
        """
        DELETE FROM announcement_deliveries
        WHERE announcement_id = :id AND state = 'failed'
          AND person_id IN (SELECT value FROM json_each(:people))
        """,
        params,
    )


async def settle(
    db: Session, announcement_id: int, person_id: int, outcome: Outcome, *, now: datetime
) -> bool:
    """Write what a message came to; False when nothing was in flight (any more)."""
    params = {"id": announcement_id, "person": person_id}
    landed = await db.execute(
        "DELETE FROM announcement_flight WHERE announcement_id = :id AND person_id = :person",
        params,
    )
    if not landed:
        return False
    await db.execute(
        """
        INSERT INTO announcement_deliveries (announcement_id, person_id, state, settled_at)
        VALUES (:id, :person, :state, :now)
        """,
        {**params, "state": outcome, "now": to_ms(now)},
    )
    return True


async def end_list(db: Session, announcement_id: int) -> None:
    """Everybody was begun with."""
    await db.execute(
        "UPDATE announcements SET begun_to = NULL WHERE id = :id", {"id": announcement_id}
    )


async def get_begun_to(db: Session, announcement_id: int) -> int | None:
    """The last person begun with; None when everybody was."""
    row = await db.fetch_one(
        "SELECT begun_to FROM announcements WHERE id = :id", {"id": announcement_id}
    )
    return row["begun_to"] if row else None


async def drop_again(db: Session, announcement_id: int) -> int:
    """Let those go who were to be sent to again; how many."""
    return await db.execute(
        "DELETE FROM announcement_flight WHERE announcement_id = :id AND state = 'again'",
        {"id": announcement_id},
    )


async def is_any_in_flight(db: Session, announcement_id: int) -> bool:
    """Whether anything is under way, or to be sent again."""
    row = await db.fetch_one(
        "SELECT 1 FROM announcement_flight WHERE announcement_id = :id LIMIT 1",
        {"id": announcement_id},
    )
    return row is not None


async def is_any_again(db: Session, announcement_id: int) -> bool:
    """Whether anybody is to be sent to again."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM announcement_flight WHERE announcement_id = :id AND state = 'again' LIMIT 1
        """,
        {"id": announcement_id},
    )
    return row is not None


async def list_open(db: Session) -> list[OpenDelivery]:
    """What is `sending`, with the names of the people."""
    rows = await db.fetch_all(
        """
        SELECT announcement_id, person_id, name
        FROM announcement_flight JOIN people ON people.id = person_id
        WHERE announcement_flight.state = 'sending' ORDER BY announcement_id, person_id
        """
    )
    return [OpenDelivery(row["announcement_id"], row["person_id"], row["name"]) for row in rows]


def _content_params(content: Content) -> dict[str, str]:
    params = content_params(content)
    return {name: params[name] for name in ("text", "entities", "media")}


def _announcement(row: Row) -> Announcement:
    return Announcement(
        id=row["id"],
        channel_id=row["channel_id"],
        created_by=row["created_by"],
        content=content_of({**row, "tags": "[]", "options": "{}"}),
        state=AnnouncementState(row["state"]),
        audience=Audience(AudienceKind(row["audience"]), row["audience_key"]),
        is_paid=bool(row["is_paid"]),
        created_at=from_ms(row["created_at"]),
        confirmed_at=from_ms(row["confirmed_at"]),
    )
