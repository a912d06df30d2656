"""Posts and their revisions."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.domain.authorship import Maker
from bot.domain.posts import Content, Media, Options, Origin, Post, PostState
from bot.domain.texts import Entity, Text
from storage.db import Row, Session, from_ms, in_list, to_ms


async def insert(
    db: Session,
    *,
    channel_id: int | None,
    author_id: int | None,
    content: Content,
    now: datetime,
    state: PostState = PostState.DRAFT,
    origin: Origin = Origin.DRAFT,
    published_at: datetime | None = None,
    maker: Maker = Maker.AUTHOR,
) -> Post:
    """A new post with its first revision."""
    row = await db.fetch_one(
        """
        INSERT INTO posts (channel_id, author_id, state, origin, title, text, entities, media,
                           options, tags, published_at, created_at, updated_at)
        VALUES (:channel, :author, :state, :origin, :title, :text, :entities, :media,
                :options, :tags, :published_at, :now, :now)
        RETURNING *
        """,
        {
            "channel": channel_id,
            "author": author_id,
            "state": state.value,
            "origin": origin.value,
            "published_at": to_ms(published_at),
            "now": to_ms(now),
            **_content_params(content),
        },
    )
    assert row is not None
    post = post_of(row)
    await _insert_revision(db, post, editor_id=author_id, maker=maker, now=now)
    return post


async def set_content(
    db: Session,
    post: Post,
    content: Content,
    *,
    editor_id: int | None,
    now: datetime,
    maker: Maker = Maker.AUTHOR,
) -> Post:
    """The post with new content, as its next revision."""
    row = await db.fetch_one(
        """
        UPDATE posts SET title = :title, text = :text, entities = :entities, media = :media,
               options = :options, tags = :tags, revision = revision + 1, updated_at = :now
        WHERE id = :id RETURNING *
        """,
        {"id": post.id, "now": to_ms(now), **_content_params(content)},
    )
    assert row is not None
    changed = post_of(row)
    await _insert_revision(db, changed, editor_id=editor_id, maker=maker, now=now)
    return changed


async def get_post(db: Session, post_id: int) -> Post | None:
    row = await db.fetch_one("SELECT * FROM posts WHERE id = :id", {"id": post_id})
    return post_of(row) if row else None


async def list_posts(db: Session, post_ids: Sequence[int]) -> list[Post]:
    """Posts in the order of the ids; those that are gone are left out."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(f"SELECT * FROM posts WHERE id IN {names}", params)
    found = {row["id"]: post_of(row) for row in rows}
    return [found[post_id] for post_id in post_ids if post_id in found]


async def list_published_between(
    db: Session, channel_id: int, *, since: datetime, until: datetime, limit: int
) -> list[Post]:
    """Posts published from `since` on and before `until`, newest first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM posts WHERE channel_id = :channel AND state = 'published'
          AND published_at >= :since AND published_at < :until
        ORDER BY published_at DESC, id DESC LIMIT :limit
        """,
        {"channel": channel_id, "since": to_ms(since), "until": to_ms(until), "limit": limit},
    )
    return [post_of(row) for row in rows]


async def set_title(db: Session, post: Post, title: str) -> None:
    """Name a post as its words are named by the rules of today, unless they changed meanwhile."""
    await db.execute(
        "UPDATE posts SET title = :title WHERE id = :id AND revision = :revision",
        {"id": post.id, "revision": post.revision, "title": title},
    )


async def set_state(db: Session, post_id: int, state: PostState, *, now: datetime) -> None:
    await db.execute(
        "UPDATE posts SET state = :state, updated_at = :now WHERE id = :id",
        {"id": post_id, "state": state.value, "now": to_ms(now)},
    )


async def set_published(db: Session, post_id: int, *, at: datetime) -> None:
    """A post is out. One that lists the rubrics has no moment: no list, sum or digest finds it."""
    await db.execute(
        """
        UPDATE posts SET state = 'published', updated_at = :at,
            published_at = CASE WHEN is_navigation = 1 THEN NULL ELSE :at END
        WHERE id = :id
        """,
        {"id": post_id, "at": to_ms(at)},
    )


async def set_edited(db: Session, post_id: int, *, at: datetime) -> None:
    await db.execute(
        "UPDATE posts SET edited_at = :at WHERE id = :id", {"id": post_id, "at": to_ms(at)}
    )


async def adopt_orphans(db: Session, author_id: int, channel_id: int) -> int:
    """Give drafts written before any channel was connected their channel; how many."""
    return await db.execute(
        "UPDATE posts SET channel_id = :channel WHERE author_id = :author AND channel_id IS NULL",
        {"author": author_id, "channel": channel_id},
    )


async def set_channel(db: Session, post_id: int, channel_id: int) -> None:
    await db.execute(
        "UPDATE posts SET channel_id = :channel WHERE id = :id",
        {"id": post_id, "channel": channel_id},
    )


async def set_card_due(
    db: Session, post_id: int, at: datetime | None, *, person_id: int | None = None
) -> None:
    """When the draft card is to be shown, and to whom: to the author when nobody is named.

    With no moment it is not to be shown any more.
    """
    await db.execute(
        "UPDATE posts SET card_due_at = :at, card_person_id = :person WHERE id = :id",
        {"id": post_id, "at": to_ms(at), "person": person_id},
    )


async def set_card(db: Session, post_id: int, message_id: int | None) -> None:
    """Where the draft card stands in the author's chat."""
    await db.execute(
        "UPDATE posts SET card_due_at = NULL, card_message_id = :message WHERE id = :id",
        {"id": post_id, "message": message_id},
    )


async def list_cards_due(db: Session, *, now: datetime) -> list[Post]:
    rows = await db.fetch_all(
        "SELECT * FROM posts WHERE card_due_at <= :now ORDER BY id", {"now": to_ms(now)}
    )
    return [post_of(row) for row in rows]


async def next_card_due(db: Session) -> datetime | None:
    row = await db.fetch_one(
        "SELECT min(card_due_at) AS at FROM posts WHERE card_due_at IS NOT NULL"
    )
    return from_ms(row["at"]) if row else None


async def _insert_revision(
    db: Session, post: Post, *, editor_id: int | None, maker: Maker, now: datetime
) -> None:
    await db.execute(
        """
        INSERT INTO revisions
            (post_id, number, editor_id, maker, text, entities, media, options, tags, created_at)
        VALUES
            (:post, :number, :editor, :maker, :text, :entities, :media, :options, :tags, :now)
        """,
        {
            "post": post.id,
            "number": post.revision,
            "editor": editor_id,
            "maker": maker.value,
            "now": to_ms(now),
            **content_params(post.content),
        },
    )


# `json.dumps` makes an encoder each time.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def _content_params(content: Content) -> dict[str, Any]:
    return {"title": content.title, **content_params(content)}


def content_params(content: Content) -> dict[str, Any]:
    """A content as the columns that `content_of` reads."""
    return {
        "text": content.text.text,
        "entities": _json([entity.to_dict() for entity in content.text.entities]),
        "media": _json_of_media(content.media),
        "options": _json_of_options(content.options),
        "tags": _json(list(content.tags)),
    }


def content_of(row: Row) -> Content:
    """The content of a row of `posts` or of `revisions`."""
    return Content(
        text=Text(row["text"], tuple(map(Entity.from_dict, _items(row["entities"])))),
        media=tuple(map(Media.from_dict, _items(row["media"]))),
        tags=tuple(_items(row["tags"])),
        options=_options_of(row["options"]),
    )


def post_of(row: Row) -> Post:
    """The post of a row of `posts`."""
    return Post(
        id=row["id"],
        channel_id=row["channel_id"],
        author_id=row["author_id"],
        state=PostState(row["state"]),
        origin=Origin(row["origin"]),
        title=row["title"],
        content=content_of(row),
        revision=row["revision"],
        created_at=from_ms(row["created_at"]),
        updated_at=from_ms(row["updated_at"]),
        published_at=from_ms(row["published_at"]),
        edited_at=from_ms(row["edited_at"]),
        card_message_id=row["card_message_id"],
        card_person_id=row["card_person_id"],
        reactions=row["reactions"],
        reactions_at=from_ms(row["reactions_at"]),
        reposts=row["reposts"],
        is_navigation=bool(row["is_navigation"]),
    )


def _json(value: Any) -> str:
    return _encode(value) if value else "[]"


@lru_cache(maxsize=64)
def _json_of_media(media: tuple[Media, ...]) -> str:
    return _json([one.to_dict() for one in media])


def _items(stored: str) -> list[Any]:
    items: list[Any] = [] if stored == "[]" else json.loads(stored)
    return items


# Media and options of nearly all posts of an archive are the same.
@lru_cache(maxsize=64)
def _json_of_options(options: Options) -> str:
    return json.dumps(options.to_dict(), ensure_ascii=False)


@lru_cache(maxsize=64)
def _options_of(stored: str) -> Options:
    return Options.from_dict(json.loads(stored))
