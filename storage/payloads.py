"""Values that are too long for a deep link or a button, kept under a number."""

from storage.db import Session


async def find_id(db: Session, kind: str, value: str) -> int | None:
    """The number of a value that is kept already."""
    row = await db.fetch_one(
        "SELECT id FROM payloads WHERE kind = :kind AND value = :value",
        {"kind": kind, "value": value},
    )
    return int(row["id"]) if row else None


async def insert(db: Session, kind: str, value: str) -> int:
    """Keep a value; its number."""
    row = await db.fetch_one(
        """
        INSERT INTO payloads (kind, value) VALUES (:kind, :value)
        ON CONFLICT (kind, value) DO UPDATE SET value = excluded.value RETURNING id
        """,
        {"kind": kind, "value": value},
    )
    assert row is not None
    return int(row["id"])


async def get_value(db: Session, kind: str, payload_id: int) -> str | None:
    row = await db.fetch_one(
        "SELECT value FROM payloads WHERE kind = :kind AND id = :id",
        {"kind": kind, "id": payload_id},
    )
    return row["value"] if row else None
