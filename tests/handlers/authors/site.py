"""A news site on loopback: an inside address, to be allowed by FETCH_ALLOW."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

BAKERY = """<!doctype html><html lang="en"><head><title>Bakery hides its prices | Town News</title>
<meta property="og:site_name" content="Town News"></head><body><nav>Home Sport Weather</nav>
<article><h1>Bakery hides its prices</h1>
<p>The bakery Two Loaves took every price out of its window on 12 May 2026, the owner said.</p>
<p>Sales rose by 18 percent within a month, while complaints fell to 3 a week, she added.</p>
<p>“People ask, and then they talk to us,” said Maria Stern, who has run the shop for 11 years.</p>
<p>Other shops of the street plan to follow the example before the end of the summer.</p>
<p>The town council does not object as long as the price list hangs inside of the shop.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""

FLORIST = """<!doctype html><html lang="en"><head><title>Florist sells by scent</title></head>
<body><article><h1>Florist sells by scent</h1>
<p>The florist Green Corner turned off the lights and sold 240 bouquets by scent in one night.</p>
<p>Buyers walked through the dark shop and chose with their noses, its founder Ines Roth said.</p>
<p>The average bill grew by 31 percent against the same evening of the year before, she said.</p>
<p>The shop will repeat the dark evening every month until the end of the winter season.</p>
</article></body></html>"""


@dataclass
class Site:
    """Its host and port, its pages by path, and how often each was asked for."""

    host: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def link(self, path: str) -> str:
        """The address of a page."""
        return f"http://{self.host}{path}"


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    """A site with two stories and a page that is refused."""
    site = Site(pages={"/story": BAKERY, "/scent": FLORIST})

    async def serve(request: web.Request) -> web.Response:
        site.asked[request.path] += 1
        if request.path == "/closed":
            return web.Response(status=403)
        if request.path not in site.pages:
            return web.Response(status=404)
        return web.Response(
            text=site.pages[request.path], content_type="text/html",
            headers=site.headers.get(request.path),
        )  # fmt: skip

    app = web.Application()
    app.router.add_get("/{path:.*}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    site.host = f"127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()
