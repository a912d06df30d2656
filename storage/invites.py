"""Links that make members: only the hash of a link's token is kept."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.team import Role
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An invitation, used or not."""

    channel_id: int
    role: Role
    made_by: int
    made_at: datetime
    used_by: int | None
    used_message_id: int | None


async def insert(
    db: Session, token_hash: str, *, channel_id: int, role: Role, made_by: int, now: datetime
) -> None:
    await db.execute(
        """
        INSERT INTO invites (token_hash, channel_id, role, made_by, made_at)
        VALUES (:hash, :channel, :role, :by, :now)
        """,
        {
            "hash": token_hash,
            "channel": channel_id,
            "role": role.value,
            "by": made_by,
            "now": to_ms(now),
        },
    )


async def get_invite(db: Session, token_hash: str) -> Invite | None:
    row = await db.fetch_one(
        "SELECT * FROM invites WHERE token_hash = :hash", {"hash": token_hash}
    )
    return _invite(row) if row else None


async def use(
    db: Session, token_hash: str, *, person_id: int, message_id: int, now: datetime
) -> bool:
    """Use an invitation up; False when another was faster."""
    changed = await db.execute(
        """
        UPDATE invites SET used_by = :person, used_message_id = :message, used_at = :now
        WHERE token_hash = :hash AND used_by IS NULL
        """,
        {"hash": token_hash, "person": person_id, "message": message_id, "now": to_ms(now)},
    )
    return changed > 0


async def delete_before(db: Session, moment: datetime) -> None:
    """Forget invitations made before a moment."""
    await db.execute("DELETE FROM invites WHERE made_at < :moment", {"moment": to_ms(moment)})


def _invite(row: Row) -> Invite:
    return Invite(
        channel_id=row["channel_id"],
        role=Role(row["role"]),
        made_by=row["made_by"],
        made_at=from_ms(row["made_at"]),
        used_by=row["used_by"],
        used_message_id=row["used_message_id"],
    )
