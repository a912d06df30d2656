"""Posts of the past, written many at a time: a statement a table, however many the posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.tellings import Telling
from storage import reactions, reposts
from storage.db import Positional, Session, from_ms, in_list

_ID_BITS = 31
"""See `storage/search.py`."""


@dataclass(frozen=True, slots=True)
class InFlight:
    """A send under way: its message comes behind `last_known`, and was not there before."""

    last_known: int
    started_at: datetime


@dataclass(slots=True)
class Rows:
    """What a batch of new posts puts into each table: parameters of its statement, in order."""

    posts: list[Positional] = field(default_factory=list)
    revisions: list[Positional] = field(default_factory=list)
    messages: list[Positional] = field(default_factory=list)
    inputs: list[Positional] = field(default_factory=list)
    rubrics: list[Positional] = field(default_factory=list)
    stems: list[Positional] = field(default_factory=list)
    tellings: list[Positional] = field(default_factory=list)
    reactions: list[Positional] = field(default_factory=list)
    points: list[Positional] = field(default_factory=list)


_STATEMENTS = {
    "posts": """
        INSERT INTO posts (id, channel_id, state, origin, title, text, entities, media, options,
            tags, published_at, edited_at, reactions, reactions_at, reactions_source, created_at,
            updated_at)
        VALUES (?, ?, 'published', 'import', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
    "revisions": """
        INSERT INTO revisions (post_id, number, text, entities, media, options, tags, created_at)
        VALUES (?, 1, ?, ?, ?, ?, ?, ?)
        """,
    "messages": """
        INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
        VALUES (?, ?, ?, 0, ?)
        """,
    "inputs": """
        INSERT INTO inputs (chat_id, message_id, post_id, purpose, units, received_at)
        VALUES (?, ?, ?, 'channel', ?, ?) ON CONFLICT DO NOTHING
        """,
    "rubrics": """
        INSERT INTO post_rubrics (rubric_id, published_at, post_id, reactions)
        VALUES (?, ?, ?, ?)
        """,
    "stems": """
        INSERT INTO post_search (position, post_id, stems) VALUES (?, ?, ?)
        """,
    "tellings": """
        INSERT INTO tellings (channel_id, message_id, source, counted_at, counts, rounded)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
    "reactions": """
        INSERT INTO reactions (post_id, kind, total, is_rounded)
        VALUES (?, ?, ?, ?)
        """,
    # One point a series is never thinned: nothing is planned for it.
    "points": """
        INSERT INTO points (post_id, name, source, counted_at, total)
        VALUES (?, ?, ?, ?, ?)
        """,
}


async def insert(db: Session, rows: Rows) -> None:
    """Write a batch of new posts with all that belongs to them."""
    for name, statement in _STATEMENTS.items():
        if table := getattr(rows, name):
            await db.execute_many(statement, table)


def position_of(published: int, post_id: int) -> int:
    """The place of a post in the index of words; `published` in milliseconds."""
    return (published // 1000) << _ID_BITS | post_id


async def add_to_rubrics(db: Session, posts: Mapping[int, int]) -> None:
    """Rubric id -> posts that came to it."""
    await db.execute_many(
        "UPDATE rubrics SET posts = posts + :posts WHERE id = :id",
        [{"id": rubric_id, "posts": count} for rubric_id, count in posts.items()],
    )


async def next_post_id(db: Session) -> int:
    """The id that the next post would get, in the transaction that uses it."""
    row = await db.fetch_one("SELECT max(id) AS last FROM posts")
    return (row["last"] or 0) + 1 if row else 1


async def find_posts(db: Session, chat_id: int, message_ids: Sequence[int]) -> dict[int, int]:
    """Channel message -> its post, of the messages that belong to any."""
    names, params = in_list("id", message_ids)
    rows = await db.fetch_all(
        f"""
        SELECT message_id, post_id FROM post_messages
        WHERE chat_id = :chat AND message_id IN {names}
        """,
        {"chat": chat_id, **params},
    )
    return {row["message_id"]: row["post_id"] for row in rows}


async def find_tellings(
    db: Session, channel_id: int, message_ids: Sequence[int]
) -> dict[int, Telling]:
    """Message -> what was told of its reactions before."""
    names, params = in_list("id", message_ids)
    rows = await db.fetch_all(
        f"SELECT * FROM tellings WHERE channel_id = :channel AND message_id IN {names}",
        {"channel": channel_id, **params},
    )
    return {row["message_id"]: reactions.telling_of(row) for row in rows}


async def list_in_flight(db: Session, channel_id: int) -> list[InFlight]:
    """Sends of a channel that are under way, or of which nobody knows what came of them."""
    rows = await db.fetch_all(
        """
        SELECT attempts.last_known_message_id, attempts.started_at
        FROM publications JOIN attempts ON attempts.publication_id = publications.id
            AND attempts.part = publications.part
        WHERE publications.channel_id = :channel
          AND publications.state IN ('sending', 'uncertain')
        """,
        {"channel": channel_id},
    )
    return [InFlight(row["last_known_message_id"], from_ms(row["started_at"])) for row in rows]


async def list_edited(db: Session, post_ids: Iterable[int]) -> set[int]:
    """Those of the posts that an edit is on its way to."""
    names, params = in_list("id", list(post_ids))
    rows = await db.fetch_all(
        f"""
        SELECT post_id FROM edits
        WHERE post_id IN {names} AND state IN ('wanted', 'sending', 'uncertain')
        """,
        params,
    )
    return {row["post_id"] for row in rows}


async def adopt_early(
    db: Session, channel_id: int, chat_id: int, found: Mapping[int, int]
) -> None:
    """Forwards that were seen of messages before they were posts count now; message -> post."""
    names, params = in_list("id", list(found))
    rows = await db.fetch_all(
        f"""
        SELECT DISTINCT original_id FROM early_reposts
        WHERE channel_id = :channel AND original_id IN {names}
        """,
        {"channel": channel_id, **params},
    )
    for row in rows:
        original = row["original_id"]
        await reposts.adopt_early(db, found[original], chat_id, [original])
