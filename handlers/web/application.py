"""The web application: its addresses and what answers them. More may be added to it."""

from aiohttp import web

from handlers.web import feed_pages, mini_app, pages, posts, search, statics
from handlers.web.failures import make_guard
from handlers.web.headers import secure
from handlers.web.media import picture
from handlers.web.site import SITE, Site

LARGEST_BODY = 32_768

# A message's id fits 32 bits, one of our own 63.
_CHANNEL, _MESSAGE, _NUMBER = (
    "{channel:[A-Za-z0-9_]{1,32}}",
    "{message:[1-9][0-9]{0,9}}",
    "[0-9]{1,15}",
)
_TAG, _FEED = "{tag:[^/]{1,300}}", "feed.{kind:xml|json}"
_MONTH = "{year:[0-9]{4}}/{month:[0-9]{2}}"


def make_application(site: Site) -> web.Application:
    """The pages, below the prefix of the site's addresses."""
    application = web.Application(middlewares=[make_guard()], client_max_size=LARGEST_BODY)
    application[SITE] = site
    application.on_response_prepare.append(secure)
    at = site.addresses.prefix
    get, post = application.router.add_get, application.router.add_post
    get(f"{at}/", pages.home)
    if at:
        get(at, pages.home_without_slash)
    get(f"{at}/robots.txt", statics.robots)
    get(f"{at}/sitemap.xml", feed_pages.sitemap)
    get(f"{at}/static/{{name}}", statics.static)
    get(f"{at}/media/{{post:{_NUMBER}}}/{{number:[0-9]{{1,2}}}}", picture)
    get(f"{at}/app", mini_app.entry)
    get(f"{at}/app/theme.css", mini_app.theme)
    post(f"{at}/app/session", mini_app.session)
    get(f"{at}/{_CHANNEL}", pages.without_slash)
    get(f"{at}/{_CHANNEL}/", pages.front)
    get(f"{at}/{_CHANNEL}/{_FEED}", feed_pages.channel_feed)
    get(f"{at}/{_CHANNEL}/sitemap.xml", feed_pages.lists_map)
    get(f"{at}/{_CHANNEL}/tag/{_TAG}/{_FEED}", feed_pages.rubric_feed)
    get(f"{at}/{_CHANNEL}/{_MONTH}/sitemap.xml", feed_pages.month_map)
    get(f"{at}/{_CHANNEL}/rubrics", pages.rubrics)
    get(f"{at}/{_CHANNEL}/tag/{_TAG}", pages.rubric)
    get(f"{at}/{_CHANNEL}/search", search.search)
    get(f"{at}/{_CHANNEL}/best", pages.best)
    get(f"{at}/{_CHANNEL}/months", pages.months)
    get(f"{at}/{_CHANNEL}/{_MONTH}", pages.month)
    get(f"{at}/{_CHANNEL}/{_MESSAGE}", posts.post)
    return application
