"""Who wrote a post, where several people write."""

from collections.abc import Sequence

from bot.domain.people import Person
from bot.domain.posts import Post
from storage import people
from storage.db import Database


async def list_bylines(db: Database, posts: Sequence[Post], person: Person) -> dict[int, str]:
    """` · Anna` by the id of each post that somebody else than the person wrote."""
    writers = {post.author_id for post in posts if post.author_id} - {person.id}
    names = await people.list_names(db, writers) if writers else {}
    return {post.id: f" · {names[post.author_id]}" for post in posts if post.author_id in names}
