"""Where the store holds people: every column of it, and what becomes of it when one is forgotten.

A test compares this with the schema, so that a later table cannot be left out.
"""

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import NamedTuple

from storage.db import Row, Session


class Fate(StrEnum):
    """What becomes of a row that has a forgotten person in a column."""

    DELETED = "deleted"
    """The row goes."""
    CLEARED = "cleared"
    """NULL: nobody."""
    NOBODY = "nobody"
    """Zero: nobody, where there must be a number."""
    HEIR = "heir"
    """An owner goes on with it and hears of it; where there is no other one, nobody does."""
    TOKEN = "token"
    """A random negative number, one for all rows of the table: what is counted stays right."""
    OTHER = "other"
    """It is no person's."""


class Column(NamedTuple):
    """A column that may hold a person; `section` is where the person reads of its rows."""

    table: str
    name: str
    fate: Fate
    section: str = ""


# Rows go before what they hang on. What is of no section is shown to nobody: it is no person's.
COLUMNS = (
    Column("subscriptions", "person_id", Fate.DELETED, "digests"),
    Column("saved_posts", "person_id", Fate.DELETED, "saved"),
    Column("follows", "person_id", Fate.DELETED, "follows"),
    Column("alerts", "person_id", Fate.DELETED, "follows"),
    Column("moves", "person_id", Fate.TOKEN, "arrivals"),
    Column("starts", "person_id", Fate.TOKEN, "arrivals"),
    Column("welcomes", "person_id", Fate.DELETED, "welcomes"),
    Column("reposts", "person_id", Fate.CLEARED, "reposts"),
    Column("early_reposts", "person_id", Fate.CLEARED, "reposts"),
    # The bot's own chat with the person.
    Column("reposts", "place_id", Fate.CLEARED),
    Column("early_reposts", "place_id", Fate.CLEARED),
    Column("members", "person_id", Fate.DELETED, "team"),
    Column("members", "invited_by", Fate.NOBODY),
    Column("invites", "used_by", Fate.DELETED, "team"),
    Column("invites", "made_by", Fate.NOBODY, "team"),
    Column("letter_switches", "person_id", Fate.DELETED, "letters"),
    Column("letters", "person_id", Fate.DELETED, "letters"),
    Column("llm_usage", "person_id", Fate.DELETED, "model"),
    Column("inputs", "chat_id", Fate.DELETED, "messages"),
    Column("shown_messages", "chat_id", Fate.DELETED, "messages"),
    Column("review_cards", "chat_id", Fate.DELETED, "messages"),
    Column("posts", "author_id", Fate.CLEARED, "posts"),
    Column("posts", "card_person_id", Fate.CLEARED),
    Column("revisions", "editor_id", Fate.CLEARED, "work"),
    Column("publications", "requested_by", Fate.HEIR, "work"),
    Column("pins", "person_id", Fate.CLEARED, "work"),
    Column("edits", "person_id", Fate.HEIR, "work"),
    Column("removals", "person_id", Fate.HEIR, "work"),
    Column("expiries", "person_id", Fate.HEIR, "work"),
    Column("navigations", "person_id", Fate.HEIR, "work"),
    Column("roundups", "person_id", Fate.HEIR, "work"),
    Column("roundup_issues", "person_id", Fate.HEIR, "work"),
    Column("touches", "person_id", Fate.DELETED, "work"),
    Column("counts", "person_id", Fate.CLEARED, "work"),
    Column("rule_overrides", "person_id", Fate.NOBODY, "work"),
    Column("reviews", "submitted_by", Fate.NOBODY, "work"),
    Column("reviews", "decided_by", Fate.CLEARED, "work"),
    Column("journal", "person_id", Fate.NOBODY, "work"),
    Column("house_rules", "changed_by", Fate.NOBODY, "work"),
    Column("channels", "connected_by", Fate.NOBODY, "work"),
    Column("subscriber_sources", "created_by", Fate.NOBODY, "work"),
    Column("imports", "person_id", Fate.CLEARED, "work"),
    Column("announcements", "created_by", Fate.NOBODY, "work"),
    Column("announcement_flight", "person_id", Fate.DELETED, "announcements"),
    Column("announcement_deliveries", "person_id", Fate.DELETED, "announcements"),
    Column("announcement_refusals", "person_id", Fate.DELETED, "announcements"),
    Column("run_messages", "person_id", Fate.DELETED, "work"),
    # All that still hangs on the person goes with this row.
    Column("people", "id", Fate.DELETED, "profile"),
    # A name of the person's own, in the row that goes.
    Column("people", "username", Fate.OTHER),
    # Followers up to this one were told: a place in a list, see `_step_back`.
    Column("rubric_news", "spread_to", Fate.OTHER),
    Column("announcements", "begun_to", Fate.OTHER),
    # Channels, groups, their names, and writers of articles on the web.
    Column("channels", "chat_id", Fate.OTHER),
    Column("channels", "username", Fate.OTHER),
    Column("channels", "linked_chat_id", Fate.OTHER),
    Column("post_messages", "chat_id", Fate.OTHER),
    Column("places", "chat_id", Fate.OTHER),
    Column("places", "username", Fate.OTHER),
    Column("threads", "group_id", Fate.OTHER),
    Column("comments", "group_id", Fate.OTHER),
    Column("previews", "username", Fate.OTHER),
    Column("sources", "author", Fate.OTHER),
    # A kind of writer, and moments.
    Column("revisions", "maker", Fate.OTHER),
    Column("reviews", "editors_told_at", Fate.OTHER),
    Column("reviews", "author_told_at", Fate.OTHER),
    Column("previews", "spread_until_at", Fate.OTHER),
)

# Rows that belong to a person by another row: shown with it, and gone with it.
BELONGING = (
    ("deliveries", "subscription_id", "subscriptions", "digests"),
    ("subscription_rubrics", "subscription_id", "subscriptions", "digests"),
    ("notices", "alert_id", "alerts", "follows"),
    ("welcome_deliveries", "welcome_id", "welcomes", "welcomes"),
)

SECTIONS = (
    "profile", "digests", "announcements", "saved", "follows", "arrivals", "welcomes", "reposts",
    "team", "letters", "model", "posts", "work", "messages", "conversations", "updates",
)  # fmt: skip
"""In the order in which people read of them."""

UNFINISHED = """
    (state IN ('draft', 'in_review', 'approved', 'planned', 'failed', 'late')
     OR (state = 'deleted' AND published_at IS NULL))
    AND NOT EXISTS (SELECT 1 FROM post_messages WHERE post_messages.post_id = posts.id)
"""
"""Posts that never came out: nobody but their author has a claim to them."""


def personal() -> list[Column]:
    """The columns that hold people."""
    return [column for column in COLUMNS if column.fate is not Fate.OTHER]


async def count_rows(db: Session, person_id: int) -> dict[str, int]:
    """section -> how many rows are about a person; sections without any are left out."""
    counts: dict[str, int] = {}
    for column in personal():
        if column.section:
            found = await _count(db, f"{column.table} WHERE {column.name} = :person", person_id)
            counts[column.section] = counts.get(column.section, 0) + found
    for section, where in _KEYED:
        counts[section] = await _count(db, where, person_id)
    return {section: counts[section] for section in SECTIONS if counts.get(section)}


async def count_posts(db: Session, person_id: int) -> dict[str, int]:
    """What becomes of a person's posts: `drafts` and `planned` ones go, `published` stay."""
    return {
        "drafts": await _count(
            db, f"posts WHERE author_id = :person AND {UNFINISHED} AND state <> 'planned'",
            person_id,
        ),
        "planned": await _count(
            db, f"posts WHERE author_id = :person AND {UNFINISHED} AND state = 'planned'",
            person_id,
        ),
        "published": await _count(
            db, f"posts WHERE author_id = :person AND NOT ({UNFINISHED})", person_id
        ),
    }  # fmt: skip


async def list_rows(
    db: Session, person_id: int, *, size: int
) -> AsyncIterator[tuple[str, str, list[Row]]]:
    """(section, table, at most `size` rows) of everything about a person, newest first."""
    for column in personal():
        if column.section:
            sql = f"SELECT * FROM {column.table} WHERE {column.name} = :person LIMIT :size"
            yield column.section, column.table, await _list(db, sql, person_id, size)
    for table, key, parent, section in BELONGING:
        sql = f"""
            SELECT {table}.* FROM {table} JOIN {parent} ON {parent}.id = {table}.{key}
            WHERE {parent}.person_id = :person LIMIT :size
        """
        yield section, table, await _list(db, sql, person_id, size)
    for section, where in _KEYED:
        sql = f"SELECT * FROM {where} LIMIT :size"
        yield section, section, await _list(db, sql, person_id, size)


# Conversations are keyed `bot:chat:person:…`; an update names its sender, however deep.
_KEYED = (
    ("conversations", "conversations WHERE key LIKE '%:' || :person || ':%'"),
    (
        "updates",
        """updates WHERE instr(body, :person) > 0 AND EXISTS (
            SELECT 1 FROM json_each(updates.body) AS event
            WHERE event.type = 'object' AND :person = coalesce(
                json_extract(event.value, '$.from.id'), json_extract(event.value, '$.user.id')))
        """,
    ),
)


async def _count(db: Session, where: str, person_id: int) -> int:
    row = await db.fetch_one(f"SELECT count(*) AS n FROM {where}", {"person": person_id})
    return int(row["n"]) if row else 0


async def _list(db: Session, sql: str, person_id: int, size: int) -> list[Row]:
    return await db.fetch_all(sql, {"person": person_id, "size": size})
