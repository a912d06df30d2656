"""People who talk to the bot."""

import json
from collections.abc import Collection

from bot.domain.people import Person
from storage.db import Row, Session, in_list


async def get_person(db: Session, person_id: int) -> Person | None:
    row = await db.fetch_one("SELECT * FROM people WHERE id = :id", {"id": person_id})
    return _person(row) if row else None


async def list_names(db: Session, person_ids: Collection[int]) -> dict[int, str]:
    """id -> name of those who are known."""
    names, params = in_list("id", list(person_ids))
    rows = await db.fetch_all(f"SELECT id, name FROM people WHERE id IN {names}", params)
    return {row["id"]: row["name"] for row in rows}


async def list_people(db: Session, person_ids: Collection[int]) -> dict[int, Person]:
    """id -> those who are known."""
    rows = await db.fetch_all(
        """
        SELECT people.* FROM json_each(:ids) AS wanted
        CROSS JOIN people ON people.id = wanted.value
        """,
        {"ids": json.dumps(list(person_ids))},
    )
    return {row["id"]: _person(row) for row in rows}


async def upsert(
    db: Session,
    *,
    person_id: int,
    name: str,
    username: str | None,
    telegram_language: str | None,
    zone: str,
    now_ms: int,
) -> Person:
    """Meet a person, or note what changed in the profile; who writes is reachable."""
    row = await db.fetch_one(
        """
        INSERT INTO people (id, name, username, telegram_language, zone, created_at)
        VALUES (:id, :name, :username, :telegram_language, :zone, :now)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, username = excluded.username,
            telegram_language = excluded.telegram_language, is_reachable = 1
        RETURNING *
        """,
        {
            "id": person_id,
            "name": name,
            "username": username,
            "telegram_language": telegram_language,
            "zone": zone,
            "now": now_ms,
        },
    )
    assert row is not None
    return _person(row)


async def set_channel(db: Session, person_id: int, channel_id: int | None) -> None:
    """Remember the channel that a person works with or reads."""
    await db.execute(
        "UPDATE people SET channel_id = :channel WHERE id = :id",
        {"id": person_id, "channel": channel_id},
    )


async def set_language(db: Session, person_id: int, language: str | None) -> None:
    await db.execute(
        "UPDATE people SET language = :language WHERE id = :id",
        {"id": person_id, "language": language},
    )


async def set_zone(db: Session, person_id: int, zone: str) -> None:
    await db.execute(
        "UPDATE people SET zone = :zone WHERE id = :id", {"id": person_id, "zone": zone}
    )


async def set_reachable(db: Session, person_id: int, is_reachable: bool) -> None:
    """A person who blocked the bot is left alone until the next word."""
    await db.execute(
        "UPDATE people SET is_reachable = :reachable WHERE id = :id",
        {"id": person_id, "reachable": int(is_reachable)},
    )


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        username=row["username"],
        language=row["language"],
        telegram_language=row["telegram_language"],
        zone=row["zone"],
        channel_id=row["channel_id"],
        is_reachable=bool(row["is_reachable"]),
    )
