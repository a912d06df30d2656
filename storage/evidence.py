"""Evidence about sends whose answer was lost: what each source said, look by look."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.domain.evidence import Finding, Source, Verdict
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a source said about an attempt, from `first_noted_at` to `noted_at`, `looks` times."""

    id: int
    attempt_id: int
    source: Source
    finding: Finding
    looks: int
    first_noted_at: datetime
    noted_at: datetime


async def note(
    db: Session,
    *,
    publication_id: int,
    attempt_id: int,
    source: Source,
    finding: Finding,
    now: datetime,
) -> None:
    """Write a finding down; one that says what the source said last is counted there."""
    last = await get_last(db, attempt_id, source)
    if last is not None and last.finding == finding:
        await db.execute(
            "UPDATE evidence SET looks = looks + 1, noted_at = :now WHERE id = :id",
            {"id": last.id, "now": to_ms(now)},
        )
        return
    await db.execute(
        """
        INSERT INTO evidence (publication_id, attempt_id, source, verdict, message_ids, detail,
                              first_noted_at, noted_at)
        VALUES (:publication, :attempt, :source, :verdict, :ids, :detail, :now, :now)
        """,
        {
            "publication": publication_id,
            "attempt": attempt_id,
            "source": source.value,
            "verdict": finding.verdict.value,
            "ids": json.dumps(finding.message_ids),
            "detail": finding.detail,
            "now": to_ms(now),
        },
    )


async def get_last(db: Session, attempt_id: int, source: Source) -> Note | None:
    """What a source said last about an attempt."""
    row = await db.fetch_one(
        """
        SELECT * FROM evidence WHERE attempt_id = :attempt AND source = :source
        ORDER BY id DESC LIMIT 1
        """,
        {"attempt": attempt_id, "source": source.value},
    )
    return _note(row) if row else None


async def last_look(db: Session, attempt_id: int) -> datetime | None:
    """When evidence about an attempt was last looked for; echoes come unasked."""
    row = await db.fetch_one(
        "SELECT max(noted_at) AS at FROM evidence"
        " WHERE attempt_id = :attempt AND source <> 'echo'",
        {"attempt": attempt_id},
    )
    return from_ms(row["at"]) if row else None


async def list_notes(db: Session, publication_id: int) -> list[Note]:
    """Everything that was noted about a publication, in the order of its coming."""
    rows = await db.fetch_all(
        "SELECT * FROM evidence WHERE publication_id = :publication ORDER BY attempt_id, id",
        {"publication": publication_id},
    )
    return [_note(row) for row in rows]


def _note(row: Row) -> Note:
    ids = tuple(int(number) for number in json.loads(row["message_ids"]))
    return Note(
        id=row["id"],
        attempt_id=row["attempt_id"],
        source=Source(row["source"]),
        finding=Finding(Verdict(row["verdict"]), ids, row["detail"]),
        looks=row["looks"],
        first_noted_at=from_ms(row["first_noted_at"]),
        noted_at=from_ms(row["noted_at"]),
    )
