"""Stays of people in channels, read from what was told of arrivals and departures."""

from datetime import datetime, timedelta

from bot.domain.subscribers import MONTH, WEEK, Figures, Move, Retention
from storage.db import Row, Session, from_ms, to_ms

_MILLISECOND = timedelta(milliseconds=1)

# What a person did next, in one look at the clustered key: twice the moment, and one more when it
# was an arrival. An arrival that follows another one ended at some moment before it: the
# departure between them was never told.
_NEXT = """
    SELECT later.moved_at * 2 + later.is_arrival FROM moves AS later
    WHERE later.channel_id = moves.channel_id AND later.person_id = moves.person_id
    AND (later.moved_at, later.update_id) > (moves.moved_at, moves.update_id)
    ORDER BY later.moved_at, later.update_id LIMIT 1
"""
# Whoever left while nothing was heard is counted as one who stayed. So a stay tells how long
# people stay only as far as it was heard, whether a departure is known of it or not.
_STAYS = f"""
    arrivals AS MATERIALIZED (
        SELECT source_id, moved_at AS joined_at, ({_NEXT}) AS next,
            (
                SELECT min(from_at) FROM gaps WHERE gaps.channel_id = :channel
                AND coalesce(until_at, :now) > moved_at
            ) AS deaf_at
        FROM moves WHERE channel_id = :channel AND is_arrival = 1 AND moved_at >= :since
    ),
    stays AS (
        SELECT source_id, joined_at, next / 2 AS left_at, coalesce(next % 2, 0) AS is_end_lost,
            deaf_at
        FROM arrivals
    )
"""
_RIPE = """
    joined_at <= :now - {span} AND (deaf_at IS NULL OR deaf_at >= joined_at + {span})
    AND NOT (is_end_lost AND left_at > joined_at + {span})
"""
_STAYED = "(left_at IS NULL OR left_at >= joined_at + {span})"
_FIGURES = f"""
    WITH {_STAYS}
    SELECT source_id, count(*) AS joined, count(left_at) AS left_count,
        sum({_RIPE.format(span=":week")}) AS week_of,
        sum({_RIPE.format(span=":week")} AND {_STAYED.format(span=":week")}) AS week,
        sum({_RIPE.format(span=":month")}) AS month_of,
        sum({_RIPE.format(span=":month")} AND {_STAYED.format(span=":month")}) AS month,
        max(left_at IS NULL AND deaf_at IS NOT NULL) AS is_unsure
    FROM stays GROUP BY source_id
"""


async def insert(db: Session, move: Move, *, channel_id: int, source_id: int | None) -> bool:
    """Note an arrival or a departure; False when it was told before."""
    new = await db.execute(
        """
        INSERT INTO moves (channel_id, person_id, moved_at, update_id, is_arrival, source_id)
        VALUES (:channel, :person, :at, :update, :arrival, :source)
        ON CONFLICT DO NOTHING
        """,
        {
            "channel": channel_id,
            "person": move.person_id,
            "at": to_ms(move.moved_at),
            "update": move.update_id,
            "arrival": int(move.is_arrival),
            "source": source_id,
        },
    )
    return new > 0


async def list_figures(
    db: Session, channel_id: int, *, since: datetime | None, now: datetime
) -> dict[int | None, Figures]:
    """Source (None: none of ours) to the figures of those who came since a moment.

    A source by which nobody came is not among them. `starts` are not filled in.
    """
    rows = await db.fetch_all(
        _FIGURES,
        {
            "channel": channel_id,
            "since": to_ms(since) or 0,
            "now": to_ms(now),
            "week": WEEK // _MILLISECOND,
            "month": MONTH // _MILLISECOND,
        },
    )
    return {row["source_id"]: _figures(row) for row in rows}


async def count_departures(db: Session, channel_id: int, *, since: datetime | None) -> int:
    """How many left since a moment of whom no arrival is known."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM moves
        WHERE channel_id = :channel AND is_arrival = 0 AND moved_at >= :since
        AND NOT coalesce((
            SELECT earlier.is_arrival FROM moves AS earlier
            WHERE earlier.channel_id = moves.channel_id AND earlier.person_id = moves.person_id
            AND (earlier.moved_at, earlier.update_id) < (moves.moved_at, moves.update_id)
            ORDER BY earlier.moved_at DESC, earlier.update_id DESC LIMIT 1
        ), 0)
        """,
        {"channel": channel_id, "since": to_ms(since) or 0},
    )
    return row["n"] if row else 0


async def list_open(db: Session, person_id: int) -> list[tuple[int, int]]:
    """(channel, source) of the channels where a person is by a link of ours."""
    rows = await db.fetch_all(
        """
        SELECT channel_id, source_id FROM moves AS one
        WHERE person_id = :person AND source_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM moves AS later
            WHERE later.channel_id = one.channel_id AND later.person_id = one.person_id
            AND (later.moved_at, later.update_id) > (one.moved_at, one.update_id)
        )
        ORDER BY moved_at, update_id
        """,
        {"person": person_id},
    )
    return [(row["channel_id"], row["source_id"]) for row in rows]


async def get_beginning(db: Session, channel_id: int) -> datetime | None:
    """Since when arrivals in a channel are noted."""
    row = await db.fetch_one(
        "SELECT coalesce(moves_since_at, connected_at) AS at FROM channels WHERE id = :id",
        {"id": channel_id},
    )
    return from_ms(row["at"]) if row else None


def _figures(row: Row) -> Figures:
    return Figures(
        joined=row["joined"],
        left=row["left_count"],
        is_left_at_least=bool(row["is_unsure"]),
        week=Retention(row["week"], row["week_of"]) if row["week_of"] else None,
        month=Retention(row["month"], row["month_of"]) if row["month_of"] else None,
    )
