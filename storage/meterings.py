"""The meter's session, its passes over channels, and what it got there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.metering import Reach
from bot.domain.numbers import Metric
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A pass over a channel that is due; `before` is the (moment in ms, id) it goes on behind."""

    channel_id: int
    reach: Reach
    before: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """What the meter got in a channel: of how many `posts` each metric was given."""

    channel_id: int
    gave: Mapping[Metric, int]
    posts: int
    trouble: str | None
    looked_at: datetime


async def get_session(db: Session, bot_id: int) -> str:
    """The session that a bot signed in with; empty when it never did."""
    row = await db.fetch_one(
        "SELECT session FROM meter_sessions WHERE bot_id = :bot", {"bot": bot_id}
    )
    return str(row["session"]) if row else ""


async def set_session(db: Session, bot_id: int, session: str) -> None:
    """Keep the session of a bot."""
    await db.execute(
        """
        INSERT INTO meter_sessions (bot_id, session) VALUES (:bot, :session)
        ON CONFLICT (bot_id) DO UPDATE SET session = excluded.session
        """,
        {"bot": bot_id, "session": session},
    )


async def plan_passes(db: Session, *, now: datetime) -> None:
    """Give every connected channel its passes; those that it has stay as they are."""
    for reach in Reach:
        await db.execute(
            """
            INSERT INTO meter_passes (channel_id, reach, due_at)
            SELECT id, :reach, :now FROM channels WHERE state = 'connected'
            ON CONFLICT DO NOTHING
            """,
            {"reach": reach.value, "now": to_ms(now)},
        )


async def is_planned(db: Session) -> bool:
    """Whether every connected channel has its passes."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM channels WHERE state = 'connected' AND :reaches > (
            SELECT count(*) FROM meter_passes WHERE channel_id = channels.id) LIMIT 1
        """,
        {"reaches": len(Reach)},
    )
    return row is None


async def next_pass(db: Session, *, now: datetime) -> Pass | None:
    """The pass of a connected channel that has been due for the longest time."""
    row = await db.fetch_one(
        """
        SELECT channel_id, reach, before_at, before_id FROM meter_passes
        JOIN channels ON channels.id = channel_id
        WHERE due_at <= :now AND state = 'connected' ORDER BY due_at LIMIT 1
        """,
        {"now": to_ms(now)},
    )
    if row is None:
        return None
    before = None if row["before_at"] is None else (row["before_at"], row["before_id"])
    return Pass(channel_id=row["channel_id"], reach=Reach(row["reach"]), before=before)


async def move_pass(
    db: Session, done: Pass, *, due_at: datetime, before: tuple[int, int] | None
) -> None:
    """When a pass is due next, and where it goes on; None at the beginning."""
    moment, post_id = before or (None, None)
    await db.execute(
        """
        UPDATE meter_passes SET due_at = :due, before_at = :at, before_id = :id
        WHERE channel_id = :channel AND reach = :reach
        """,
        {
            "channel": done.channel_id,
            "reach": done.reach.value,
            "due": to_ms(due_at),
            "at": moment,
            "id": post_id,
        },
    )


async def rest(db: Session, channel_id: int | None, *, until: datetime) -> None:
    """Read nothing of a channel before a moment, or of any."""
    await db.execute(
        """
        UPDATE meter_passes SET due_at = max(due_at, :until)
        WHERE :channel IS NULL OR channel_id = :channel
        """,
        {"channel": channel_id, "until": to_ms(until)},
    )


async def list_messages(
    db: Session, due: Pass, *, since: datetime | None, limit: int
) -> list[tuple[int, int, int]]:
    """(post, moment in ms, first message) of published posts of a pass, newest first."""
    moment, post_id = due.before or (2**62, 0)
    rows = await db.fetch_all(
        """
        SELECT id, published_at, (
            SELECT min(message_id) FROM post_messages WHERE post_messages.post_id = posts.id
        ) AS message_id
        FROM posts
        WHERE channel_id = :channel AND state = 'published'
          AND (published_at, id) < (:moment, :id) AND published_at >= :since
        ORDER BY published_at DESC, id DESC LIMIT :limit
        """,
        {
            "channel": due.channel_id,
            "moment": moment,
            "id": post_id,
            "since": to_ms(since) or 0,
            "limit": limit,
        },
    )
    return [(row["id"], row["published_at"], row["message_id"] or 0) for row in rows]


async def get_metering(db: Session, channel_id: int) -> Metered | None:
    row = await db.fetch_one(
        "SELECT * FROM meterings WHERE channel_id = :channel", {"channel": channel_id}
    )
    return _metering_of(row) if row else None


async def put_metering(db: Session, metered: Metered, *, is_news: bool) -> None:
    """Keep what the meter got; news are told to the owners."""
    await db.execute(
        """
        INSERT INTO meterings (channel_id, gave, posts, trouble, looked_at)
        VALUES (:channel, :gave, :posts, :trouble, :at)
        ON CONFLICT (channel_id) DO UPDATE SET
            gave = excluded.gave, posts = excluded.posts, trouble = excluded.trouble,
            looked_at = excluded.looked_at,
            told_at = CASE WHEN :news THEN NULL ELSE told_at END
        """,
        {
            "channel": metered.channel_id,
            "gave": json.dumps({metric.value: n for metric, n in metered.gave.items()}),
            "posts": metered.posts,
            "trouble": metered.trouble,
            "at": to_ms(metered.looked_at),
            "news": int(is_news),
        },
    )


async def list_untold(db: Session) -> list[Metered]:
    """What the owners have not been told yet."""
    rows = await db.fetch_all("SELECT * FROM meterings WHERE told_at IS NULL ORDER BY channel_id")
    return [_metering_of(row) for row in rows]


async def set_told(db: Session, channel_id: int, *, now: datetime) -> None:
    """The owners know."""
    await db.execute(
        "UPDATE meterings SET told_at = :now WHERE channel_id = :channel",
        {"channel": channel_id, "now": to_ms(now)},
    )


def _metering_of(row: Row) -> Metered:
    return Metered(
        channel_id=row["channel_id"],
        gave={Metric(name): posts for name, posts in json.loads(row["gave"]).items()},
        posts=row["posts"],
        trouble=row["trouble"],
        looked_at=from_ms(row["looked_at"]),
    )
