"""The page of a post."""

from aiohttp import web

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from handlers.moments import describe_moment
from handlers.web.figures import emoji_of, figures
from handlers.web.layout import Head, Turns, channel_feed, keep_address, open_channel, show
from handlers.web.site import Visit, visit_of
from handlers.web.views import (
    body_html,
    changed_at,
    description_of,
    heading_and_body,
    language_of,
    media_of,
    tags_of,
    url_of,
)

ALIKE = 4
"""Posts like one, below it."""


async def post(request: web.Request) -> web.Response:
    """A post: what it says, its media, its numbers, the way on."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    message_id = int(request.match_info["message"])
    entry = await visit.site.exhibiting.post(channel, message_id)
    path = url_of(visit.site.addresses, channel, entry)
    if path is not None and entry.message_id != message_id:
        raise web.HTTPMovedPermanently(path)
    keep_address(visit, channel, visit.site.addresses.post(channel, message_id))
    return await _show(visit, channel, entry, message_id)


async def _show(visit: Visit, channel: Channel, entry: Entry, message_id: int) -> web.Response:
    site, t, post = visit.site, visit.t, entry.post
    by_tag = await site.exhibiting.rubrics_by_tag(channel, post)
    rubrics = {rubric.id: rubric for rubric in by_tag.values()}.values()
    older, newer = await site.exhibiting.neighbours(post)
    title, body = heading_and_body(t, post)
    media = media_of(t, site.addresses, post)
    published = post.published_at or post.created_at
    head = Head(
        title=t("web-post-title", title=title, channel=channel.title),
        path=site.addresses.post(channel, message_id),
        description=description_of(post),
        feed=channel_feed(visit, channel),
        image=next((one.picture for one in media if one.picture and not one.has_spoiler), ""),
        is_article=True,
        published=published.isoformat(),
    )
    return show(
        visit, "post.html", head, channel=channel, title=title, media=media,
        body=body_html(site.addresses, channel, body, by_tag),
        language=language_of(post.content.text.text),
        published=describe_moment(t, published, channel.zoneinfo),
        edited=describe_moment(t, post.edited_at, channel.zoneinfo) if post.edited_at else "",
        figures=figures(t, entry.numbers, channel.zoneinfo),
        emoji=emoji_of(entry.numbers), tags=tags_of(site.addresses, channel, rubrics),
        alike=[
            step
            for one in await site.resembling.alike(post, ALIKE)
            if (step := _step(visit, channel, one))
        ],
        link=channel.link(message_id), older=_step(visit, channel, older),
        newer=_step(visit, channel, newer), changed_at=changed_at(entry),
        buttons=[button for row in post.content.options.buttons for button in row],
        turns=Turns(
            url_of(site.addresses, channel, newer) or "" if newer else "",
            url_of(site.addresses, channel, older) or "" if older else "",
        ),
    )  # fmt: skip


def _step(visit: Visit, channel: Channel, entry: Entry | None) -> tuple[str, str] | None:
    """The title and the page of a neighbour."""
    url = url_of(visit.site.addresses, channel, entry) if entry else None
    if entry is None or url is None:
        return None
    return heading_and_body(visit.t, entry.post)[0], url
