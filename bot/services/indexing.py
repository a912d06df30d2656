"""What makes a post findable: its rubrics and the stems of its words."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.posts import Post, PostState
from bot.domain.rubrics import fold_tag
from bot.services.stemming import stems_of
from storage import posts, rubrics, search
from storage.db import Session


async def index(db: Session, post: Post) -> None:
    """Make a published post findable by its rubrics and words, and by nothing older.

    Called inside the transaction that publishes the post or changes its text or rubrics. What
    is not published is taken out.
    """
    if post.state is not PostState.PUBLISHED:
        post = await posts.get_post(db, post.id) or post
    is_found = post.state is PostState.PUBLISHED and not post.is_navigation
    if not is_found or post.published_at is None or post.channel_id is None:
        return await unindex(db, post.id)
    await put_in_rubrics(db, post, post.channel_id, post.published_at)
    stems = " ".join(stems_of(post.content.full_text.text))
    return await search.set_stems(db, post.id, stems, published_at=post.published_at)


async def put_in_rubrics(db: Session, post: Post, channel_id: int, published_at: datetime) -> None:
    """Put a published post into the rubrics of its tags, each once, and into no others."""
    tags = {fold_tag(tag): tag.partition("@")[0] for tag in post.content.all_tags}
    found = await rubrics.ensure(db, channel_id, tags) if tags else {}
    ids = list(dict.fromkeys(found.values()))
    await rubrics.set_rubrics(db, post.id, ids, published_at=published_at)


async def put_back(db: Session, found: Sequence[Post]) -> None:
    """Put posts of one channel where their tags say; those that stand right are left alone."""
    wanted = {
        post.id: {fold_tag(tag): tag.partition("@")[0] for tag in post.content.all_tags}
        for post in found
    }
    stand_in = await rubrics.list_ids_of_posts(db, list(wanted))
    tags = {fold: tag for folds in wanted.values() for fold, tag in folds.items()}
    channels = {post.channel_id for post in found if post.channel_id is not None}
    roots = {
        channel: await rubrics.ensure(db, channel, tags) if tags else {} for channel in channels
    }
    for post in found:
        if post.channel_id is None or post.published_at is None:
            continue
        ids = {roots[post.channel_id][fold] for fold in wanted[post.id]}
        if ids != stand_in.get(post.id, set()):
            await rubrics.set_rubrics(db, post.id, sorted(ids), published_at=post.published_at)


async def unindex(db: Session, post_id: int) -> None:
    """Take a post out of rubrics and search, inside the transaction that deletes it."""
    await rubrics.delete_post(db, post_id)
    await search.delete(db, post_id)
