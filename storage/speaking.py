"""Texts that speak of a person: raw updates, open questions, what an export told.

They are many, and no index knows who is in them: whoever forgets a person looks through them
first, beside the writer, and then has only what came meanwhile to look through.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.people import Person
from storage.db import Params, Session, to_ms

# Each half is found in an index of its own.
_LATE = """
    SELECT id FROM updates WHERE done_at IS NULL
    UNION ALL SELECT id FROM updates WHERE done_at >= :until
"""

# In JSON a new line is written as a letter.
_BEFORE_WORD = r"(?:(?<!\w)|(?<=\\[nrt]))"


@dataclass(frozen=True, slots=True)
class Speaking:
    """Ids of updates that speak of a person, and (channel, message) of what exports told.

    Updates that were done from `until` on were not looked at.
    """

    updates: Sequence[int]
    messages: Sequence[tuple[int, int]]
    until: datetime


async def find(db: Session, person: Person, *, now: datetime) -> Speaking:
    """What speaks of a person so far: two tables are read, whole."""
    rows = await db.fetch_all(
        "SELECT channel_id, message_id FROM history_messages WHERE instr(body, :mark) > 0",
        {"mark": f'"{_mark(person.id)}"'},
    )
    return Speaking(
        updates=await _list_speaking(db, person, "updates", "id", "body"),
        messages=[(row["channel_id"], row["message_id"]) for row in rows],
        until=now,
    )


async def blank(db: Session, person: Person, speaking: Speaking) -> None:
    """Nothing speaks of a person any more: updates in hand lose their words when they are done.

    Conversations, which are short, are looked through here, and so are the updates that came
    after the others had been found. What an import tells from then on it tells anew.
    """
    await db.execute(
        "DELETE FROM conversations WHERE key LIKE '%:' || :person || ':%'", {"person": person.id}
    )
    late = await _list_speaking(
        db, person, "updates", "id", "body", f"id IN ({_LATE})",
        {"until": to_ms(speaking.until)},
    )  # fmt: skip
    for update_id in {*speaking.updates, *late}:
        await db.execute(
            """
            UPDATE updates SET is_forgotten = 1,
                body = CASE WHEN done_at IS NULL THEN body ELSE '{}' END
            WHERE id = :id
            """,
            {"id": update_id},
        )
    for key in await _list_speaking(db, person, "conversations", "key", "data"):
        await db.execute(
            "UPDATE conversations SET state = NULL, data = '{}' WHERE key = :key", {"key": key}
        )
    await db.execute("UPDATE journal SET detail = '' WHERE detail = :name", {"name": person.name})
    for channel_id, message_id in speaking.messages:
        await _scrub(db, channel_id, message_id, _mark(person.id))


async def _list_speaking(
    db: Session, person: Person, table: str, key: str, column: str, where: str = "true",
    params: Params | None = None,
) -> list[Any]:  # fmt: skip
    """Keys of the rows whose text names the person: by id, by @username, or by the whole name.

    In updates the name may stand among other words, of a card that somebody pressed for one;
    a conversation, which may still go on, has to hold it as a value of its own.
    """
    name = json.dumps(person.name, ensure_ascii=False)
    rows = await db.fetch_all(
        f"""
        SELECT {key} AS key, {column} AS words FROM {table}
        WHERE ({where}) AND (instr({column}, :id) > 0 OR instr({column}, :name) > 0
           OR (:username IS NOT NULL AND instr(lower({column}), :username) > 0))
        """,
        {
            "id": str(person.id),
            "name": name[1:-1] if table == "updates" else name,
            "username": f"@{person.username.lower()}" if person.username else None,
            **(params or {}),
        },
    )
    # The digits may stand inside another number, and a short name inside another word.
    spoken = [name[1:-1], *([person.username] if person.username else [])]
    whole = re.compile(
        rf"(?<!\d){person.id}(?!\d)|"
        + "|".join(rf"{_BEFORE_WORD}{re.escape(one)}(?!\w)" for one in spoken),
        re.IGNORECASE,
    )
    return [row["key"] for row in rows if whole.search(row["words"])]


def _mark(person_id: int) -> str:
    """How an export names somebody who reacted, or did something in the channel."""
    return f"user{person_id}"


async def _scrub(db: Session, channel_id: int, message_id: int, mark: str) -> None:
    params = {"channel": channel_id, "message": message_id}
    where = "WHERE channel_id = :channel AND message_id = :message"
    row = await db.fetch_one(f"SELECT body FROM history_messages {where}", params)
    if row is not None:
        body = json.dumps(_without(json.loads(row["body"]), mark), ensure_ascii=False)
        await db.execute(
            f"UPDATE history_messages SET body = :body {where}", {"body": body, **params}
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
