"""Whom an announcement reaches: readers of a channel who may be written to and did not refuse.

A reader of a channel pressed Start and chose it, subscribed to its digest, follows its rubrics or
came by one of its sources; where one channel is connected, it is everybody's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.announcements import Audience, AudienceKind
from bot.domain.archive import Rubric
from bot.domain.subscribers import Source
from storage import rubrics, subscriber_sources
from storage.db import Session, to_ms

_LANGUAGE = """
    CASE WHEN people.language IN ('ru', 'en') THEN people.language
         WHEN people.telegram_language = 'ru' OR people.telegram_language LIKE 'ru-%' THEN 'ru'
         WHEN people.telegram_language = 'en' OR people.telegram_language LIKE 'en-%' THEN 'en'
         ELSE :default END
"""
"""As `Person.speaks`: the chosen language, Telegram's, or the installation's default."""

_IS_READER = """
    (people.channel_id = :channel
     OR NOT EXISTS (SELECT 1 FROM channels
                    WHERE channels.id <> :channel AND channels.state <> 'disconnected')
     OR EXISTS (SELECT 1 FROM subscriptions
                WHERE subscriptions.person_id = people.id AND subscriptions.channel_id = :channel)
     OR EXISTS (SELECT 1 FROM follows JOIN rubrics ON rubrics.id = follows.rubric_id
                WHERE follows.person_id = people.id AND rubrics.channel_id = :channel)
     OR EXISTS (SELECT 1 FROM starts
                JOIN subscriber_sources ON subscriber_sources.id = starts.source_id
                WHERE starts.person_id = people.id
                  AND subscriber_sources.channel_id = :channel))
"""

_IS_REACHED = """
    people.is_reachable = 1 AND people.created_at <= :until AND people.id <> :sender
    AND NOT EXISTS (SELECT 1 FROM announcement_refusals AS refusal
                    WHERE refusal.person_id = people.id AND refusal.channel_id = :channel)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who may be reached: of a channel, met until a moment, but not who writes to them.

    `default_language` is of those who speak none of ours.
    """

    channel_id: int
    sender_id: int
    until: datetime
    default_language: str

    @property
    def params(self) -> dict[str, Any]:
        """Parameters of the clauses above."""
        return {
            "channel": self.channel_id, "sender": self.sender_id, "until": to_ms(self.until),
            "default": self.default_language,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom an announcement reaches, and their language."""

    id: int
    language: str


async def list_readers(
    db: Session, reach: Reach, audience: Audience, *, after: int, limit: int
) -> list[Reader]:
    """Readers of an audience, by their ids above `after`."""
    source, where = _from(audience)
    rows = await db.fetch_all(
        f"""
        SELECT people.id, {_LANGUAGE} AS speaks FROM {source}
        WHERE {where} AND {_IS_REACHED} ORDER BY {_place(audience)} LIMIT :limit
        """,
        {**reach.params, "key": _key(audience), "after": after, "limit": limit},
    )
    return [Reader(row["id"], row["speaks"]) for row in rows]


async def list_again(
    db: Session, reach: Reach, announcement_id: int, *, limit: int
) -> list[Reader]:
    """Those to whom an announcement is to be sent again, as it is known not to have been."""
    rows = await db.fetch_all(
        f"""
        SELECT people.id, {_LANGUAGE} AS speaks
        FROM announcement_flight AS flight JOIN people ON people.id = flight.person_id
        WHERE flight.announcement_id = :id AND flight.state = 'again'
        ORDER BY flight.person_id LIMIT :limit
        """,
        {**reach.params, "id": announcement_id, "limit": limit},
    )
    return [Reader(row["id"], row["speaks"]) for row in rows]


async def let_go_again(db: Session, reach: Reach, announcement_id: int) -> int:
    """Forget those to be sent to again who are not reached any more: they refused; how many."""
    return await db.execute(
        f"""
        DELETE FROM announcement_flight
        WHERE announcement_id = :id AND state = 'again' AND NOT EXISTS (
            SELECT 1 FROM people WHERE people.id = announcement_flight.person_id AND {_IS_REACHED}
        )
        """,
        {**reach.params, "id": announcement_id},
    )


async def count(db: Session, reach: Reach, audience: Audience) -> int:
    """How many readers an audience has."""
    source, where = _from(audience)
    row = await db.fetch_one(
        f"SELECT count(*) AS n FROM {source} WHERE {where} AND {_IS_REACHED}",
        {**reach.params, "key": _key(audience), "after": 0},
    )
    return int(row["n"]) if row else 0


async def count_languages(db: Session, reach: Reach) -> dict[str, int]:
    """language -> readers of the channel who speak it; no key: nobody does."""
    rows = await db.fetch_all(
        f"""
        SELECT {_LANGUAGE} AS speaks, count(*) AS n FROM people
        WHERE {_IS_READER} AND {_IS_REACHED} GROUP BY speaks
        """,
        reach.params,
    )
    return {row["speaks"]: row["n"] for row in rows}


async def count_rubrics(db: Session, reach: Reach, *, limit: int) -> list[tuple[Rubric, int]]:
    """Rubrics of the channel with those who follow them, most followed first."""
    rows = await db.fetch_all(
        f"""
        SELECT follows.rubric_id AS id, count(*) AS n
        FROM rubrics JOIN follows ON follows.rubric_id = rubrics.id
        JOIN people ON people.id = follows.person_id
        WHERE rubrics.channel_id = :channel AND {_IS_REACHED}
        GROUP BY follows.rubric_id ORDER BY n DESC, id LIMIT :limit
        """,
        {**reach.params, "limit": limit},
    )
    found = [(await rubrics.get_rubric(db, row["id"]), row["n"]) for row in rows]
    return [(rubric, readers) for rubric, readers in found if rubric is not None]


async def count_sources(db: Session, reach: Reach, *, limit: int) -> list[tuple[Source, int]]:
    """Sources of the channel with those who came by them, most first."""
    rows = await db.fetch_all(
        f"""
        SELECT starts.source_id AS id, count(*) AS n
        FROM subscriber_sources AS source JOIN starts ON starts.source_id = source.id
        JOIN people ON people.id = starts.person_id
        WHERE source.channel_id = :channel AND {_IS_REACHED}
        GROUP BY starts.source_id ORDER BY n DESC, id LIMIT :limit
        """,
        {**reach.params, "limit": limit},
    )
    found = [(await subscriber_sources.get_source(db, row["id"]), row["n"]) for row in rows]
    return [(source, readers) for source, readers in found if source is not None]


async def count_refusals(db: Session, channel_id: int) -> int:
    """How many want no announcements of a channel."""
    row = await db.fetch_one(
        "SELECT count(*) AS n FROM announcement_refusals WHERE channel_id = :channel",
        {"channel": channel_id},
    )
    return int(row["n"]) if row else 0


async def is_refused(db: Session, person_id: int, channel_id: int) -> bool:
    """Whether a person wants no announcements of a channel."""
    row = await db.fetch_one(
        "SELECT 1 FROM announcement_refusals WHERE person_id = :person AND channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )
    return row is not None


async def refuse(db: Session, person_id: int, channel_id: int, *, now: datetime) -> None:
    """A person wants no announcements of a channel."""
    await db.execute(
        """
        INSERT INTO announcement_refusals (person_id, channel_id, refused_at)
        VALUES (:person, :channel, :now) ON CONFLICT DO NOTHING
        """,
        {"person": person_id, "channel": channel_id, "now": to_ms(now)},
    )


async def bring_back(db: Session, person_id: int, channel_id: int) -> None:
    """A person wants announcements of a channel again."""
    await db.execute(
        "DELETE FROM announcement_refusals WHERE person_id = :person AND channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )


def _key(audience: Audience) -> str | int:
    return audience.key if audience.kind is AudienceKind.LANGUAGE else audience.id


def _place(audience: Audience) -> str:
    """The column that the list of an audience is kept in the order of."""
    is_listed = audience.kind in (AudienceKind.RUBRIC, AudienceKind.SOURCE)
    return "listed.person_id" if is_listed else "people.id"


def _from(audience: Audience) -> tuple[str, str]:
    """Tables in the order of people's ids, and the rows of an audience above `:after`."""
    match audience.kind:
        case AudienceKind.RUBRIC:
            table, where = "follows", "listed.rubric_id = :key AND listed.person_id > :after"
        case AudienceKind.SOURCE:
            table, where = "starts", "listed.source_id = :key AND listed.person_id > :after"
        case AudienceKind.LANGUAGE:
            return "people", f"people.id > :after AND {_IS_READER} AND {_LANGUAGE} = :key"
        case AudienceKind.ALL:
            return "people", f"people.id > :after AND {_IS_READER}"
    return f"{table} AS listed JOIN people ON people.id = listed.person_id", where
