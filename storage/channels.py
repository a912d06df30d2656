"""Connected channels."""

from bot.domain.channels import Channel, ChannelState, LatePolicy, WebAccess
from storage.db import Row, Session


async def get_channel(db: Session, channel_id: int) -> Channel | None:
    row = await db.fetch_one("SELECT * FROM channels WHERE id = :id", {"id": channel_id})
    return channel_of(row) if row else None


async def get_by_chat(db: Session, chat_id: int) -> Channel | None:
    row = await db.fetch_one("SELECT * FROM channels WHERE chat_id = :chat", {"chat": chat_id})
    return channel_of(row) if row else None


async def list_channels(db: Session) -> list[Channel]:
    """Channels that are not disconnected, by title."""
    rows = await db.fetch_all(
        "SELECT * FROM channels WHERE state <> 'disconnected' ORDER BY title, id"
    )
    return [channel_of(row) for row in rows]


async def upsert(
    db: Session,
    *,
    chat_id: int,
    title: str,
    username: str | None,
    linked_chat_id: int | None,
    zone: str,
    connected_by: int,
    now_ms: int,
) -> Channel:
    """Connect a channel, or connect it again."""
    row = await db.fetch_one(
        """
        INSERT INTO channels
            (chat_id, title, username, zone, state, linked_chat_id, connected_by, connected_at)
        VALUES (:chat, :title, :username, :zone, 'connected', :linked, :by, :now)
        ON CONFLICT (chat_id) DO UPDATE SET
            title = excluded.title, username = excluded.username, state = 'connected',
            linked_chat_id = excluded.linked_chat_id, connected_by = excluded.connected_by
        RETURNING *
        """,
        {
            "chat": chat_id,
            "title": title,
            "username": username,
            "zone": zone,
            "linked": linked_chat_id,
            "by": connected_by,
            "now": now_ms,
        },
    )
    assert row is not None
    return channel_of(row)


async def set_state(db: Session, channel_id: int, state: ChannelState) -> bool:
    """Whether the state changed."""
    changed = await db.execute(
        "UPDATE channels SET state = :state WHERE id = :id AND state <> :state",
        {"id": channel_id, "state": state.value},
    )
    return changed > 0


async def pause(db: Session, channel_id: int) -> bool:
    """Stop a working channel's plan; False when it was not working."""
    changed = await db.execute(
        "UPDATE channels SET state = 'paused' WHERE id = :id AND state = 'connected'",
        {"id": channel_id},
    )
    return changed > 0


async def set_profile(db: Session, channel_id: int, *, title: str, username: str | None) -> None:
    await db.execute(
        "UPDATE channels SET title = :title, username = :username WHERE id = :id",
        {"id": channel_id, "title": title, "username": username},
    )


async def set_zone(db: Session, channel_id: int, zone: str) -> bool:
    """Whether the zone changed."""
    changed = await db.execute(
        "UPDATE channels SET zone = :zone WHERE id = :id AND zone <> :zone",
        {"id": channel_id, "zone": zone},
    )
    return changed > 0


async def set_late_policy(db: Session, channel_id: int, policy: LatePolicy) -> bool:
    """What becomes of its late posts; True when that changed."""
    changed = await db.execute(
        "UPDATE channels SET late_policy = :policy WHERE id = :id AND late_policy <> :policy",
        {"id": channel_id, "policy": policy.value},
    )
    return changed > 0


async def set_needs_review(db: Session, channel_id: int, needs_review: bool) -> bool:
    """Whether posts of authors wait for an editor; True when that changed."""
    changed = await db.execute(
        "UPDATE channels SET needs_review = :needed WHERE id = :id AND needs_review <> :needed",
        {"id": channel_id, "needed": int(needs_review)},
    )
    return changed > 0


async def set_web_access(db: Session, channel_id: int, access: WebAccess) -> bool:
    """Whether its archive stands on the web; True when that changed."""
    changed = await db.execute(
        "UPDATE channels SET web_access = :access WHERE id = :id AND web_access <> :access",
        {"id": channel_id, "access": access.value},
    )
    return changed > 0


async def note_message(db: Session, channel_id: int, message_id: int) -> None:
    """Raise the highest message id seen in the channel."""
    await db.execute(
        """
        UPDATE channels SET last_message_id = :message
        WHERE id = :id AND last_message_id < :message
        """,
        {"id": channel_id, "message": message_id},
    )


async def set_blocked_until(db: Session, channel_id: int, until_ms: int) -> None:
    """Telegram asked to wait: nothing is sent to this channel before."""
    await db.execute(
        "UPDATE channels SET blocked_until_at = :until WHERE id = :id",
        {"id": channel_id, "until": until_ms},
    )


def channel_of(row: Row) -> Channel:
    """The channel of a row of `channels`."""
    return Channel(
        id=row["id"],
        chat_id=row["chat_id"],
        title=row["title"],
        username=row["username"],
        zone=row["zone"],
        state=ChannelState(row["state"]),
        linked_chat_id=row["linked_chat_id"],
        last_message_id=row["last_message_id"],
        needs_review=bool(row["needs_review"]),
        late_policy=LatePolicy(row["late_policy"]),
        web_access=WebAccess(row["web_access"]),
    )
