"""Versions of public pages: what they said of themselves and showed when they were read."""

import json
from datetime import datetime
from typing import Any

from bot.domain.previews import Figure, PageFigures, PostFigures, Version
from storage.db import Session, to_ms


async def get_version(db: Session, address: str) -> Version | None:
    """The page as it was when it was read last."""
    row = await db.fetch_one(
        "SELECT etag, modified, figures FROM pages WHERE address = :address",
        {"address": address},
    )
    if row is None:
        return None
    return Version(
        etag=row["etag"], modified=row["modified"], figures=_figures(json.loads(row["figures"]))
    )


async def put(db: Session, address: str, version: Version, *, now: datetime) -> None:
    """Keep a version, if the page can be asked whether it still is that one."""
    if version.etag is None and version.modified is None:
        await db.execute("DELETE FROM pages WHERE address = :address", {"address": address})
        return
    await db.execute(
        """
        INSERT INTO pages (address, etag, modified, figures, fetched_at)
        VALUES (:address, :etag, :modified, :figures, :now)
        ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,
            figures = excluded.figures, fetched_at = excluded.fetched_at
        """,
        {
            "address": address,
            "etag": version.etag,
            "modified": version.modified,
            "figures": json.dumps(_record(version.figures), ensure_ascii=False),
            "now": to_ms(now),
        },
    )


async def forget_old(db: Session, *, before: datetime) -> int:
    """Forget versions read before a moment; how many."""
    return await db.execute(
        "DELETE FROM pages WHERE fetched_at < :before", {"before": to_ms(before)}
    )


def _record(page: PageFigures) -> dict[str, Any]:
    """Short keys: an archive of 100,000 posts is 5,000 pages."""
    return {"older": page.has_older, "posts": [_post_record(post) for post in page.posts]}


def _post_record(post: PostFigures) -> dict[str, Any]:
    reactions = post.reactions
    return {
        "ids": post.message_ids,
        "chat": post.chat_id,
        "event": post.is_service,
        "views": _pair(post.views),
        "reactions": None
        if reactions is None
        else {kind: _pair(one) for kind, one in reactions.items()},
    }


def _pair(figure: Figure | None) -> tuple[int, bool] | None:
    return (figure.total, figure.is_rounded) if figure else None


def _figures(record: dict[str, Any]) -> PageFigures:
    return PageFigures(tuple(map(_post_figures, record["posts"])), record["older"])


def _post_figures(record: dict[str, Any]) -> PostFigures:
    reactions = record["reactions"]
    return PostFigures(
        message_ids=tuple(record["ids"]),
        chat_id=record["chat"],
        is_service=record["event"],
        views=Figure(*record["views"]) if record["views"] else None,
        reactions=None
        if reactions is None
        else {kind: Figure(*pair) for kind, pair in reactions.items()},
    )
