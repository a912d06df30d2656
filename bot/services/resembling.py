"""Finds posts like another one: of the same rubrics, with the same words."""

from collections.abc import Sequence

from bot.domain.archive import Entry
from bot.domain.likeness import Weights, merged, rank_alike
from bot.domain.pages import Page
from bot.domain.posts import Post, PostState
from bot.services.browsing import POSTS_A_PAGE, Browsing
from bot.services.suggesting import query_stems
from storage import likeness, posts
from storage.db import Database

# Posts whose words are compared: of its rubrics by newest and by best each, of its words.
OF_RUBRICS = 150
OF_WORDS = 200
MOST_RUBRICS = 5


class Resembling:
    """Only published posts of the same channel are ever given, the post itself never."""

    def __init__(self, db: Database, browsing: Browsing) -> None:
        self._db = db
        self._browsing = browsing

    async def alike(self, post: Post, size: int = POSTS_A_PAGE) -> Sequence[Entry]:
        """Posts like one, most like first; the work does not grow with the archive."""
        if post.channel_id is None:
            return ()
        stems = query_stems(post.content.full_text.text)
        rubric_ids = (await likeness.list_rubrics(self._db, post.id))[:MOST_RUBRICS]
        near = (
            await likeness.list_of_rubrics(
                self._db, rubric_ids, limit=OF_RUBRICS // len(rubric_ids)
            )
            if rubric_ids
            else await likeness.list_newest(self._db, post.channel_id, limit=2 * OF_RUBRICS)
        )
        weights = Weights(near)
        telling = weights.most_telling(stems)
        worded = await likeness.list_with_words(
            self._db, post.channel_id, telling, rubric_ids, limit=OF_WORDS
        )
        others = [one for one in merged(near, worded) if one.post_id != post.id]
        ids = rank_alike(stems, others, weights, limit=size)
        found = [
            one
            for one in await posts.list_posts(self._db, ids)
            if one.state is PostState.PUBLISHED and one.channel_id == post.channel_id
        ]
        return (await self._browsing.entries(Page(found))).items
