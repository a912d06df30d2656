"""Editors and authors of channels; owners are named by the installation, not here."""

from datetime import datetime

from bot.domain.channels import Channel
from bot.domain.team import Member, Role
from storage.channels import channel_of
from storage.db import Row, Session, from_ms, to_ms

_SELECT = """
    SELECT members.*, people.name, people.username FROM members
    JOIN people ON people.id = members.person_id
"""


async def list_roles(db: Session, person_id: int) -> list[Role]:
    """A person's roles in the channels that are not disconnected."""
    rows = await db.fetch_all(
        """
        SELECT role FROM members JOIN channels ON channels.id = members.channel_id
        WHERE person_id = :person AND channels.state <> 'disconnected'
        """,
        {"person": person_id},
    )
    return [Role(row["role"]) for row in rows]


async def get_role(db: Session, person_id: int, channel_id: int) -> Role | None:
    """A person's role in a channel."""
    row = await db.fetch_one(
        "SELECT role FROM members WHERE person_id = :person AND channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )
    return Role(row["role"]) if row else None


async def get_member(db: Session, person_id: int, channel_id: int) -> Member | None:
    row = await db.fetch_one(
        _SELECT + "WHERE person_id = :person AND members.channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )
    return _member(row) if row else None


async def list_members(db: Session, channel_id: int) -> list[Member]:
    """The team of a channel, in the order in which they came."""
    rows = await db.fetch_all(
        _SELECT + "WHERE members.channel_id = :channel ORDER BY since_at, person_id",
        {"channel": channel_id},
    )
    return [_member(row) for row in rows]


async def list_channels(db: Session, person_id: int) -> list[Channel]:
    """The channels that a person works on and that are not disconnected, by title."""
    rows = await db.fetch_all(
        """
        SELECT channels.* FROM channels JOIN members ON members.channel_id = channels.id
        WHERE person_id = :person AND channels.state <> 'disconnected'
        ORDER BY title, channels.id
        """,
        {"person": person_id},
    )
    return [channel_of(row) for row in rows]


async def upsert(
    db: Session, *, person_id: int, channel_id: int, role: Role, invited_by: int, now: datetime
) -> None:
    """Make a person a member, or give a member another role."""
    await db.execute(
        """
        INSERT INTO members (person_id, channel_id, role, invited_by, since_at)
        VALUES (:person, :channel, :role, :by, :now)
        ON CONFLICT (person_id, channel_id) DO UPDATE SET role = excluded.role
        """,
        {
            "person": person_id,
            "channel": channel_id,
            "role": role.value,
            "by": invited_by,
            "now": to_ms(now),
        },
    )


async def delete(db: Session, person_id: int, channel_id: int) -> bool:
    """Whether there was such a member."""
    changed = await db.execute(
        "DELETE FROM members WHERE person_id = :person AND channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )
    return changed > 0


def _member(row: Row) -> Member:
    return Member(
        person_id=row["person_id"],
        channel_id=row["channel_id"],
        role=Role(row["role"]),
        name=row["name"],
        username=row["username"],
        invited_by=row["invited_by"],
        since=from_ms(row["since_at"]),
    )
