"""Reactions: what was told of each message, the counts of each post, the series of changes."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain.numbers import NumberSource, Point, is_reaction
from bot.domain.reactions import PAID, count_people
from bot.domain.tellings import Telling, merge, merge_all, present
from storage import points, rubrics
from storage.db import Row, Session, from_ms, in_list, to_ms

# Numbers that several sources told parts of are as sure as the least sure of these.
_LEAST_SURE_FIRST = (NumberSource.PREVIEW, NumberSource.EXPORT, NumberSource.UPDATES)


async def get_counts(db: Session, post_id: int) -> dict[str, int]:
    """Kind to total; kinds that nobody gives any more are left out."""
    rows = await db.fetch_all(
        "SELECT kind, total FROM reactions WHERE post_id = :post", {"post": post_id}
    )
    return {row["kind"]: row["total"] for row in rows}


async def note(db: Session, channel_id: int, message_id: int, told: Telling) -> bool:
    """Note what was told of a message, whether it is a post or not; False: nothing new."""
    row = await db.fetch_one(
        "SELECT * FROM tellings WHERE channel_id = :channel AND message_id = :message",
        {"channel": channel_id, "message": message_id},
    )
    known = telling_of(row) if row else None
    holds = merge(known, told) if known else told
    if holds == known:
        return False
    await db.execute(
        """
        INSERT INTO tellings (
            channel_id, message_id, source, counted_at, update_id, seen_at, counts, rounded)
        VALUES (:channel, :message, :source, :at, :update, :seen, :counts, :rounded)
        ON CONFLICT (channel_id, message_id) DO UPDATE SET
            source = excluded.source, counted_at = excluded.counted_at,
            update_id = excluded.update_id, seen_at = excluded.seen_at,
            counts = excluded.counts, rounded = excluded.rounded
        """,
        {"channel": channel_id, "message": message_id} | _params(holds),
    )
    return True


async def adopt_told(db: Session, post_id: int, chat_id: int, message_ids: Sequence[int]) -> None:
    """Messages became a post: what was told of them before is the post's."""
    names, params = in_list("message", message_ids)
    told = await db.fetch_one(
        f"""
        SELECT 1 FROM tellings JOIN channels ON channels.id = channel_id
        WHERE chat_id = :chat AND message_id IN {names}
        """,
        {"chat": chat_id} | params,
    )
    if told is not None:
        await count(db, post_id)


async def count(db: Session, post_id: int) -> None:
    """Bring a post's counts up to what was told of its messages, with points of what changed.

    Messages of a group are one (whichever of an album is named means all of it); the groups of
    a post that went out as several messages are added up.
    """
    groups = await _list_groups(db, post_id)
    if not groups:
        return
    counts: dict[str, int] = {}
    for told in groups:
        for kind, total in present(told.counts).items():
            counts[kind] = counts.get(kind, 0) + total
    newest = max(groups, key=lambda told: told.counted_at)
    await _add_points(db, post_id, counts, newest)
    await _put(db, post_id, counts, {kind for told in groups for kind in told.rounded})
    # Of several messages, what is known longest ago is the age of the sum.
    is_told_apart = len(groups) > 1 or any(told.seen_at is not None for told in groups)
    known_at = min(told.known_at for told in groups)
    sources = {told.source for told in groups}
    source = next(one for one in _LEAST_SURE_FIRST if one in sources)
    await db.execute(
        """
        UPDATE posts SET reactions = :people, reactions_at = :at, reactions_source = :source,
            reactions_seen_at = :seen
        WHERE id = :post
        """,
        {
            "post": post_id,
            "people": count_people(counts),
            "at": to_ms(newest.counted_at),
            "source": source.value,
            "seen": to_ms(known_at) if is_told_apart else None,
        },
    )
    await rubrics.set_reactions(db, post_id, count_people(counts))


async def _list_groups(db: Session, post_id: int) -> list[Telling]:
    """What holds of each message group of a post that anything was told of."""
    rows = await db.fetch_all(
        """
        SELECT post_messages.part, tellings.* FROM post_messages
        JOIN posts ON posts.id = post_messages.post_id
        JOIN tellings ON tellings.channel_id = posts.channel_id
            AND tellings.message_id = post_messages.message_id
        WHERE post_messages.post_id = :post
        ORDER BY part, counted_at, update_id
        """,
        {"post": post_id},
    )
    return [
        merge_all(telling_of(row) for row in group)
        for _, group in groupby(rows, key=lambda row: int(row["part"]))
    ]


async def _add_points(
    db: Session, post_id: int, counts: Mapping[str, int], newest: Telling
) -> None:
    before = await _series_at(db, post_id, newest.counted_at)
    changed = [
        Point(kind, newest.source, newest.counted_at, counts.get(kind, 0))
        for kind in before | dict(counts)
        if counts.get(kind, 0) != before.get(kind, 0)
    ]
    await points.insert(db, post_id, changed)


async def _series_at(db: Session, post_id: int, moment: datetime) -> dict[str, int]:
    """The last totals of the series of each kind; points behind a moment were wrong, and go.

    A page that showed older counts than it seemed to has left such ones.
    """
    before = await get_counts(db, post_id)
    post = await db.fetch_one("SELECT reactions_at FROM posts WHERE id = :id", {"id": post_id})
    if post is None or post["reactions_at"] is None or post["reactions_at"] <= to_ms(moment):
        return before
    series = [
        point
        for point in await points.list_points(db, post_id)
        if is_reaction(point.name) or point.name == PAID
    ]
    wrong = [point for point in series if point.counted_at > moment]
    await points.delete(db, post_id, wrong)
    return {point.name: point.total for point in series if point.counted_at <= moment}


async def _put(
    db: Session, post_id: int, counts: Mapping[str, int], rounded: Collection[str]
) -> None:
    await db.execute("DELETE FROM reactions WHERE post_id = :post", {"post": post_id})
    await db.execute_many(
        """
        INSERT INTO reactions (post_id, kind, total, is_rounded)
        VALUES (:post, :kind, :total, :rounded)
        """,
        [
            {"post": post_id, "kind": kind, "total": total, "rounded": int(kind in rounded)}
            for kind, total in counts.items()
        ],
    )


def _params(told: Telling) -> dict[str, object]:
    return {
        "source": told.source.value,
        "at": to_ms(told.counted_at),
        "update": told.update_id,
        "seen": to_ms(told.seen_at),
        "counts": json.dumps(present(told.counts), ensure_ascii=False),
        "rounded": json.dumps(sorted(told.rounded), ensure_ascii=False),
    }


def telling_of(row: Row) -> Telling:
    """The telling of a row of `tellings`."""
    return Telling(
        counts=json.loads(row["counts"]),
        counted_at=from_ms(row["counted_at"]),
        source=NumberSource(row["source"]),
        update_id=row["update_id"],
        rounded=frozenset(json.loads(row["rounded"])),
        seen_at=from_ms(row["seen_at"]),
    )
