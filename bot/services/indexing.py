"""What makes a post findable: its rubrics and the stems of its words."""

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
    is_published = post.state is PostState.PUBLISHED
    if not is_published or post.published_at is None or post.channel_id is None:
        return await unindex(db, post.id)
    tags = {fold_tag(tag): tag.partition("@")[0] for tag in post.content.all_tags}
    found = await rubrics.ensure(db, post.channel_id, tags) if tags else {}
    ids = list(found.values())
    await rubrics.set_rubrics(db, post.id, ids, published_at=post.published_at)
    stems = " ".join(stems_of(post.content.full_text.text))
    return await search.set_stems(db, post.id, stems, published_at=post.published_at)


async def unindex(db: Session, post_id: int) -> None:
    """Take a post out of rubrics and search, inside the transaction that deletes it."""
    await rubrics.delete_post(db, post_id)
    await search.delete(db, post_id)
