"""Takes a person out of every table, inside one transaction."""

import secrets

from bot.domain.journal import Deed
from bot.domain.people import Person
from storage import speaking
from storage.db import Session, in_list
from storage.privacy import UNFINISHED, Column, Fate, personal
from storage.speaking import Speaking

# Zero: nobody. Owners and readers have ids above it (Bot API, `User`).
NOBODY = 0


async def forget(db: Session, person: Person, said: Speaking, *, heir_id: int | None) -> None:
    """Take a person out of the store, whole; the posts that came out stay their channels'.

    `said` was found before: nobody can write while the store is looked through. What is under way
    in a channel goes on with the heir, an owner, or with nobody.
    """
    await _delete_work(db, person.id)
    await _free_keys(db, person.id)
    await _leave_announcements(db, person.id)
    await speaking.blank(db, person, said)
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
    await _blank_words(db, params)


async def _blank_words(db: Session, params: dict[str, int]) -> None:
    """What they wrote beside posts of others, and called their files."""
    await db.execute("UPDATE rule_overrides SET remark = '' WHERE person_id = :person", params)
    await db.execute("UPDATE reviews SET remark = '' WHERE decided_by = :person", params)
    # What they said, in the words of the journal.
    await db.execute(
        "UPDATE journal SET detail = '-' WHERE person_id = :person AND what IN (:one, :other)",
        {**params, "one": Deed.RETURNED.value, "other": Deed.OVERRIDDEN.value},
    )
    # Of a file's name only what tells its form is needed.
    await db.execute(
        """
        UPDATE imports SET name = CASE WHEN lower(name) LIKE '%.zip' THEN '.zip' ELSE '' END
        WHERE person_id = :person
        """,
        params,
    )


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
    # Apart: each finds its posts in an index of its own.
    for whose in ("author_id = :person AND card_person_id IS NULL", "card_person_id = :person"):
        await db.execute(
            f"UPDATE posts SET card_due_at = NULL, card_message_id = NULL WHERE {whose}", params
        )
    # Invitations that are not used yet lead to somebody who is not there.
    await db.execute("DELETE FROM invites WHERE made_by = :person AND used_by IS NULL", params)


async def _leave_announcements(db: Session, person_id: int) -> None:
    """What was never sent goes; a place in a list of readers is that of the one before."""
    params = {"person": person_id}
    await db.execute(
        "DELETE FROM announcements WHERE created_by = :person AND state <> 'confirmed'", params
    )
    await db.execute(
        "UPDATE announcements SET message_id = -id WHERE created_by = :person", params
    )
    await db.execute(
        """
        UPDATE announcements SET begun_to = max(
            coalesce((SELECT max(person_id) FROM announcement_flight
                      WHERE announcement_id = announcements.id AND person_id < :person), 0),
            coalesce((SELECT max(person_id) FROM announcement_deliveries
                      WHERE announcement_id = announcements.id AND person_id < :person), 0))
        WHERE begun_to = :person
        """,
        params,
    )
