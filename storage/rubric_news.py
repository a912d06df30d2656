"""What was just published, in each of its rubrics: news, and whom they make due."""

from datetime import datetime

from bot.domain.posts import Post
from storage.db import Session, to_ms
from storage.posts import post_of


async def note(db: Session, post_id: int, *, now: datetime) -> None:
    """A post was published: news of the rubrics that it stands in. A second time changes nothing.

    Called inside the transaction that publishes it, after its rubrics were set.
    """
    await db.execute(
        """
        INSERT INTO rubric_news (rubric_id, post_id, noted_at)
        SELECT rubric_id, post_id, :now FROM post_rubrics
        WHERE post_id = :post
          AND NOT EXISTS (SELECT 1 FROM rubric_news WHERE post_id = :post)
        ORDER BY rubric_id
        """,
        {"post": post_id, "now": to_ms(now)},
    )


async def is_any_open(db: Session) -> bool:
    """Whether there are followers who are not due yet for what is news."""
    row = await db.fetch_one("SELECT 1 FROM rubric_news WHERE spread_to IS NOT NULL LIMIT 1")
    return row is not None


async def spread(db: Session, *, now: datetime, limit: int) -> bool:
    """Make the next followers of what is news due, at most `limit`; False when all are.

    Who is in between two notices is due when the next one may come.
    """
    news = await db.fetch_one(
        """
        SELECT id, rubric_id, spread_to FROM rubric_news
        WHERE spread_to IS NOT NULL ORDER BY id LIMIT 1
        """
    )
    if news is None:
        return False
    params = {"news": news["id"], "rubric": news["rubric_id"], "from": news["spread_to"]}
    last = await _last_follower(db, params | {"limit": limit})
    if last is not None:
        await db.execute(
            """
            UPDATE alerts SET due_at = CASE WHEN free_at > :now THEN free_at ELSE :now END
            WHERE due_at IS NULL AND is_on = 1 AND told_id < :news
              AND channel_id = (SELECT channel_id FROM rubrics WHERE id = :rubric)
              AND person_id IN (
                  SELECT person_id FROM follows
                  WHERE rubric_id = :rubric AND person_id > :from AND person_id <= :last)
            """,
            params | {"last": last, "now": to_ms(now)},
        )
    await db.execute(
        "UPDATE rubric_news SET spread_to = :last WHERE id = :news",
        {"news": news["id"], "last": last},
    )
    return True


async def _last_follower(db: Session, params: dict[str, int]) -> int | None:
    row = await db.fetch_one(
        """
        SELECT max(person_id) AS last FROM (
            SELECT person_id FROM follows WHERE rubric_id = :rubric AND person_id > :from
            ORDER BY person_id LIMIT :limit)
        """,
        params,
    )
    return row["last"] if row else None


async def forget_before(db: Session, before: datetime) -> int:
    """Forget news that everybody is due for, noted before a moment; how many."""
    return await db.execute(
        "DELETE FROM rubric_news WHERE spread_to IS NULL AND noted_at < :before",
        {"before": to_ms(before)},
    )


async def newest_id(db: Session) -> int:
    """The number of the last of the news, 0 without any."""
    row = await db.fetch_one("SELECT coalesce(max(id), 0) AS id FROM rubric_news")
    return int(row["id"]) if row else 0


async def list_news(
    db: Session,
    person_id: int,
    channel_id: int,
    *,
    told_id: int,
    until_id: int,
    since: datetime,
) -> list[tuple[Post, int]]:
    """Posts that a person was not told of, newest first, each with a rubric that they follow.

    Published after `since`, and still; noted since the person follows the rubric. A post stands
    once for each of its rubrics.
    """
    rows = await db.fetch_all(
        """
        SELECT posts.*, rubric_news.rubric_id
        FROM rubric_news
        JOIN follows ON follows.person_id = :person AND follows.rubric_id = rubric_news.rubric_id
        JOIN rubrics ON rubrics.id = rubric_news.rubric_id
        JOIN posts ON posts.id = rubric_news.post_id
        WHERE rubric_news.id > :told AND rubric_news.id <= :until
          AND follows.followed_at <= rubric_news.noted_at
          AND rubrics.channel_id = :channel AND rubrics.is_hidden = 0
          AND posts.state = 'published' AND posts.published_at > :since
        ORDER BY rubric_news.id DESC
        """,
        {
            "person": person_id,
            "channel": channel_id,
            "told": told_id,
            "until": until_id,
            "since": to_ms(since),
        },
    )
    return [(post_of(row), row["rubric_id"]) for row in rows]
