"""What authors make of rubrics: joined, parted, named, described, hidden; their posts follow.

A synonym's row keeps its own tag; `root_id` is the rubric that its posts stand in, `parent_id`
the one that it was joined to. Posts are moved and looked at again in batches: a joined rubric
with posts left, and a rubric with a `recheck` key, are work under way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.archive import Rubric
from storage.db import Row, Session, in_list
from storage.rubrics import count

_COLUMNS = frozenset({"shown", "emoji", "description", "is_hidden"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A row of `rubrics` as itself: its own tag, and what it was joined to, if it was.

    `is_in_doubt`: some of its posts may belong elsewhere, and are to be looked at.
    """

    id: int
    channel_id: int
    fold: str
    tag: str
    shown: str | None
    posts: int
    root_id: int | None
    parent_id: int | None
    is_merged: bool
    is_in_doubt: bool


async def get_spelling(db: Session, rubric_id: int) -> Spelling | None:
    row = await db.fetch_one("SELECT * FROM rubrics WHERE id = :id", {"id": rubric_id})
    return _spelling(row) if row else None


async def find_spelling(db: Session, channel_id: int, fold: str) -> Spelling | None:
    """The row of a folded tag."""
    row = await db.fetch_one(
        "SELECT * FROM rubrics WHERE channel_id = :channel AND fold = :fold",
        {"channel": channel_id, "fold": fold},
    )
    return _spelling(row) if row else None


async def list_synonyms(db: Session, root_id: int) -> list[Spelling]:
    """What was joined to a rubric, by itself or with another."""
    rows = await db.fetch_all(
        "SELECT * FROM rubrics WHERE root_id = :root ORDER BY id", {"root": root_id}
    )
    return [_spelling(row) for row in rows]


async def insert_synonym(db: Session, root: Rubric, fold: str, tag: str) -> None:
    """A tag that no post has yet, as a synonym."""
    await db.execute(
        """
        INSERT INTO rubrics (channel_id, fold, tag, root_id, parent_id)
        VALUES (:channel, :fold, :tag, :root, :root)
        """,
        {"channel": root.channel_id, "fold": fold, "tag": tag, "root": root.id},
    )


async def set_root(
    db: Session, ids: Sequence[int], root_id: int | None, *, head_id: int, parent_id: int | None
) -> None:
    """Hang rubrics under a root, `head_id` among them under its new parent.

    With no root they hang under their head, which becomes a rubric of its own.
    """
    names, params = in_list("id", ids)
    await db.execute(
        f"""
        UPDATE rubrics SET
            root_id = CASE WHEN id = :head THEN :root ELSE coalesce(:root, :head) END,
            parent_id = CASE WHEN id = :head THEN :parent ELSE parent_id END,
            recheck_at = CASE WHEN :root IS NULL THEN recheck_at END,
            recheck_id = CASE WHEN :root IS NULL THEN recheck_id END
        WHERE id IN {names}
        """,
        {"root": root_id, "head": head_id, "parent": parent_id, **params},
    )


async def set_merged(db: Session, rubric_id: int) -> None:
    """A row is another spelling of its root for good."""
    await db.execute("UPDATE rubrics SET is_merged = 1 WHERE id = :id", {"id": rubric_id})


async def set_fold(db: Session, rubric_id: int, fold: str) -> None:
    await db.execute(
        "UPDATE rubrics SET fold = :fold WHERE id = :id", {"id": rubric_id, "fold": fold}
    )


async def set_look(db: Session, rubric_id: int, values: Mapping[str, str | int | None]) -> None:
    """What lists show of a rubric: `shown`, `emoji`, `description`, `is_hidden`."""
    assert set(values) <= _COLUMNS
    changes = ", ".join(f"{name} = :{name}" for name in values)
    await db.execute(f"UPDATE rubrics SET {changes} WHERE id = :id", {"id": rubric_id, **values})


async def list_moving(db: Session) -> list[Spelling]:
    """Joined rubrics that posts still stand in."""
    rows = await db.fetch_all(
        "SELECT * FROM rubrics WHERE root_id IS NOT NULL AND posts > 0 ORDER BY id"
    )
    return [_spelling(row) for row in rows]


async def move_posts(db: Session, joined: Spelling, *, limit: int) -> int:
    """Put posts of a joined rubric into its root; how many left it."""
    assert joined.root_id is not None
    params = {"id": joined.id, "root": joined.root_id, "limit": limit}
    batch = """
        SELECT post_id FROM post_rubrics WHERE rubric_id = :id
        ORDER BY published_at DESC, post_id DESC LIMIT :limit
    """
    came = await db.execute(
        f"""
        INSERT INTO post_rubrics (rubric_id, published_at, post_id, reactions)
        SELECT :root, published_at, post_id, reactions FROM post_rubrics
        WHERE rubric_id = :id AND post_id IN ({batch})
        ON CONFLICT DO NOTHING
        """,
        params,
    )
    left = await db.fetch_all(
        f"""
        DELETE FROM post_rubrics WHERE rubric_id = :id AND post_id IN ({batch})
        RETURNING post_id
        """,
        params,
    )
    await count(db, [joined.root_id], came)
    await count(db, [joined.id], -len(left))
    return len(left)


async def recheck(db: Session, rubric_id: int) -> None:
    """Posts of a rubric, all of them, may belong elsewhere: begin at the newest."""
    await db.execute(
        """
        UPDATE rubrics SET recheck_at = 9223372036854775807, recheck_id = 0 WHERE id = :id
        """,
        {"id": rubric_id},
    )


async def list_rechecks(db: Session) -> list[int]:
    """Rubrics whose posts are to be looked at again."""
    rows = await db.fetch_all("SELECT id FROM rubrics WHERE recheck_at IS NOT NULL ORDER BY id")
    return [row["id"] for row in rows]


async def take_rechecked(db: Session, rubric_id: int, *, limit: int) -> list[int]:
    """The next posts of a rubric to be looked at, in the transaction that does; none: it is over.

    A post that is published meanwhile is put where it belongs at once.
    """
    rows = await db.fetch_all(
        """
        SELECT r.published_at, r.post_id FROM rubrics JOIN post_rubrics AS r
            ON r.rubric_id = rubrics.id
        WHERE rubrics.id = :id
          AND (r.published_at, r.post_id) < (rubrics.recheck_at, rubrics.recheck_id)
        ORDER BY r.published_at DESC, r.post_id DESC LIMIT :limit
        """,
        {"id": rubric_id, "limit": limit},
    )
    last = rows[-1] if rows else None
    await db.execute(
        "UPDATE rubrics SET recheck_at = :at, recheck_id = :post WHERE id = :id",
        {
            "id": rubric_id,
            "at": last["published_at"] if last else None,
            "post": last["post_id"] if last else None,
        },
    )
    return [row["post_id"] for row in rows]


async def tell_apart(db: Session, one: int, other: int) -> None:
    """Two rubrics are not the same."""
    await db.execute(
        """
        INSERT INTO rubric_distinctions (low_id, high_id) VALUES (:low, :high)
        ON CONFLICT DO NOTHING
        """,
        {"low": min(one, other), "high": max(one, other)},
    )


async def list_distinctions(db: Session, channel_id: int) -> set[tuple[int, int]]:
    """Pairs of a channel that are not the same, the lower id first."""
    rows = await db.fetch_all(
        """
        SELECT low_id, high_id FROM rubric_distinctions
        JOIN rubrics ON rubrics.id = low_id WHERE rubrics.channel_id = :channel
        """,
        {"channel": channel_id},
    )
    return {(row["low_id"], row["high_id"]) for row in rows}


async def get_folding(db: Session) -> int:
    """The newest rule of folding that the stored rubrics were brought to; 0 for none."""
    row = await db.fetch_one("SELECT coalesce(max(version), 0) AS version FROM refolds")
    return int(row["version"]) if row else 0


async def note_folding(db: Session, version: int, *, now_ms: int) -> None:
    """The stored rubrics keep to a rule of folding."""
    await db.execute(
        """
        INSERT INTO refolds (version, done_at) VALUES (:version, :now)
        ON CONFLICT (version) DO NOTHING
        """,
        {"version": version, "now": now_ms},
    )


async def list_spellings(db: Session, *, after: int, limit: int) -> list[Spelling]:
    """Rubrics of all channels behind an id, by id."""
    rows = await db.fetch_all(
        "SELECT * FROM rubrics WHERE id > :after AND is_merged = 0 ORDER BY id LIMIT :limit",
        {"after": after, "limit": limit},
    )
    return [_spelling(row) for row in rows]


def _spelling(row: Row) -> Spelling:
    return Spelling(
        id=row["id"],
        channel_id=row["channel_id"],
        fold=row["fold"],
        tag=row["tag"],
        shown=row["shown"],
        posts=row["posts"],
        root_id=row["root_id"],
        parent_id=row["parent_id"],
        is_merged=bool(row["is_merged"]),
        is_in_doubt=row["recheck_at"] is not None,
    )
