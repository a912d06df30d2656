"""Pages of lists: the newest, a rubric, the best, a month."""

from aiohttp import web

from bot.domain.archive import Order, Period
from bot.domain.channels import Channel
from bot.domain.months import Month
from bot.errors import NotFound
from handlers.web.layout import (
    Feed,
    Head,
    Turns,
    channel_feed,
    keep_address,
    listed,
    open_channel,
    packed,
    show,
)
from handlers.web.site import Visit, visit_of
from handlers.web.views import month_name

FRONT_RUBRICS = 12
RUBRICS_A_PAGE = 100
MONTH = "month"
# How a period is called in an address, in a heading and on its button.
PERIODS = {
    "week": (Period.WEEK, "web-best-week", "web-period-week"),
    "month": (Period.MONTH, "web-best-month", "web-period-month"),
    "year": (Period.YEAR, "web-best-year", "web-period-year"),
    "all": (Period.ALL, "web-best-all", "web-period-all"),
}
ORDERS = {"": Order.NEWEST, "newest": Order.NEWEST, "best": Order.BEST}


async def home(request: web.Request) -> web.Response:
    """The channels that are open; with one, its newest posts."""
    visit = visit_of(request)
    channels = await visit.site.exhibiting.channels(visit.person_id)
    if len(channels) == 1:
        return await _front(visit, channels[0])
    head = Head(
        title=visit.t("web-title"),
        path=visit.site.addresses.home(),
        description=visit.t("web-home-about"),
        is_indexed=bool(channels),
    )
    return show(visit, "home.html", head, channels=channels)


async def home_without_slash(request: web.Request) -> web.Response:
    """The public address as it is set, which has no last slash."""
    raise web.HTTPMovedPermanently(visit_of(request).site.addresses.home())


async def without_slash(request: web.Request) -> web.Response:
    """The address of a channel without its last slash."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    raise web.HTTPMovedPermanently(visit.site.addresses.channel(channel))


async def front(request: web.Request) -> web.Response:
    """The newest posts of a channel."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    keep_address(visit, channel, visit.site.addresses.channel(channel))
    return await _front(visit, channel)


async def _front(visit: Visit, channel: Channel) -> web.Response:
    site, after = visit.site, visit.request.query.get("after", "")
    page = await site.exhibiting.newest(channel, after)
    rubrics = await site.exhibiting.rubrics(channel, size=FRONT_RUBRICS)
    to = site.addresses.channel
    title = visit.t("web-front-title", channel=channel.title)
    head = Head(
        title=title if not after else visit.t("web-continued", title=title),
        path=to(channel),
        description=visit.t("web-front-about", channel=channel.title),
        feed=channel_feed(visit, channel),
        is_indexed=not after,
    )
    return show(
        visit, "front.html", head, channel=channel, here="newest",
        turns=Turns(
            to(channel, after=packed(page.previous)) if page.previous else "",
            to(channel, after=packed(page.next)) if page.next else "",
        ),
        rubrics=rubrics.items, is_first=not after, **await listed(visit, channel, page),
    )  # fmt: skip


async def rubrics(request: web.Request) -> web.Response:
    """The rubrics of a channel, most used first."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    to, after = visit.site.addresses.rubrics, request.query.get("after", "")
    keep_address(visit, channel, to(channel))
    page = await visit.site.exhibiting.rubrics(channel, after, size=RUBRICS_A_PAGE)
    head = Head(
        title=visit.t("web-rubrics-title", channel=channel.title),
        path=to(channel),
        description=visit.t("web-rubrics-about", channel=channel.title),
        feed=channel_feed(visit, channel),
        is_indexed=not after,
    )
    return show(
        visit, "rubrics.html", head, channel=channel, here="rubrics", rubrics=page.items,
        turns=Turns(
            to(channel, after=packed(page.previous)) if page.previous else "",
            to(channel, after=packed(page.next)) if page.next else "",
        ),
    )  # fmt: skip


async def rubric(request: web.Request) -> web.Response:
    """Posts of a rubric, the newest or the best first."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    site, addresses = visit.site, visit.site.addresses
    found = await site.exhibiting.rubric(channel, request.match_info["tag"])
    keep_address(visit, channel, addresses.tag(channel, found.tag), tag=found.tag)
    name, after = request.query.get("order", ""), request.query.get("after", "")
    order = ORDERS.get(name, Order.NEWEST)
    chosen = "best" if order is Order.BEST else ""
    page = await site.browsing.posts_of(found, order, after, site.exhibiting.size)

    def to(after: str) -> str:
        return addresses.tag(channel, found.tag, order=chosen, after=after) if after else ""

    head = Head(
        title=visit.t("web-rubric-title", tag=found.tag, channel=channel.title),
        path=addresses.tag(channel, found.tag),
        description=found.description
        or visit.t("web-rubric-about", tag=found.tag, channel=channel.title),
        feed=Feed(
            f"#{found.tag} · {channel.title}",
            addresses.feed(channel, "xml", found.tag), addresses.feed(channel, "json", found.tag),
        ),
        is_indexed=not after and not chosen,
    )  # fmt: skip
    return show(
        visit, "rubric.html", head, channel=channel, here="rubrics", rubric=found, order=chosen,
        turns=Turns(to(packed(page.previous)), to(packed(page.next))),
        **await listed(visit, channel, page),
    )  # fmt: skip


async def best(request: web.Request) -> web.Response:
    """The posts of a period with most reactions."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    site, addresses = visit.site, visit.site.addresses
    keep_address(visit, channel, addresses.best(channel))
    name, after = request.query.get("period", MONTH), request.query.get("after", "")
    if name not in PERIODS:
        raise NotFound
    period, heading, _ = PERIODS[name]
    page = await site.browsing.top(channel.id, period, cursor=after, size=site.exhibiting.size)

    def to(after: str) -> str:
        return addresses.best(channel, period=name, after=after) if after else ""

    head = Head(
        title=visit.t("web-best-title", channel=channel.title),
        path=addresses.best(channel, period=name),
        description=visit.t("web-best-about", channel=channel.title),
        feed=channel_feed(visit, channel),
        is_indexed=not after,
    )
    return show(
        visit, "best.html", head, channel=channel, here="best", period=name,
        heading=visit.t(heading),
        periods=[(one, visit.t(button)) for one, (_, _, button) in PERIODS.items()],
        turns=Turns(to(packed(page.previous)), to(packed(page.next))),
        **await listed(visit, channel, page),
    )  # fmt: skip


async def months(request: web.Request) -> web.Response:
    """The months of a channel with their counts."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    path = visit.site.addresses.months(channel)
    keep_address(visit, channel, path)
    counts = await visit.site.exhibiting.month_counts(channel)
    years: dict[int, list[tuple[str, str, int]]] = {}
    for one in counts:
        url = visit.site.addresses.month(channel, one.month)
        name = visit.t(f"web-month-{one.month.number}")
        years.setdefault(one.month.year, []).append((name, url, one.posts))
    head = Head(
        title=visit.t("web-months-title", channel=channel.title),
        path=path,
        description=visit.t("web-months-about", channel=channel.title),
        feed=channel_feed(visit, channel),
    )
    return show(visit, "months.html", head, channel=channel, here="months", years=years)


async def month(request: web.Request) -> web.Response:
    """Posts of a month."""
    visit = visit_of(request)
    channel = await open_channel(visit)
    asked = Month(int(request.match_info["year"]), int(request.match_info["month"]))
    if not asked.is_real:
        raise NotFound
    addresses, after = visit.site.addresses, request.query.get("after", "")
    keep_address(visit, channel, addresses.month(channel, asked))
    page = await visit.site.exhibiting.newest(channel, after, month=asked)
    if not page.items:
        raise NotFound

    def to(after: str) -> str:
        return addresses.month(channel, asked, after=after) if after else ""

    name = month_name(visit.t, asked)
    head = Head(
        title=visit.t("web-month-title", month=name, channel=channel.title),
        path=addresses.month(channel, asked),
        description=visit.t("web-month-about", month=name, channel=channel.title),
        feed=channel_feed(visit, channel),
        is_indexed=not after,
    )
    return show(
        visit, "month.html", head, channel=channel, here="months", month=name,
        turns=Turns(to(packed(page.previous)), to(packed(page.next))),
        **await listed(visit, channel, page),
    )  # fmt: skip
