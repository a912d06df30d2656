"""Further channels of posts, and the posts that were made for them."""

from collections.abc import Sequence

from bot.domain.channels import Channel
from bot.domain.posts import Post
from storage.channels import channel_of
from storage.db import Session
from storage.posts import post_of


async def insert(db: Session, post_id: int, channel_id: int) -> None:
    """A post is to go out in a further channel; twice is as good as once."""
    await db.execute(
        """
        INSERT INTO further_channels (post_id, channel_id) VALUES (:post, :channel)
        ON CONFLICT DO NOTHING
        """,
        {"post": post_id, "channel": channel_id},
    )


async def delete(db: Session, post_id: int, channel_id: int) -> None:
    """A post is not to go out in a further channel; what was made for it stays."""
    await db.execute(
        """
        DELETE FROM further_channels
        WHERE post_id = :post AND channel_id = :channel AND sibling_id IS NULL
        """,
        {"post": post_id, "channel": channel_id},
    )


async def set_sibling(db: Session, post_id: int, channel_id: int, sibling_id: int) -> None:
    """The post that was made for a further channel."""
    await db.execute(
        """
        UPDATE further_channels SET sibling_id = :sibling
        WHERE post_id = :post AND channel_id = :channel
        """,
        {"post": post_id, "channel": channel_id, "sibling": sibling_id},
    )


async def list_unmade(db: Session, post_id: int) -> list[Channel]:
    """The further channels of a post that have no post yet."""
    rows = await db.fetch_all(
        """
        SELECT channels.* FROM further_channels
        JOIN channels ON channels.id = further_channels.channel_id
        JOIN posts ON posts.id = further_channels.post_id
        WHERE post_id = :post AND sibling_id IS NULL AND channels.id IS NOT posts.channel_id
        ORDER BY channels.id
        """,
        {"post": post_id},
    )
    return [channel_of(row) for row in rows]


async def list_siblings(db: Session, post_id: int) -> Sequence[Post]:
    """The posts of the same content in other channels, whichever of them was the first."""
    rows = await db.fetch_all(
        """
        WITH first (id) AS (
            SELECT coalesce(
                (SELECT post_id FROM further_channels WHERE sibling_id = :post), :post)
        )
        SELECT posts.* FROM posts WHERE posts.id <> :post AND (
            posts.id = (SELECT id FROM first) OR posts.id IN (
                SELECT sibling_id FROM further_channels
                WHERE post_id = (SELECT id FROM first)))
        ORDER BY posts.id
        """,
        {"post": post_id},
    )
    return [post_of(row) for row in rows]
