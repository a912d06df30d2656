"""Pictures of posts that may be read."""

from aiohttp import web

from bot.errors import NotFound
from handlers.web.headers import answer
from handlers.web.site import visit_of
from handlers.web.views import is_shown

KEPT_SECONDS = 3600
"""How long a picture may be shown from a cache."""


async def picture(request: web.Request) -> web.Response:
    """A photo of a published post of a channel that is open."""
    visit = visit_of(request)
    number = int(request.match_info["number"])
    post, channel = await visit.site.exhibiting.open_post(
        int(request.match_info["post"]), visit.person_id
    )
    media = post.content.media
    if not 1 <= number <= len(media) or not is_shown(media[number - 1]):
        raise NotFound
    found = await visit.site.photos.get(media[number - 1])
    if found is None:
        raise NotFound
    return answer(
        visit, found.body, found.content_type, seconds=KEPT_SECONDS,
        changed_at=post.edited_at or post.published_at, is_private=not channel.is_on_web,
        is_text=False,
    )  # fmt: skip
