"""A small news site beside the demo's Telegram: something to draft from without a network."""

import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from aiohttp import web

from bot.demo.stage import Stage

CHANNEL = "Новости рынка"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsArticle:
    """An article, and the post of a channel that links to it; `text` has a paragraph a line."""

    path: str
    language: str
    day: str
    title: str
    post: str
    text: str

    @property
    def page(self) -> str:
        """The article in the frame of a site."""
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in self.text.strip().splitlines())
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            f'<title>{escape(self.title)}</title><meta property="og:site_name" '
            f'content="{CHANNEL}"><meta name="date" content="{self.day}"></head><body>'
            f"<nav>О сайте · Контакты</nav><article><h1>{escape(self.title)}</h1>{paragraphs}"
            "</article><footer>Подпишитесь на рассылку</footer></body></html>"
        )


@cache
def load_articles() -> tuple[NewsArticle, ...]:
    """The articles of `news.toml`, in order."""
    text = resources.files("bot.demo").joinpath("news.toml").read_text("utf-8")
    return tuple(NewsArticle(**item) for item in tomllib.loads(text)["article"])


def add_news(app: web.Application) -> None:
    """Serve the articles at `/news/<path>`; the application has not started yet."""
    pages = {article.path: article.page for article in load_articles()}

    async def show(request: web.Request) -> web.Response:
        page = pages.get(request.match_info["path"])
        if page is None:
            return web.Response(status=404)
        return web.Response(text=page, content_type="text/html")

    app.router.add_get("/news/{path}", show)


def announce(stage: Stage, url: str) -> None:
    """A channel that the author reads links to the articles, for the author to send on."""
    owner = stage.crowd_ids[0]
    channel = stage.world.add_channel(CHANNEL, owner=owner, username="novosti_rynka")
    stage.world.join(channel.id, stage.author_id)
    for article in load_articles():
        stage.world.say(owner, channel.id, f"{article.post} {url}/news/{article.path}")
