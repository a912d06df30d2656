"""The addresses of the pages: made here and nowhere else, never from what a client sent."""

from urllib.parse import quote, urlencode, urlsplit

from bot.domain.channels import Channel
from bot.domain.months import Month

RESERVED = frozenset({"app", "health", "media", "static", "webhook"})
"""First words of addresses that no channel can have; one of such a name goes by its number."""


class Addresses:
    """Addresses below a site: `origin` is `https://host`, `prefix` a path without its last `/`."""

    def __init__(self, origin: str, prefix: str = "") -> None:
        self.origin = origin
        self.prefix = prefix

    @classmethod
    def of(cls, web_url: str, *, host: str, port: int) -> "Addresses":
        """Those of the public address, or, where none is set, of our own server."""
        if web_url:
            parts = urlsplit(web_url)
            return cls(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"))
        name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
        return cls(f"http://{f'[{name}]' if ':' in name else name}:{port}")

    @property
    def is_secure(self) -> bool:
        """Whether the site is read over https, as Telegram wants it of a Mini App."""
        return self.origin.startswith("https:")

    @property
    def is_linkable(self) -> bool:
        """Whether Telegram takes the site for the link of a button: one of the network."""
        host = urlsplit(self.origin).hostname or ""
        return "." in host and not host.startswith("127.")

    def absolute(self, path: str) -> str:
        """The whole address of a path that was made here."""
        return self.origin + path

    def home(self) -> str:
        return f"{self.prefix}/"

    def static(self, name: str) -> str:
        return f"{self.prefix}/static/{name}"

    def app(self, channel: Channel | None = None) -> str:
        """The entry of the Mini App, which leads on to a channel."""
        return f"{self.prefix}/app{_query(channel=slug_of(channel) if channel else '')}"

    def session(self) -> str:
        return f"{self.prefix}/app/session"

    def theme(self, mark: str = "") -> str:
        return f"{self.prefix}/app/theme.css{_query(v=mark)}"

    def sitemap(self) -> str:
        return f"{self.prefix}/sitemap.xml"

    def media(self, post_id: int, number: int) -> str:
        return f"{self.prefix}/media/{post_id}/{number}"

    def channel(self, channel: Channel, *, after: str = "") -> str:
        return f"{self.prefix}/{slug_of(channel)}/{_query(after=after)}"

    def post(self, channel: Channel, message_id: int) -> str:
        return f"{self.prefix}/{slug_of(channel)}/{message_id}"

    def rubrics(self, channel: Channel, *, after: str = "") -> str:
        return f"{self.prefix}/{slug_of(channel)}/rubrics{_query(after=after)}"

    def tag(self, channel: Channel, tag: str, *, order: str = "", after: str = "") -> str:
        query = _query(order=order, after=after)
        return f"{self.prefix}/{slug_of(channel)}/tag/{quote(tag, safe='')}{query}"

    def search(
        self, channel: Channel, words: str = "", *, order: str = "", after: str = ""
    ) -> str:
        query = _query(q=words, order=order, after=after)
        return f"{self.prefix}/{slug_of(channel)}/search{query}"

    def best(self, channel: Channel, *, period: str = "", after: str = "") -> str:
        query = _query(period=period, after=after)
        return f"{self.prefix}/{slug_of(channel)}/best{query}"

    def months(self, channel: Channel) -> str:
        return f"{self.prefix}/{slug_of(channel)}/months"

    def month(self, channel: Channel, month: Month, *, after: str = "") -> str:
        path = f"{slug_of(channel)}/{month.year}/{month.number:02}"
        return f"{self.prefix}/{path}{_query(after=after)}"

    def lists_map(self, channel: Channel) -> str:
        return f"{self.prefix}/{slug_of(channel)}/sitemap.xml"

    def month_map(self, channel: Channel, month: Month) -> str:
        return f"{self.month(channel, month)}/sitemap.xml"

    def feed(self, channel: Channel, kind: str, tag: str = "") -> str:
        """The feed of a channel or of one of its rubrics; `kind` is `xml` or `json`."""
        whose = f"{slug_of(channel)}/tag/{quote(tag, safe='')}" if tag else slug_of(channel)
        return f"{self.prefix}/{whose}/feed.{kind}"


def slug_of(channel: Channel) -> str:
    """What stands for a channel in addresses: its public name, or its number without one."""
    name = channel.username
    return name if name and name.lower() not in RESERVED else str(channel.id)


def _query(**values: str) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""
