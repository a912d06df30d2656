"""Takes a person out of every table, inside one transaction."""

import json
import re
import secrets
from typing import Any

from bot.domain.people import Person
from storage.db import Session, in_list
from storage.privacy import UNFINISHED, Column, Fate, personal

# Zero: nobody. Owners and readers have ids above it (Bot API, `User`).
NOBODY = 0


async def forget(db: Session, person: Person, *, heir_id: int | None) -> None:
    """Take a person out of the store, whole; the posts that came out stay their channels'.

    What is under way in a channel goes on with the heir, an owner, or with nobody.
    """
    await _delete_work(db, person.id)
    await _free_keys(db, person.id)
    await _blank_words(db, person)
    for column in personal():
        await _apply(db, column, person.id, heir_id or NOBODY)


async def _apply(db: Session, column: Column, person_id: int, heir_id: int) -> None:
    table, name = column.table, column.name
    if column.fate is Fate.DELETED:
        await db.execute(f"DELETE FROM {table} WHERE {name} = :person", {"person": person_id})
        return
    value = {
        Fate.CLEARED: None, Fate.NOBODY: NOBODY, Fate.HEIR: heir_id,
        Fate.TOKEN: -secrets.randbits(62) - 1,
    }[column.fate]  # fmt: skip
    await db.execute(
        f"UPDATE {table} SET {name} = :value WHERE {name} = :person",
        {"value": value, "person": person_id},
    )


async def _delete_work(db: Session, person_id: int) -> None:
    """What nobody but the person has a claim to: what never came out, and what led to it."""
    params = {"person": person_id}
    mine = "SELECT id FROM posts WHERE author_id = :person"
    sources = await db.fetch_all(
        f"SELECT DISTINCT source_id FROM post_sources WHERE post_id IN ({mine} AND {UNFINISHED})",
        params,
    )
    await db.execute(f"DELETE FROM posts WHERE author_id = :person AND {UNFINISHED}", params)
    names, ids = in_list("source", [row["source_id"] for row in sources])
    await db.execute(
        f"""
        DELETE FROM sources WHERE id IN {names}
          AND NOT EXISTS (SELECT 1 FROM post_sources WHERE source_id = sources.id)
        """,
        ids,
    )
    await db.execute(
        f"""
        DELETE FROM revisions WHERE editor_id = :person AND post_id IN ({mine})
          AND number < (
            SELECT max(later.number) FROM revisions AS later
            JOIN posts ON posts.id = later.post_id
            WHERE later.post_id = revisions.post_id AND later.created_at <= posts.published_at)
        """,
        params,
    )
    for table in ("proposals", "questions"):
        await db.execute(f"DELETE FROM {table} WHERE post_id IN ({mine})", params)
    await db.execute(
        """
        DELETE FROM edits WHERE person_id = :person
          AND state NOT IN ('wanted', 'sending', 'uncertain')
        """,
        params,
    )
    await db.execute("UPDATE rule_overrides SET remark = '' WHERE person_id = :person", params)
    await db.execute("UPDATE reviews SET remark = '' WHERE decided_by = :person", params)


async def _free_keys(db: Session, person_id: int) -> None:
    """Keys that name the person, or would meet those of another who was forgotten."""
    params = {"person": person_id}
    for table in ("reposts", "early_reposts"):
        await db.execute(
            f"""
            UPDATE {table} SET key = 'forgotten:' || lower(hex(randomblob(16)))
            WHERE person_id = :person
            """,
            params,
        )
    await db.execute(
        "UPDATE subscriber_sources SET message_id = -id WHERE created_by = :person", params
    )
    # An offer that nobody can take up any more; what is under way goes on by itself.
    await db.execute(
        "UPDATE imports SET state = 'cancelled' WHERE person_id = :person AND state = 'waiting'",
        params,
    )
    await db.execute(
        """
        UPDATE rubric_news SET spread_to = coalesce((
            SELECT max(follows.person_id) FROM follows
            WHERE follows.rubric_id = rubric_news.rubric_id AND follows.person_id < :person), 0)
        WHERE spread_to = :person
        """,
        params,
    )
    await db.execute(
        """
        UPDATE posts SET card_due_at = NULL, card_message_id = NULL
        WHERE (author_id = :person AND card_person_id IS NULL) OR card_person_id = :person
        """,
        params,
    )
    # Invitations that are not used yet lead to somebody who is not there.
    await db.execute("DELETE FROM invites WHERE made_by = :person AND used_by IS NULL", params)


async def _blank_words(db: Session, person: Person) -> None:
    """Texts that speak of the person: raw updates, open questions, names in journals."""
    await db.execute(
        "DELETE FROM conversations WHERE key LIKE '%:' || :person || ':%'", {"person": person.id}
    )
    for table, key, columns in (
        ("updates", "id", "body = CASE WHEN done_at IS NULL THEN body ELSE '{}' END, "
         "is_forgotten = 1"),
        ("conversations", "key", "state = NULL, data = '{}'"),
    ):  # fmt: skip
        column = "body" if table == "updates" else "data"
        for found in await _list_speaking(db, person, table, key, column):
            await db.execute(f"UPDATE {table} SET {columns} WHERE {key} = :key", {"key": found})
    await db.execute("UPDATE journal SET detail = '' WHERE detail = :name", {"name": person.name})
    await _scrub_histories(db, person.id)


async def _list_speaking(
    db: Session, person: Person, table: str, key: str, column: str
) -> list[Any]:
    """Keys of the rows whose text names the person: by id, by @username, or by the whole name."""
    rows = await db.fetch_all(
        f"""
        SELECT {key} AS key, {column} AS words FROM {table}
        WHERE instr({column}, :id) > 0 OR instr({column}, :name) > 0
           OR (:username IS NOT NULL AND instr(lower({column}), :username) > 0)
        """,
        {
            "id": str(person.id),
            "name": json.dumps(person.name, ensure_ascii=False),
            "username": f"@{person.username.lower()}" if person.username else None,
        },
    )
    # The digits may stand inside another number.
    whole = re.compile(rf"(?<!\d){person.id}(?!\d)")
    spoken = [person.name, *([person.username] if person.username else [])]
    return [
        row["key"]
        for row in rows
        if whole.search(row["words"]) or any(one.lower() in row["words"].lower() for one in spoken)
    ]


async def _scrub_histories(db: Session, person_id: int) -> None:
    """What an export told of somebody who reacted, or did something in the channel."""
    mark = f"user{person_id}"
    rows = await db.fetch_all(
        "SELECT channel_id, message_id, body FROM history_messages WHERE instr(body, :mark) > 0",
        {"mark": f'"{mark}"'},
    )
    await db.execute_many(
        """
        UPDATE history_messages SET body = :body
        WHERE channel_id = :channel AND message_id = :message
        """,
        [
            {
                "channel": row["channel_id"],
                "message": row["message_id"],
                "body": json.dumps(_without(json.loads(row["body"]), mark), ensure_ascii=False),
            }
            for row in rows
        ],
    )


def _without(value: Any, mark: str) -> Any:
    """A value of an export without the names beside an id, and without the id."""
    if isinstance(value, list):
        return [_without(one, mark) for one in value]
    if not isinstance(value, dict):
        return value
    named = {key.removesuffix("_id") for key, one in value.items() if one == mark}
    return {
        key: None if key.removesuffix("_id") in named else _without(one, mark)
        for key, one in value.items()
    }
