"""Sources, and the posts that were made from them."""

import json
from datetime import date, datetime

from bot.domain.sources import Article, Consent, Reason, Signal, Source, UsedSource
from storage.db import Row, Session, from_ms, to_ms


async def get_used(db: Session, address: str, *, since: datetime) -> UsedSource | None:
    """What was read at an address since a moment and used, with what its site allowed.

    `address` is in the spelling of `normalize_address`.
    """
    row = await db.fetch_one(
        """
        SELECT sources.*, used.may_fetch, used.may_use_ai, used.reasons, used.used_at
        FROM sources JOIN post_sources AS used ON used.source_id = sources.id
        WHERE sources.address = :address AND sources.read_at >= :since
        ORDER BY sources.read_at DESC, sources.id DESC, used.used_at DESC LIMIT 1
        """,
        {"address": address, "since": to_ms(since)},
    )
    return _used(row) if row else None


async def upsert(db: Session, article: Article, *, now: datetime) -> Source:
    """Keep an article; the same words at the same address, or pasted again, are one source."""
    target = (
        "(address, hash) WHERE address IS NOT NULL"
        if article.address is not None
        else "(hash) WHERE address IS NULL"
    )
    row = await db.fetch_one(
        f"""
        INSERT INTO sources (address, hash, title, site, author, published_on, language, picture,
                             text, is_partial, read_at)
        VALUES (:address, :hash, :title, :site, :author, :published, :language, :picture,
                :text, :is_partial, :now)
        ON CONFLICT {target} DO UPDATE SET
            title = excluded.title, site = excluded.site, author = excluded.author,
            published_on = excluded.published_on, language = excluded.language,
            picture = excluded.picture, is_partial = excluded.is_partial,
            read_at = excluded.read_at
        RETURNING *
        """,
        {
            "address": article.address,
            "hash": article.hash,
            "title": article.title,
            "site": article.site,
            "author": article.author,
            "published": article.published.isoformat() if article.published else None,
            "language": article.language,
            "picture": article.picture,
            "text": article.text,
            "is_partial": int(article.is_partial),
            "now": to_ms(now),
        },
    )
    assert row is not None
    source = _source(row)
    await _forget_unused(db, source)
    return source


async def link(
    db: Session, *, post_id: int, source_id: int, consent: Consent, used_at: datetime
) -> None:
    """Note that a post is made from a source, with what its site allowed then."""
    await db.execute(
        """
        INSERT INTO post_sources (post_id, source_id, may_fetch, may_use_ai, reasons, used_at)
        VALUES (:post, :source, :may_fetch, :may_use_ai, :reasons, :used)
        ON CONFLICT (post_id, source_id) DO UPDATE SET
            may_fetch = excluded.may_fetch, may_use_ai = excluded.may_use_ai,
            reasons = excluded.reasons, used_at = excluded.used_at
        """,
        {
            "post": post_id,
            "source": source_id,
            "may_fetch": int(consent.may_fetch),
            "may_use_ai": int(consent.may_use_ai),
            "reasons": json.dumps([[r.signal.value, r.detail] for r in consent.reasons]),
            "used": to_ms(used_at),
        },
    )


async def unlink_all(db: Session, post_id: int) -> None:
    """The post is made from no source any more."""
    await db.execute("DELETE FROM post_sources WHERE post_id = :post", {"post": post_id})


async def list_of_post(db: Session, post_id: int) -> list[UsedSource]:
    """The sources of a post, in the order in which they were used."""
    rows = await db.fetch_all(
        """
        SELECT sources.*, used.may_fetch, used.may_use_ai, used.reasons, used.used_at
        FROM post_sources AS used JOIN sources ON sources.id = used.source_id
        WHERE used.post_id = :post ORDER BY used.used_at, sources.id
        """,
        {"post": post_id},
    )
    return [_used(row) for row in rows]


async def _forget_unused(db: Session, newest: Source) -> None:
    """Earlier readings of the same address that no post was made from."""
    await db.execute(
        """
        DELETE FROM sources WHERE address = :address AND id <> :id AND NOT EXISTS
            (SELECT 1 FROM post_sources WHERE source_id = sources.id)
        """,
        {"address": newest.article.address, "id": newest.id},
    )


def _used(row: Row) -> UsedSource:
    reasons = tuple(
        Reason(Signal(signal), detail) for signal, detail in json.loads(row["reasons"])
    )
    return UsedSource(
        source=_source(row),
        consent=Consent(bool(row["may_fetch"]), bool(row["may_use_ai"]), reasons),
        used_at=from_ms(row["used_at"]),
    )


def _source(row: Row) -> Source:
    day = row["published_on"]
    return Source(
        id=row["id"],
        article=Article(
            title=row["title"],
            text=row["text"],
            address=row["address"],
            site=row["site"],
            author=row["author"],
            published=date.fromisoformat(day) if day else None,
            language=row["language"],
            picture=row["picture"],
            is_partial=bool(row["is_partial"]),
        ),
        hash=row["hash"],
        read_at=from_ms(row["read_at"]),
    )
