"""Published posts, for those who may change them."""

from bot.domain.posts import Post, PostState
from bot.domain.team import Action
from bot.errors import NotEditable
from bot.services.drafting import Drafting


async def require_published(
    drafting: Drafting, person_id: int, post_id: int, action: Action = Action.WORK
) -> Post:
    """A published post with which a person may do something.

    Raises:
        NotFound: there is none, or it was deleted.
        NotAllowed: it is not theirs, or an editor has to do this.
        NotEditable: it is not published.
    """
    post = await drafting.get_for(person_id, post_id)
    await drafting.rights.require(person_id, action, post)
    if post.state is not PostState.PUBLISHED:
        raise NotEditable("error-not-published")
    return post
