"""Public previews: what is known of each channel's page, and which posts are looked at when."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.channels import Channel
from bot.domain.previews import Look
from storage.channels import channel_of
from storage.db import Row, Session, from_ms, in_list, to_ms

_EITHER_END = 200


async def list_unplanned_channels(db: Session) -> list[Channel]:
    """Channels with a public name and posts that are not planned to be looked at."""
    rows = await db.fetch_all(
        """
        SELECT * FROM channels
        WHERE state <> 'disconnected' AND username IS NOT NULL AND EXISTS (
            SELECT 1 FROM posts WHERE posts.channel_id = channels.id
              AND posts.state = 'published' AND posts.has_look = 0 AND posts.is_navigation = 0)
        """
    )
    return [channel_of(row) for row in rows]


async def list_unplanned(
    db: Session, channel_id: int, *, limit: int
) -> list[tuple[int, int, datetime]]:
    """(post id, its first message, when it came out) of posts not planned yet, newest first."""
    rows = await db.fetch_all(
        """
        SELECT posts.id, posts.published_at, post_messages.message_id
        FROM posts JOIN post_messages ON post_messages.post_id = posts.id
          AND post_messages.part = 0 AND post_messages.position = 0
        WHERE posts.channel_id = :channel AND posts.state = 'published' AND posts.has_look = 0
          AND posts.is_navigation = 0
        ORDER BY posts.published_at DESC, posts.id DESC LIMIT :limit
        """,
        {"channel": channel_id, "limit": limit},
    )
    return [(row["id"], row["message_id"], from_ms(row["published_at"])) for row in rows]


async def get_spread(db: Session, channel_id: int) -> datetime | None:
    """Where the spread of first looks at old posts of a channel ends; None: none were spread."""
    row = await db.fetch_one(
        "SELECT spread_until_at FROM previews WHERE channel_id = :channel",
        {"channel": channel_id},
    )
    return from_ms(row["spread_until_at"]) if row else None


async def plan(
    db: Session, channel: Channel, looks: Sequence[Look], *, spread_until: datetime
) -> None:
    """Plan first looks at posts of a channel."""
    await db.execute(
        """
        INSERT INTO previews (channel_id, username, state, spread_until_at)
        VALUES (:channel, :username, 'unknown', :until)
        ON CONFLICT (channel_id) DO UPDATE SET spread_until_at = excluded.spread_until_at
        """,
        {"channel": channel.id, "username": channel.username, "until": to_ms(spread_until)},
    )
    await db.execute_many(
        """
        INSERT INTO looks (post_id, channel_id, due_at) VALUES (:post, :channel, :due)
        ON CONFLICT (post_id) DO UPDATE SET due_at = excluded.due_at
        """,
        [
            {"post": look.post_id, "channel": channel.id, "due": to_ms(look.due_at)}
            for look in looks
        ],
    )
    await db.execute_many(
        "UPDATE posts SET has_look = 1 WHERE id = :post",
        [{"post": look.post_id} for look in looks],
    )


async def next_channel(db: Session, *, now: datetime, asked_before: datetime) -> Channel | None:
    """The channel to read a page of: one with a public name and a post that is due.

    It was asked before a moment or never, does not rest, and was asked longest ago. What is
    known of the page of another name says nothing of this one.
    """
    row = await db.fetch_one(
        """
        SELECT channels.* FROM channels JOIN previews ON previews.channel_id = channels.id
        WHERE channels.state <> 'disconnected' AND channels.username IS NOT NULL
          AND (channels.username <> previews.username OR previews.rest_until_at <= :now)
          AND coalesce(previews.checked_at, 0) <= :before
          AND EXISTS (SELECT 1 FROM looks
                      WHERE looks.channel_id = channels.id AND looks.due_at <= :now)
        ORDER BY coalesce(previews.checked_at, 0), channels.id LIMIT 1
        """,
        {"now": to_ms(now), "before": to_ms(asked_before)},
    )
    return channel_of(row) if row else None


async def list_due(db: Session, channel_id: int, *, now: datetime) -> tuple[list[Look], list[int]]:
    """Posts of a channel that are due, and ids of those that are not in it any more.

    Of very many the latest and the most overdue: whoever is looked at often is among the latest,
    so that an archive does not hold it up.
    """
    found: dict[int, Row] = {}
    for order in ("DESC", "ASC"):
        rows = await db.fetch_all(
            f"""
            SELECT looks.post_id, looks.due_at, posts.published_at, posts.state,
                   post_messages.message_id
            FROM looks JOIN posts ON posts.id = looks.post_id
            LEFT JOIN post_messages ON post_messages.post_id = looks.post_id
              AND post_messages.part = 0 AND post_messages.position = 0
            WHERE looks.channel_id = :channel AND looks.due_at <= :now
            ORDER BY looks.due_at {order}, looks.post_id {order} LIMIT {_EITHER_END}
            """,
            {"channel": channel_id, "now": to_ms(now)},
        )
        found |= {row["post_id"]: row for row in rows}
        if len(rows) < _EITHER_END:
            break
    here = [row for row in found.values() if row["state"] == "published" and row["message_id"]]
    looks = [
        Look(
            post_id=row["post_id"],
            message_id=row["message_id"],
            published_at=from_ms(row["published_at"]),
            due_at=from_ms(row["due_at"]),
        )
        for row in here
    ]
    return looks, sorted(found.keys() - {look.post_id for look in looks})


async def forget(db: Session, post_ids: Sequence[int]) -> None:
    """Look at some posts no more, until they come out again."""
    names, params = in_list("id", post_ids)
    await db.execute(f"DELETE FROM looks WHERE post_id IN {names}", params)
    await db.execute(f"UPDATE posts SET has_look = 0 WHERE id IN {names}", params)


Stood = dict[int, tuple[int, int, datetime]]
"""message id -> (post id, which part of the post it is of, when the post came out)."""


async def list_shown(db: Session, chat_id: int, message_ids: Sequence[int]) -> Stood:
    """What messages of a channel are, of those that belong to published posts."""
    names, params = in_list("message", message_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_messages.message_id, posts.id, post_messages.part, posts.published_at
        FROM post_messages JOIN posts ON posts.id = post_messages.post_id
        WHERE post_messages.chat_id = :chat AND post_messages.message_id IN {names}
          AND posts.state = 'published' AND posts.is_navigation = 0
        """,
        params | {"chat": chat_id},
    )
    return {
        row["message_id"]: (row["id"], row["part"], from_ms(row["published_at"])) for row in rows
    }


async def set_looked(
    db: Session, due: Sequence[tuple[int, datetime]], *, looked_at: datetime
) -> None:
    """Note that posts were looked at, and when each is looked at next."""
    await db.execute_many(
        "UPDATE looks SET due_at = :due, looked_at = :at WHERE post_id = :post",
        [{"post": post, "due": to_ms(at), "at": to_ms(looked_at)} for post, at in due],
    )


async def set_answered(
    db: Session, channel: Channel, *, is_shown: bool, rest_until: datetime, now: datetime
) -> None:
    """Note that a channel's page was read, or that it has none."""
    await db.execute(
        """
        UPDATE previews SET username = :username, state = :state, checked_at = :now,
               rest_until_at = :until, failures = 0
        WHERE channel_id = :channel
        """,
        {
            "channel": channel.id,
            "username": channel.username,
            "state": "shown" if is_shown else "none",
            "now": to_ms(now),
            "until": to_ms(rest_until),
        },
    )


async def count_failures(db: Session, channel: Channel) -> int:
    """How often in a row the page of a channel, by its present name, could not be read."""
    row = await db.fetch_one(
        "SELECT failures FROM previews WHERE channel_id = :channel AND username = :username",
        {"channel": channel.id, "username": channel.username},
    )
    return row["failures"] if row else 0


async def set_failed(
    db: Session, channel: Channel, *, failures: int, rest_until: datetime, now: datetime
) -> None:
    """Note that a channel's page could not be read so often in a row, and until when it rests."""
    await db.execute(
        """
        UPDATE previews SET username = :username, checked_at = :now, failures = :failures,
               rest_until_at = :until, state = CASE username WHEN :username
                                               THEN state ELSE 'unknown' END
        WHERE channel_id = :channel
        """,
        {
            "channel": channel.id,
            "username": channel.username,
            "now": to_ms(now),
            "failures": failures,
            "until": to_ms(rest_until),
        },
    )


async def set_all_resting(db: Session, *, failures: int, until: datetime) -> None:
    """The server is in trouble: nobody's page is asked for before a moment."""
    await db.execute(
        """
        UPDATE previews SET rest_until_at = max(rest_until_at, :until),
               failures = max(failures, :failures)
        """,
        {"until": to_ms(until), "failures": failures},
    )
