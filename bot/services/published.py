"""Published posts, for those who may change them."""

from bot.domain.posts import Post, PostState
from bot.errors import NotEditable
from bot.services.drafting import Drafting


async def require_published(drafting: Drafting, person_id: int, post_id: int) -> Post:
    """A published post that a person may change.

    Raises:
        NotFound: there is none, or it was deleted.
        NotAllowed: it is not theirs.
        NotEditable: it is not published.
    """
    post = await drafting.get_for(person_id, post_id)
    if post.state is not PostState.PUBLISHED:
        raise NotEditable("error-not-published")
    return post
